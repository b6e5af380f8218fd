"""`agrimarket verify` finds every way in which ranges can be broken."""

from typing import Any

import pytest
from sqlalchemy import delete, text, update

from agrimarket.issuing.models import SerialCounter, StampOrder, StampSegment
from agrimarket.issuing.refusals import SerialsDisagree
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import one_commit, reading
from tests.builders.issuing import active_order, an_order
from tests.issuing.test_ranges import void
from tests.people import People


def broken(statement: Any) -> list[str]:
    with one_commit() as session:
        session.execute(statement)
    return verify(reading())


def test_sound_ranges_have_no_fault(people: People) -> None:
    order = active_order(people, count=100)
    void(people.phuc, order, 10, 20)
    an_order(people, count=1)
    assert verify(reading()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE stamp_segment SET last_serial = last_serial + 1", "nằm trong hai đoạn"),
        ("UPDATE stamp_segment SET last_serial = last_serial - 1", "tem 10 không có trạng thái"),
        ("UPDATE stamp_order SET count = count + 1", "tem 1 cũng thuộc đợt tem A0001"),
    ],
)
def test_planted_faults_are_found(people: People, change: str, words: str) -> None:
    first = an_order(people, count=10)
    an_order(people, count=10)
    faults = broken(text(f"{change} WHERE first_serial = {first.first_serial}"))
    assert any(words in fault for fault in faults)


def test_a_missing_segment_and_a_counter_set_back(people: People) -> None:
    order = an_order(people, count=10)
    assert (
        "Bộ đếm sắp cấp lại số sê-ri 5," in broken(update(SerialCounter).values(next_serial=5))[0]
    )
    missing = delete(StampSegment).where(StampSegment.order_id == order.id)
    assert "tem 1–10 không có trạng thái nào" in broken(missing)[0]


def test_a_segment_outside_its_order(people: People) -> None:
    first, second = an_order(people, count=10), an_order(people, count=10)
    moved = update(StampSegment).where(StampSegment.order_id == second.id).values(order_id=first.id)
    assert any("nằm ngoài đợt" in fault for fault in broken(moved))
    assert reading().get(StampOrder, second.id) is not None


SET_BACK = ({"next_serial": 1}, {"next_serial": 15}, {"next_order": 2})


@pytest.mark.parametrize("values", SET_BACK)
def test_no_stamps_while_counter_and_orders_disagree(
    people: People, values: dict[str, int]
) -> None:
    """It ended in a 500; from the middle of an order it gave serials twice."""
    an_order(people, count=10)
    second = an_order(people, count=10)
    assert broken(update(SerialCounter).values(values)) or "next_order" in values
    with pytest.raises(SerialsDisagree) as no:
        an_order(people, product_id=second.product_id, count=1)
    assert "agrimarket verify" in no.value.detail
