"""The SQL of leaked key versions."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agrimarket.issuing.life_models import KeyLeak
from agrimarket.issuing.models import StampOrder, StampSegment


def standing(session: Session, version: str) -> KeyLeak | None:
    """The leak of a version that was not lifted."""
    query = select(KeyLeak).where(KeyLeak.version == version, KeyLeak.lifted_at.is_(None))
    return session.scalar(query)


def leak(session: Session, leak_id: str, *, lock: bool = False) -> KeyLeak | None:
    """One leak; locked while it is lifted."""
    query = select(KeyLeak).where(KeyLeak.id == leak_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def leaks() -> Select[KeyLeak]:
    """Every leak, those that stand first, then the newest."""
    return select(KeyLeak).order_by(KeyLeak.lifted_at.desc().nullsfirst(), KeyLeak.id.desc())


def stamps_under(session: Session, versions: Sequence[str]) -> dict[str, int]:
    """How many stamps were granted under each of these versions."""
    query = (
        select(StampOrder.key_version, func.sum(StampOrder.count))
        .where(StampOrder.key_version.in_(versions))
        .group_by(StampOrder.key_version)
    )
    return {version: int(count) for version, count in session.execute(query)}


def orders_under(session: Session, version: str) -> tuple[int, int]:
    """How many orders carry this version, and of how many producers."""
    query = select(func.count(StampOrder.id), func.count(StampOrder.household_id.distinct()))
    orders, producers = session.execute(query.where(StampOrder.key_version == version)).one()
    return int(orders), int(producers)


def states_under(session: Session, version: str) -> dict[str, int]:
    """The stamps of this version by state."""
    size = func.sum(StampSegment.last_serial - StampSegment.first_serial + 1)
    query = (
        select(StampSegment.state, size)
        .join(StampOrder, StampOrder.id == StampSegment.order_id)
        .where(StampOrder.key_version == version)
        .group_by(StampSegment.state)
    )
    return {str(state): int(count) for state, count in session.execute(query)}
