"""Bà Hoa's card: given, shown, printed, lost, and led back from by those who may see her."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.households import rules
from agrimarket.households.cards import ring as card_ring
from agrimarket.households.cards import rules as cards
from agrimarket.households.models import Household
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import audit, keyfile
from agrimarket.kit.db import one_commit, reading
from agrimarket.system.setup import make_keys
from stamps import KeyRing, NotOpened, Opened, StampRefusal, refuse_shared, spell
from tests.builders.households import a_cooperative, a_household
from tests.people import HAM_RONG, People, Person

API = "/api/v1"


def a_card(people: People, household: Household, by: Person | None = None) -> str:
    answer = (by or people.nam).post(f"{API}/households/{household.id}/card", json={})
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["code"])


def test_a_card_is_given_and_opens_the_record(people: People) -> None:
    hoa = a_household(people)
    assert people.nam.get(f"{API}/households/{hoa.id}/card").get_json()["card"] is None
    code = a_card(people, hoa)
    assert len(code) == 16
    assert code[0] in "RSTVWXYZ"
    for shown in (code, spell(code).lower(), code.replace("0", "O")):
        told = people.nam.get(f"{API}/cards/{shown}").get_json()
        assert (told["household_id"], told["state"]) == (hoa.id, "in_force")
    assert cards.code_of(reading(), [hoa.id]) == {hoa.id: code}
    acts = audit.history(reading(), kind="household", id=hoa.id)
    assert "card_issued" in [one.action for one in acts]


def test_one_card_is_in_force_and_a_new_one_says_why(people: People) -> None:
    hoa = a_household(people)
    old = a_card(people, hoa)
    again = people.nam.post(f"{API}/households/{hoa.id}/card", json={})
    assert (again.status_code, again.get_json()["code"]) == (409, "card_in_force")
    wrong = people.nam.post(f"{API}/households/{hoa.id}/card", json={"reason": "stolen"})
    assert wrong.status_code == 422
    new = people.nam.post(f"{API}/households/{hoa.id}/card", json={"reason": "lost"}).get_json()
    assert new["code"] != old
    ended = people.nam.get(f"{API}/cards/{old}").get_json()
    assert (ended["state"], ended["end_reason"]) == ("ended", "lost")
    told = people.nam.get(f"{API}/households/{hoa.id}/card").get_json()
    assert told["card"]["code"] == new["code"]
    assert told["earlier"][0]["code"] == old
    assert cards.code_of(reading(), [hoa.id]) == {hoa.id: new["code"]}


def test_a_foreign_card_answers_as_one_that_never_was(people: People) -> None:
    code = a_card(people, a_household(people))
    never = card_ring.card_ring().seal(4_000_000)
    foreign, unknown = (people.lan.get(f"{API}/cards/{one}") for one in (code, never))
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.get_json()["detail"] == unknown.get_json()["detail"]
    slip = code[:5] + ("7" if code[5] != "7" else "8") + code[6:]
    assert people.nam.get(f"{API}/cards/{slip}").get_json()["code"] == "card_mistyped"
    assert people.nam.get(f"{API}/cards/xin-chao").status_code == 404
    outside = people.lan.post(f"{API}/households/{a_household(people).id}/card", json={})
    assert outside.status_code == 404


def test_a_card_is_no_stamp_and_a_stamp_no_card(people: People, client: FlaskClient) -> None:
    code, stamp = a_card(people, a_household(people)), the_ring().seal(1)
    assert isinstance(the_ring().open(code), NotOpened)
    assert isinstance(card_ring.open_card(stamp), NotOpened)
    assert people.nam.get(f"{API}/cards/{stamp}").status_code == 404
    page = client.get(f"/{code}")
    assert page.status_code == 404
    assert "Đây là thẻ hộ, dành cho cán bộ" in page.text
    assert "Hoa" not in page.text
    told = client.get(f"/{code}?format=json").get_json()
    assert told["verdict"] == "household_card"
    assert set(told) == {"verdict", "panel", "detail"}
    never = card_ring.card_ring().seal(4_000_000)
    told = client.get(f"/{never}")
    # not even whether it was ever given
    assert (told.status_code, told.text.replace(never, code)) == (404, page.text)


def test_a_worker_who_scans_is_led_to_the_record(people: People) -> None:
    hoa = a_household(people)
    code = a_card(people, hoa)
    nam, lan = people.nam.browser(), people.lan.browser()
    assert nam.get(f"/{code}").location == f"/ho/the?ma={code}"
    assert nam.get(f"/ho/the?ma={code}").location == f"/ho/{hoa.id}"
    assert nam.get(f"/ho/the?ma=HTTPS://TEM.EXAMPLE.VN/{code}").location == f"/ho/{hoa.id}"
    unseen = lan.get(f"/{code}", follow_redirects=True)
    assert unseen.status_code == 404
    assert "Không có hộ nào mang thẻ này" in unseen.text
    assert "Hoa" not in unseen.text
    people.nam.post(f"{API}/households/{hoa.id}/card", json={"reason": "lost"})
    old = nam.get(f"/ho/the?ma={code}").text
    assert "đã hết hiệu lực" in old
    assert "mất thẻ" in old


def read_back(pdf: bytes) -> list[str]:
    """What an independent reader finds on each page, at 200 dpi."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = np.asarray(page.render(scale=200 / 72).to_pil().convert("L"))
        read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        found += [one.text for one in read]
    return found


