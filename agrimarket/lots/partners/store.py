"""The SQL of partners."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.lots.models import Partner
from agrimarket.lots.scope import visible_partners


def by_id(session: Session, viewer: Viewer, partner_id: str) -> Partner | None:
    """A partner of a producer this viewer may see."""
    if not is_id(partner_id):
        return None
    return session.scalar(select(Partner).where(Partner.id == partner_id, visible_partners(viewer)))


def listed(
    session: Session,
    viewer: Viewer,
    *,
    household_id: str = "",
    kind: str = "",
    ended: bool = False,
    page: int = 1,
    page_size: int = 200,
) -> Page[Partner]:
    """Partners a viewer may see by name; those that ended too where they are asked for."""
    query: Select[Partner] = select(Partner).where(visible_partners(viewer))
    if household_id:
        known = is_id(household_id)
        mine = Partner.household_id == household_id
        query = query.where(mine if known else Partner.id.is_(None))
    if kind:
        query = query.where(Partner.kind == kind)
    if not ended:
        query = query.where(Partner.ended_at.is_(None))
    return paged(session, query.order_by(Partner.name, Partner.id), page=page, page_size=page_size)


def same_tax_code(session: Session, partner: Partner) -> Sequence[Partner]:
    """The producer's other partners under the same tax code, oldest first."""
    query = select(Partner).where(
        Partner.household_id == partner.household_id,
        Partner.tax_code == partner.tax_code,
        Partner.id != partner.id,
    )
    return session.scalars(query.order_by(Partner.id)).all()


def registered_with(session: Session, viewer: Viewer, partner: Partner) -> Sequence[Household]:
    """Registered producers under the same tax code, as far as this viewer sees them."""
    query = select(Household).where(
        Household.tax_code == partner.tax_code,
        Household.id != partner.household_id,
        households_scope.visible(viewer),
    )
    return session.scalars(query.order_by(Household.id).limit(5)).all()


def choices(session: Session, viewer: Viewer, household_id: str) -> Sequence[Household]:
    """Producers that may be linked: those the viewer sees, last changed first."""
    query = select(Household).where(
        households_scope.visible(viewer),
        Household.id != household_id,
        Household.erased_at.is_(None),
    )
    return session.scalars(query.order_by(Household.updated_at.desc()).limit(50)).all()
