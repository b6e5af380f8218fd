"""The SQL of areas that certificates cover."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.depth.models import ProducerMember
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.lots.models import Area, AreaCertificate
from agrimarket.lots.scope import visible_areas
from agrimarket.products.models import Certificate


def coverable(session: Session, viewer: Viewer, paper: Certificate) -> Sequence[Area]:
    """Places of the holder, and of its members where it is a group's paper, that one may see."""
    theirs = Area.household_id == paper.household_id
    if paper.is_group:
        members = select(ProducerMember.member_household_id).where(
            ProducerMember.household_id == paper.household_id, ProducerMember.until.is_(None)
        )
        theirs = or_(theirs, Area.household_id.in_(members))
    query = select(Area).where(theirs, visible_areas(viewer)).order_by(Area.name, Area.id)
    return session.scalars(query).all()


def owners(session: Session, viewer: Viewer, areas: Collection[Area]) -> dict[str, str]:
    """Whose places they are, by name, as far as the viewer sees them."""
    ids = {area.household_id for area in areas}
    seen = households_scope.visible(viewer)
    rows = session.scalars(select(Household).where(Household.id.in_(ids), seen))
    return {row.id: row.name for row in rows}


def covered(session: Session, certificate_id: str) -> set[str]:
    """Ids of the places it names."""
    mine = AreaCertificate.certificate_id == certificate_id
    return set(session.scalars(select(AreaCertificate.area_id).where(mine)))


def replace(
    session: Session, certificate_id: str, *, drop: Collection[str], add: Collection[str]
) -> None:
    """Take these names out and put those in."""
    session.execute(
        delete(AreaCertificate).where(
            AreaCertificate.certificate_id == certificate_id, AreaCertificate.area_id.in_(drop)
        ),
        execution_options={"synchronize_session": "fetch"},
    )
    session.add_all(
        AreaCertificate(certificate_id=certificate_id, area_id=one) for one in sorted(add)
    )
    session.flush()


def let_go(session: Session, area_id: str) -> None:
    """Take a place that ends out of every certificate; channels plan anew by what is left."""
    for paper in papers_of(session, area_id):
        replace(session, paper.id, drop=[area_id], add=[])
        paper.updated_at = clock.now()


def papers_of(session: Session, area_id: str) -> Sequence[Certificate]:
    """Certificates that name a place, newest first, removed ones too."""
    if not is_id(area_id):
        return []
    query = select(Certificate).join(
        AreaCertificate, AreaCertificate.certificate_id == Certificate.id
    )
    query = query.where(AreaCertificate.area_id == area_id)
    return session.scalars(query.order_by(Certificate.created_at.desc(), Certificate.id)).all()
