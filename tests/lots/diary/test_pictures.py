"""Pictures of diary lines: who sees them, what is left behind, and how they come from phones."""

import io
from typing import Any

import pytest
from PIL import Image

from agrimarket.kit.ids import new_id
from agrimarket.lots.models import Lot
from tests.builders.fieldwork import SYNC, a_file, put
from tests.builders.lots import a_lot, to_state
from tests.builders.products import a_photo
from tests.people import HAM_RONG, People, Person

API = "/api/v1"


def a_line(people: People, lot: Lot, **over: Any) -> str:
    body = {"kind": "harvest", "happened_at": "2026-11-01", **over}
    made: str = people.nam.post(f"{API}/lots/{lot.id}/events", body).json["id"]
    return made


def sent(person: Person, lot: Lot, line: str, content: bytes) -> Any:
    path = f"{API}/lots/{lot.id}/events/{line}/photos"
    return person.post(path, data={"photo": (io.BytesIO(content), "a.jpg")})


def with_place() -> bytes:
    """A picture that says where it was taken."""
    out, tags = io.BytesIO(), Image.Exif()
    tags[0x8825] = {1: "N", 2: (19.0, 58.0, 0.0)}
    Image.new("RGB", (400, 300), "green").save(out, "JPEG", exif=tags)
    return out.getvalue()


def test_a_picture_loses_its_place_and_is_for_those_who_see_the_lot(people: People) -> None:
    lot = a_lot(people, state="open")
    line = a_line(people, lot)
    content = with_place()
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.getexif().get_ifd(0x8825)
    made = sent(people.nam, lot, line, content)
    assert made.status_code == 201, made.text
    url = made.json["urls"]["320"]
    nam = people.nam.browser()
    seen = nam.get(url)
    assert (seen.status_code, seen.mimetype) == (200, "image/webp")
    with Image.open(io.BytesIO(seen.data)) as kept:
        assert not kept.getexif()
    assert people.lan.browser().get(url).status_code == 404
    assert people.minh.get(url).status_code == 404
    assert nam.get(url.replace("-320", "-321")).status_code == 404
    assert url in nam.get(f"/lo/{lot.id}").text
    assert people.lan.get(f"{API}/lots/{lot.id}/events/{line}/photos").status_code == 404


def test_buyers_see_pictures_while_the_producer_consents(people: People) -> None:
    lot = a_lot(people)
    wrong, line = a_line(people, lot), a_line(people, lot)
    url = sent(people.nam, lot, line, with_place()).json["urls"]["320"]
    other = sent(people.nam, lot, wrong, a_photo()).json["urls"]["320"]
    people.nam.post(f"{API}/lots/{lot.id}/events/{wrong}/withdraw")
    page = people.minh.get(f"/lot/{lot.id}").text
    assert url in page
    assert other not in page
    assert people.minh.get(url).headers["Cache-Control"].startswith("public")
    assert people.minh.get(other).status_code == 404
    assert people.nam.browser().get(other).status_code == 200
    assert people.minh.get(f"/lot/{lot.id}?format=json").json["events"][1]["photos"] == [url]
    owner = people.phuc.get(f"{API}/products/{lot.product_id}").json["household_id"]
    gone = people.phuc.post(
        f"{API}/households/{owner}/consents/withdraw", {"purposes": ["publication"]}
    )
    assert gone.status_code in {200, 201}, gone.text
    assert people.minh.get(url).status_code == 404


