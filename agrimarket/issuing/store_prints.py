"""The SQL of prints by themselves: what an account printed last, and which files are past."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_states import COUNTED, QUEUED, READY
from agrimarket.issuing.scope import visible
from agrimarket.kit.access import Viewer
from stamps import Span

MOST_AT_ONCE = 500


def last_by(session: Session, viewer: Viewer, stock: str | None = None) -> StampPrint | None:
    """The newest print on paper that this account made, on that stock where one is named."""
    seen = select(StampOrder.id).where(visible(viewer))
    query = select(StampPrint).where(
        StampPrint.who == viewer.caller, StampPrint.order_id.in_(seen), StampPrint.stock != "none"
    )
    if stock is not None:
        query = query.where(StampPrint.stock == stock)
    return session.scalar(query.order_by(StampPrint.created_at.desc()).limit(1))


def handed(session: Session, order_ids: Collection[str]) -> Mapping[str, list[Span]]:
    """The positions of these orders that went to print houses, so that rolls have to come back."""
    query = select(StampPrint.order_id, StampPrint.first, StampPrint.last).where(
        StampPrint.order_id.in_(order_ids),
        StampPrint.handed_to.is_not(None),
        StampPrint.state.in_(COUNTED),
    )
    found: dict[str, list[Span]] = {}
    for order_id, first, last in session.execute(query):
        found.setdefault(order_id, []).append(Span(first, last))
    return found


def past(session: Session, now: datetime) -> Sequence[StampPrint]:
    """Prints that should have lost their file by now, the oldest first."""
    query = select(StampPrint).where(StampPrint.state == READY, StampPrint.file_until <= now)
    return session.scalars(query.order_by(StampPrint.file_until).limit(MOST_AT_ONCE)).all()


def has_file(session: Session, sha256: str, state: str) -> bool:
    """Whether a print in that state is this file."""
    query = select(StampPrint.id).where(StampPrint.sha256 == sha256, StampPrint.state == state)
    return session.scalar(query.limit(1)) is not None


class Waiting(NamedTuple):
    """Prints that wait for their file, and their labels."""

    prints: int
    labels: int


class Kept(NamedTuple):
    """Bytes of files that may be had now, and when the first of them goes."""

    bytes: int
    until: datetime | None


def waiting_of(
    session: Session, *, household_id: str | None = None, who: str | None = None
) -> Waiting:
    """What waits of a producer, or of an account."""
    labels = func.sum((StampPrint.last - StampPrint.first + 1) * StampPrint.copies)
    query = select(func.count(), labels).where(StampPrint.state == QUEUED)
    if household_id is not None:
        own = select(StampOrder.id).where(StampOrder.household_id == household_id)
        query = query.where(StampPrint.order_id.in_(own))
    if who is not None:
        query = query.where(StampPrint.who == who)
    prints, waits = session.execute(query).one()
    return Waiting(prints, int(waits or 0))


def kept_of(session: Session, household_id: str) -> Kept:
    """What is kept of a producer; prints that share a file are counted once each."""
    own = select(StampOrder.id).where(StampOrder.household_id == household_id)
    query = select(func.sum(StampPrint.bytes), func.min(StampPrint.file_until))
    found = session.execute(
        query.where(StampPrint.state == READY, StampPrint.order_id.in_(own))
    ).one()
    return Kept(int(found[0] or 0), found[1])


def state_of(session: Session, print_id: str) -> str | None:
    """The state of a print as it stands in the database."""
    return session.scalar(select(StampPrint.state).where(StampPrint.id == print_id))
