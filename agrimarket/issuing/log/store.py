"""The SQL of the public log."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.issuing.log.models import LogEntry, LogHead
from agrimarket.issuing.models import StampOrder, StampSegment
from agrimarket.kit.access import PUBLIC, SYSTEM
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

AT_ONCE = 1_000


class Placed(NamedTuple):
    """A product with stamps, and of what kind and commune its producer is."""

    product_id: str
    household_id: str
    kind: str
    commune: str


class Facts(NamedTuple):
    """What an entry tells beside the order's own row."""

    product_name: str
    producer_kind: str
    commune: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What of an order its entry repeats."""

    id: str
    number: int
    first: int
    count: int
    key_version: str
    product_id: str
    household_id: str


def last_entry(session: Session) -> LogEntry | None:
    """The newest entry; its writer holds the counter's lock."""
    return session.scalar(select(LogEntry).order_by(LogEntry.number.desc()).limit(1))


def last_head(session: Session) -> LogHead | None:
    """The newest daily head."""
    return session.scalar(select(LogHead).order_by(LogHead.day.desc()).limit(1))


def facts(session: Session, order: StampOrder) -> Facts:
    """Name of the product, kind and commune of its producer, as they are now."""
    query = (
        select(Product.name, Household.kind, Household.commune_code)
        .join(Household, Household.id == Product.household_id)
        .where(Product.id == order.product_id)
    )
    return Facts(*session.execute(query).one())


def placed(session: Session, household_ids: Collection[str] | None = None) -> list[Placed]:
    """Every product with stamps, or those of these producers, as they are now."""
    query = (
        select(Product.id, Product.household_id, Household.kind, Household.commune_code)
        .join(Household, Household.id == Product.household_id)
        .where(Product.id.in_(select(StampOrder.product_id)))
        .order_by(Product.id)
    )
    if household_ids is not None:
        query = query.where(Product.household_id.in_(household_ids))
    return [Placed(*row) for row in session.execute(query)]


def last_told(session: Session, product_id: str) -> str | None:
    """The newest signed part that tells of a product's producer: an order's, or a producer's."""
    own = LogEntry.order_id.is_(None) & LogEntry.body.contains(product_id)
    query = (
        select(LogEntry.body)
        .outerjoin(StampOrder, StampOrder.id == LogEntry.order_id)
        .where(own | (StampOrder.product_id == product_id))
    )
    return session.scalar(query.order_by(LogEntry.number.desc()).limit(1))


def lots_of_others(session: Session) -> list[tuple[int, int]]:
    """Order's number and first serial of segments bound to a lot of another product."""
    query = (
        select(StampOrder.number, StampSegment.first_serial)
        .join(StampSegment, StampSegment.order_id == StampOrder.id)
        .join(Lot, Lot.id == func.coalesce(StampSegment.lot_id, StampOrder.lot_id))
        .where(Lot.product_id != StampOrder.product_id, lots_scope.visible(SYSTEM))
        .order_by(StampSegment.first_serial)
    )
    return [(number, first) for number, first in session.execute(query)]


def has_order_but(session: Session, order_id: str | None) -> bool:
    """Whether there is any other order than this one."""
    query = select(StampOrder.id).limit(1)
    if order_id is not None:
        query = query.where(StampOrder.id != order_id)
    return session.scalar(query) is not None


def orders(session: Session) -> Sequence[StampOrder]:
    """Every order, in order of serials."""
    return session.scalars(select(StampOrder).order_by(StampOrder.first_serial)).all()


def pages(
    session: Session, *, first: int = 1, most: int | None = None
) -> Iterator[Sequence[LogEntry]]:
    """Entries from `first` on, in order, in pages: a long log is never in memory at once."""
    left = most
    while left is None or left > 0:
        size = AT_ONCE if left is None else min(AT_ONCE, left)
        query = select(LogEntry).where(LogEntry.number >= first).order_by(LogEntry.number)
        page = session.scalars(query.limit(size)).all()
        yield page
        if len(page) < size:
            return
        first = page[-1].number + 1
        left = None if left is None else left - size
        for row in page:
            session.expunge(row)


def order_facts(session: Session) -> list[OrderFacts]:
    """Every order as the log should have it, in order of serials."""
    query = select(
        StampOrder.id, StampOrder.number, StampOrder.first_serial, StampOrder.count,
        StampOrder.key_version, StampOrder.product_id, StampOrder.household_id,
    ).order_by(StampOrder.first_serial)  # fmt: skip
    return [OrderFacts(*row) for row in session.execute(query)]


def bodies_without_order(session: Session) -> Sequence[str]:
    """The signed parts of the entries that name keys or producers."""
    return session.scalars(select(LogEntry.body).where(LogEntry.order_id.is_(None))).all()


def heads(session: Session) -> Sequence[LogHead]:
    """Every daily head, oldest first."""
    return session.scalars(select(LogHead).order_by(LogHead.day)).all()


def newest_heads(session: Session, most: int) -> Sequence[LogHead]:
    """The newest daily heads, newest first."""
    return session.scalars(select(LogHead).order_by(LogHead.day.desc()).limit(most)).all()


def named_in_public(session: Session, order_ids: Collection[str | None]) -> set[str]:
    """Which of these orders are of products that the public may know by name."""
    query = (
        select(StampOrder.id)
        .join(Product, Product.id == StampOrder.product_id)
        .where(StampOrder.id.in_(order_ids), products_scope.visible(PUBLIC))
    )
    return set(session.scalars(query))


def number_of(session: Session, order_id: str) -> int | None:
    """The entry of an order."""
    return session.scalar(select(LogEntry.number).where(LogEntry.order_id == order_id))


def drop_names(session: Session, order_ids: Sequence[str]) -> None:
    """Forget the names of products in the entries of these orders; what was signed stays."""
    session.execute(
        update(LogEntry)
        .where(LogEntry.order_id.in_(order_ids))
        .values(product_name=None, product_salt=None)
    )