def test_what_is_no_picture_or_too_many(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    lot = a_lot(people, state="open")
    line = a_line(people, lot)
    assert sent(people.nam, lot, line, b"x" * 99).json["code"] == "not_a_photo"
    empty = sent(people.nam, lot, line, b"")
    assert (empty.status_code, empty.json["code"]) == (422, "event_photo_missing")
    assert sent(people.nam, lot, new_id(), a_photo()).status_code == 404
    monkeypatch.setattr("agrimarket.lots.event_photos.MOST", 1)
    first = sent(people.nam, lot, line, a_photo()).json
    full = sent(people.nam, lot, line, a_photo())
    assert (full.status_code, full.json["code"]) == (409, "event_photos_full")
    path = f"{API}/lots/{lot.id}/events/{line}/photos"
    assert people.nam.call("DELETE", f"{path}/{first['id']}").status_code == 204
    assert people.nam.get(path).json == []
    assert people.nam.browser().get(first["urls"]["320"]).status_code == 404


def test_a_phone_sends_a_picture_in_pieces(people: People) -> None:
    lot = a_lot(people, state="open")
    line, content = a_line(people, lot, id=new_id()), a_photo()
    told = a_file(content, line, "event_photo")
    assert people.nam.post(f"{SYNC}/files", told).status_code == 200
    assert put(people.nam, told["id"], 0, content).get_json()["complete"]
    (photo,) = people.nam.get(f"{API}/lots/{lot.id}/events/{line}/photos").json
    assert photo["id"] == told["id"]
    assert people.nam.post(f"{SYNC}/files", told).get_json()["complete"]
    stray = a_file(content, line, "event_photo")
    people.lan.post(f"{SYNC}/files", stray)
    assert put(people.lan, stray["id"], 0, content).status_code == 404
    assert people.lan.viewer.commune_codes == {HAM_RONG}


def test_pictures_on_pages(people: People) -> None:
    lot = a_lot(people, state="open")
    nam = people.nam.browser()
    form = {"kind": "harvest", "day": "2026-11-01", "quantity": "80", "unit": "kg"}
    picture = {"photo": (io.BytesIO(a_photo()), "a.jpg")}
    assert nam.post(f"/lo/{lot.id}/nhat-ky/moi", data={**form, **picture}).status_code == 303
    (line,) = people.nam.get(f"{API}/lots/{lot.id}/events").json
    assert line["facts"] == {"quantity": 80, "unit": "kg"}
    (photo,) = line["photos"]
    here = f"/lo/{lot.id}/nhat-ky/{line['id']}"
    assert photo["urls"]["320"].rsplit("-", 1)[0] in nam.get(here).text
    more = {"photo": (io.BytesIO(a_photo()), "b.jpg")}
    assert nam.post(f"{here}/anh", data=more).status_code == 303
    bare = nam.post(f"{here}/anh", data={})
    assert bare.status_code == 422
    assert "Chưa có ảnh nào" in bare.text
    assert nam.post(f"{here}/anh/{photo['id']}/xoa").status_code == 303
    assert nam.post(f"{here}/khong-co", data={"reason": "Nhầm lô"}).status_code == 303
    shown = nam.get(f"/lo/{lot.id}").text
    assert "Không có việc này" in shown
    assert "<s>" in shown
    assert "Nhầm lô" in shown


@pytest.mark.parametrize("state", ["sealed", "released", "recalled"])
def test_a_closed_lot_keeps_its_pictures(people: People, state: str) -> None:
    lot = a_lot(people, state="open")
    line = a_line(people, lot)
    photo = sent(people.nam, lot, line, a_photo()).json["id"]
    here = f"/lo/{lot.id}/nhat-ky/{line}"
    nam = people.nam.browser()
    assert f"{photo}/xoa" in nam.get(here).text
    to_state(people, lot, state)
    path = f"{API}/lots/{lot.id}/events/{line}/photos"
    refused = people.nam.call("DELETE", f"{path}/{photo}")
    assert (refused.status_code, refused.json["code"]) == (409, "event_photo_kept")
    assert "Hãy" in refused.json["fields"]["photo"][0]
    assert nam.post(f"{here}/anh/{photo}/xoa").status_code == 422
    assert f"{photo}/xoa" not in nam.get(here).text
    assert [one["id"] for one in people.nam.get(path).json] == [photo]


def test_a_refused_line_speaks_of_a_picture_where_one_was_chosen(people: People) -> None:
    lot, nam = a_lot(people, state="open"), people.nam.browser()
    form = {"kind": "harvest", "day": "2999-01-01"}
    bare = nam.post(f"/lo/{lot.id}/nhat-ky/moi", data=form)
    assert (bare.status_code, "Ảnh chưa lưu" in bare.text) == (422, False)
    with_one = form | {"photo": (io.BytesIO(a_photo()), "a.jpg")}
    assert "Ảnh chưa lưu" in nam.post(f"/lo/{lot.id}/nhat-ky/moi", data=with_one).text


def test_letters_that_only_steer_are_left_out(people: People) -> None:
    lot = a_lot(people, state="open")
    line = {
        "kind": "harvest", "happened_at": "2026-11-01", "place": "Vườn\u202e đồi",
        "text": "Hái\u2066 sáng\nvà \x1bchiều", "facts": {"lạ\u200f": ["a\u202eb"]},
    }  # fmt: skip
    kept = people.nam.post(f"{API}/lots/{lot.id}/events", line).json
    assert (kept["place"], kept["text"]) == ("Vườn đồi", "Hái sáng\nvà chiều")
    assert kept["facts"]["lạ"] == ["ab"]
