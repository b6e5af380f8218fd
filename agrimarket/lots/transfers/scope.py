"""Which hand-overs a viewer may see: those of lots they see, and those meant for them."""

from sqlalchemy import ColumnElement, or_, select

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import LOOKERS, Role, Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot


def outgoing(viewer: Viewer) -> ColumnElement[bool]:
    """Of lots the viewer sees; the public sees no hand-over."""
    seen = select(Lot.id).where(lots_scope.visible(viewer))
    return LotTransfer.lot_id.in_(seen) & _looks(viewer)


def incoming(viewer: Viewer) -> ColumnElement[bool]:
    """Meant for a producer the viewer sees, or for a record merged into one."""
    mine = select(Household.id).where(households_scope.visible(viewer))
    merged = select(Household.id).where(Household.merged_into.in_(mine))
    meant = or_(LotTransfer.to_household_id.in_(mine), LotTransfer.to_household_id.in_(merged))
    return meant & _looks(viewer)


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Either way."""
    return or_(outgoing(viewer), incoming(viewer))


def _looks(viewer: Viewer) -> ColumnElement[bool]:
    known = viewer.is_one_of((*LOOKERS, Role.API_CLIENT))
    return LotTransfer.id.is_not(None) if known else LotTransfer.id.is_(None)
