"""How many stamps a lot takes: its packs and five percent, and what an officer granted besides."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from sqlalchemy.orm import Session

from agrimarket.issuing import store, store_approvals
from agrimarket.lots.models import Lot
from agrimarket.products.units import convert, unit_of

PERCENT_OF_PACKS = 105  # some stamps spoil while they are stuck on
# Units that are what a buyer takes home, one stamp each; a crate or a sack holds many of them.
PACKS = frozenset({"gói", "hộp", "chai", "lọ", "hũ", "túi", "vỉ", "lon"})


@dataclass(frozen=True)
class Room:
    """A lot's packs, the most stamps it takes, and those that are on its packs already.

    `packs` and `most` are None where the lot tells no number of packs: nothing to measure by.
    """

    packs: int | None
    most: int | None
    bound: int
    granted: int

    @property
    def left(self) -> int | None:
        """Stamps that may still be activated for the lot; None without a limit."""
        return None if self.most is None else max(0, self.most - self.bound)

    def over(self, count: int) -> int:
        """How many of `count` more stamps are too many."""
        return 0 if self.most is None else max(0, self.bound + count - self.most)


def packs_of(lot: Lot) -> int | None:
    """Packs as recorded, else by what is in one, else where the lot is counted in packs.

    Rounded up; None for a lot by weight alone: what one pack holds is then anybody's guess.
    """
    if lot.pack_count is not None:
        return lot.pack_count
    if lot.quantity is None:
        return None
    if lot.pack_amount:
        whole = convert(lot.quantity, lot.unit, lot.pack_unit)
        return None if whole is None else _up(whole / lot.pack_amount)
    unit = unit_of(lot.unit)
    return _up(lot.quantity) if unit is not None and unit.label in PACKS else None


def room_of(session: Session, lot: Lot) -> Room:
    """The room of a lot now; its row is locked by whoever decides on it."""
    packs, granted = packs_of(lot), store_approvals.granted_for_lot(session, lot.id)
    most = None if packs is None else packs * PERCENT_OF_PACKS // 100 + granted
    return Room(packs, most, store.bound_to_lot(session, lot.id), granted)


def _up(number: Decimal) -> int:
    return int(Decimal(number).to_integral_value(ROUND_CEILING))
