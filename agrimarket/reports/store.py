"""The SQL of figures: for each one, the rows it counts, all with the same columns.

Columns: id, label, household_id, commune_code, former_district, channel, at, amount. A figure is
the sum of `amount`. `until` is the moment an as-of day ends, None for everything known.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, null, or_, select

from agrimarket.channels import scope as channels_scope
from agrimarket.channels.models import Booth, Listing, LiveSpell
from agrimarket.households import scope as households_scope
from agrimarket.households.depth import scope as depth_scope
from agrimarket.households.models import Consent, Household
from agrimarket.issuing import scope as issuing_scope
from agrimarket.issuing.models import StampOrder, StampSegment
from agrimarket.kit.access import Viewer
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductState, ProductStep, Rating
from agrimarket.reports.months import vietnam_day, vietnam_month
from agrimarket.scanning.models import Scan

Rows = Select[Any]
LEAST_STARS = 3  # only three to five stars get a certificate (Decision 148/QĐ-TTg 2023)


def _rows(
    id: Any, label: Any, at: Any, *, channel: Any = None, amount: Any = None, of: Any = Household
) -> Rows:
    """The uniform columns; place and producer come from the household."""
    return select(
        id.label("id"),
        label.label("label"),
        Household.id.label("household_id"),
        Household.commune_code.label("commune_code"),
        Household.former_district.label("former_district"),
        (cast(null(), String) if channel is None else channel).label("channel"),
        at.label("at"),
        (literal(1) if amount is None else amount).label("amount"),
    ).select_from(of)


def _before(column: Any, until: datetime | None) -> list[ColumnElement[bool]]:
    return [] if until is None else [column < until]


def _standing(began: Any, ended: Any, until: datetime | None) -> list[ColumnElement[bool]]:
    """Began before the end of the day and not ended by then."""
    if until is None:
        return [ended.is_(None)]
    return [began < until, or_(ended.is_(None), ended >= until)]


def households(viewer: Viewer, until: datetime | None) -> Rows:
    """Producers written down, drafts too."""
    rows = _rows(Household.id, Household.name, Household.created_at)
    return rows.where(households_scope.visible(viewer), *_before(Household.created_at, until))


def cashless(viewer: Viewer, until: datetime | None) -> Rows:
    """Producers with an account that money can be sent to, as is known now."""
    return households(viewer, until).where(depth_scope.cashless())


def consented(viewer: Viewer, until: datetime | None) -> Rows:
    """Producers with a consent that stands."""
    standing = (
        select(Consent.household_id.label("household_id"), func.min(Consent.given_at).label("at"))
        .where(*_standing(Consent.given_at, Consent.withdrawn_at, until))
        .group_by(Consent.household_id)
        .subquery()
    )
    rows = _rows(Household.id, Household.name, standing.c.at)
    rows = rows.join(standing, standing.c.household_id == Household.id)
    return rows.where(households_scope.visible(viewer))


def with_booth(viewer: Viewer, until: datetime | None) -> Rows:
    """Producers with an open booth, each once."""
    opened = (
        select(Booth.household_id.label("household_id"), func.min(Booth.opened_at).label("at"))
        .where(Booth.state == "open", Booth.opened_at.is_not(None))
        .where(*_before(Booth.opened_at, until))
        .group_by(Booth.household_id)
        .subquery()
    )
    rows = _rows(Household.id, Household.name, opened.c.at)
    rows = rows.join(opened, opened.c.household_id == Household.id)
    return rows.where(households_scope.visible(viewer))


def booths(viewer: Viewer, until: datetime | None) -> Rows:
    """Open booths, one row for each channel of a producer."""
    rows = _rows(Household.id, Household.name, Booth.opened_at, channel=Booth.channel_code)
    rows = rows.join(Booth, Booth.household_id == Household.id)
    return rows.where(
        Booth.state == "open",
        channels_scope.visible_booths(viewer),
        *_before(Booth.opened_at, until),
    )


def selling(viewer: Viewer, until: datetime | None) -> Rows:
    """Producers with a product that a channel shows as live, each once."""
    live = (
        select(Product.household_id.label("household_id"), func.min(LiveSpell.since).label("at"))
        .join(Listing, Listing.product_id == Product.id)
        .join(LiveSpell, LiveSpell.listing_id == Listing.id)
        .where(*_standing(LiveSpell.since, LiveSpell.until, until))
        .group_by(Product.household_id)
        .subquery()
    )
    rows = _rows(Household.id, Household.name, live.c.at)
    rows = rows.join(live, live.c.household_id == Household.id)
    return rows.where(households_scope.visible(viewer))


def approved(viewer: Viewer, until: datetime | None) -> Rows:
    """Products that an officer approved and nobody withdrew."""
    rows = _rows(Product.id, Product.name, Product.approved_at)
    rows = rows.join(Product, Product.household_id == Household.id)
    return rows.where(
        Product.state == ProductState.APPROVED,
        products_scope.visible(viewer),
        *_before(Product.approved_at, until),
    )


def answered(viewer: Viewer, until: datetime | None) -> Rows:
    """Answers that officers gave to submitted products, one row an answer."""
    rows = _rows(Product.id, Product.name, ProductStep.at)
    rows = rows.join(Product, Product.household_id == Household.id)
    rows = rows.join(ProductStep, ProductStep.product_id == Product.id)
    return rows.where(
        ProductStep.asked_at.is_not(None),
        products_scope.visible(viewer),
        *_before(ProductStep.at, until),
    )


def answered_in_time(viewer: Viewer, until: datetime | None) -> Rows:
    """Those of them that came by the end of their last day."""
    return answered(viewer, until).where(vietnam_day(ProductStep.at) <= ProductStep.due)


def rated(viewer: Viewer, on: date) -> Rows:
    """Products whose newest OCOP decision is in force on a day, with three stars or more."""
    newer = select(Rating.product_id, Rating.decided_on).where(
        Rating.removed_at.is_(None), Rating.decided_on <= on
    )
    newest = newer.with_only_columns(
        Rating.product_id.label("product_id"), func.max(Rating.decided_on).label("decided_on")
    ).group_by(Rating.product_id)
    last = newest.subquery()
    rows = _rows(Product.id, Product.name, Rating.decided_on)
    rows = (
        rows.join(Product, Product.household_id == Household.id)
        .join(last, last.c.product_id == Product.id)
        .join(
            Rating,
            (Rating.product_id == last.c.product_id) & (Rating.decided_on == last.c.decided_on),
        )
    )
    return rows.where(
        Rating.removed_at.is_(None),
        Rating.valid_through >= on,
        Rating.stars >= LEAST_STARS,
        products_scope.visible(viewer),
    ).distinct()


def live(viewer: Viewer, until: datetime | None, channel: str | None = None) -> Rows:
    """Products that a channel itself shows, as last seen; of one channel or of all."""
    rows = _rows(Product.id, Product.name, LiveSpell.since, channel=Listing.channel_code)
    rows = (
        rows.join(Product, Product.household_id == Household.id)
        .join(Listing, Listing.product_id == Product.id)
        .join(LiveSpell, LiveSpell.listing_id == Listing.id)
        .where(channels_scope.visible(viewer), *_standing(LiveSpell.since, LiveSpell.until, until))
    )
    return rows if channel is None else rows.where(Listing.channel_code == channel)


def stamps_issued(viewer: Viewer, until: datetime | None) -> Rows:
    """Stamp orders with their counts."""
    rows = _rows(
        StampOrder.id, _order_label(), StampOrder.created_at, amount=StampOrder.count
    ).join(StampOrder, StampOrder.household_id == Household.id)
    return rows.where(issuing_scope.visible(viewer), *_before(StampOrder.created_at, until))


def stamps_in(viewer: Viewer, until: datetime | None, state: str) -> Rows:
    """Runs of stamps that are in a state now and came into it by then."""
    length = StampSegment.last_serial - StampSegment.first_serial + 1
    rows = _rows(StampOrder.id, _order_label(), StampSegment.since, amount=length)
    rows = rows.join(StampOrder, StampOrder.household_id == Household.id).join(
        StampSegment, StampSegment.order_id == StampOrder.id
    )
    return rows.where(
        StampSegment.state == state,
        issuing_scope.visible(viewer),
        *_before(StampSegment.since, until),
    )


def scans(viewer: Viewer, until: datetime | None) -> Rows:
    """Buyers' scans, told by order and month: single looks are nobody's business."""
    last = StampOrder.first_serial + StampOrder.count - 1
    rows = _rows(StampOrder.id, _order_label(), func.min(Scan.at), amount=func.count(Scan.id))
    rows = rows.join(StampOrder, StampOrder.household_id == Household.id).join(
        Scan, Scan.serial.between(StampOrder.first_serial, last)
    )
    return rows.where(
        Scan.kind == "buyer", issuing_scope.visible(viewer), *_before(Scan.at, until)
    ).group_by(
        StampOrder.id,
        StampOrder.number,
        Household.id,
        Household.commune_code,
        Household.former_district,
        vietnam_month(Scan.at),
    )


def _order_label() -> ColumnElement[str]:
    """The number of an order; pages write it as A0123."""
    return cast(StampOrder.number, String)
