"""Taking some of a lot: whether it may be used at all, and that no more is taken than is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Refusal
from agrimarket.kit.web.filters import vn_date
from agrimarket.lots import store as store_lots
from agrimarket.lots.amounts import amount_text, free
from agrimarket.lots.becoming import store
from agrimarket.lots.becoming.refusals import (
    AmountUntold,
    InputMissing,
    InputOpen,
    InputRecalled,
    InputSuspended,
    InputTwice,
    NotEnough,
    StepTooEarly,
    TooFine,
    UnitsDiffer,
)
from agrimarket.lots.late_hold import late_fault
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import LotExpired, WaitingDays
from agrimarket.lots.release import readiness
from agrimarket.lots.status import lot_status
from agrimarket.products.units import convert

GRAIN = Decimal("0.001")  # of the lot's own unit, as the table keeps it


@dataclass(frozen=True)
class Taken:
    """So much of a lot, in the lot's own unit."""

    lot_id: str
    quantity: Decimal


def hold(
    session: Session, viewer: Viewer, lot_ids: Sequence[str], maker: str | None, at: datetime
) -> list[Lot]:
    """The lots, locked and fit to be used, in the order asked.

    `maker`: the producer who makes something of lots handed over to them. InputTwice,
    InputMissing, and what `_check_usable` refuses, each with the field `inputs.N.lot_id`.
    """
    for number, lot_id in enumerate(lot_ids):
        if lot_id in lot_ids[:number]:
            raise InputTwice(fields={f"inputs.{number}.lot_id": [InputTwice.sentence]})
    found = store.inputs(session, viewer, lot_ids, maker, lock=True)
    for number, lot_id in enumerate(lot_ids):
        field = f"inputs.{number}.lot_id"
        if lot_id not in found:
            raise InputMissing(fields={field: [InputMissing.sentence]})
        why = _why_not(session, found[lot_id], at)
        if why is not None:
            why.fields = {field: [why.detail]}
            raise why
    return [found[lot_id] for lot_id in lot_ids]


def _why_not(session: Session, lot: Lot, at: datetime) -> Refusal | None:
    """InputRecalled, InputSuspended, InputOpen, LotExpired, WaitingDays, LateInputs, LateSource,
    StepTooEarly."""
    if lot.state == LotState.RECALLED:
        return InputRecalled(lot_code=lot.lot_code)
    if lot.suspended_at is not None:
        return InputSuspended(lot_code=lot.lot_code)
    if lot.state == LotState.OPEN:
        return InputOpen(lot_code=lot.lot_code)
    if lot_status(lot, clock.today()) == "expired":
        return LotExpired(day=vn_date(lot.use_by))
    if lot.state == LotState.SEALED:  # released ones passed, or an officer's reason stands there
        for check in readiness(session, lot):
            if isinstance(check.refusal, WaitingDays):
                return check.refusal
    late = late_fault(session, lot)
    if late is not None:
        return late
    day = lot.harvested_on or lot.produced_on
    if day and clock.vietnam_day(at) < day:
        return StepTooEarly(lot_code=lot.lot_code)
    return None


def draw(session: Session, lot: Lot, wanted: Decimal, maker: str | None, field: str) -> None:
    """Take it from what is left of a held lot, or from what was handed over to the maker.

    What was handed over counts as used already. AmountUntold, NotEnough.
    """
    handed, left = left_of(session, lot, maker)
    if not handed and lot.quantity is None:
        said = AmountUntold.sentence.format(lot_code=lot.lot_code)
        raise AmountUntold(fields={field: [said]}, lot_code=lot.lot_code)
    if wanted > left:
        facts = {
            "lot_code": lot.lot_code,
            "left": amount_text(max(left, Decimal(0)), lot.unit),
            "wanted": amount_text(wanted, lot.unit),
        }
        raise NotEnough(fields={field: [NotEnough.sentence.format_map(facts)]}, **facts)
    if not handed:
        lot.used = lot.used + wanted


def left_of(session: Session, lot: Lot, maker: str | None) -> tuple[bool, Decimal]:
    """How much of a lot a maker may take, and whether that is of what was handed over to them."""
    owner = store_lots.product(session, lot).household_id
    got = store.received(session, lot.id, maker) if maker and maker != owner else None
    if got is None or maker is None:
        return False, free(lot)
    return True, got - store.drawn_by(session, lot.id, maker)


def in_unit_of(amount: Decimal, given: str | None, wanted: str | None, field: str) -> Decimal:
    """The amount in another unit. UnitsDiffer."""
    found = convert(amount, given, wanted)
    if found is None:
        facts = {"given": given or "đơn vị này", "wanted": wanted or "đơn vị của lô"}
        raise UnitsDiffer(fields={field: [UnitsDiffer.sentence.format_map(facts)]}, **facts)
    return found


def whole_grains(amount: Decimal, unit: str | None, field: str) -> Decimal:
    """The amount as a lot's row can keep it, to a thousandth of its unit. TooFine."""
    if amount != amount.quantize(GRAIN):
        said = TooFine.sentence.format(unit=unit)
        raise TooFine(fields={field: [said]}, unit=unit)
    return amount.quantize(GRAIN)
