"""Finding producers: a foreign one answers exactly as a missing one."""

from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.finding import store_pages
from agrimarket.households.finding.filters import Filters
from agrimarket.households.models import Household
from agrimarket.households.refusals import HouseholdErased, HouseholdMerged
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import Page


def get(session: Session, *, viewer: Viewer, household_id: str) -> Household:
    """A household the viewer may see; NotFound."""
    household = store.one(session, viewer, household_id)
    if household is None:
        raise _missing(session, viewer, household_id)
    return household


def get_to_change(session: Session, *, viewer: Viewer, household_id: str) -> Household:
    """The same, locked until the commit (PostgreSQL; SQLite has one writer).

    NotFound; HouseholdErased for a producer who was forgotten: nothing is ever written there again.
    """
    household = store.one_to_change(session, viewer, household_id)
    if household is None:
        raise _missing(session, viewer, household_id)
    if household.erased_at is not None:
        raise HouseholdErased
    return household


def _missing(session: Session, viewer: Viewer, household_id: str) -> NotFound:
    """Missing; to whoever may see the one that stays, merged into that one."""
    into = store.stays(session, viewer, household_id)
    return NotFound() if into is None else HouseholdMerged(household_id=into)


def search(
    session: Session, *, viewer: Viewer, page: int = 1, page_size: int = 50, **asked: Any
) -> Page[Household]:
    """A page of households, newest first unless `sort` says otherwise; `asked` are the fields of
    filters.Filters. All words of q count, in any order, without tone marks and case."""
    filters = Filters.of(asked)
    return store_pages.page_of(session, viewer, filters, page=page, page_size=page_size)
