"""The SQL of scanning."""

from datetime import datetime

from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import PUBLIC, SYSTEM
from agrimarket.kit.ids import is_id, new_id
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product
from agrimarket.scanning.models import Scan, StampScans

BUYER = "buyer"


def origin_rows(
    session: Session, product_id: str, lot_id: str | None
) -> tuple[Product, Household, Lot | None]:
    """A stamp's product, producer and lot, in one read.

    As the system: a stamp on a pack must resolve also after its product or consent was
    withdrawn; origin.py leaves out what may no longer be told.
    """
    query = (
        select(Product, Household, Lot)
        .join(Household, Household.id == Product.household_id)
        .outerjoin(Lot, (Lot.id == lot_id) & lots_scope.visible(SYSTEM))
        .where(
            Product.id == product_id,
            products_scope.visible(SYSTEM),
            households_scope.visible(SYSTEM),
        )
    )
    product, household, lot = session.execute(query).one()
    return product, household, lot


def public_lot(session: Session, lot_id: str) -> Lot | None:
    """A lot that left the yard, for its page without a stamp."""
    if not is_id(lot_id):
        return None
    return session.scalar(select(Lot).where(Lot.id == lot_id, lots_scope.visible(PUBLIC)))


def page_lot(session: Session, lot_id: str) -> Lot | None:
    """The same, and a recalled one whose producer is not told any more: the recall stays."""
    if not is_id(lot_id):
        return None
    recalled = lots_scope.visible(SYSTEM) & (Lot.state == LotState.RECALLED)
    seen = or_(lots_scope.visible(PUBLIC), recalled)
    return session.scalar(select(Lot).where(Lot.id == lot_id, seen))


def public_product(session: Session, product_id: str) -> Product | None:
    """A product of a consenting producer that was approved once."""
    query = select(Product).where(Product.id == product_id, products_scope.visible(PUBLIC))
    return session.scalar(query)


def summary(session: Session, serial: int) -> StampScans | None:
    """What is known of a stamp that was scanned before."""
    return session.get(StampScans, serial)


def first_scan_by(session: Session, serial: int, device: str) -> datetime | None:
    """When a buyer's device first had a counted scan of this stamp."""
    query = select(Scan.at).where(Scan.serial == serial, Scan.device == device, Scan.kind == BUYER)
    return session.scalar(query.order_by(Scan.at).limit(1))


def has_scan(session: Session, serial: int, device: str, slot: int) -> bool:
    """Whether this stamp, device and slot is counted already."""
    query = select(Scan.id).where(Scan.serial == serial, Scan.device == device, Scan.slot == slot)
    return session.scalar(query.limit(1)) is not None


def add_scan(
    session: Session, *, serial: int, device: str, slot: int, kind: str, at: datetime
) -> bool:
    """Append a scan; False when another process counted it in this moment."""
    row = {"serial": serial, "id": new_id(), "at": at, "slot": slot, "device": device, "kind": kind}
    try:
        with session.begin_nested():
            session.execute(insert(Scan), [row])
    except IntegrityError:
        return False
    return True


def count_scan(
    session: Session, *, serial: int, device: str, new_device: bool, at: datetime
) -> None:
    """Bring the stamp's summary up to date, making it at the first scan."""
    if _raise(session, serial, new_device, at):
        return
    first = {
        "serial": serial, "first_at": at, "last_at": at, "first_device": device, "scans": 1,
        "devices": 1,
    }  # fmt: skip
    try:
        with session.begin_nested():
            session.execute(insert(StampScans), [first])
    except IntegrityError:  # another device's first scan came in between
        _raise(session, serial, new_device, at)


def _raise(session: Session, serial: int, new_device: bool, at: datetime) -> bool:
    change = (
        update(StampScans)
        .where(StampScans.serial == serial)
        .values(
            scans=StampScans.scans + 1,
            devices=StampScans.devices + int(new_device),
            last_at=at,
        )
        .returning(StampScans.serial)
    )
    return session.execute(change).first() is not None
