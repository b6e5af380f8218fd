"""The SQL that drops a forgotten producer's own looks at their stamps."""

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from agrimarket.issuing import scope as issuing_scope
from agrimarket.issuing.models import StampOrder
from agrimarket.kit.access import SYSTEM
from agrimarket.scanning.models import Scan

OWNER = "owner"


def drop_owner_scans(session: Session, household_id: str) -> None:
    """Scans that the producer made while signed in; buyers' scans name nobody and stay."""
    orders = session.scalars(
        select(StampOrder).where(
            StampOrder.household_id == household_id, issuing_scope.visible(SYSTEM)
        )
    ).all()
    ranges = [Scan.serial.between(order.first_serial, order.last_serial) for order in orders]
    if ranges:
        session.execute(
            delete(Scan).where(and_(Scan.kind == OWNER, or_(*ranges))),
            execution_options={"synchronize_session": False},
        )
