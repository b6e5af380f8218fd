"""The only SQL of the way to a first order; every fact is read from its own room's tables."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, select
from sqlalchemy.orm import Session

from agrimarket.channels import scope as channels_scope
from agrimarket.channels.models import Booth, Listing
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit.access import Viewer
from agrimarket.onboarding.models import OnboardingNote
from agrimarket.onboarding.scope import visible
from agrimarket.onboarding.steps import DONE, Wanted
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductState


def _reached(viewer: Viewer, day: date) -> dict[str, ColumnElement[bool]]:
    """Step > condition on a producer, in the order of the way."""
    own = Product.household_id == Household.id
    seen = products_scope.visible(viewer)
    return {
        "consent": Household.state == HouseholdState.REGISTERED,
        "product": exists().where(own, seen, Product.state != ProductState.WITHDRAWN),
        "papers": exists().where(own, seen, products_scope.stands_safely(day)),
        "booth_applied": _booth(viewer),
        "booth_open": _booth(viewer, Booth.state == "open"),
        "listing_live": exists().where(
            own, Listing.product_id == Product.id, Listing.observed_state == "live",
            channels_scope.visible(viewer),
        ),
        "first_order": exists().where(
            OnboardingNote.household_id == Household.id, OnboardingNote.kind == "first_order"
        ),
    }  # fmt: skip


def _booth(viewer: Viewer, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    seen = channels_scope.visible_booths(viewer)
    return exists().where(Booth.household_id == Household.id, seen, *more)


def _stage(viewer: Viewer, day: date) -> ColumnElement[str]:
    reached = _reached(viewer, day)
    return case(*((~condition, literal(step)) for step, condition in reached.items()),
                else_=literal(DONE))  # fmt: skip


def counts(
    session: Session, viewer: Viewer, day: date, wanted: Wanted
) -> Sequence[tuple[str, str, int]]:
    """(commune, step they wait for, producers) over what the viewer sees."""
    rows = _households(viewer, day, wanted).subquery()
    query = select(rows.c.commune_code, rows.c.stage, func.count()).group_by(
        rows.c.commune_code, rows.c.stage
    )
    return [(code, stage, count) for code, stage, count in session.execute(query).all()]


def _households(viewer: Viewer, day: date, wanted: Wanted) -> Select[str, str, str]:
    stage = _stage(viewer, day)
    query = select(Household.id, Household.commune_code, stage.label("stage")).where(
        households_scope.visible(viewer), Household.erased_at.is_(None)
    )
    if wanted.commune:
        query = query.where(Household.commune_code == wanted.commune)
    if wanted.kind:
        query = query.where(Household.kind == wanted.kind)
    if wanted.step:
        query = query.where(stage == wanted.step)
    if wanted.reason:
        query = query.where(_stuck_because(viewer, wanted.reason))
    return query


def _stuck_because(viewer: Viewer, reason: str) -> ColumnElement[bool]:
    newest = (
        select(OnboardingNote.reason)
        .where(OnboardingNote.household_id == Household.id, OnboardingNote.kind == "stuck")
        .where(visible(viewer))
        .order_by(OnboardingNote.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return newest == reason


def listed(viewer: Viewer, day: date, wanted: Wanted) -> Select[Household, str]:
    """(household, stage) of those who wait, the longest known first."""
    ids = _households(viewer, day, wanted).subquery()
    query = select(Household, ids.c.stage).join(ids, ids.c.id == Household.id)
    return query.where(households_scope.visible(viewer)).order_by(Household.id)


def stages_of(session: Session, viewer: Viewer, day: date, ids: Sequence[str]) -> dict[str, Any]:
    """For some producers: which steps are reached, by id."""
    reached = _reached(viewer, day)
    query = select(Household.id, *reached.values()).where(
        Household.id.in_(ids), households_scope.visible(viewer)
    )
    found: dict[str, Any] = {}
    for row in session.execute(query).all():
        steps = {step for step, is_so in zip(reached, row[1:], strict=True) if is_so}
        found[row[0]] = steps | {"registered"}
    return found


def products_of(session: Session, viewer: Viewer, ids: Sequence[str]) -> list[Product]:
    """The products of some producers that were not withdrawn, newest first."""
    query = select(Product).where(
        Product.household_id.in_(ids),
        Product.state != ProductState.WITHDRAWN,
        products_scope.visible(viewer),
    )
    return list(session.scalars(query.order_by(Product.id.desc())))


def safe_products(session: Session, viewer: Viewer, ids: Sequence[str], day: date) -> set[str]:
    """Those of their products that have consent, approval and a safety basis."""
    query = select(Product.id).where(
        Product.household_id.in_(ids),
        products_scope.stands_safely(day),
        products_scope.visible(viewer),
    )
    return set(session.scalars(query))


def booths_of(session: Session, viewer: Viewer, ids: Sequence[str]) -> list[Booth]:
    """The booths of some producers."""
    query = select(Booth).where(Booth.household_id.in_(ids), channels_scope.visible_booths(viewer))
    return list(session.scalars(query.order_by(Booth.channel_code)))


def listings_of(session: Session, viewer: Viewer, products: Sequence[str]) -> list[Listing]:
    """The listings of some products."""
    query = select(Listing).where(Listing.product_id.in_(products), channels_scope.visible(viewer))
    return list(session.scalars(query.order_by(Listing.channel_code)))


def notes_of(session: Session, viewer: Viewer, ids: Sequence[str]) -> list[OnboardingNote]:
    """What was noted of some producers, newest first."""
    query = select(OnboardingNote).where(OnboardingNote.household_id.in_(ids), visible(viewer))
    return list(session.scalars(query.order_by(OnboardingNote.id.desc())))


def note_to_change(session: Session, viewer: Viewer, note_id: str) -> OnboardingNote | None:
    """One note, locked until the commit."""
    query = select(OnboardingNote).where(OnboardingNote.id == note_id, visible(viewer))
    return session.scalar(query.with_for_update())


def forget(session: Session, household_id: str) -> None:
    """The free words of a forgotten producer's notes; kinds and days stay as figures."""
    query = select(OnboardingNote).where(OnboardingNote.household_id == household_id)
    for row in session.scalars(query):
        row.note = None
