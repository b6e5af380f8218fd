"""May this lot leave the yard: what is done, what is missing, and the release itself."""

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdState
from agrimarket.kit import audit, clock
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import Refusal
from agrimarket.lots import store
from agrimarket.lots.beside import in_the_way
from agrimarket.lots.diary import events_of, holding
from agrimarket.lots.diary_refusals import ReasonKept, WaitingRuns
from agrimarket.lots.harvested import date_missing
from agrimarket.lots.late_sources import late_sources
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.override import checked, plain
from agrimarket.lots.recalls.refusals import LotIsSuspended
from agrimarket.lots.recalls.suspend import source_fault
from agrimarket.lots.refusals import (
    LotDateMissing,
    LotExpired,
    LotRecalledNow,
    OverrideByOfficer,
    WaitingDays,
)
from agrimarket.lots.status import lot_status, made_on
from agrimarket.lots.waiting import (
    Breach,
    harvests,
    late_breaches,
    late_inputs,
    not_before,
)
from agrimarket.products.models import ProductState
from agrimarket.products.read import household_of
from agrimarket.products.refusals import ConsentMissing, ProductNotApproved, SafetyBasisMissing
from agrimarket.products.standing import basis_fault

MENDED = " Dòng ghi thuốc hoặc thu hoạch đã bị sửa hay bỏ mà cán bộ chưa xem."

BESIDE = " (ghi ở lô {} cùng nơi trồng)"


class Check(NamedTuple):
    """One condition of release: the refusal that stands in the way, or None when it is met."""

    code: str
    label: str
    refusal: Refusal | None

    @property
    def done(self) -> bool:
        return self.refusal is None

    @property
    def next_step(self) -> str:
        return self.refusal.detail if self.refusal else ""


def readiness(session: Session, lot: Lot, on: date | None = None) -> list[Check]:
    """Every condition of release with its state, in the order people meet them."""
    day = on or clock.today()
    product = store.product(session, lot)
    consented = household_of(session, product).state == HouseholdState.REGISTERED
    approved = product.state == ProductState.APPROVED
    basis = basis_fault(session, product, day)
    breaches = in_the_way(session, lot)
    runs = None if breaches else _runs(session, lot)
    dated = made_on(lot) is not None
    rows: list[tuple[str, bool, Refusal]] = [
        ("Hộ đã đồng ý công khai", consented, ConsentMissing()),
        ("Sản phẩm đã được duyệt", approved, ProductNotApproved()),
        ("Có giấy an toàn còn hạn", basis is None, basis or SafetyBasisMissing()),
        ("Có ngày thu hoạch hoặc sản xuất", dated, _undated(session, lot, dated)),
        ("Còn hạn dùng", lot_status(lot, day) != "expired", _expired(lot)),
        ("Hết thời gian cách ly thuốc", not breaches and runs is None, runs or _waiting(breaches)),
    ]
    if lot.suspended_at is not None:
        held = LotIsSuspended(lot_code=lot.lot_code)
        rows.insert(0, ("Lô không tạm dừng", False, held))
    behind = source_fault(session, lot)
    if behind is not None:
        rows.insert(0, ("Lô nguồn không bị thu hồi, tạm dừng", False, behind))
    return [Check(no.code, label, None if met else no) for label, met, no in rows]


def release_lot(
    session: Session, *, viewer: Viewer, lot: Lot, override_reason: str | None = None
) -> Lot:
    """Let an open or sealed lot leave the yard; a second release changes nothing.

    An officer may release in spite of waiting days by `override_reason`, which is audited and
    public; of a released lot the same reason settles inputs told of since. Raises LotRecalledNow,
    SourceRecalled, SourceSuspended, LotIsSuspended, ConsentMissing, ProductNotApproved,
    SafetyBasisMissing, LotDateMissing, LotExpired, WaitingDays, WaitingRuns, OverrideByOfficer,
    OverrideReasonShort, ReasonKept.
    """
    if lot.state == LotState.RECALLED:
        raise LotRecalledNow
    override = plain(override_reason or "")
    if lot.state == LotState.RELEASED:
        return settle_late(session, viewer=viewer, lot=lot, reason=override)
    for check in readiness(session, lot):
        if check.refusal is None:
            continue
        if not (override and isinstance(check.refusal, WaitingDays)):
            raise check.refusal
        if not viewer.is_one_of(OFFICERS):
            raise OverrideByOfficer
        lot.release_override = checked(override)
    before, lot.state = lot.state, LotState.RELEASED
    lot.released_at = clock.now()
    session.flush()
    audit.record(
        session, viewer, "lot_released", kind="lot", id=lot.id,
        before={"state": before}, after={"state": LotState.RELEASED.value},
        reason=lot.release_override, person=store.product(session, lot).household_id,
    )  # fmt: skip
    return lot


def check_waiting(session: Session, lot: Lot) -> None:
    """WaitingDays of a lot that did not leave the yard yet: nothing is prepared for its sale."""
    if lot.state not in (LotState.OPEN, LotState.SEALED):
        return
    breaches = in_the_way(session, lot)
    if breaches:
        raise _waiting(breaches)


def settle_late(session: Session, *, viewer: Viewer, lot: Lot, reason: str) -> Lot:
    """An officer looked at inputs told of since a lot left the yard, and it may stay on sale.

    Inputs of lots it was made from too.

    Nothing without a reason, or with the one that stands. ReasonKept, OverrideByOfficer,
    OverrideReasonShort.
    """
    if not reason or reason == lot.release_override:
        return lot
    breaches = late_breaches(lot, events_of(session, lot))
    behind = late_sources(session, lot)
    if not breaches and not behind and not late_inputs(session, lot):
        raise ReasonKept
    if not viewer.is_one_of(OFFICERS):
        raise OverrideByOfficer
    said, before = checked(reason), lot.release_override
    if breaches or behind:
        lot.release_override = f"{before}; {said}" if before else said
    lot.waiting_seen_at = clock.now()
    session.flush()
    audit.record(
        session, viewer, "lot_inputs_settled", kind="lot", id=lot.id,
        after={"breaches": len(breaches), "sources": len(behind)}, reason=said,
        person=store.product(session, lot).household_id,
    )  # fmt: skip
    return lot


def _expired(lot: Lot) -> LotExpired:
    return LotExpired(day=f"{lot.use_by:%d/%m/%Y}" if lot.use_by else "")


def _waiting(breaches: list[Breach]) -> WaitingDays:
    longest = max(breaches, key=lambda one: one.until, default=None)
    where = ""
    if longest and longest.lot_code:
        where = (BESIDE if longest.beside else " (lô {})").format(longest.lot_code)
    mended = any(one.mended for one in breaches)
    return WaitingDays(
        product=f"{longest.product}{where}" if longest else "",
        harvest=f"{longest.harvest:%d/%m/%Y}" if longest else "",
        until=f"{longest.until:%d/%m/%Y}" if longest else "",
        mended=MENDED if mended else "",
    )


def _runs(session: Session, lot: Lot) -> WaitingRuns | None:
    """Of a lot without any day of harvest: the waiting days that still run."""
    diary = events_of(session, lot)
    one = not_before(lot, diary)
    if one is None or harvests(lot, holding(diary)):
        return None
    return WaitingRuns(day=f"{one.day:%d/%m/%Y}", product=one.product)


def _undated(session: Session, lot: Lot, dated: bool) -> LotDateMissing:
    return LotDateMissing(told="", offered=None) if dated else date_missing(session, lot)
