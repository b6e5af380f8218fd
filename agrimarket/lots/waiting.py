"""Harvests inside the waiting days of an input: of the lot itself, and of what it is made of."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.lots import diary_store, store
from agrimarket.lots.counting import counted, free_from, unseen, used_on
from agrimarket.lots.diary import events_of
from agrimarket.lots.graph import ids_behind
from agrimarket.lots.kinds import WAITING_KINDS
from agrimarket.lots.models import Lot, LotEvent, LotState
from agrimarket.lots.status import made_on


class Breach(NamedTuple):
    """A harvest inside the waiting days of an input, which end with `until`.

    `told_at`: when the later of the two lines was recorded. `lot_code` and `product_name` name
    the lot it was in where that is not the asked one; `beside`: it grew on the same ground, else
    the asked one is made of it. `mended`: a line behind it was corrected or taken back, and
    nobody of the office looked.
    """

    product: str
    harvest: date
    until: date
    told_at: datetime
    lot_code: str = ""
    product_name: str = ""
    mended: bool = False
    beside: bool = False


class NotBefore(NamedTuple):
    """The first day on which the lot may be harvested, and the input that says so."""

    day: date
    product: str


class LateInput(NamedTuple):
    """An input told of after the lot had left the yard; `breach` where its days had not passed."""

    product: str
    day: date
    told_at: datetime
    breach: bool


def waiting_breaches(session: Session, lot: Lot) -> list[Breach]:
    """The lot's own breaches (Decision 25/QĐ-BNNMT 2026), by day of harvest.

    Every day of harvest counts, the lot's date and those of its lines; without any, the day it
    was made. A treatment on day D with n waiting days allows harvest from D + n on; treatments
    after a harvest do not count for it. Corrected and withdrawn lines: see counting.py.
    """
    return breaches_told(lot, events_of(session, lot))


def breaches_told(lot: Lot, diary: Sequence[LotEvent]) -> list[Breach]:
    """The same of a whole diary."""
    return breaches_in(lot, counted(diary), {line.id for line in unseen(diary)})


def breaches_in(lot: Lot, lines: Sequence[LotEvent], mended: Collection[str] = ()) -> list[Breach]:
    """The same of lines that count; `mended` ids are those that no longer hold."""
    found = []
    held = harvests(lot, [line for line in lines if line.id not in mended])
    for line in (line for line in lines if line.kind in WAITING_KINDS):
        used, free = used_on(line), free_from(line)
        name = str((line.facts or {}).get("product", ""))
        found += [
            Breach(
                name, day, free - timedelta(days=1),
                max(line.recorded_at, told or line.recorded_at),
                mended=line.id in mended or day not in held,
            )
            for day, told in harvests(lot, lines).items()
            if used <= day < free
        ]  # fmt: skip
    return sorted(found, key=lambda one: (one.harvest, one.until))


def harvests(lot: Lot, lines: Sequence[LotEvent]) -> dict[date, datetime | None]:
    """Days of harvest with the moment a line first told of each; None for the lot's own date."""
    days: dict[date, datetime | None] = {}
    for line in (line for line in lines if line.kind == "harvest"):
        day = used_on(line)
        days[day] = min(days.get(day) or line.recorded_at, line.recorded_at)
    if lot.harvested_on:
        days[lot.harvested_on] = None
    made = made_on(lot)
    return days or ({made: None} if made else {})


def not_before(lot: Lot, diary: Sequence[LotEvent]) -> NotBefore | None:
    """Until when a lot that is still in work must not be harvested; None where it may be now."""
    if lot.state not in (LotState.OPEN, LotState.SEALED):
        return None
    found = [
        NotBefore(free_from(line), str((line.facts or {}).get("product", "")))
        for line in counted(diary)
        if line.kind in WAITING_KINDS and free_from(line) > clock.today()
    ]
    return max(found, default=None)


def not_before_of(session: Session, lots: Sequence[Lot]) -> dict[str, NotBefore]:
    """The same of several lots in one read, by their ids."""
    lines = diary_store.lines_of(session, [lot.id for lot in lots])
    found = {lot.id: not_before(lot, lines.get(lot.id, [])) for lot in lots}
    return {lot_id: one for lot_id, one in found.items() if one is not None}


def source_breaches(session: Session, lot: Lot) -> list[Breach]:
    """Breaches in the lots it was made from, over any depth, each with the lot it was in.

    An officer's reason that let such a lot go covers what was known then, and no more.
    """
    behind = diary_store.with_inputs(session, ids_behind(session, lot), WAITING_KINDS)
    return [
        breach._replace(lot_code=source.lot_code, product_name=store.product(session, source).name)
        for source in behind
        for breach in waiting_breaches(session, source)
    ]


def unexcused(session: Session, lot: Lot) -> list[Breach]:
    """What stands in the way of release: own breaches, and those of sources nobody excused."""
    behind = diary_store.with_inputs(session, ids_behind(session, lot), WAITING_KINDS)
    return waiting_breaches(session, lot) + [
        breach._replace(lot_code=source.lot_code)
        for source in behind
        for breach in waiting_breaches(session, source)
        if not excused(source, breach)
    ]


def excused(lot: Lot, breach: Breach) -> bool:
    """Whether the lot was let go with a reason given when the breach was known."""
    seen = seen_at(lot)
    return bool(lot.release_override and seen and breach.told_at <= seen)


def seen_at(lot: Lot) -> datetime | None:
    """Until when what was told of a lot that left the yard was looked at."""
    return lot.waiting_seen_at or lot.released_at


def late_breaches(lot: Lot, diary: Sequence[LotEvent]) -> list[Breach]:
    """Of a lot that left the yard: breaches that nobody excused; buyers are warned of them."""
    if lot.released_at is None:
        return []
    return [one for one in breaches_told(lot, diary) if not excused(lot, one)]


def late_inputs(session: Session, lot: Lot) -> list[LateInput]:
    """Treatments recorded after release that no officer settled: for the lot's page and office."""
    seen = seen_at(lot)
    if seen is None:
        return []
    diary = events_of(session, lot)
    lines, mended = counted(diary), {line.id for line in unseen(diary)}
    reaped = [line for line in lines if line.kind == "harvest"]
    late = [one for one in lines if one.kind in WAITING_KINDS and one.recorded_at > seen]
    return [
        LateInput(
            str((line.facts or {}).get("product", "")),
            used_on(line),
            line.recorded_at,
            bool(breaches_in(lot, [*reaped, line], mended)),
        )
        for line in late
    ]
