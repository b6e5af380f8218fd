"""A lot with a treatment told of too late stays where it is until an officer has looked at it."""

from sqlalchemy.orm import Session

from agrimarket.kit.errors import Kind, Refusal
from agrimarket.lots.diary import events_of
from agrimarket.lots.late_sources import late_sources
from agrimarket.lots.models import Lot
from agrimarket.lots.waiting import late_breaches


class LateInputs(Refusal):
    """Told of after release, within waiting days, and nobody of the office looked."""

    code = "lot_inputs_late"
    kind = Kind.CONFLICT
    sentence = (
        "Lô {lot_code} có {product} ghi sau khi xuất bán, mà thu hoạch khi chưa hết cách ly. "
        "Hãy để riêng hàng và nhờ cán bộ xã xem lại lô; cán bộ ghi lý do cho bán tiếp thì làm được."
    )


class LateSource(Refusal):
    """The same of a lot it was made from, over any depth."""

    code = "source_inputs_late"
    kind = Kind.CONFLICT
    sentence = (
        "Lô {lot_code} làm từ lô {source} có thuốc ghi sau khi xuất bán, mà thu hoạch khi chưa hết "
        "cách ly. Hãy để riêng hàng và nhờ cán bộ xã xem lại lô {source}, hoặc lô này."
    )


def late_fault(session: Session, lot: Lot) -> LateInputs | LateSource | None:
    """Why nothing new begins with a released lot; None where nothing waits for an officer."""
    if lot.released_at is None:
        return None
    breaches = late_breaches(lot, events_of(session, lot))
    if breaches:
        return LateInputs(lot_code=lot.lot_code, product=breaches[-1].product)
    behind = late_sources(session, lot)
    return LateSource(lot_code=lot.lot_code, source=behind[0]) if behind else None


def check_looked_at(session: Session, lot: Lot) -> None:
    """LateInputs, LateSource."""
    fault = late_fault(session, lot)
    if fault is not None:
        raise fault
