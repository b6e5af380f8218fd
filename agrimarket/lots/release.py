"""May this lot leave the yard: what is done, what is missing, and the release itself."""

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdState
from agrimarket.kit import audit, clock
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import Refusal
from agrimarket.lots import store
from agrimarket.lots.describe import made_on
from agrimarket.lots.diary import Breach, waiting_breaches
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import (
    LotDateMissing,
    LotExpired,
    LotRecalledNow,
    OverrideByOfficer,
    WaitingDays,
)
from agrimarket.lots.status import lot_status
from agrimarket.products.models import ProductState
from agrimarket.products.read import household_of
from agrimarket.products.refusals import ConsentMissing, ProductNotApproved, SafetyBasisMissing
from agrimarket.products.standing import has_safety_basis


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
    safe = has_safety_basis(session, product, day)
    breaches = waiting_breaches(session, lot)
    rows: list[tuple[str, bool, Refusal]] = [
        ("Hộ đã đồng ý công khai", consented, ConsentMissing()),
        ("Sản phẩm đã được duyệt", approved, ProductNotApproved()),
        ("Có giấy an toàn còn hạn", safe, SafetyBasisMissing()),
        ("Có ngày thu hoạch hoặc sản xuất", made_on(lot) is not None, LotDateMissing()),
        ("Còn hạn dùng", lot_status(lot, day) != "expired", _expired(lot)),
        ("Hết thời gian cách ly thuốc", not breaches, _waiting(breaches)),
    ]
    return [Check(no.code, label, None if met else no) for label, met, no in rows]


def release_lot(
    session: Session, *, viewer: Viewer, lot: Lot, override_reason: str | None = None
) -> Lot:
    """Let an open or sealed lot leave the yard; a second release changes nothing.

    An officer may release in spite of waiting days by `override_reason`, which is audited.
    Raises LotRecalledNow, ConsentMissing, ProductNotApproved, SafetyBasisMissing,
    LotDateMissing, LotExpired, WaitingDays, OverrideByOfficer.
    """
    if lot.state == LotState.RECALLED:
        raise LotRecalledNow
    if lot.state == LotState.RELEASED:
        return lot
    override = (override_reason or "").strip() or None
    for check in readiness(session, lot):
        if check.refusal is None:
            continue
        if not (override and isinstance(check.refusal, WaitingDays)):
            raise check.refusal
        if not viewer.is_one_of(OFFICERS):
            raise OverrideByOfficer
        lot.release_override = override
    before, lot.state = lot.state, LotState.RELEASED
    lot.released_at = clock.now()
    session.flush()
    audit.record(
        session, viewer, "lot_released", kind="lot", id=lot.id,
        before={"state": before}, after={"state": LotState.RELEASED.value},
        reason=lot.release_override, person=store.product(session, lot).household_id,
    )  # fmt: skip
    return lot


def _expired(lot: Lot) -> LotExpired:
    return LotExpired(day=f"{lot.use_by:%d/%m/%Y}" if lot.use_by else "")


def _waiting(breaches: list[Breach]) -> WaitingDays:
    longest = max(breaches, key=lambda one: one.until, default=None)
    return WaitingDays(
        product=longest.product if longest else "",
        harvest=f"{longest.harvest:%d/%m/%Y}" if longest else "",
        until=f"{longest.until:%d/%m/%Y}" if longest else "",
    )
