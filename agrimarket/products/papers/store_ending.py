"""The SQL of papers and stars that end soon."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Uuid,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page, paged_rows
from agrimarket.products.models import (
    Certificate,
    CertificateProduct,
    ExpiryNotice,
    Product,
    ProductState,
    Rating,
)
from agrimarket.products.papers.store import visible_papers
from agrimarket.products.scope import serves_maker, visible

RATING, CERTIFICATE = "rating", "certificate"
OCOP = "ocop"  # the kind of a rating among kinds of papers


def renewed() -> ColumnElement[bool]:
    """Whether the holder has another paper of the kind that goes on longer and serves as much."""
    newer = aliased(Certificate)
    named = select(CertificateProduct.product_id).where(
        CertificateProduct.certificate_id == newer.id
    )
    left_out = (
        select(CertificateProduct.product_id)
        .where(
            CertificateProduct.certificate_id == Certificate.id,
            CertificateProduct.product_id.not_in(named.correlate(newer)),
        )
        .correlate(Certificate, newer)
    )
    as_much = newer.covers_all | (Certificate.covers_all.is_(False) & ~left_out.exists())
    longer = newer.valid_to.is_(None) | (newer.valid_to > Certificate.valid_to)
    return (
        select(newer.id)
        .where(
            newer.household_id == Certificate.household_id,
            newer.kind == Certificate.kind,
            newer.is_group == Certificate.is_group,
            newer.removed_at.is_(None),
            newer.id != Certificate.id,
            longer,
            as_much,
        )
        .correlate(Certificate)
        .exists()
    )


def newest() -> ColumnElement[bool]:
    """Ratings that no newer decision about the product followed."""
    later = aliased(Rating)
    found = (
        select(later.id)
        .where(
            later.product_id == Rating.product_id,
            later.removed_at.is_(None),
            or_(
                later.decided_on > Rating.decided_on,
                (later.decided_on == Rating.decided_on) & (later.id > Rating.id),
            ),
        )
        .correlate(Rating)
    )
    return Rating.removed_at.is_(None) & ~found.exists()


def certificates(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Papers in force that nothing renewed, as rows of a list: one a paper."""
    return (
        select(
            literal(CERTIFICATE).label("what"),
            Certificate.id.label("id"),
            Certificate.kind.label("kind"),
            Certificate.number.label("number"),
            Certificate.valid_to.label("last_day"),
            Certificate.household_id.label("household_id"),
            type_coerce(null(), Uuid(as_uuid=False)).label("product_id"),
            Household.name.label("name"),
            Household.commune_code.label("commune_code"),
        )
        .join(Household, Household.id == Certificate.household_id)
        .where(Certificate.removed_at.is_(None), ~renewed(), *conditions)
    )


def ratings(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Stars that count, of products that are offered, as rows of the same list."""
    return (
        select(
            literal(RATING).label("what"),
            Rating.id.label("id"),
            literal(OCOP).label("kind"),
            Rating.decision_number.label("number"),
            Rating.valid_through.label("last_day"),
            Product.household_id.label("household_id"),
            Product.id.label("product_id"),
            Product.name.label("name"),
            Household.commune_code.label("commune_code"),
        )
        .join(Product, Product.id == Rating.product_id)
        .join(Household, Household.id == Product.household_id)
        .where(newest(), Product.state != ProductState.WITHDRAWN, *conditions)
    )


def told(viewer: Viewer) -> ColumnElement[bool]:
    """Papers whose holder the viewer sees, or whose group covers a product of theirs."""
    mine = (
        select(CertificateProduct.certificate_id)
        .join(Product, Product.id == CertificateProduct.product_id)
        .join(Certificate, Certificate.id == CertificateProduct.certificate_id)
        .where(visible(viewer), serves_maker())
    )
    return visible_papers(viewer) | Certificate.id.in_(mine)


def ending(
    viewer: Viewer,
    first: date,
    last: date,
    *,
    commune: str = "",
    kind: str = "",
    household_id: str = "",
) -> Subquery:
    """Both, from a last day through a last day, for those who may be told."""
    near: list[ColumnElement[bool]] = [Household.commune_code == commune] if commune else []
    if household_id:
        near.append(Household.id == household_id)
    papers = [Certificate.valid_to.between(first, last), told(viewer), *near]
    stars = [Rating.valid_through.between(first, last), visible(viewer), *near]
    if kind == OCOP:
        papers.append(literal(value=False))
    elif kind:
        papers.append(Certificate.kind == kind)
        stars.append(literal(value=False))
    return union_all(certificates(*papers), ratings(*stars)).subquery()


def page_of(session: Session, found: Subquery, *, page: int, page_size: int) -> Page[Any]:
    """The nearest first."""
    query = select(found).order_by(found.c.last_day, found.c.name, found.c.id)
    return paged_rows(session, query, page=page, page_size=page_size)


def count_of(found: Subquery) -> Select[Any]:
    """How many."""
    return select(func.count()).select_from(found)


def untold(what: str, first: date, last: date, days: int, most: int) -> Select[*tuple[Any, ...]]:
    """Papers or ratings that end between two days, of which no notice this near was given."""
    row, last_day = (
        (Certificate, Certificate.valid_to) if what == CERTIFICATE
        else (Rating, Rating.valid_through)
    )  # fmt: skip
    said = (
        select(ExpiryNotice.id)
        .where(
            ExpiryNotice.object_id == row.id,
            ExpiryNotice.last_day == last_day,
            ExpiryNotice.days <= days,
        )
        .correlate(row)
    )
    conditions = (last_day.between(first, last), ~said.exists(), Household.erased_at.is_(None))
    rows = certificates(*conditions) if what == CERTIFICATE else ratings(*conditions)
    return rows.order_by(last_day, row.id).limit(most)


def products_named(session: Session, certificate_id: str) -> list[str]:
    """Names of some of the holder's own products that a paper covers by name, for a sentence."""
    query = (
        select(Product.name)
        .join(CertificateProduct, CertificateProduct.product_id == Product.id)
        .join(Certificate, Certificate.id == CertificateProduct.certificate_id)
        .where(Certificate.id == certificate_id, serves_maker())
        .where(Product.household_id == Certificate.household_id)
        .order_by(Product.name)
    )
    return list(session.scalars(query.limit(3)))
