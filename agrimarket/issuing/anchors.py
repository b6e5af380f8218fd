"""Range commands tied to the audit trail: a forged history of stamps must forge that as well.

Events and segments lie open in the database and could be changed together; the keyed chains of
the trail cannot, so each command's audit row repeats what the command did.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing.models import StampEvent, StampOrder
from agrimarket.issuing.store_verify import Event, OrderSpan
from agrimarket.issuing.words import EVENT_WORDS
from agrimarket.kit import audit
from stamps import Span

PREFIX = "stamps_"


def anchor(order: StampOrder, event: StampEvent) -> dict[str, Any]:
    """What the audit row keeps of a command; nothing of a person, so an erasure leaves it."""
    before = order.first_serial - 1
    return {
        "event": event.id,
        "first": event.first_serial - before,
        "last": event.last_serial - before,
        "from_states": event.from_states,
        "to_state": str(event.to_state),
        "level": event.level,
        "lot_id": event.lot_id,
        "product_id": order.product_id,
    }


def anchor_faults(
    session: Session, orders: Sequence[OrderSpan], events: Mapping[str, Sequence[Event]]
) -> Iterator[str]:
    """A Vietnamese sentence for each command that its audit row tells otherwise or not at all."""
    ids = [order.id for order in orders]
    rows = audit.kept_of(session, kind="stamp_order", ids=ids, prefix=PREFIX)
    for order in orders:
        yield from _compare(order, events[order.id], rows[order.id])


def _compare(
    order: OrderSpan, events: Sequence[Event], rows: Sequence[audit.AuditRow]
) -> Iterator[str]:
    anchored = {row.after["event"]: row for row in rows if row.after and "event" in row.after}
    older = {_older(row) for row in rows if row.form == 1}
    for event in events:
        row = anchored.pop(event.id, None)
        place = _place(order, event.span)
        if (
            row is None
            and (PREFIX + event.kind, *place) not in older
            and not (event.kind == "issue" and any(kind == "stamps_issue" for kind, *_ in older))
        ):
            yield f"{_said(order, event.kind, place)} không có trong nhật ký kiểm toán."
        if row is not None and _facts(order, event) != _kept(row, event):
            yield f"{_said(order, event.kind, place)} khác với nhật ký kiểm toán (mã {row.id})."
    for row in anchored.values():
        kept = row.after or {}
        kind, place = row.action.removeprefix(PREFIX), (kept["first"], kept["last"])
        yield f"{_said(order, kind, place)} bị mất, nhật ký kiểm toán vẫn ghi (mã {row.id})."


def _older(row: audit.AuditRow) -> tuple[str, Any, Any]:
    """A row from before commands were tied: action and positions alone."""
    after = row.after or {}
    return row.action, after.get("first"), after.get("last")


def _facts(order: OrderSpan, event: Event) -> tuple[Any, ...]:
    states = ",".join(sorted(event.from_states))
    return (
        PREFIX + event.kind, *_place(order, event.span), states, event.to_state, event.level,
        event.lot_id,
    )  # fmt: skip


def _kept(row: audit.AuditRow, event: Event) -> tuple[Any, ...]:
    """The same of its audit row; rows from before levels were kept do not speak of them."""
    kept = {"level": event.level, **(row.after or {})}
    names = ("first", "last", "from_states", "to_state", "level", "lot_id")
    return (row.action, *(kept.get(name) for name in names))


def _place(order: OrderSpan, span: Span) -> tuple[int, int]:
    before = order.span.first - 1
    return span.first - before, span.last - before


def _said(order: OrderSpan, kind: str, place: tuple[int, int]) -> str:
    words = EVENT_WORDS.get(kind, kind)
    before = order.span.first - 1
    where = order.said(Span(place[0] + before, place[1] + before))
    return f"Đợt tem {order.label}: lần “{words}” tem {where}"
