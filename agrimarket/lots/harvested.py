"""The day of harvest that a diary knows, for a lot that has no day of its own yet."""

from datetime import date

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.web.filters import vn_date
from agrimarket.lots.diary import events_of, holding
from agrimarket.lots.models import Lot
from agrimarket.lots.refusals import LotDateMissing
from agrimarket.lots.status import made_on

HARVEST = "harvest"


def offered_harvest(session: Session, lot: Lot) -> date | None:
    """The first day of harvest in the diary, where the lot has neither day; Vietnamese day."""
    if made_on(lot) is not None:
        return None
    lines = (one for one in holding(events_of(session, lot)) if one.kind == HARVEST)
    return min((clock.vietnam_day(one.happened_at) for one in lines), default=None)


def date_missing(session: Session, lot: Lot) -> LotDateMissing:
    """Why it is not sealed or released, with the day that stands in its diary."""
    day = offered_harvest(session, lot)
    told = f"; nhật ký ghi thu hoạch ngày {vn_date(day)}" if day else ""
    refusal = LotDateMissing(told=told, offered=day.isoformat() if day else None)
    refusal.fields = {"harvested_on": [refusal.detail]}
    return refusal
