"""The page of one order: short on a phone, its next step the file just made, no dead end."""

import re
from pathlib import Path
from typing import Any

from agrimarket.issuing import sheets
from agrimarket.issuing.models import StampOrder, StampPrint
from tests.builders.issuing import a_print, active_order, an_order
from tests.issuing.test_print_pages import newest
from tests.issuing.test_ranges import void
from tests.people import People


def gone(people: People, order: StampOrder, **wish: Any) -> StampPrint:
    """A print whose file is there no more."""
    row = a_print(people, order, drawn=True, **wish)
    Path(sheets.sheet_path(row)).unlink()
    return row


def test_the_file_just_made_is_the_next_step(people: People) -> None:
    order, nam = an_order(people, count=20), people.nam.browser()
    wish = {"stock": "a4-40", "first": "1", "last": "8"}
    made = nam.post(f"/tem/{order.id}/in", data=wish)
    there, row = made.headers["Location"], newest(order)
    page = nam.get(there).text
    step = page[page.index('class="next"') : page.index("Cuộn tem 20 tem")]
    assert "Tải tờ tem vừa tạo" in step
    assert "Tem số 1–8, A4, 40 tem" in step
    assert f"/tem/{order.id}/in/{row.id}" in step
    later = nam.get(f"/tem/{order.id}").text
    assert "vừa tạo" not in later
    assert "12 tem chưa in" in later
    assert "vừa tạo" not in nam.get(f"/tem/{an_order(people).id}?made={row.id}").text


def test_neighbours_alike_are_one_run(people: People) -> None:
    order, nam = an_order(people, count=60), people.nam.browser()
    for first in (1, 21, 41):
        a_print(people, order, first=first, last=first + 9)
    a_print(people, order, first=11, last=20)
    page = nam.get(f"/tem/{order.id}").text
    assert f"/tem/{order.id}/dai?first=1&amp;last=30" in page
    assert f"/tem/{order.id}/dai?first=1&amp;last=10" not in page
    run = nam.get(f"/tem/{order.id}/dai?first=1&last=30").text
    assert "đoạn khác nhau" not in run
    assert "Kích hoạt các tem này" in run


def test_many_prints_are_folded_and_the_acts_stand_before_them(people: People) -> None:
    order, nam = an_order(people, count=12), people.nam.browser()
    for place in range(1, 13):
        a_print(people, order, first=place, last=place)
    page = nam.get(f"/tem/{order.id}").text
    assert page.index("Làm với dải tem") < page.index("Các lần in")
    assert "Xem đủ 12 lần in" in page
    before, after = page.split("Xem đủ 12 lần in")
    assert (before.count("A4, 40 tem, PDF"), after.count("A4, 40 tem, PDF")) == (4, 8)
    assert "12–12" not in page  # a single stamp is told as one


def test_locked_stamps_are_unlocked_from_the_same_box(people: People) -> None:
    order, huong = active_order(people, count=20), people.huong.browser()
    box = "Làm với dải tem"
    assert "Mở khóa" not in huong.get(f"/tem/{order.id}").text.split(box)[1]
    huong.post(f"/tem/{order.id}/tam-khoa", data={"first": "2", "last": "4", "reason": "Xem lại"})
    assert "Mở khóa" in huong.get(f"/tem/{order.id}").text.split(box)[1]


def test_a_package_is_not_called_a_sheet(people: People) -> None:
    order, nam = an_order(people, count=20), people.nam.browser()
    a_print(people, order, drawn=True, format="zip", stock="none", handed_to="Nhà in Lam Sơn")
    a_print(people, order, drawn=True, format="csv", stock="none", reason="đối chiếu")
    page = nam.get(f"/tem/{order.id}").text
    assert "Tải gói mã" in page
    assert "Tải danh sách mã" in page
    assert "Tải tờ tem" not in page


def test_a_few_stamps_at_a_print_house_do_not_hold_the_others(people: People) -> None:
    order, nam = an_order(people, count=100), people.nam.browser()
    a_print(people, order, first=1, last=8, format="zip", stock="none", handed_to="Nhà in")
    a_print(people, order, first=9, last=100)
    page = nam.get(f"/tem/{order.id}").text
    assert "Dán tem và kích hoạt" in page
    assert "Xác nhận đã nhận cuộn" not in page
    house = an_order(people, count=10)
    a_print(people, house, first=1, last=6, format="zip", stock="none", handed_to="Nhà in")
    a_print(people, house, first=5, last=10, format="zip", stock="none", handed_to="Nhà in",
            reason="chia hai nơi")  # fmt: skip
    page = nam.get(f"/tem/{house.id}").text
    assert "10 tem đã giao nhà in" in page


def test_a_file_that_cannot_come_back_leads_to_what_is_left(people: People) -> None:
    """The button said to leave the void stamps out, on a page without any field."""
    order, nam = an_order(people, count=10), people.nam.browser()
    row = gone(people, order)
    assert "Tạo lại tệp" in nam.get(f"/tem/{order.id}").text
    void(people.phuc, order, 4, 5)
    page = nam.get(f"/tem/{order.id}").text
    assert "Tạo lại tệp" not in page
    for first, last in ((1, 3), (6, 10)):
        assert f"/tem/{order.id}/in?first={first}&amp;last={last}&amp;reason=" in page
    form = nam.get(f"/tem/{order.id}/in?first=6&last=10&reason=Mất+tệp+in").text
    assert re.search(r'<input[^>]* name="first"[^>]* value="6"', form)
    assert 'value="Mất tệp in"' in form
    pressed = nam.post(f"/tem/{order.id}/in/{row.id}/tao-lai")  # from a page opened before
    assert (pressed.status_code, pressed.headers["Location"]) == (303, f"/tem/{order.id}#ban-in")
    assert "tem 4–5 đã hủy" in nam.get(f"/tem/{order.id}").text
    void(people.phuc, order, 1, 3)
    void(people.phuc, order, 6, 10)
    assert "tem đã hủy hết" in nam.get(f"/tem/{order.id}").text
