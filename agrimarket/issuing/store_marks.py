"""The SQL of single stamps whose PIN was tried, and what a look-up asks beside the range."""

from datetime import datetime

from sqlalchemy import Select, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.issuing.life_models import KeyLeak, StampMark
from agrimarket.kit import clock


def marks(session: Session, serial: int, version: str) -> tuple[datetime | None, datetime | None]:
    """When a pack was said opened, and since when its key leaked: one read by two keys."""
    opened = select(StampMark.consumed_at).where(StampMark.serial == serial).scalar_subquery()
    leaked = (
        select(KeyLeak.since)
        .where(KeyLeak.version == version, KeyLeak.lifted_at.is_(None))
        .scalar_subquery()
    )
    row = session.execute(select(opened, leaked)).one()
    return row[0], row[1]


def locked(session: Session, serial: int, order_id: str) -> StampMark:
    """The row of a stamp that is tried now, locked; made at the first try."""
    query = (
        select(StampMark)
        .where(StampMark.serial == serial)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = session.scalar(query)
    if found is not None:
        return found
    first = {"serial": serial, "order_id": order_id, "pin_tries": 0, "tried_at": clock.now()}
    try:
        with session.begin_nested():
            session.execute(insert(StampMark).values(first))
    except IntegrityError:
        pass  # somebody else tries the same stamp in this moment
    return session.scalars(query).one()


def of_serial(session: Session, serial: int, order_id: str) -> StampMark | None:
    """The row of a tried stamp, locked for its undoing; None where nobody tried."""
    query = select(StampMark).where(StampMark.serial == serial, StampMark.order_id == order_id)
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def of_order(order_id: str) -> Select[StampMark]:
    """The tried stamps of an order, newest try first."""
    query = select(StampMark).where(StampMark.order_id == order_id)
    return query.order_by(StampMark.tried_at.desc(), StampMark.serial)
