"""Sprays told on other lots of the same ground: what one lot's diary says counts for its twin."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from agrimarket.lots import diary_store, store
from agrimarket.lots.counting import counted, free_from, unseen, used_on
from agrimarket.lots.diary import events_of
from agrimarket.lots.graph import ids_behind
from agrimarket.lots.kinds import LONGEST_WAIT, WAITING_KINDS
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.waiting import Breach, harvests, unexcused

LOOKED_BACK = timedelta(days=LONGEST_WAIT)


def in_the_way(session: Session, lot: Lot) -> list[Breach]:
    """All that stands in the way of release: own, of sources, and of lots on the same ground."""
    return [*unexcused(session, lot), *beside_breaches(session, lot)]


def beside_breaches(session: Session, lot: Lot) -> list[Breach]:
    """Breaches of this lot's harvests by inputs told on other lots of the same producer.

    The same ground is the same area, whatever grows there; of lots without any area it is the
    same product. A lot made from others is not asked: they were, when something was made of them.
    """
    days = sorted(harvests(lot, counted(events_of(session, lot))))
    if not days or ids_behind(session, lot):
        return []
    owner = store.product(session, lot).household_id
    found = diary_store.same_ground(
        session, lot, owner, first=days[0] - LOOKED_BACK, last=days[-1], kinds=WAITING_KINDS
    )
    diaries = diary_store.lines_of(session, [one.id for one in found]) if found else {}
    return sorted(
        (
            breach._replace(
                lot_code=other.lot_code, product_name=store.product(session, other).name
            )
            for other in found
            for breach in _breaches(days, diaries[other.id])
        ),
        key=lambda one: (one.harvest, one.until, one.lot_code),
    )


def _breaches(days: list[date], diary: list[LotEvent]) -> list[Breach]:
    mended = {line.id for line in unseen(diary)}
    return [
        Breach(
            str((line.facts or {}).get("product", "")), day, free_from(line) - timedelta(days=1),
            line.recorded_at, mended=line.id in mended, beside=True,
        )
        for line in counted(diary)
        if line.kind in WAITING_KINDS
        for day in days
        if used_on(line) <= day < free_from(line)
    ]  # fmt: skip
