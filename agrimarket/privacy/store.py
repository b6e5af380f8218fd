"""The SQL of requests, breaches and retention runs."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from agrimarket.channels import scope as channels_scope
from agrimarket.channels.models import Channel, Listing
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Viewer
from agrimarket.kit.ids import is_id
from agrimarket.privacy.models import (
    Breach,
    BreachState,
    PersonRequest,
    RequestKind,
    RequestState,
    RetentionRun,
)
from agrimarket.privacy.scope import visible, visible_breaches
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

OPEN = (RequestState.RECEIVED, RequestState.ANSWERED)


def request(
    session: Session, viewer: Viewer, request_id: str, *, lock: bool = False
) -> PersonRequest | None:
    """A request this viewer may see; locked until the commit where a rule decides on it."""
    if not is_id(request_id):
        return None
    query = select(PersonRequest).where(PersonRequest.id == request_id, visible(viewer))
    return session.scalar(query.with_for_update() if lock else query)


def removed_before(
    session: Session, viewer: Viewer, moment: datetime, most: int
) -> Sequence[Household]:
    """Producers taken off the list before a moment and not forgotten yet, locked."""
    query = select(Household).where(
        households_scope.reached(viewer), Household.deleted_at < moment,
        Household.erased_at.is_(None),
    )  # fmt: skip
    return session.scalars(query.order_by(Household.id).limit(most).with_for_update()).all()


def overdue(on: date) -> ColumnElement[bool]:
    """Neither answered by its day, nor done by its day."""
    return or_(
        and_(PersonRequest.state == RequestState.RECEIVED, PersonRequest.answer_due < on),
        and_(PersonRequest.state.in_(OPEN), PersonRequest.act_due < on),
    )


def requests(
    viewer: Viewer, *, show: str = "", kind: str = "", household_id: str = ""
) -> Select[PersonRequest]:
    """Requests a viewer may see: overdue, then open by due day, then the others, newest first.

    `show` is overdue, open, done (closed either way) or empty.
    """
    query = select(PersonRequest).where(visible(viewer))
    if show == "overdue":
        query = query.where(overdue(clock.today()))
    elif show == "open":
        query = query.where(PersonRequest.state.in_(OPEN))
    elif show == "done":
        query = query.where(PersonRequest.state.not_in(OPEN))
    if kind:
        query = query.where(PersonRequest.kind == kind)
    if household_id:
        known = is_id(household_id)
        mine = households_scope.of_person(PersonRequest.household_id, household_id)
        query = query.where(mine if known else PersonRequest.id.is_(None))
    return query.order_by(
        overdue(clock.today()).desc(),
        PersonRequest.state.in_(OPEN).desc(),
        PersonRequest.act_due,
        PersonRequest.id.desc(),
    )


def all_overdue(session: Session, viewer: Viewer) -> Sequence[PersonRequest]:
    """Every overdue request the viewer may see, the oldest due day first."""
    query = select(PersonRequest).where(visible(viewer), overdue(clock.today()))
    return session.scalars(query.order_by(PersonRequest.answer_due, PersonRequest.id)).all()


def counts(session: Session, viewer: Viewer) -> dict[str, int]:
    """How many requests are open and overdue, in the viewer's scope."""
    mine = select(func.count(PersonRequest.id)).where(visible(viewer))
    return {
        "open": session.scalar(mine.where(PersonRequest.state.in_(OPEN))) or 0,
        "overdue": session.scalar(mine.where(overdue(clock.today()))) or 0,
    }


def nearest_due(
    session: Session, viewer: Viewer, state: str, due: InstrumentedAttribute[date]
) -> tuple[int, date]:
    """How many of the viewer's requests stand in a state, and the first of their due days."""
    query = select(func.count(PersonRequest.id), func.min(due))
    count, day = session.execute(query.where(visible(viewer), PersonRequest.state == state)).one()
    return count, day or clock.today()


