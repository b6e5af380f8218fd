"""The SQL that finds what stamp orders keep of a producer who is forgotten."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agrimarket.issuing.life_models import StampApproval
from agrimarket.issuing.models import StampEvent, StampOrder, StampPrint


def orders(session: Session, household_id: str) -> Sequence[StampOrder]:
    """The producer's orders."""
    query = select(StampOrder).where(StampOrder.household_id == household_id)
    return session.scalars(query.order_by(StampOrder.id)).all()


def prints(session: Session, order_ids: Sequence[str]) -> Sequence[StampPrint]:
    """Everything that was printed of them."""
    return session.scalars(select(StampPrint).where(StampPrint.order_id.in_(order_ids))).all()


def shared(session: Session, sha256: str, order_ids: Sequence[str]) -> bool:
    """Whether another producer's print is the same file."""
    query = select(StampPrint.id).where(
        StampPrint.sha256 == sha256, StampPrint.order_id.not_in(order_ids)
    )
    return session.scalar(query.limit(1)) is not None


def approvals(session: Session, household_id: str) -> Sequence[StampApproval]:
    """What was asked for beyond limits."""
    query = select(StampApproval).where(StampApproval.household_id == household_id)
    return session.scalars(query).all()


def drop_reasons(session: Session, order_ids: Sequence[str]) -> None:
    """Free words of range commands; what became of which stamp stays."""
    session.execute(
        update(StampEvent).where(StampEvent.order_id.in_(order_ids)).values(reason=None),
        execution_options={"synchronize_session": False},
    )
