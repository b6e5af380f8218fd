"""What a lot is worth on a day: derived each time it is read, never stored."""

from datetime import date

from agrimarket.lots.models import Lot, LotState


def lot_status(lot: Lot, today: date) -> str:
    """`recalled`, `suspended`, `expired` (the day after its use-by) or `ok`; the gravest one."""
    if lot.state == LotState.RECALLED:
        return "recalled"
    if lot.suspended_at is not None:
        return "suspended"
    if lot.use_by is not None and lot.use_by < today:
        return "expired"
    return "ok"


def made_on(lot: Lot) -> date | None:
    """The day a lot was made: produced, or harvested where nothing was processed."""
    return lot.produced_on or lot.harvested_on
