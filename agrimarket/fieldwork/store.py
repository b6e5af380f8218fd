"""The only SQL of operations."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from agrimarket.fieldwork.models import FieldOperation
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Consent, Household
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

HELD = "held"
MANY = 500  # values in one IN list


def claim(session: Session, row: FieldOperation) -> bool:
    """Insert the row; False where the id is there already. The database alone decides.

    On PostgreSQL the second of two waits here until the first has committed or gone.
    """
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return False
    return True


def by_id(session: Session, operation_id: str, *, hold: bool = False) -> FieldOperation | None:
    """An operation, whoever sent it, freshly read; `hold` locks it until the commit."""
    query = select(FieldOperation).where(FieldOperation.id == operation_id)
    if hold:
        query = query.with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def by_ids(session: Session, ids: Collection[str]) -> dict[str, FieldOperation]:
    """Those that came already, by id."""
    wanted = sorted(set(ids))
    found: dict[str, FieldOperation] = {}
    for at in range(0, len(wanted), MANY):
        query = select(FieldOperation).where(FieldOperation.id.in_(wanted[at : at + MANY]))
        rows = session.scalars(query.execution_options(populate_existing=True))
        found |= {row.id: row for row in rows}
    return found


def of_sender(session: Session, who: str, operation_id: str) -> FieldOperation | None:
    """One of this sender's own, freshly read."""
    found = by_id(session, operation_id)
    return found if found is not None and found.who == who else None


def ready(session: Session, who: str) -> Sequence[str]:
    """This sender's held operations whose turn has come, oldest first."""
    before = aliased(FieldOperation)
    query = (
        select(FieldOperation.id)
        .join(before, before.id == FieldOperation.after_id)
        .where(FieldOperation.who == who, FieldOperation.status == HELD)
        .where(before.who == who, before.status != HELD)
        .order_by(FieldOperation.received_at, FieldOperation.id)
    )
    return session.scalars(query).all()


def held_by(session: Session, who: str) -> int:
    """How many of this sender's operations wait."""
    query = select(func.count()).select_from(FieldOperation)
    query = query.where(FieldOperation.who == who, FieldOperation.status == HELD)
    return session.scalar(query) or 0


def held_before(session: Session, moment: datetime, most: int) -> Sequence[FieldOperation]:
    """Some that have waited since before a moment, locked."""
    query = select(FieldOperation).where(
        FieldOperation.status == HELD, FieldOperation.received_at < moment
    )
    return session.scalars(query.order_by(FieldOperation.id).limit(most).with_for_update()).all()


def newest_consent(session: Session, viewer: Viewer, household_id: str) -> str | None:
    """The id of the last consent of a producer the viewer may see."""
    query = select(Consent.id).join(Household, Household.id == Consent.household_id)
    query = query.where(Household.id == household_id, households_scope.visible(viewer))
    return session.scalar(query.order_by(Consent.given_at.desc(), Consent.id.desc()).limit(1))


def owner_of_product(session: Session, viewer: Viewer, product_id: str) -> str | None:
    """Whose product it is, where the viewer may see it."""
    return _owner(session, Product.id == product_id, products_scope.visible(viewer))


def owner_of_lot(session: Session, viewer: Viewer, lot_id: str) -> str | None:
    """Whose lot it is, where the viewer may see it."""
    mine = select(Lot.product_id).where(Lot.id == lot_id, lots_scope.visible(viewer))
    return _owner(session, Product.id.in_(mine))


def _owner(session: Session, *where: ColumnElement[bool]) -> str | None:
    return session.scalar(select(Product.household_id).where(*where))
