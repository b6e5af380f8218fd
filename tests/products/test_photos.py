"""Pictures: kept without their metadata, in order, and shown to whom they may be."""

import io
from typing import Any

import pytest
from PIL import Image

from agrimarket.kit import files
from agrimarket.kit.db import db
from tests.builders.households import a_household
from tests.builders.products import a_kept_photo, a_photo, a_product
from tests.people import People, Person


def send(person: Person, product_id: str, content: bytes, **form: Any) -> Any:
    data = {"photo": (io.BytesIO(content), "IMG_0001.jpg"), **form}
    headers = form.pop("headers", {})
    data.pop("headers", None)
    return person.call(
        "POST", f"/api/v1/products/{product_id}/photos", data=data, headers=headers,
        content_type="multipart/form-data",
    )  # fmt: skip


def with_position() -> bytes:
    """A phone's picture that tells where the house stands."""
    picture = Image.new("RGB", (900, 600), "olive")
    exif = picture.getexif()
    exif[0x8825] = {1: "N", 2: (19.0, 48.0, 0.0)}
    exif[0x010F] = "PhoneMaker"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_is_kept_small_and_without_its_position(people: People) -> None:
    product = a_product(people)
    answer = send(people.producer(product.household_id), product.id, with_position(), alt="Quả")
    assert answer.status_code == 201
    assert answer.json["alt"] == "Quả"
    assert {"320", "800"} < set(answer.json["urls"])
    shown = people.minh.get(answer.json["urls"]["800"])
    assert shown.mimetype == "image/webp"
    assert "public" in shown.headers["Cache-Control"]
    assert "max-age=2592000" in shown.headers["Cache-Control"]
    assert b"PhoneMaker" not in shown.data
    with Image.open(io.BytesIO(shown.data)) as picture:
        assert picture.width == 800
        assert not picture.getexif()


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "photo_missing"),
        (b"<svg onload=alert(1)>", 422, "not_a_photo"),
        (a_photo(6000, 5000), 413, "photo_too_large"),
    ],
)
def test_what_is_no_picture(people: People, content: bytes, status: int, code: str) -> None:
    product = a_product(people)
    answer = send(people.nam, product.id, content)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert people.nam.get(f"/api/v1/products/{product.id}/photos").json == []


def test_a_form_without_a_file(people: People) -> None:
    path = f"/api/v1/products/{a_product(people).id}/photos"
    answer = people.nam.call("POST", path, data={}, content_type="multipart/form-data")
    assert (answer.status_code, answer.json["code"]) == (422, "photo_missing")


def test_before_approval_only_those_who_see_the_product_see_its_pictures(people: People) -> None:
    product = a_product(people, state="draft")
    photo = a_kept_photo(people, product)
    url = f"/anh/{photo.sha256}-{photo.widths[0]}.webp"
    assert people.minh.get(url).status_code == 404
    seen = people.nam.browser().get(url)
    assert seen.status_code == 200
    assert "private" in seen.headers["Cache-Control"]
    assert people.lan.browser().get(url).status_code == 404
    people.huong.post(f"/api/v1/products/{product.id}/approve")
    assert people.minh.get(url).status_code == 200
    people.nam.post(f"/api/v1/products/{product.id}/withdraw", {"reason": "Hết mùa"})
    assert people.minh.get(url).status_code == 200  # its stamps are on packs


def test_without_consent_no_picture_is_public(people: People) -> None:
    product = a_product(people, a_household(people, consent=None), state="draft")
    photo = a_kept_photo(people, product)
    assert people.minh.get(f"/anh/{photo.sha256}-{photo.widths[0]}.webp").status_code == 404


@pytest.mark.parametrize(
    "path", ["/anh/abc-320.webp", "/anh/..%2F..%2Fkeys-320.webp", f"/anh/{'0' * 64}-320.webp"]
)
def test_other_names_are_nothing(people: People, path: str) -> None:
    assert people.minh.get(path).status_code == 404


def test_a_width_that_was_not_kept_is_nothing(people: People) -> None:
    photo = a_kept_photo(people, a_product(people))
    assert people.minh.get(f"/anh/{photo.sha256}-1601.webp").status_code == 404


def test_replaced_in_place_and_deleted(people: People) -> None:
    product = a_product(people)
    first = a_kept_photo(people, product)
    second = a_kept_photo(people, product, content=a_photo(colour="navy"))
    path = f"/api/v1/products/{product.id}/photos"
    answer = send(people.nam, product.id, a_photo(colour="gold"), replaces=first.id, alt="Mới")
    assert (answer.json["id"], answer.json["position"]) == (first.id, 1)
    assert people.minh.get(f"/anh/{first.sha256}-{first.widths[0]}.webp").status_code == 404
    assert people.nam.call("DELETE", f"{path}/{first.id}").status_code == 204
    assert [one["id"] for one in people.nam.get(path).json] == [second.id]
    assert people.nam.call("DELETE", f"{path}/{first.id}").status_code == 404


def test_moving_a_picture_makes_room(people: People) -> None:
    product = a_product(people)
    kept = [a_kept_photo(people, product, content=a_photo(300 + n)) for n in range(3)]
    path = f"/api/v1/products/{product.id}/photos"
    last = f"{path}/{kept[2].id}"
    assert people.nam.patch(last, {"position": 1}).status_code == 428
    answer = people.nam.patch(last, {"position": 1}, people.nam.get(last).headers["ETag"])
    assert answer.json["position"] == 1
    order = [one["id"] for one in people.nam.get(path).json]
    assert order == [kept[2].id, kept[0].id, kept[1].id]


def test_twelve_are_enough(people: People) -> None:
    product = a_product(people)
    for number in range(12):
        a_kept_photo(people, product, content=a_photo(200 + number, 100))
    answer = send(people.nam, product.id, a_photo())
    assert (answer.status_code, answer.json["code"]) == (409, "photos_full")


def test_a_repeated_upload_with_a_key_is_one_picture(people: People) -> None:
    path = f"/api/v1/products/{a_product(people).id}/photos"
    head = b'--one\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    body = head + a_photo() + b"\r\n--one--\r\n"
    answers = [
        people.nam.call(
            "POST", path, headers={"Idempotency-Key": "anh-1"}, data=body,
            content_type="multipart/form-data; boundary=one",
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert len(people.nam.get(path).json) == 1


def test_lan_adds_nothing(people: People) -> None:
    product = a_product(people)
    assert send(people.lan, product.id, a_photo()).status_code == 404


@pytest.mark.parametrize("by_page", [False, True])
def test_nobody_waits_while_a_picture_is_shrunk(
    people: People, monkeypatch: pytest.MonkeyPatch, by_page: bool
) -> None:
    """SQLite has one writer: a phone's picture took it for a second while others stood in line."""
    product, shrink, open_then = a_product(people), files.keep_photo, []

    def watched(content: bytes) -> files.KeptPhoto:
        open_then.append(bool(db.session().info.get("writing")))
        return shrink(content)

    monkeypatch.setattr(files, "keep_photo", watched)
    hoa = people.producer(product.household_id)
    if by_page:
        data = {"photo": (io.BytesIO(a_photo()), "anh.jpg")}
        answer = hoa.browser().post(f"/san-pham/{product.id}/anh", data=data)
        assert answer.status_code == 303
    else:
        assert send(hoa, product.id, a_photo()).status_code == 201
    assert open_then == [False]
