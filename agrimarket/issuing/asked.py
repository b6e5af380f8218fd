"""Requests for more stamps as others tell of them: what waits for an officer, what was answered."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.issuing import store_approvals as store
from agrimarket.issuing.life_models import StampApproval
from agrimarket.issuing.store_approvals import waiting_count
from agrimarket.kit.access import Viewer

__all__ = ["TOLD_FOR", "Answer", "answers", "waiting_count"]

TOLD_FOR = timedelta(days=14)  # an answer stays on the producer's page this long


class Answer(NamedTuple):
    """An officer's word on a request; `lot_code` is None for one about the year's quota."""

    approval: StampApproval
    lot_code: str | None

    @property
    def granted(self) -> bool:
        return self.approval.state == store.GRANTED

    @property
    def about(self) -> str:
        """What more stamps were asked for."""
        return f"lô {self.lot_code}" if self.lot_code else f"hạn mức năm {self.approval.year}"


def answers(session: Session, viewer: Viewer, household_id: str, now: datetime) -> list[Answer]:
    """What a producer was answered within `TOLD_FOR`, newest first: the last word on each lot."""
    rows = store.answered_since(session, viewer, household_id, now - TOLD_FOR)
    codes = store.lot_codes(session, viewer, {row.lot_id for row in rows if row.lot_id})
    last: dict[tuple[str | None, int | None], Answer] = {}
    for row in rows:
        last.setdefault((row.lot_id, row.year), Answer(row, codes.get(row.lot_id or "")))
    return list(last.values())