def words_on(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_the_card_is_shown_and_printed(people: People) -> None:
    hoa, nam = a_household(people, phone="0912345678"), people.nam.browser()
    assert nam.post(f"/ho/{hoa.id}/the/in").status_code == 404
    assert "Hộ chưa có thẻ" in nam.get(f"/ho/{hoa.id}/the").text
    assert nam.post(f"/ho/{hoa.id}/the").status_code == 303
    code = cards.code_of(reading(), [hoa.id])[hoa.id]
    page = nam.get(f"/ho/{hoa.id}/the").text
    assert all(group in page for group in spell(code).split("-"))
    picture = nam.get(f"/ho/{hoa.id}/the/ma-qr.svg")
    assert picture.mimetype == "image/svg+xml"
    answer = nam.post(f"/ho/{hoa.id}/the/in")
    assert answer.mimetype == "application/pdf"
    assert read_back(answer.data) == [f"HTTPS://TEM.EXAMPLE.VN/{code}"]
    words = words_on(answer.data)
    assert "Nguyễn Thị Hoa" in words
    assert "Thôn 3" in words
    assert "Nga An" in words
    assert spell(code)[:9] in words
    assert "345" not in words
    assert nam.post(f"/ho/{hoa.id}/the", data={"reason": ""}).status_code == 422
    assert nam.post(f"/ho/{hoa.id}/the", data={"reason": "changed"}).status_code == 303


def test_a_list_is_printed_and_only_the_missing_are_given(people: People) -> None:
    hoa = a_household(people)
    code = a_card(people, hoa)
    for number, name in enumerate(
        ["An", "Bình", "Cúc", "Dung", "Gấm", "Hà", "Khang", "Lan", "Mai", "Nam", "Oanh"]
    ):
        a_household(people, head_name=f"Lê Văn {name}", hamlet=f"Thôn {number % 3}")
    a_household(people, commune_code=HAM_RONG, head_name="Ở nơi khác")
    nam = people.nam.browser()
    assert "12" in nam.get("/ho/the/in").text
    answer = nam.post("/ho/the/in", data={"skip": "9"})
    assert answer.mimetype == "application/pdf"
    found = read_back(answer.data)
    assert len(set(found)) == 12
    assert f"HTTPS://TEM.EXAMPLE.VN/{code}" in found
    assert len(pypdfium2.PdfDocument(answer.data)) == 3
    again = nam.post("/ho/the/in", data={})
    assert sorted(read_back(again.data)) == sorted(found)
    few = nam.post("/ho/the/in?q=oanh", data={})
    assert len(read_back(few.data)) == 1
    assert nam.post("/ho/the/in", data={"skip": "10"}).status_code == 422
    assert nam.post("/ho/the/in?q=khongcoai", data={}).status_code == 422
    assert nam.post("/ho/the/in?kind=x", data={}).status_code == 422
    ticked = nam.post(f"/ho/the/in?ids={hoa.id}", data={})
    assert read_back(ticked.data) == [f"HTTPS://TEM.EXAMPLE.VN/{code}"]


def test_a_cooperatives_long_name_stays_on_its_card(people: People) -> None:
    long = "Hợp tác xã Dịch vụ Nông nghiệp, Thủy sản và Tiểu thủ công nghiệp Nga An – Nga Phú"
    group, nam = a_cooperative(people, legal_name=long), people.nam.browser()
    nam.post(f"/ho/{group.id}/the")
    code = cards.code_of(reading(), [group.id])[group.id]
    pdf = nam.post(f"/ho/{group.id}/the/in").data
    assert read_back(pdf) == [f"HTTPS://TEM.EXAMPLE.VN/{code}"]


def test_a_forgotten_producers_card_is_gone(people: People) -> None:
    hoa = a_household(people, consent=None)
    code = a_card(people, hoa)
    answer = people.phuc.post(
        f"{API}/households/{hoa.id}/erase", json={"reason": "Chủ hộ yêu cầu xóa thông tin"}
    )
    assert answer.status_code < 300, answer.text
    assert people.phuc.get(f"{API}/cards/{code}").status_code == 404
    other = a_card(people, a_household(people))
    assert other != code  # a serial is never given twice


def test_cards_of_two_records_that_became_one_both_open_it(people: People) -> None:
    hoa, double = a_household(people), a_household(people, head_name="Nguyễn Thị Hòa")
    mine, other = a_card(people, hoa), a_card(people, double)
    body = {"keep": hoa.id, "merge": double.id}
    answer = people.phuc.post(f"{API}/household-merges", json=body)
    assert answer.status_code == 201, answer.text
    for code in (mine, other):
        assert people.nam.get(f"{API}/cards/{code}").get_json()["household_id"] == hoa.id
    assert cards.code_of(reading(), [hoa.id]) == {hoa.id: mine}


def test_many_codes_cost_little(people: People) -> None:
    households = [a_household(people) for _ in range(3)]
    with one_commit() as session:
        mine = [
            rules.get(session, viewer=people.nam.viewer, household_id=one.id) for one in households
        ]
        made = cards.issue_missing(session, viewer=people.nam.viewer, households=mine)
        assert cards.issue_missing(session, viewer=people.nam.viewer, households=mine) == []
        assert cards.issue_missing(session, viewer=people.lan.viewer, households=mine) == []
    assert len(made) == 3
    assert len(cards.code_of(reading(), [one.id for one in households])) == 3
    assert cards.code_of(reading(), []) == {}


def test_an_older_key_file_gains_the_ring_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    content = json.loads(path.read_text())
    assert content["cards"]["keys"].keys() == {"S"}
    del content["cards"]
    keyfile.replace(path, content)
    assert keyfile.load(path).cards == {}
    assert make_keys(path) is False
    gained = json.loads(path.read_text())
    assert {name: gained[name] for name in content} == content
    assert path.stat().st_mode & 0o077 == 0
    assert make_keys(path) is False
    assert json.loads(path.read_text()) == gained


def test_without_its_ring_the_service_says_what_to_run(people: People, app: Flask) -> None:
    hoa = a_household(people)
    kept = app.extensions["agrimarket.keys"]
    app.extensions["agrimarket.keys"] = replace(kept, cards={})
    try:
        answer = people.nam.post(f"{API}/households/{hoa.id}/card", json={})
        assert answer.get_json()["code"] == "cards_not_set_up"
        assert cards.code_of(reading(), [hoa.id]) == {}
        assert isinstance(card_ring.open_card("S" * 16), NotOpened)
    finally:
        app.extensions["agrimarket.keys"] = kept


def test_a_ring_of_cards_has_letters_of_its_own() -> None:
    drawn = np.random.default_rng(5).bytes
    ring = KeyRing.new(drawn(32), kind="card")
    for _ in range(7):
        ring = ring.rotated(drawn(32))
    assert set(ring.versions) == set("RSTVWXYZ")
    with pytest.raises(StampRefusal, match="đã dùng hết 8"):
        ring.rotated(drawn(32))
    with pytest.raises(StampRefusal, match="không dành cho thẻ"):
        KeyRing.new(drawn(32), version="1", kind="card")
    again = KeyRing.from_dict(ring.to_dict(), kind="card")
    assert isinstance(again.open(ring.seal(7)), Opened)
    with pytest.raises(StampRefusal, match="chung một phiên bản"):
        refuse_shared(ring, KeyRing.new(drawn(32), version="Z"))
    key = drawn(32)
    with pytest.raises(StampRefusal, match="chung một khóa"):
        refuse_shared(KeyRing.new(key, kind="card"), KeyRing.new(key))


def test_the_same_cards_make_the_same_bytes() -> None:
    from_engine = [card_ring.Card("S" * 16, "Hoa", "", "Xã Nga An", date(2026, 11, 22))]
    one, two = io.BytesIO(), io.BytesIO()
    card_ring.write_cards(one, from_engine, host="tem.example.vn")
    card_ring.write_cards(two, from_engine, host="tem.example.vn")
    assert one.getvalue() == two.getvalue()
