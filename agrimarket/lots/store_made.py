"""The SQL of what stands directly behind a lot."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.lots.models import Lot, LotFlow, LotStep


def step_behind(session: Session, lot_id: str) -> LotStep | None:
    """The step a lot came out of; a lot comes out of one at most."""
    out = select(LotFlow.step_id).where(LotFlow.lot_id == lot_id, LotFlow.way == "out")
    return session.scalar(select(LotStep).where(LotStep.id.in_(out)))


def earliest_use(session: Session, step_id: str) -> date | None:
    """The first use-by among the lots that went into a step."""
    went_in = select(LotFlow.lot_id).where(LotFlow.step_id == step_id, LotFlow.way == "in")
    return session.scalar(select(func.min(Lot.use_by)).where(Lot.id.in_(went_in)))
