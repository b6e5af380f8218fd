"""The SQL of today's work: how many things wait for somebody, each in one count."""

from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, Subquery, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased

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
from agrimarket.lots.models import Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Certificate, Product, ProductState, Rating

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


def lots_in(viewer: Viewer, state: LotState) -> Count:
    """Lots in a state."""
    return _count(Lot.id).where(Lot.state == state, lots_scope.visible(viewer))


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


Ending = Select[str, str, str, str | None, date | None]


def certificates_ending(viewer: Viewer, today: date, until: date) -> Ending:
    """(product id, name, kind, number, last day) of certificates that end soon."""
    return (
        select(
            Product.id.label("product_id"),
            Product.name.label("name"),
            Certificate.kind.label("kind"),
            Certificate.number.label("number"),
            Certificate.valid_to.label("last_day"),
        )
        .join(Product, Product.id == Certificate.product_id)
        .where(
            Certificate.removed_at.is_(None),
            Certificate.valid_to.between(today, until),
            Product.state != ProductState.WITHDRAWN,
            products_scope.visible(viewer),
        )
    )


def ratings_ending(viewer: Viewer, today: date, until: date) -> Select[str, str, str, str, date]:
    """The same of OCOP ratings, only where no newer decision followed."""
    later = aliased(Rating)
    newest = (
        select(func.max(later.decided_on))
        .where(later.product_id == Rating.product_id, later.removed_at.is_(None))
        .correlate(Rating)
    )
    return (
        select(
            Product.id.label("product_id"),
            Product.name.label("name"),
            literal("ocop").label("kind"),
            Rating.decision_number.label("number"),
            Rating.valid_through.label("last_day"),
        )
        .join(Product, Product.id == Rating.product_id)
        .where(
            Rating.removed_at.is_(None),
            Rating.valid_through.between(today, until),
            Rating.decided_on == newest.scalar_subquery(),
            Product.state != ProductState.WITHDRAWN,
            products_scope.visible(viewer),
        )
    )


def papers_ending(
    session: Session, viewer: Viewer, today: date, until: date, most: int
) -> list[Any]:
    """Certificates and ratings that end soon, the nearest first."""
    found = _ending(viewer, today, until)
    query = select(found).order_by(found.c.last_day, found.c.name).limit(most)
    return list(session.execute(query))


def papers_count(viewer: Viewer, today: date, until: date) -> Count:
    """How many."""
    return select(func.count()).select_from(_ending(viewer, today, until))


def _ending(viewer: Viewer, today: date, until: date) -> Subquery:
    both: CompoundSelect[Any] = union_all(
        certificates_ending(viewer, today, until), ratings_ending(viewer, today, until)
    )
    return both.subquery()


def run(session: Session, count: Count) -> int:
    """The number."""
    return int(session.scalar(count) or 0)


def _count(column: Any) -> Count:
    return select(func.count(column))
