"""Which diary lines the waiting days count: those that hold, and those mended out of sight."""

from collections.abc import Sequence
from datetime import date, timedelta

from agrimarket.kit import clock
from agrimarket.kit.access import WORKERS
from agrimarket.lots.diary import corrections, holding
from agrimarket.lots.kinds import WAITING_KINDS
from agrimarket.lots.models import LotEvent

COUNTED = (*WAITING_KINDS, "harvest")


def counted(lines: Sequence[LotEvent]) -> list[LotEvent]:
    """The lines that hold, and treatments and harvests that a producer mended or took back.

    Such a line still counts until an officer or a worker looked at it: they wrote the correction
    themselves, or the new line waits as long. Of a line whose writer is unknown, nobody looked.
    """
    return sorted([*holding(lines), *unseen(lines)], key=lambda line: line.happened_at)


def unseen(lines: Sequence[LotEvent]) -> list[LotEvent]:
    """Treatments and harvests that were mended or taken back, and nobody of the office looked."""
    newer = corrections(lines)
    return [
        line
        for line in lines
        if line.kind in COUNTED and line.id in newer and not _seen(line, newer[line.id])
    ]


def _seen(old: LotEvent, new: LotEvent) -> bool:
    return new.role in WORKERS or _as_strict(old, new)


def _as_strict(old: LotEvent, new: LotEvent) -> bool:
    """Whether the new line holds every harvest back that the old one did."""
    if old.kind == "harvest" or new.kind not in WAITING_KINDS:
        return new.kind == old.kind and used_on(new) == used_on(old)
    return used_on(new) <= used_on(old) and free_from(new) >= free_from(old)


def used_on(line: LotEvent) -> date:
    """The Vietnamese day of a line."""
    return clock.vietnam_day(line.happened_at)


def free_from(line: LotEvent) -> date:
    """The first day of harvest that a treatment allows: day D + n waiting days."""
    return used_on(line) + timedelta(days=int((line.facts or {}).get("waiting_days", 0)))
