"""The only SQL of the feed: moving lines forward, and reading on from a place."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from agrimarket.fieldwork import store_rolls
from agrimarket.fieldwork.models import FieldCounter, FieldFeed
from agrimarket.fieldwork.scope import HOUSEHOLD, LOT, PRODUCT, visible_feed
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.person_keys import PersonKey
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot, LotEvent, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductState

LINE = "line"  # of a diary: its lot is told anew
ROLL = "roll"  # an order of stamps: its producer is told anew
__all__ = ["HOUSEHOLD", "LINE", "LOT", "PRODUCT", "ROLL"]
ONLY = 1  # the counter's one row
MANY = 5000  # values in one IN list; SQLite takes 32,766 in a statement
QUIET = {"synchronize_session": False}


def matching(
    session: Session, table: Table, column: str, where: ColumnElement[bool] | None
) -> list[str]:
    """The ids of the rows that a statement is about to change."""
    query = select(table.c[column])
    if where is not None:
        query = query.where(where)
    return [one for one in session.scalars(query) if one is not None]


def move(session: Session, touched: Mapping[str, Collection[str]]) -> int:
    """Number this commit, and put what it touched there: producers with what is told of them.

    The counter's row is held until the commit ends, so that numbers follow the commits.
    """
    lots, products = set(touched.get(LOT, ())), set(touched.get(PRODUCT, ()))
    lots |= _ids(session, LotEvent.lot_id, LotEvent.id, touched.get(LINE, ()))
    of_lots = _ids(session, Lot.product_id, Lot.id, lots)
    owners = _ids(session, Product.household_id, Product.id, products | of_lots)
    owners |= store_rolls.owners(session, touched.get(ROLL, ()))
    households = set(touched.get(HOUSEHOLD, ())) | owners
    number = next_number(session)
    for chunk in _chunks(households):
        if _forward(session, HOUSEHOLD, chunk, number):
            # it may have moved: its goods are told where it is now
            _add(session, PRODUCT, _products_of(Household.id.in_(chunk)), number)
            _add(session, LOT, _lots_of(Household.id.in_(chunk)), number)
        _add(session, HOUSEHOLD, select(Household.id, Household.commune_code)
             .where(Household.id.in_(chunk)), number)  # fmt: skip
    for chunk in _chunks(products):
        _forward(session, PRODUCT, chunk, number)
        _add(session, PRODUCT, _products_of(Product.id.in_(chunk)), number)
    for chunk in _chunks(lots):
        _forward(session, LOT, chunk, number)
        _add(session, LOT, _lots_of(Lot.id.in_(chunk)), number)
    return number


def next_number(session: Session) -> int:
    """The next number; whoever asks next waits for this commit."""
    query = (
        update(FieldCounter)
        .where(FieldCounter.id == ONLY)
        .values(seq=FieldCounter.seq + 1)
        .returning(FieldCounter.seq)
    )
    number = session.scalar(query, execution_options=QUIET)
    if number is None:
        session.execute(insert(FieldCounter).values(id=ONLY, seq=1))
        return 1
    return number


def lines(
    session: Session, viewer: Viewer, *, after: tuple[int, int], most: int
) -> Sequence[FieldFeed]:
    """The next lines of this viewer's feed, in order."""
    seq, id = after
    further = or_(FieldFeed.seq > seq, and_(FieldFeed.seq == seq, FieldFeed.id > id))
    query = select(FieldFeed).where(visible_feed(viewer), further)
    query = query.order_by(FieldFeed.seq, FieldFeed.id).limit(most)
    return session.scalars(query.execution_options(populate_existing=True)).all()


def households(session: Session, viewer: Viewer, ids: Collection[str]) -> list[Household]:
    """Those of the producers that this viewer has now: visible, and not forgotten."""
    mine = households_scope.visible(viewer) & Household.erased_at.is_(None)
    query = select(Household).where(Household.id.in_(ids), mine)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def products(session: Session, viewer: Viewer, where: ColumnElement[bool]) -> list[Product]:
    """Products that this viewer may see, oldest first."""
    query = select(Product).where(where, products_scope.visible(viewer)).order_by(Product.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def goods_of(session: Session, viewer: Viewer, ids: Collection[str]) -> list[Product]:
    """The products of producers that are still offered."""
    where = Product.household_id.in_(ids) & (Product.state != ProductState.WITHDRAWN)
    return products(session, viewer, where)


def lots(session: Session, viewer: Viewer, ids: Collection[str]) -> list[tuple[Lot, str]]:
    """Lots that this viewer may see, each with its producer's id."""
    return _with_owner(session, Lot.id.in_(ids) & lots_scope.visible(viewer))


def open_lots(session: Session, viewer: Viewer, ids: Collection[str]) -> list[tuple[Lot, str]]:
    """The lots of producers whose diary is still being written."""
    going_on = Lot.state.in_((LotState.OPEN, LotState.SEALED)) & lots_scope.visible(viewer)
    return _with_owner(session, going_on & Product.household_id.in_(ids))


def load_keys(session: Session, ids: Collection[str]) -> Sequence[PersonKey]:
    """The keys of these people, read at once; whoever opens their numbers finds them there."""
    return session.scalars(select(PersonKey).where(PersonKey.person_id.in_(ids))).all()


def _with_owner(session: Session, where: ColumnElement[bool]) -> list[tuple[Lot, str]]:
    query = select(Lot, Product.household_id).join(Product, Product.id == Lot.product_id)
    rows = session.execute(query.where(where).order_by(Lot.id))
    return [(lot, owner) for lot, owner in rows]


def _ids(session: Session, wanted: Any, column: Any, values: Collection[str]) -> set[str]:
    found: set[str] = set()
    for chunk in _chunks(values):
        found |= set(session.scalars(select(wanted).where(column.in_(chunk))))
    return found


def _products_of(where: ColumnElement[bool]) -> Select[str, str]:
    query = select(Product.id, Household.commune_code)
    return query.join(Household, Household.id == Product.household_id).where(where)


def _lots_of(where: ColumnElement[bool]) -> Select[str, str]:
    query = select(Lot.id, Household.commune_code).join(Product, Product.id == Lot.product_id)
    return query.join(Household, Household.id == Product.household_id).where(where)


def _forward(session: Session, kind: str, ids: Sequence[str], number: int) -> int:
    """Move lines that are there, in every commune that has one; how many."""
    query = update(FieldFeed).where(FieldFeed.kind == kind, FieldFeed.object_id.in_(ids))
    result: Any = session.execute(query.values(seq=number), execution_options=QUIET)
    return int(result.rowcount)


def _add(session: Session, kind: str, things: Select[str, str], number: int) -> None:
    """Lines for things that have none in their commune yet; the counter keeps others out."""
    thing = things.subquery()
    id, commune_code = thing.c
    there = select(FieldFeed.id).where(
        FieldFeed.kind == kind, FieldFeed.object_id == id, FieldFeed.commune_code == commune_code
    )
    fresh = select(literal(kind), id, commune_code, literal(number)).where(~there.exists())
    names = ["kind", "object_id", "commune_code", "seq"]
    session.execute(insert(FieldFeed).from_select(names, fresh.order_by(id)))


def _chunks(values: Iterable[str]) -> Iterable[Sequence[str]]:
    ordered = sorted(values)
    return (ordered[at : at + MANY] for at in range(0, len(ordered), MANY))
