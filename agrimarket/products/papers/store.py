"""The SQL of certificates and of the products they name."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.depth.models import ProducerMember
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.products.models import Certificate, CertificateProduct, Product, ProductState
from agrimarket.products.scope import holds, serves_maker, visible

SOON = timedelta(days=180)


def visible_papers(viewer: Viewer) -> ColumnElement[bool]:
    """A certificate is seen by whoever sees its holder."""
    holders = select(Household.id).where(households_scope.visible(viewer))
    return Certificate.household_id.in_(holders)


def by_id(
    session: Session, viewer: Viewer, certificate_id: str, *, lock: bool = False
) -> Certificate | None:
    """One that this viewer may see, else None."""
    if not is_id(certificate_id):
        return None
    query = select(Certificate).where(Certificate.id == certificate_id, visible_papers(viewer))
    return session.scalar(query.with_for_update() if lock else query)


def search(
    session: Session,
    viewer: Viewer,
    *,
    today: date,
    household_id: str = "",
    kind: str = "",
    state: str = "",
    checked: str = "",
    commune: str = "",
    page: int = 1,
    page_size: int = 50,
) -> Page[Certificate]:
    """Certificates a viewer may see, newest first."""
    query = select(Certificate).where(visible_papers(viewer))
    if household_id:
        query = query.where(Certificate.household_id == household_id)
    if kind:
        query = query.where(Certificate.kind == kind)
    if commune:
        there = select(Household.id).where(Household.commune_code == commune)
        query = query.where(Certificate.household_id.in_(there))
    if checked:
        seen = Certificate.checked_at.is_not(None) & Certificate.removed_at.is_(None)
        query = query.where(unchecked(today) if checked == "no" else seen)
    if state:
        query = query.where(_states(today)[state])
    query = query.order_by(Certificate.created_at.desc(), Certificate.id)
    return paged(session, query, page=page, page_size=page_size)


def unchecked(today: date) -> ColumnElement[bool]:
    """Papers that wait for somebody of the state to see them: neither removed nor ended."""
    ended = Certificate.valid_to.is_not(None) & (Certificate.valid_to < today)
    return Certificate.checked_at.is_(None) & Certificate.removed_at.is_(None) & ~ended


def unchecked_count(viewer: Viewer, today: date) -> Select[int]:
    """How many of those the viewer may see."""
    return select(func.count(Certificate.id)).where(unchecked(today), visible_papers(viewer))


def _states(today: date) -> dict[str, ColumnElement[bool]]:
    standing = Certificate.removed_at.is_(None)
    return {
        "valid": holds(today),
        "ending": holds(today) & (Certificate.valid_to <= today + SOON),
        "ended": standing & (Certificate.valid_to < today),
        "coming": standing & (Certificate.valid_from > today),
        "removed": Certificate.removed_at.is_not(None),
    }


def holders(session: Session, papers: Collection[Certificate]) -> dict[str, Household]:
    """The holders of papers that were seen already, by id, in one read."""
    ids = {paper.household_id for paper in papers}
    rows = session.scalars(select(Household).where(Household.id.in_(ids)))
    return {row.id: row for row in rows}


def holder(session: Session, paper: Certificate) -> Household:
    """The holder of a paper that was seen already."""
    return session.get_one(Household, paper.household_id)


def covered(session: Session, viewer: Viewer, paper: Certificate) -> Sequence[Product]:
    """Products it names today that this viewer may be told of, by name."""
    query = _named(paper).where(_told(viewer, paper))
    return session.scalars(query.order_by(Product.name, Product.id)).all()


def elsewhere(session: Session, viewer: Viewer, paper: Certificate) -> int:
    """How many others it names."""
    others = _named(paper).where(~_told(viewer, paper))
    return session.scalar(select(func.count()).select_from(others.subquery())) or 0


def _named(paper: Certificate) -> Select[Product]:
    return (
        select(Product)
        .join(CertificateProduct, CertificateProduct.product_id == Product.id)
        .join(Certificate, Certificate.id == CertificateProduct.certificate_id)
        .where(Certificate.id == paper.id, serves_maker())
    )


def coverable(
    session: Session, viewer: Viewer, paper: Certificate, *, ids: Collection[str] | None = None
) -> Sequence[Product]:
    """Products it may name: the holder's, and its members' where it is a group's paper."""
    made = Product.household_id == paper.household_id
    if paper.is_group:
        members = select(ProducerMember.member_household_id).where(
            ProducerMember.household_id == paper.household_id, ProducerMember.until.is_(None)
        )
        made = or_(made, Product.household_id.in_(members))
    query = select(Product).where(made, _told(viewer, paper))
    if ids is not None:
        query = query.where(Product.id.in_([one for one in ids if is_id(one)]))
    else:
        query = query.where(Product.state != ProductState.WITHDRAWN)
    return session.scalars(query.order_by(Product.name, Product.id).limit(1000)).all()


def _told(viewer: Viewer, paper: Certificate) -> ColumnElement[bool]:
    """Products in the viewer's scope; the holder itself is told of what members offer openly."""
    if viewer.household_id is None or viewer.household_id != paper.household_id:
        return visible(viewer)
    agreed = select(Household.id).where(
        Household.state == HouseholdState.REGISTERED, households_scope.standing()
    )
    offered = (Product.state == ProductState.APPROVED) & Product.household_id.in_(agreed)
    return visible(viewer) | offered


def replace(
    session: Session, certificate_id: str, *, drop: Collection[str], add: Collection[str]
) -> None:
    """Take these names out and put those in."""
    session.execute(
        delete(CertificateProduct).where(
            CertificateProduct.certificate_id == certificate_id,
            CertificateProduct.product_id.in_(drop),
        ),
        execution_options={"synchronize_session": "fetch"},
    )
    session.add_all(
        CertificateProduct(certificate_id=certificate_id, product_id=one) for one in sorted(add)
    )
    session.flush()


def count_covered(session: Session, certificate_id: str) -> int:
    """How many products it names, whoever asks."""
    mine = CertificateProduct.certificate_id == certificate_id
    return session.scalar(select(func.count()).select_from(CertificateProduct).where(mine)) or 0
