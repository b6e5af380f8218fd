"""What others may want to know of lots."""

from dataclasses import dataclass

from agrimarket.kit.events import Event


@dataclass(frozen=True)
class LotRecalled(Event):
    """Nobody may sell or use this lot; stamps read it from the lot, listings may need an act."""

    lot_id: str
    product_id: str


@dataclass(frozen=True)
class LotRecallLifted(Event):
    """Two people found the lot sound again; what was, holds again."""

    lot_id: str
    product_id: str


@dataclass(frozen=True)
class LotSuspended(Event):
    """Its own producer holds it back, at once: nobody may use it until that is sorted out."""

    lot_id: str
    product_id: str


@dataclass(frozen=True)
class LotResumed(Event):
    """Sorted out; what was, holds again."""

    lot_id: str
    product_id: str


@dataclass(frozen=True)
class LotReopened(Event):
    """A sealed lot is about to be opened again; whoever hangs on what it says refuses."""

    lot_id: str
