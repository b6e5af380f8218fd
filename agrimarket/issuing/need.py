"""How many stamps a lot still wants: said where stamps are ordered, and asked about above it.

An order is not refused for being large, as an activation is: stamps of a lot fit no other lot, so
whoever orders too many is told and asked once.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.issuing import store_reached
from agrimarket.issuing.refusals import MoreThanLotTakes
from agrimarket.issuing.room import room_of
from agrimarket.issuing.words import dotted
from agrimarket.lots.models import Lot

FIELD = "more_than_lot"  # of the form, ticked by whoever wants them all the same


@dataclass(frozen=True)
class Need:
    """A lot's packs, the most stamps it takes, those it has: granted for it or on its packs.

    Void ones and samples are not counted. `packs` and `most` are None where the lot tells no
    number of packs.
    """

    packs: int | None
    most: int | None
    have: int

    @property
    def left(self) -> int | None:
        """Stamps that still fit; None without a number of packs."""
        return None if self.most is None else max(0, self.most - self.have)

    @property
    def suggested(self) -> int | None:
        """A stamp a pack at first, later what still fits; None where there is nothing to say."""
        return (self.left if self.have else self.packs) or None


def need_of(session: Session, lot: Lot) -> Need:
    """What a lot has and takes now."""
    room = room_of(session, lot)
    return Need(room.packs, room.most, store_reached.stamps_of_lot(session, lot.id))


def check_wanted(session: Session, lot: Lot, count: int) -> None:
    """MoreThanLotTakes where `count` more stamps would not find a pack of this lot."""
    need = need_of(session, lot)
    if need.left is None or count <= need.left:
        return
    refusal = MoreThanLotTakes(
        lot_code=lot.lot_code, have=dotted(need.have), left=dotted(need.left), count=dotted(count)
    )
    refusal.fields = {FIELD: [refusal.detail]}
    raise refusal
