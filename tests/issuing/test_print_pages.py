"""The print form, its preview and the printer's test page, as a person without JavaScript."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from agrimarket.issuing import read
from agrimarket.issuing.look import NO_STAMP
from agrimarket.issuing.make import make_print
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.words import FORMAT_WORDS, STOCK_WORDS
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import run_due
from stamps import MEDIA_TYPES, STOCKS, NotOpened
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.issuing.test_ranges import states
from tests.people import People

CSS = Path("agrimarket/kit/web/static/css/sheets.css")
WISH = {"stock": "a4-40", "first": "1", "last": "50"}


def newest(order: StampOrder) -> StampPrint:
    reading().rollback()
    return read.prints_of(reading(), order)[0]


def test_every_paper_and_file_has_its_words_and_its_picture() -> None:
    assert set(STOCK_WORDS) == set(STOCKS)
    assert set(FORMAT_WORDS) == {*MEDIA_TYPES, "csv", "zip"}
    for name, stock in STOCKS.items():
        if stock.per_page > 1:
            assert f'[value="{name}"]:checked) .spots-{name}' in CSS.read_text()
            assert f".columns-{stock.columns}" in CSS.read_text()


def test_used_labels_are_tapped_on_the_picture_of_the_sheet(people: People) -> None:
    order, nam = an_order(people, count=50), people.nam.browser()
    page = nam.get(f"/tem/{order.id}/in").text
    assert len(re.findall(r'name="skip-a4-40"', page)) == 40
    tapped = {**WISH, "skip-a4-40": "6", "skip-a4-65": "9"}
    assert nam.post(f"/tem/{order.id}/in", data=tapped).status_code == 303
    assert newest(order).skip == 6


def test_looking_first_writes_nothing_and_shows_no_code(people: People) -> None:
    order, nam = an_order(people, count=50), people.nam.browser()
    answer = nam.post(f"/tem/{order.id}/in", data={**WISH, "act": "look", "reason": "rách"})
    assert answer.status_code == 200
    assert 'value="rách"' in answer.text  # what was typed stays, and goes into no address
    (svg,), (png,) = (re.findall(rf'"(/tem/[^"]*xem-thu\.{kind}[^"]*)"', answer.text)
                      for kind in ("svg", "png"))  # fmt: skip
    assert "r%C3%A1ch" not in svg
    picture = nam.get(svg.replace("&amp;", "&"))
    assert 'width="210mm" height="297mm"' in picture.text
    image = Image.open(io.BytesIO(nam.get(png.replace("&amp;", "&")).data))
    found = {code.text for code in zxingcpp.read_barcodes(image)}
    assert found == {f"HTTPS://TEM.EXAMPLE.VN/{NO_STAMP}"}
    assert states(order) == [(1, 50, "issued")]
    assert read.prints_of(reading(), order) == []


def test_the_code_of_a_preview_is_no_stamp(app: Flask) -> None:
    assert isinstance(the_ring().open(NO_STAMP), NotOpened)


def test_a_preview_has_the_box_of_the_hidden_pin(people: People) -> None:
    nam = people.nam.browser()
    orders = [an_order(people, count=1, with_pin=with_pin) for with_pin in (False, True)]
    plain, hidden = (
        nam.get(f"/tem/{order.id}/in/xem-thu.svg?stock=a4-40&first=1&last=1").text
        for order in orders
    )
    assert plain.count("<use") < hidden.count("<use")
    digits = the_ring().pin(orders[1].first_serial, orders[1].key_version)
    assert digits not in hidden
    page = nam.post(f"/tem/{orders[1].id}/in", data={**WISH, "last": "1", "act": "look"})
    assert "xem-thu.svg" in page.text


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_picture_asks_whose_order_it_is_before_it_reads_the_form(
    people: People, kind: str
) -> None:
    path = f"/tem/{an_order(people, count=1).id}/in/xem-thu.{kind}"
    for asked in ("", "?stock=a4-40", "?format=csv&first=1&last=1"):
        assert people.nam.browser().get(path + asked).status_code == 422
        assert people.lan.browser().get(path + asked).status_code == 404


def test_a_preview_says_where_a_label_has_no_room_for_the_pin(people: People) -> None:
    product = a_product(people, name="Bưởi Luận Văn Thọ Xuân loại một " * 3)
    nam, lot = people.nam.browser(), a_lot(people, product, pack_count=None)
    wish = {"stock": "roll-30x20", "first": "1", "last": "1", "act": "look"}
    for with_pin, status in ((False, 200), (True, 422)):
        order = an_order(people, lot, count=1, with_pin=with_pin)
        page = nam.post(f"/tem/{order.id}/in", data=wish)
        assert (page.status_code, "không đủ chỗ cho ô PIN" in page.text) == (status, with_pin)
        assert ("khổ khác (A4, " in page.text) == with_pin


def test_an_order_with_pins_says_on_which_papers_they_fit(people: People) -> None:
    nam = people.nam.browser()
    for name, small in (("Gạo nếp hạt cau", True), ("Bưởi Luận Văn Thọ Xuân loại một " * 3, False)):
        lot = a_lot(people, a_product(people, name=name), pack_count=None)
        page = nam.get(f"/tem/moi?lot={lot.id}").text
        said = page.partition("đủ chỗ cho ô PIN: ")[2].partition(".")[0]
        assert "A4, 24 tem" in said
        assert ("Cuộn 30 × 20 mm" in said) == small


def test_a_preview_warns_of_small_modules(people: People) -> None:
    order, nam = an_order(people, count=50), people.nam.browser()
    wish = {**WISH, "stock": "roll-30x20", "act": "look"}
    assert "Chỉ quét bằng điện thoại" in nam.post(f"/tem/{order.id}/in", data=wish).text


WRONG = (
    ("offset_x", "16"), ("offset_y", "xa"), ("scale_x", "96,9"), ("scale_y", "104"),
    ("first", "không"), ("format", "doc"), ("stock", "a3"), ("skip-a4-40", "hai"),
)  # fmt: skip


def test_what_is_wrong_is_said_at_its_field(people: People) -> None:
    order, nam = an_order(people, count=50), people.nam.browser()
    for field, typed in WRONG:
        for act in ("", "look"):
            answer = nam.post(f"/tem/{order.id}/in", data={**WISH, field: typed, "act": act})
            assert (answer.status_code, field) == (422, field)
            assert f'id="f-{field.removesuffix("-a4-40")}-error"'.replace("_", "-") in (
                answer.text.replace("_", "-")
            ), field


def test_measured_on_a_test_page_the_numbers_fill_themselves(people: People) -> None:
    order, nam = an_order(people, count=50), people.nam.browser()
    page = nam.get(f"/tem/{order.id}/in/can-may?stock=a4-40").text
    assert "Từ vạch 10 đến vạch 200; đúng thì 190." in page
    sheet = nam.get(f"/tem/{order.id}/in/trang-thu?stock=a4-40")
    assert sheet.data.startswith(b"%PDF")
    read_off = {"across": "188,1", "down": "270", "left": "11,5", "top": "10"}
    done = nam.post(f"/tem/{order.id}/in/can-may?stock=a4-40", data=read_off)
    assert done.status_code == 303
    form = nam.get(done.headers["Location"]).text
    for field, value in (("offset_x", "-1,6"), ("offset_y", "0"), ("scale_x", "101")):
        assert re.search(rf'name="{field}" type="text" value="{value}"', form)
    bad = nam.post(f"/tem/{order.id}/in/can-may", data={**read_off, "across": "100"})
    assert bad.status_code == 422


def test_the_printer_is_remembered(people: People) -> None:
    order, nam = an_order(people, count=50), people.nam.browser()
    first = {**WISH, "last": "10", "offset_x": "-0,5", "scale_y": "99,6", "dpi": "300"}
    assert nam.post(f"/tem/{order.id}/in", data=first).status_code == 303
    form = nam.get(f"/tem/{order.id}/in").text
    assert 'value="-0,5"' in form
    assert 'value="99,6"' in form
    assert "nhớ từ lần in ngày" in form
    assert "lần in trước của bạn" not in people.phuc.browser().get(f"/tem/{order.id}/in").text


def test_plain_paper_that_is_cut_is_asked_in_plain_view(people: People) -> None:
    order, nam = an_order(people, count=5), people.nam.browser()
    page = nam.get(f"/tem/{order.id}/in").text
    assert page.index("In trên giấy thường rồi cắt") < page.index("Chỉnh cho khớp máy in")
    wish = {"stock": "a4-40", "first": "1", "last": "5"}
    nam.post(f"/tem/{order.id}/in", data={**wish, "cut_marks": "1"})
    assert newest(order).cut_marks is True
    again = nam.get(f"/tem/{an_order(people).id}/in").text
    assert "nhớ từ lần in ngày" not in again  # nothing was shifted, so nothing is remembered
    nam.post(f"/tem/{order.id}/in", data={**wish, "offset_x": "0,5", "reason": "Lệch"})
    assert "nhớ từ lần in ngày" in nam.get(f"/tem/{an_order(people).id}/in").text


def test_a_waiting_print_is_stopped_and_a_lost_file_made_again(
    people: People, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, nam = an_order(people, count=50), people.nam.browser()
    wish = PrintWish(last=50)
    row = make_print(viewer=people.nam.viewer, order_id=order.id, wish=wish, at_once=5)
    page = nam.get(f"/tem/{order.id}").text
    assert "Dừng lần in này" in page
    assert "0%" in page
    assert nam.post(f"/tem/{order.id}/in/{row.id}/dung").status_code == 303
    assert "Đã dừng" in nam.get(f"/tem/{order.id}").text
    run_due(app)
    nam.post(f"/tem/{order.id}/in", data=WISH)
    ready = newest(order)
    with one_commit() as session:
        session.get_one(StampPrint, ready.id).file_until = ready.created_at
    run_due(app)
    assert nam.get(f"/tem/{order.id}/in/{ready.id}").status_code == 409
    assert "Tạo lại tệp" in nam.get(f"/tem/{order.id}").text
    assert nam.post(f"/tem/{order.id}/in/{ready.id}/tao-lai").status_code == 303
    with nam.get(f"/tem/{order.id}/in/{ready.id}") as sheet:
        assert sheet.data.startswith(b"%PDF")


def test_the_same_over_the_api(people: People, app: Flask) -> None:
    order = an_order(people, count=50)
    prints = f"/api/v1/stamp-orders/{order.id}/prints"
    body: dict[str, Any] = {
        "format": "zip", "handed_to": "Nhà in Lam Sơn", "scale_percent": [100, 99.5], "dpi": 300,
    }  # fmt: skip
    made = people.nam.post(prints, body)
    assert made.status_code == 201
    assert made.json["handed_to"] == "Nhà in Lam Sơn"
    assert made.json["file_until"]
    refused = people.nam.post(prints, {"format": "zip", "reason": "thêm"})
    assert (refused.status_code, refused.json["code"]) == (422, "handed_to_needed")
    assert people.nam.post(prints, {"scale_percent": [90, 100]}).status_code == 422
    one = f"{prints}/{made.json['id']}"
    late = people.nam.post(f"{one}/cancel", {})
    assert (late.status_code, late.json["code"]) == (409, "not_drawing")
    again = people.nam.post(f"{one}/redraw", {})
    assert (again.status_code, again.json["sha256"]) == (200, made.json["sha256"])
    assert people.lan.post(f"{one}/redraw", {}).status_code == 404


def test_a_pin_that_no_layer_covers_is_said_before_and_in_the_preview(people: People) -> None:
    """A PIN printed at home stands in the clear, and nobody said so."""
    for with_pin in (False, True):
        order, nam = an_order(people, count=3, with_pin=with_pin), people.nam.browser()
        page = nam.get(f"/tem/{order.id}/in").text
        look = nam.post(
            f"/tem/{order.id}/in", data={**WISH, "last": "3", "stock": "a4-21", "act": "look"}
        ).text
        for text in (page, look):
            assert text.count("Giấy này không có lớp cào") == with_pin


def test_the_preview_says_what_a_small_label_has_no_room_for(people: People) -> None:
    name = "Nước mắm cá cơm truyền thống Ba Làng loại đặc biệt ủ chượp mười tám tháng Hải An"
    lot = a_lot(people, a_product(people, name=f"{name} {name}"[:120]))
    order, nam = an_order(people, lot, count=3), people.nam
    for stock, cut in (("roll-30x20", True), ("a4-21", False)):
        wish = {**WISH, "last": "3", "stock": stock, "act": "look"}
        page = nam.browser().post(f"/tem/{order.id}/in", data=wish).text
        assert ("Bị cắt bớt hoặc bỏ: " in page) == cut
