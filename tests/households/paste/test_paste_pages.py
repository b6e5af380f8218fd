"""Pasting from Zalo: read, looked at, mended, saved; nothing is saved unseen."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select

from agrimarket.households.models import Household
from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from tests.people import NGA_AN, People

TEXT = """Xã Nga An:
1. Chị Lan thôn 3 0912000345 cói 2 sào
2. Anh Dũng thôn 4, lúa 5 sào, sđt vợ 0987000321, đồng ý
3. cô Xuân xóm Bắc ko có đt"""


def count() -> int:
    reading().rollback()
    return reading().scalar(select(func.count(Household.id))) or 0


def boxes(page: str) -> dict[str, str]:
    """What a browser would send of a page: ticked boxes, chosen options, typed texts."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', page):
        found[name] = unescape(text).strip()
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    found.pop("q", None)
    return found


def test_read_then_saved(app: Flask, people: People) -> None:
    browser = people.nam.browser()
    page = browser.post("/ho/dan", data={"text": TEXT})
    assert (page.status_code, count()) == (200, 0)
    assert "Xem lại 3 hộ" in page.text
    assert "lời đồng ý" in page.text
    saved = browser.post("/ho/dan/luu", data=boxes(page.text))
    assert (saved.status_code, count()) == (303, 3)
    rows = {one.head_name: one for one in reading().scalars(select(Household))}
    assert {one.state for one in rows.values()} == {"draft"}  # a message is no consent
    assert rows["Lan"].hamlet == "Thôn 3"
    assert (rows["Lan"].phone, rows["Lan"].commune_code) == ("0912000345", NGA_AN)
    assert str(rows["Lan"].area_ha) == "0.10"
    assert rows["Dũng"].phone_of == "vợ"
    assert rows["Xuân"].phone is None


def test_what_is_not_ticked_is_not_saved(app: Flask, people: People) -> None:
    browser = people.nam.browser()
    form = boxes(browser.post("/ho/dan", data={"text": TEXT}).text)
    del form["1-take"]
    page = browser.post("/ho/dan/luu", data=form)
    assert (page.status_code, count()) == (200, 2)
    assert "Dũng" in page.text


def test_a_wrong_box_stays_with_its_reason_and_what_was_typed(app: Flask, people: People) -> None:
    browser = people.nam.browser()
    form = boxes(browser.post("/ho/dan", data={"text": TEXT}).text) | {"0-phone": "0912"}
    page = browser.post("/ho/dan/luu", data=form)
    assert (page.status_code, count()) == (422, 2)
    assert 'value="0912"' in page.text
    again = browser.post("/ho/dan/luu", data=boxes(page.text) | {"0-phone": "0912000345"})
    assert (again.status_code, count()) == (303, 3)


def test_sent_twice_is_saved_once(app: Flask, people: People) -> None:
    browser = people.nam.browser()
    form = boxes(browser.post("/ho/dan", data={"text": TEXT}).text)
    assert browser.post("/ho/dan/luu", data=form).status_code == 303
    assert browser.post("/ho/dan/luu", data=form).status_code == 422
    assert count() == 3


@pytest.mark.parametrize("text", ["", "   ", "cảm ơn anh nhé", "x" * 30_001])
def test_nothing_to_read_is_said(app: Flask, people: People, text: str) -> None:
    page = people.nam.browser().post("/ho/dan", data={"text": text})
    assert page.status_code == 422
    assert "Hãy dán" in page.text


def test_a_foreign_commune_is_not_ticked_and_is_refused(app: Flask, people: People) -> None:
    browser = people.nam.browser()
    page = browser.post("/ho/dan", data={"text": "Chị Mai thôn 1 phường Hàm Rồng 0912000777"})
    assert "không phải xã bạn phụ trách" in page.text
    assert "0-take" not in boxes(page.text)


def test_over_the_api_nothing_is_saved(app: Flask, people: People) -> None:
    answer = people.nam.post("/api/v1/household-messages", {"text": TEXT})
    assert (answer.status_code, count()) == (200, 0)
    lan, dung, xuan = answer.json["items"]
    assert (lan["head_name"], lan["crops"], lan["area_ha"]) == ("Lan", ["cói"], 0.1)
    assert lan["commune_codes"] == [NGA_AN]
    assert (dung["phone_of"], dung["consent_said"]) == ("vợ", True)
    assert (xuan["phone"], xuan["phone_absent"]) == (None, True)


def test_who_may_not_register_may_not_paste(people: People) -> None:
    assert people.minh.get("/ho/dan").status_code == 302
    assert (
        people.person(Role.AUDITOR, "Thanh")
        .post("/api/v1/household-messages", {"text": TEXT})
        .status_code
        == 403
    )


def test_nobody_falls_off_the_end_of_a_long_list(people: People) -> None:
    text = "Xã Nga An:\n" + "\n".join(f"{n}. Chị Lan thôn {1 + n % 9} cói" for n in range(1, 301))
    page = people.nam.browser().post("/ho/dan", data={"text": text})
    assert page.status_code == 422
    assert "mỗi lần đọc được 200 hộ" in page.text
    assert "300. Chị Lan" in page.text  # what was pasted is there to be parted
    answer = people.nam.post("/api/v1/household-messages", {"text": text})
    assert (answer.status_code, answer.json["code"]) == (413, "paste_too_many")
    some = "\n".join(text.split("\n")[:201])
    assert len(people.nam.post("/api/v1/household-messages", {"text": some}).json["items"]) == 200
