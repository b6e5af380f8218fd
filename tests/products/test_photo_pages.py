"""Pictures on pages without script: moved by buttons, described, and what is no picture."""

import io
from typing import Any

import pytest
from PIL import Image

from agrimarket.kit import files
from agrimarket.kit.db import reading
from agrimarket.products import gallery
from tests.builders.products import a_kept_photo, a_photo, a_product
from tests.people import People

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64


def order(people: People, product_id: str) -> list[str]:
    rows = people.nam.get(f"/api/v1/products/{product_id}/photos").json
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))
    return [row["id"] for row in rows]


def test_buttons_move_a_picture_one_place(people: People) -> None:
    product = a_product(people, state="draft")
    one, two, three = (a_kept_photo(people, product, content=a_photo(300 + n)).id for n in range(3))
    browser = people.producer(product.household_id).browser()
    page = f"/san-pham/{product.id}/anh"
    shown = browser.get(page).text
    buttons = [shown.count(words) for words in ("Lên trước", "Ra sau", "Đưa lên đầu")]
    assert buttons == [2, 2, 1]
    assert browser.post(f"{page}/{three}", data={"position": "2"}).status_code == 303
    assert order(people, product.id) == [one, three, two]
    assert browser.post(f"{page}/{one}", data={"position": "2"}).status_code == 303
    assert order(people, product.id) == [three, one, two]
    wrong = browser.post(f"{page}/{one}", data={"position": "đầu"})
    assert wrong.status_code == 422
    assert order(people, product.id) == [three, one, two]


def test_words_for_whoever_does_not_see_it(people: People) -> None:
    product = a_product(people, state="draft")
    photo = a_kept_photo(people, product)
    browser = people.producer(product.household_id).browser()
    page = f"/san-pham/{product.id}/anh/{photo.id}"
    assert "Bưởi Luận Văn" in browser.get(page).text
    assert browser.post(page, data={"alt": "Quả bưởi đỏ cắt đôi"}).status_code == 303
    assert 'alt="Quả bưởi đỏ cắt đôi"' in browser.get(f"/san-pham/{product.id}").text
    assert browser.post(page, data={"alt": "x" * 201}).status_code == 422


def upload(people: People, product_id: str, content: bytes) -> Any:
    return people.nam.call(
        "POST", f"/api/v1/products/{product_id}/photos",
        data={"photo": (io.BytesIO(content), "IMG_1.HEIC")}, content_type="multipart/form-data",
    )  # fmt: skip


def test_what_is_refused_names_the_field(people: People) -> None:
    product = a_product(people, state="draft", basis=False)
    for content, status, code, words in (
        (HEIC, 422, "photo_heic", "Tương thích nhất"),
        (HEIC.replace(b"heic", b"mif1"), 422, "photo_heic", "iPhone"),
        (a_photo(6000, 5000), 413, "photo_too_large", "chụp nhỏ lại"),
        (b"GIF89a" + b"0" * 200, 422, "not_a_photo", "JPEG, PNG hoặc WebP"),
        (a_photo()[:200], 422, "not_a_photo", "chụp lại"),
    ):
        answer = upload(people, product.id, content)
        assert (answer.status_code, answer.json["code"]) == (status, code)
        assert words in answer.json["fields"]["photo"][0]
    assert order(people, product.id) == []


def test_more_bytes_than_any_phone_takes(people: People) -> None:
    product = a_product(people, state="draft", basis=False)
    content = a_photo() + b"0" * files.LARGEST_PHOTO
    with pytest.raises(files.PhotoTooLarge) as told:
        gallery.keep_photo(
            reading(), viewer=people.nam.viewer, product_id=product.id, content=content
        )
    assert "12 MB" in told.value.fields["photo"][0]


def test_png_of_every_kind_becomes_webp(people: People) -> None:
    product = a_product(people, state="draft", basis=False)
    for mode in ("RGBA", "P", "L", "LA", "I;16"):
        out = io.BytesIO()
        Image.new(mode, (900, 500)).save(out, "PNG")
        answer = upload(people, product.id, out.getvalue())
        assert answer.status_code == 201, answer.text
        assert sorted(answer.json["urls"], key=int) == ["320", "800", "900"]
        assert all(url.endswith(".webp") for url in answer.json["urls"].values())