def open_erasures(session: Session, viewer: Viewer, household_id: str) -> Sequence[PersonRequest]:
    """Open requests of a producer to be forgotten."""
    query = select(PersonRequest).where(
        visible(viewer),
        households_scope.of_person(PersonRequest.household_id, household_id),
        PersonRequest.kind == RequestKind.ERASE,
        PersonRequest.state.in_(OPEN),
    )
    return session.scalars(query.order_by(PersonRequest.id).with_for_update()).all()


def open_others(session: Session, viewer: Viewer, household_id: str) -> Sequence[PersonRequest]:
    """Open requests of a producer that ask for something else than to be forgotten."""
    query = select(PersonRequest).where(
        visible(viewer),
        households_scope.of_person(PersonRequest.household_id, household_id),
        PersonRequest.kind != RequestKind.ERASE,
        PersonRequest.state.in_(OPEN),
    )
    return session.scalars(query.order_by(PersonRequest.id)).all()


def requests_of(session: Session, household_id: str) -> Sequence[PersonRequest]:
    """Every request of a producer that was seen already."""
    return session.scalars(
        select(PersonRequest).where(
            households_scope.of_person(PersonRequest.household_id, household_id)
        )
    ).all()


def households(session: Session, viewer: Viewer, ids: Sequence[str]) -> dict[str, Household]:
    """The producers of a list's requests that the viewer may see, by the id the request names;
    for one that was merged the record that stays."""
    into = func.coalesce(Household.merged_into, Household.id)
    named = select(Household.id, into).where(Household.id.in_(ids))
    stays = {row[0]: row[1] for row in session.execute(named)}
    query = select(Household).where(
        Household.id.in_(list(stays.values())), households_scope.visible(viewer)
    )
    seen = {row.id: row for row in session.scalars(query)}
    return {one: seen[at] for one, at in stays.items() if at in seen}


def is_live(session: Session, household_id: str) -> bool:
    """Whether a channel holds anything of this producer now: then others hold the data too."""
    mine = select(Product.id).where(
        Product.household_id == household_id, products_scope.visible(SYSTEM)
    )
    seen = exists().where(
        Listing.product_id.in_(mine), Listing.remote_id.is_not(None), channels_scope.visible(SYSTEM)
    )
    return bool(session.scalar(select(seen)))


def breach(
    session: Session, viewer: Viewer, breach_id: str, *, lock: bool = False
) -> Breach | None:
    """A breach this viewer may see."""
    if not is_id(breach_id):
        return None
    query = select(Breach).where(Breach.id == breach_id, visible_breaches(viewer))
    return session.scalar(query.with_for_update() if lock else query)


def breaches(viewer: Viewer, *, state: str = "") -> Select[Breach]:
    """Breaches a viewer may see: those that still have to be told first, by their clock."""
    query = select(Breach).where(visible_breaches(viewer))
    if state:
        query = query.where(Breach.state == state)
    waiting = (Breach.state == BreachState.OPEN).desc()
    return query.order_by(waiting, Breach.notice_due.desc(), Breach.id.desc())


def open_breaches(session: Session, viewer: Viewer) -> Sequence[Breach]:
    """Breaches that the authority has not been told of."""
    query = select(Breach).where(visible_breaches(viewer), Breach.state == BreachState.OPEN)
    return session.scalars(query.order_by(Breach.notice_due)).all()


def runs(session: Session, most: int = 30) -> Sequence[RetentionRun]:
    """What retention did lately, newest first."""
    return session.scalars(select(RetentionRun).order_by(RetentionRun.at.desc()).limit(most)).all()


def channels(session: Session) -> Sequence[Channel]:
    """The register of channels, in its order."""
    return session.scalars(select(Channel).order_by(Channel.position)).all()


def every_breach(session: Session) -> Sequence[Breach]:
    """All breaches, for words that must not stand in them."""
    return session.scalars(select(Breach).order_by(Breach.id)).all()
