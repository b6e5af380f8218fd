"""The SQL of a product's steps, and of what waits for an answer."""

from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.households.scope import visible as visible_households
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page, paged
from agrimarket.products.models import Product, ProductState, ProductStep
from agrimarket.products.scope import visible


def steps(session: Session, product_id: str) -> list[ProductStep]:
    """A product's way, newest step first."""
    query = select(ProductStep).where(ProductStep.product_id == product_id)
    return list(session.scalars(query.order_by(ProductStep.at.desc(), ProductStep.id.desc())))


def waiting(
    session: Session,
    viewer: Viewer,
    *,
    today: date,
    commune: str = "",
    overdue: bool = False,
    page: int = 1,
    page_size: int = 50,
) -> Page[Product]:
    """Products that wait for an answer, whoever waits longest first."""
    query: Select[Product] = select(Product).where(_waits(), visible(viewer))
    if overdue:
        query = query.where(Product.answer_due < today)
    if commune:
        there = select(Household.id).where(
            Household.commune_code == commune, visible_households(viewer)
        )
        query = query.where(Product.household_id.in_(there))
    # sent before days were kept: its last change is the nearest that is known
    since = func.coalesce(Product.submitted_at, Product.updated_at)
    return paged(session, query.order_by(since, Product.id), page=page, page_size=page_size)


def overdue_count(session: Session, viewer: Viewer, today: date) -> int:
    """How many of them should have had an answer by now."""
    late = select(func.count(Product.id)).where(
        _waits(), visible(viewer), Product.answer_due < today
    )
    return session.scalar(late) or 0


def _waits() -> ColumnElement[bool]:
    return Product.state == ProductState.SUBMITTED
