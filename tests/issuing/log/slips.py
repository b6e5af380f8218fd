"""What somebody with the whole database, but without the signing key, may do to slip stamps in."""

import base64
import json
import random
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from agrimarket.issuing.find import find
from agrimarket.issuing.log.models import LogEntry, LogHead
from agrimarket.issuing.models import SerialCounter, StampEvent, StampOrder, StampSegment
from agrimarket.kit.ids import new_id
from stamps import log_form
from tests.issuing.log import turned

__all__ = ["WAYS", "find", "slip"]
STAMPS = 40


def slip(session: Session, *, logged: bool, draw: random.Random) -> int:
    """An order, a segment and an event as if issued, the counter moved on; its first serial.

    With `logged` an entry stands in the log as well, chained as it should be, signed as he can.
    """
    counter = session.scalars(select(SerialCounter)).one()
    first, number = counter.next_serial, counter.next_order
    session.execute(update(SerialCounter).values(next_serial=first + STAMPS, next_order=number + 1))
    session.expire(counter)
    model = session.scalars(select(StampOrder).order_by(StampOrder.number)).first()
    assert model is not None
    order_id, event_id = new_id(), new_id()
    changed = {"id": order_id, "number": number, "first_serial": first, "count": STAMPS}
    _copied(session, StampOrder, StampOrder.id == model.id, changed)
    span = {"first_serial": first, "last_serial": first + STAMPS - 1, "order_id": order_id}
    own = StampEvent.order_id == model.id, StampEvent.kind == "issue"
    _copied(session, StampEvent, own[0] & own[1], span | {"id": event_id})
    segment = StampSegment.order_id == model.id
    _copied(session, StampSegment, segment, span | {"event_id": event_id})
    if logged:
        _forged_entry(session, order_id, number, first, draw)
    return first


def _copied(session: Session, table: Any, where: Any, changed: dict[str, Any]) -> None:
    row = session.execute(select(table.__table__).where(where).limit(1)).mappings().one()
    session.execute(insert(table).values({**row, **changed}))


def _forged_entry(
    session: Session, order_id: str, number: int, first: int, draw: random.Random
) -> None:
    tip = session.scalars(select(LogEntry).order_by(LogEntry.number.desc())).first()
    assert tip is not None
    body = _an_order(session) | {
        "number": tip.number + 1, "previous": tip.hash, "order": log_form.order_label(number),
        "first": first, "last": first + STAMPS - 1, "count": STAMPS,
    }  # fmt: skip
    signature = draw.choice([tip.signature, base64.b64encode(draw.randbytes(64)).decode()])
    session.execute(
        insert(LogEntry).values(
            number=tip.number + 1, order_id=order_id, key=tip.key, signature=signature,
            body=log_form.canonical(body).decode(), hash=log_form.hash_of(body),
        )
    )  # fmt: skip


def _an_order(session: Session) -> dict[str, Any]:
    query = select(LogEntry.body).where(LogEntry.order_id.is_not(None))
    body: dict[str, Any] = json.loads(session.scalars(query).first() or "{}")
    return body


def _one(session: Session, draw: random.Random) -> LogEntry:
    query = select(LogEntry).where(LogEntry.order_id.is_not(None)).order_by(LogEntry.number)
    return draw.choice(session.scalars(query).all())


# Each returns serials of stamps from the slipped range that lie on a shelf.
def without_a_line(session: Session, draw: random.Random) -> list[int]:
    """Order, segment and event alone."""
    return [slip(session, logged=False, draw=draw) + draw.randrange(STAMPS)]


def with_a_line(session: Session, draw: random.Random) -> list[int]:
    """And an entry at the end of the log; nobody looks at a stamp."""
    slip(session, logged=True, draw=draw)
    return []


