"""The SQL of lots."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.lots.kinds import SUSPENDED
from agrimarket.lots.models import Area, Lot, LotEvent, LotState
from agrimarket.lots.scope import visible, visible_areas
from agrimarket.places.spelling import fold
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductState


def by_id(session: Session, viewer: Viewer, lot_id: str, *, lock: bool = False) -> Lot | None:
    """A lot this viewer may see; locked until the commit where a rule decides on it."""
    if not is_id(lot_id):
        return None
    query = select(Lot).where(Lot.id == lot_id, visible(viewer))
    return session.scalar(query.with_for_update(key_share=True) if lock else query)


def exists(session: Session, lot_id: str) -> bool:
    """Whether the id is taken, in anybody's scope."""
    return session.get(Lot, lot_id) is not None


def by_code(session: Session, product_id: str, lot_code: str) -> Lot | None:
    """The lot of a product with this code."""
    return session.scalar(select(Lot).where(Lot.product_id == product_id, Lot.lot_code == lot_code))


def product(session: Session, lot: Lot) -> Product:
    """The product of a lot that was seen already."""
    return session.get_one(Product, lot.product_id)


def products(session: Session, lots: Sequence[Lot]) -> dict[str, Product]:
    """The products of a list's lots, by id, in one read."""
    ids = {lot.product_id for lot in lots}
    return {row.id: row for row in session.scalars(select(Product).where(Product.id.in_(ids)))}


def households(session: Session, products: Sequence[Product]) -> dict[str, Household]:
    """Their producers, by id, in one read."""
    return owners(session, [product.household_id for product in products])


def owners(session: Session, household_ids: Sequence[str]) -> dict[str, Household]:
    """Producers of rows that were seen already, by id, in one read."""
    rows = session.scalars(select(Household).where(Household.id.in_(set(household_ids))))
    return {row.id: row for row in rows}


def of_product(session: Session, product_id: str) -> list[Lot]:
    """A product's lots, newest first."""
    query = select(Lot).where(Lot.product_id == product_id)
    return list(session.scalars(query.order_by(Lot.created_at.desc(), Lot.id.desc())))


def last_of_product(session: Session, product_id: str) -> Lot | None:
    """The newest lot of a product."""
    query = select(Lot).where(Lot.product_id == product_id)
    return session.scalar(query.order_by(Lot.created_at.desc(), Lot.id.desc()).limit(1))


def search(
    session: Session,
    viewer: Viewer,
    *,
    q: str = "",
    state: str = "",
    commune: str = "",
    product_id: str = "",
    household_id: str = "",
    page: int = 1,
    page_size: int = 50,
) -> Page[Lot]:
    """Lots a viewer may see, newest first; q is sought in lot code, product and producer."""
    query: Select[Lot] = select(Lot).where(visible(viewer))
    if state == SUSPENDED:
        query = query.where(Lot.suspended_at.is_not(None), Lot.state != LotState.RECALLED)
    elif state:
        query = query.where(Lot.state == state)
    if product_id:
        known = is_id(product_id)
        query = query.where(Lot.product_id == product_id if known else Lot.id.is_(None))
    if household_id:
        query = query.where(Lot.product_id.in_(_products_of(Household.id == household_id)))
    if commune:
        query = query.where(Lot.product_id.in_(_products_of(Household.commune_code == commune)))
    if fold(q):
        words = fold(q)
        named = select(Product.id).where(Product.search_text.contains(words, autoescape=True))
        theirs = _products_of(Household.search_text.contains(words, autoescape=True))
        code = Lot.lot_code.contains(words.upper(), autoescape=True)
        query = query.where(or_(code, Lot.product_id.in_(named), Lot.product_id.in_(theirs)))
    query = query.order_by(Lot.created_at.desc(), Lot.id.desc())
    return paged(session, query, page=page, page_size=page_size)


def _products_of(condition: ColumnElement[bool]) -> Select[str]:
    joined = select(Product.id).join(Household, Household.id == Product.household_id)
    return joined.where(condition)


def events(session: Session, lot_id: str) -> list[LotEvent]:
    """A lot's diary as it happened; equal moments in the order they were written down."""
    query = select(LotEvent).where(LotEvent.lot_id == lot_id)
    return list(
        session.scalars(query.order_by(LotEvent.happened_at, LotEvent.recorded_at, LotEvent.id))
    )


def event(session: Session, lot_id: str, event_id: str) -> LotEvent | None:
    """One line of a lot's diary."""
    found = session.get(LotEvent, event_id) if is_id(event_id) else None
    return found if found and found.lot_id == lot_id else None


def corrected(session: Session, event_id: str) -> bool:
    """Whether a newer line corrects this one."""
    query = select(LotEvent.id).where(LotEvent.corrects_id == event_id)
    return session.scalar(query) is not None


def area(session: Session, viewer: Viewer, area_id: str) -> Area | None:
    """An area of a producer this viewer may see."""
    if not is_id(area_id):
        return None
    return session.scalar(select(Area).where(Area.id == area_id, visible_areas(viewer)))


def areas(
    session: Session, viewer: Viewer, *, household_id: str = "", page: int = 1, page_size: int = 200
) -> Page[Area]:
    """Areas a viewer may see, by name."""
    query: Select[Area] = select(Area).where(visible_areas(viewer))
    if household_id:
        known = is_id(household_id)
        query = query.where(Area.household_id == household_id if known else Area.id.is_(None))
    return paged(session, query.order_by(Area.name, Area.id), page=page, page_size=page_size)


def area_in_use(session: Session, area_id: str) -> bool:
    """Whether a lot names this area."""
    return session.scalar(select(Lot.id).where(Lot.area_id == area_id).limit(1)) is not None


def household(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """A producer this viewer may see, unless forgotten: nothing new begins there."""
    if not is_id(household_id):
        return None
    mine = households_scope.visible(viewer) & Household.erased_at.is_(None)
    return session.scalar(select(Household).where(Household.id == household_id, mine))


def products_to_choose(
    session: Session, viewer: Viewer, q: str, household_id: str = ""
) -> Page[Product]:
    """Ten products that may get a lot, of all or of one producer, last changed first."""
    query: Select[Product] = select(Product).where(
        products_scope.visible(viewer), Product.state != ProductState.WITHDRAWN
    )
    if household_id:
        query = query.where(Product.household_id == household_id)
    if fold(q):
        theirs = select(Household.id).where(
            Household.search_text.contains(fold(q), autoescape=True)
        )
        named = Product.search_text.contains(fold(q), autoescape=True)
        query = query.where(or_(named, Product.household_id.in_(theirs)))
    return paged(session, query.order_by(Product.updated_at.desc()), page=1, page_size=10)
