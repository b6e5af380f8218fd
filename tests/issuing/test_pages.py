"""Ordering, printing and activating through the pages, without JavaScript."""

import re

import pytest
from flask.testing import FlaskClient

from agrimarket.issuing import read
from agrimarket.issuing.models import StampOrder
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import reading
from tests.builders.issuing import a_print, active_order, an_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.issuing.test_ranges import states
from tests.people import People


def newest() -> StampOrder:
    reading().rollback()
    return read.order_views(reading(), viewer=SYSTEM, page=1, page_size=1).items[0].order


def test_from_a_lot_to_valid_stamps(people: People, client: FlaskClient) -> None:
    lot, nam = a_lot(people, pack_count=60), people.nam.browser()
    form = nam.get(f"/tem/moi?lot={lot.id}")
    assert lot.lot_code in form.text
    made = nam.post(f"/tem/moi?lot={lot.id}", data={"count": "60"})
    order = newest()
    assert (made.status_code, made.headers["Location"]) == (303, f"/tem/{order.id}")
    page = nam.get(f"/tem/{order.id}").text
    assert f"Đợt tem {order.label}" in page
    assert "60</b> chưa in" in page
    printed = nam.post(f"/tem/{order.id}/in", data={"stock": "a4-40", "first": "1", "last": "60"})
    assert printed.status_code == 303
    link = re.search(rf'href="(/tem/{order.id}/in/[^"]+)"', nam.get(f"/tem/{order.id}").text)
    assert link
    with nam.get(link[1]) as sheet:
        assert sheet.data.startswith(b"%PDF")
        assert f"tem-{order.label}-1-60.pdf" in sheet.headers["Content-Disposition"]
    done = nam.post(f"/tem/{order.id}/kich-hoat", data={"first": "1", "last": "50"})
    assert done.status_code == 303
    assert states(order) == [(1, 50, "active"), (51, 60, "printed")]
    assert "Tem hợp lệ." in client.get(f"/{code_of(order, 50)}").text


def test_a_refused_form_comes_back_as_typed(people: People) -> None:
    nam, product = people.nam.browser(), a_product(people, basis=False)
    answer = nam.post(f"/tem/moi?product={product.id}", data={"count": "1.500"})
    assert answer.status_code == 422
    assert "giấy an toàn" in answer.text
    assert 'value="1.500"' in answer.text
    assert "Cần sửa:" in answer.text


@pytest.mark.parametrize("count", ["", "một trăm", "1,5", "-3"])
def test_numbers_that_are_none_are_refused_at_their_field(people: People, count: str) -> None:
    lot = a_lot(people)
    answer = people.nam.browser().post(f"/tem/moi?lot={lot.id}", data={"count": count})
    assert answer.status_code == 422
    assert 'id="f-count-error"' in answer.text


def test_a_second_print_asks_why(people: People) -> None:
    order, nam = an_order(people, count=20), people.nam.browser()
    a_print(people, order)
    assert "Lý do in lại" in nam.get(f"/tem/{order.id}/in").text
    wish = {"stock": "a4-40", "first": "1", "last": "20"}
    refused = nam.post(f"/tem/{order.id}/in", data=wish)
    assert refused.status_code == 422
    assert "đã in rồi" in refused.text
    assert nam.post(f"/tem/{order.id}/in", data={**wish, "reason": "Ướt"}).status_code == 303


def test_choosing_the_lot_of_a_blank_roll(people: People) -> None:
    product = a_product(people)
    order, nam = an_order(people, product_id=product.id), people.nam.browser()
    a_print(people, order)
    assert "Chưa có lô nào đã xuất bán" in nam.get(f"/tem/{order.id}/kich-hoat").text
    lot = a_lot(people, product)
    assert lot.lot_code in nam.get(f"/tem/{order.id}/kich-hoat").text
    ends = {"first_code": code_of(order, 3), "last_code": code_of(order, 8)}
    nam.post(f"/tem/{order.id}/kich-hoat", data={**ends, "lot_id": lot.id})
    assert states(order) == [(1, 2, "printed"), (3, 8, "active"), (9, 10, "printed")]


def test_what_stands_in_the_way_is_said_on_the_page(people: People) -> None:
    order, nam = an_order(people, count=20), people.nam.browser()
    a_print(people, order, first=1, last=10)
    answer = nam.post(f"/tem/{order.id}/kich-hoat", data={"first": "5", "last": "15"})
    assert answer.status_code == 422
    assert "tem 11–15 chưa in" in answer.text


def test_locking_unlocking_and_voiding(people: People) -> None:
    order, huong = active_order(people, count=20, by=people.huong), people.huong.browser()
    data = {"first": "2", "last": "4", "reason": "Kiểm tra"}
    for path in ("tam-khoa", "mo-khoa", "huy"):
        assert huong.get(f"/tem/{order.id}/{path}").status_code == 200
        assert huong.post(f"/tem/{order.id}/{path}", data=data).status_code == 303
    assert states(order) == [(1, 1, "active"), (2, 4, "void"), (5, 20, "active")]
    again = huong.post(f"/tem/{order.id}/huy", data={**data, "reason": ""})
    assert (again.status_code, 'id="f-reason-error"' in again.text) == (422, True)


def test_pages_of_others_are_not_there(people: People) -> None:
    order, lan = an_order(people), people.lan.browser()
    for path in ("", "/in", "/kich-hoat", "/huy"):
        assert lan.get(f"/tem/{order.id}{path}").status_code == 404
    assert order.label not in lan.get("/tem").text
    assert order.label in people.nam.browser().get("/tem?q=buoi luan").text


def test_who_is_not_signed_in_is_sent_to_sign_in(people: People, client: FlaskClient) -> None:
    answer = client.get(f"/tem/{an_order(people).id}")
    assert answer.status_code == 302
    assert "/dang-nhap" in answer.headers["Location"]


def test_no_inline_style_or_script(people: People) -> None:
    order, nam = active_order(people), people.nam.browser()
    for path in ("/tem", f"/tem/{order.id}", f"/tem/{order.id}/in", f"/tem/{order.id}/kich-hoat"):
        page = nam.get(path).text
        assert " style=" not in page
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]* src=)", page)
