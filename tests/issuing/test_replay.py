"""Segments that say something else than the history of their order are found by `verify`."""

import time
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from agrimarket.issuing import withdraw
from agrimarket.issuing.anchors import anchor
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import SerialCounter, StampEvent, StampOrder, StampSegment
from agrimarket.issuing.verify import verify
from agrimarket.kit import audit, clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from stamps import Span
from tests.builders.issuing import a_print, an_activation, an_order
from tests.builders.lots import a_lot
from tests.issuing.test_ranges import command, void
from tests.people import People


@pytest.fixture
def busy(people: People) -> StampOrder:
    """Printed twice in parts, bound to a lot, locked and unlocked, void in the middle."""
    order = an_order(people, count=100)
    a_print(people, order, first=1, last=60)
    a_print(people, order, first=41, last=90, reason="Rách")
    an_activation(people, order, 1, 30)
    an_activation(people, order, 31, 80)
    command(people.huong, withdraw.suspend, Ends(order.id, 11, 40), reason="Kiểm tra")
    command(people.huong, withdraw.resume, Ends(order.id, 21, 40), reason="Đạt")
    void(people.phuc, order, 35, 44)
    void(people.phuc, order, 90, 91)
    an_order(people, count=7)
    return order


def planted(*statements: Any) -> list[str]:
    with one_commit() as session:
        for statement in statements:
            session.execute(statement)
    return verify(reading())


def event_of(order: StampOrder, kind: str) -> str:
    """The newest event of a kind."""
    query = select(StampEvent.id).where(StampEvent.order_id == order.id, StampEvent.kind == kind)
    return reading().scalars(query.order_by(StampEvent.at.desc(), StampEvent.id.desc())).all()[0]


def test_a_busy_history_holds(busy: StampOrder) -> None:
    assert verify(reading()) == []


def test_void_stamps_brought_back_by_hand(busy: StampOrder) -> None:
    faults = planted(text("UPDATE stamp_segment SET state='active' WHERE state='void'"))
    said = "ghi là đã kích hoạt, nhưng theo lịch sử là đã hủy."
    assert faults == [
        f"Đợt tem {busy.label}: tem 35–44 {said}",
        f"Đợt tem {busy.label}: tem 90–91 {said}",
    ]


def test_stamps_bound_to_another_lot_by_hand(people: People, busy: StampOrder) -> None:
    other = a_lot(people, busy.product_id)
    active = StampSegment.state == "active"
    faults = planted(update(StampSegment).where(active).values(lot_id=other.id))
    assert [fault.split(": ")[1] for fault in faults] == [
        f"tem {place} gắn với lô khác với lô trong lịch sử." for place in ("1–10", "21–34", "45–80")
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("void", "tem 90 ghi là đã hủy, nhưng theo lịch sử là đã in, chưa kích hoạt."),
        ("resume", "tem 21–34 ghi là đã kích hoạt, nhưng theo lịch sử là đang tạm khóa."),
        ("suspend", "“Mở khóa” tem 21–40 khi tem đang tạm khóa"),
        ("activate", "tem 45–80 ghi là đã kích hoạt"),
        ("print", "tem 61–80 ghi là đã kích hoạt, nhưng theo lịch sử là chưa in."),
        ("issue", "lịch sử không có đúng một lần cấp"),
    ],
)
def test_an_event_taken_out(busy: StampOrder, kind: str, words: str) -> None:
    faults = planted(delete(StampEvent).where(StampEvent.id == event_of(busy, kind)))
    assert any(words in fault for fault in faults), faults


def test_an_event_that_leaves_its_order(busy: StampOrder) -> None:
    far = update(StampEvent).where(StampEvent.id == event_of(busy, "void"))
    faults = planted(far.values(last_serial=busy.last_serial + 1))
    assert any("“Hủy” tem 90–101 ra ngoài đợt." in fault for fault in faults)


def test_thousands_of_orders_are_checked_in_seconds(busy: StampOrder) -> None:
    """2,000 orders of one stamp, and one of 3,000 stamps printed by 1,500 commands."""
    with one_commit() as session:
        first = session.scalars(select(SerialCounter.next_serial)).one()
        for number in range(2_001):
            count = 3_000 if number == 0 else 1
            _grown(session, busy, number=10 + number, first=first, count=count)
            first += count
        session.execute(update(SerialCounter).values(next_serial=first))
    began = time.perf_counter()
    assert verify(reading()) == []
    assert time.perf_counter() - began < 5


def _grown(session: Session, like: StampOrder, *, number: int, first: int, count: int) -> None:
    """An order whose every second stamp was printed by a command of its own."""
    values = {one.name: getattr(like, one.name) for one in StampOrder.__table__.columns}
    own = {"id": new_id(), "number": number, "first_serial": first, "count": count}
    session.execute(insert(StampOrder).values(values | own))
    events = [_event(own["id"], "issue", Span(first, first + count - 1), "", "issued")]
    segments = []
    for serial in range(first, first + count):
        if (serial - first) % 2:
            span = Span(serial, serial)
            events.append(_event(own["id"], "print", span, "issued", "printed"))
        made = events[-1] if (serial - first) % 2 else events[0]
        segments.append(
            {"first_serial": serial, "last_serial": serial, "order_id": own["id"], "lot_id": None,
             "state": made["to_state"], "since": made["at"], "event_id": made["id"]}
        )  # fmt: skip
    session.execute(insert(StampEvent), events)
    session.execute(insert(StampSegment), segments)
    order = StampOrder(**(values | own))
    for event in events:
        audit.record(
            session, SYSTEM, f"stamps_{event['kind']}", kind="stamp_order", id=str(order.id),
            kept=anchor(order, StampEvent(**event)),
        )  # fmt: skip


def _event(order_id: Any, kind: str, span: Span, before: str, after: str) -> dict[str, Any]:
    return {
        "id": new_id(), "order_id": order_id, "kind": kind, "first_serial": span.first,
        "last_serial": span.last, "from_states": before, "to_state": after, "lot_id": None,
        "at": clock.now(), "who": "x", "level": 3, "reason": None,
    }  # fmt: skip
