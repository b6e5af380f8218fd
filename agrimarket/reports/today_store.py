"""The SQL of today's work: how many things wait for somebody, each in one count."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agrimarket.channels import scope as channels_scope
from agrimarket.channels.models import Listing
from agrimarket.households import scope as households_scope
from agrimarket.households.models import (
    Household,
    HouseholdImport,
    HouseholdImportRow,
    HouseholdState,
)
from agrimarket.issuing import scope as issuing_scope
from agrimarket.issuing.models import StampOrder, StampSegment
from agrimarket.kit.access import Viewer
from agrimarket.kit.jobs import Job, JobState
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.transfers import scope as transfers_scope
from agrimarket.lots.transfers.kinds import State
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductState

Count = Select[Any]


def drafts(viewer: Viewer) -> Count:
    """Producers without a consent."""
    return _count(Household.id).where(
        Household.state == HouseholdState.DRAFT, households_scope.visible(viewer)
    )


def rows_to_choose(viewer: Viewer) -> Count:
    """Rows of the viewer's own lists whose commune waits to be chosen."""
    return (
        _count(HouseholdImportRow.id)
        .join(HouseholdImport, HouseholdImport.id == HouseholdImportRow.import_id)
        .where(
            HouseholdImportRow.outcome == "choose_commune",
            HouseholdImportRow.household_id.is_(None),
            HouseholdImport.who == viewer.caller,
            HouseholdImport.dry_run.is_(False),
            HouseholdImport.undone_at.is_(None),
        )
    )


def products_in(viewer: Viewer, state: ProductState) -> Count:
    """Products in a state."""
    return _count(Product.id).where(Product.state == state, products_scope.visible(viewer))


def lots_suspended(viewer: Viewer) -> Count:
    """Lots that their producers hold back."""
    held = Lot.suspended_at.is_not(None) & (Lot.state != LotState.RECALLED)
    return _count(Lot.id).where(held, lots_scope.visible(viewer))


def lots_in(viewer: Viewer, state: LotState) -> Count:
    """Lots in a state."""
    return _count(Lot.id).where(Lot.state == state, lots_scope.visible(viewer))


def goods_coming(viewer: Viewer) -> Count:
    """Hand-overs on their way to the viewer's producers."""
    on_the_way = LotTransfer.state == State.IN_TRANSIT
    return _count(LotTransfer.id).where(on_the_way, transfers_scope.incoming(viewer))


def lots_told_late(viewer: Viewer) -> Count:
    """Lots that left the yard before one of their treatments was written down."""
    return _count(Lot.id).where(lots_scope.owes_a_look(), lots_scope.visible(viewer))


def orders_to_activate(viewer: Viewer) -> Count:
    """Stamp orders with stamps that no buyer may trust yet."""
    idle = select(StampSegment.order_id).where(
        StampSegment.state.in_(("issued", "printed", "delivered"))
    )
    return _count(StampOrder.id).where(StampOrder.id.in_(idle), issuing_scope.visible(viewer))


def listings_stuck(viewer: Viewer) -> Count:
    """Listings that wait for a person."""
    stuck = Listing.sync_state.in_(("blocked", "dead"))
    return _count(Listing.id).where(stuck, channels_scope.visible(viewer))


def jobs_failed(viewer: Viewer) -> Count:
    """Background jobs that gave up."""
    return _count(Job.id).where(Job.state == JobState.FAILED)


def run(session: Session, count: Count) -> int:
    """The number."""
    return int(session.scalar(count) or 0)


def _count(column: Any) -> Count:
    return select(func.count(column))