def far_away(session: Session, draw: random.Random) -> list[int]:
    """Serials that the counter will not reach for long, so that nothing shows in it."""
    counter = session.scalars(select(SerialCounter)).one()
    before, there = counter.next_serial, 3_000_000_000 + draw.randrange(10**9)
    session.execute(update(SerialCounter).values(next_serial=there))
    session.expire(counter)
    first = slip(session, logged=False, draw=draw)
    session.execute(update(SerialCounter).values(next_serial=before))
    return [first, first + STAMPS - 1]


def a_longer_order(session: Session, draw: random.Random) -> list[int]:
    """The newest order grows, in its rows alone."""
    order = session.scalars(select(StampOrder).order_by(StampOrder.number.desc())).first()
    assert order is not None
    last = order.last_serial
    session.execute(
        update(StampOrder).where(StampOrder.id == order.id).values(count=order.count + STAMPS)
    )
    session.execute(
        update(StampSegment)
        .where(StampSegment.order_id == order.id, StampSegment.last_serial == last)
        .values(last_serial=last + STAMPS)
    )
    session.expire(order)
    return [last + 1 + draw.randrange(STAMPS)]


def a_longer_line(session: Session, draw: random.Random) -> list[int]:
    """An entry grows and is hashed anew."""
    entry = _one(session, draw)
    body = json.loads(entry.body)
    body |= {"last": body["last"] + STAMPS, "count": body["count"] + STAMPS}
    _write(session, entry.number, body)
    return []


def a_line_removed(session: Session, draw: random.Random) -> list[int]:
    """An order's entry is gone."""
    session.execute(delete(LogEntry).where(LogEntry.number == _one(session, draw).number))
    return []


def a_line_between(session: Session, draw: random.Random) -> list[int]:
    """An entry in the middle; all later ones renumbered, chained and hashed anew, heads as well."""
    at = _one(session, draw)
    rows = session.scalars(
        select(LogEntry).where(LogEntry.number >= at.number).order_by(LogEntry.number.desc())
    ).all()
    body = json.loads(at.body) | {"commune": "00001"}
    session.execute(update(LogHead).values(entries=LogHead.entries + 1))
    kept = [(row.number, json.loads(row.body)) for row in rows]
    session.expunge_all()
    for number, _old in kept:
        session.execute(update(LogEntry).where(LogEntry.number == number).values(number=number + 1))
    previous = _insert_at(session, kept[-1][0], body)
    for number, old in reversed(kept):
        previous = _write(session, number + 1, old | {"number": number + 1, "previous": previous})
    return []


def _insert_at(session: Session, number: int, body: dict[str, Any]) -> str:
    model = session.execute(
        select(LogEntry.__table__).where(LogEntry.number == number + 1)
    ).mappings().one()  # fmt: skip
    session.execute(insert(LogEntry).values({**model, "number": number, "order_id": None}))
    return _write(session, number, body)


def a_head_changed(session: Session, draw: random.Random) -> list[int]:
    """A day's head tells of more stamps."""
    head = session.scalars(select(LogHead).order_by(LogHead.day)).all()[draw.randrange(2)]
    body = json.loads(head.body)
    body["stamps"] += STAMPS
    written = {"body": log_form.canonical(body).decode(), "hash": log_form.hash_of(body)}
    session.execute(update(LogHead).where(LogHead.day == head.day).values(written))
    return []


def cut_short(session: Session, draw: random.Random) -> list[int]:
    """Heads and entries are gone as if they had never been, back to before somebody's download."""
    heads = session.scalars(select(LogHead).order_by(LogHead.day)).all()
    session.execute(delete(LogHead).where(LogHead.day >= heads[1].day))
    session.execute(delete(LogEntry).where(LogEntry.number >= heads[1].entries))
    return []


def _write(session: Session, number: int, body: dict[str, Any]) -> str:
    written = {"body": log_form.canonical(body).decode(), "hash": log_form.hash_of(body)}
    session.execute(update(LogEntry).where(LogEntry.number == number).values(written))
    return written["hash"]


WAYS = (
    without_a_line, with_a_line, far_away, a_longer_order, a_longer_line, a_line_removed,
    a_line_between, a_head_changed, cut_short, *turned.WAYS,
)  # fmt: skip
