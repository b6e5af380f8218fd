"""Finding producers: a foreign one answers exactly as a missing one."""

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.models import Household
from agrimarket.households.refusals import HouseholdErased
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import Page, paged


def get(session: Session, *, viewer: Viewer, household_id: str) -> Household:
    """A household the viewer may see; NotFound."""
    household = store.one(session, viewer, household_id)
    if household is None:
        raise NotFound
    return household


def get_to_change(session: Session, *, viewer: Viewer, household_id: str) -> Household:
    """The same, locked until the commit (PostgreSQL; SQLite has one writer).

    NotFound; HouseholdErased for a producer who was forgotten: nothing is ever written there again.
    """
    household = store.one_to_change(session, viewer, household_id)
    if household is None:
        raise NotFound
    if household.erased_at is not None:
        raise HouseholdErased
    return household


def search(
    session: Session,
    *,
    viewer: Viewer,
    q: str = "",
    commune: str | None = None,
    state: str | None = None,
    kind: str | None = None,
    page: int = 1,
    page_size: int = 50,
) -> Page[Household]:
    """A page of households, newest first; q ignores tone marks and case, all its words count."""
    query = store.search(viewer, q=q, commune=commune, state=state, kind=kind)
    return paged(session, query, page=page, page_size=page_size)
