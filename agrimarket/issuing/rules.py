"""Granting stamps: one serial range an order, however many stamps it holds."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from agrimarket.issuing import leaks, store, store_approvals
from agrimarket.issuing.anchors import anchor
from agrimarket.issuing.levels import level_of
from agrimarket.issuing.life_refusals import PinKeysMissing
from agrimarket.issuing.log import write as log
from agrimarket.issuing.models import StampEvent, StampOrder, StampState
from agrimarket.issuing.read import order_of, own_id
from agrimarket.issuing.refusals import (
    CountOutOfRange,
    LotFixed,
    LotOfOtherProduct,
    OrderNeedsProduct,
    OverrideProvinceOnly,
    QuotaExceeded,
    SerialsDisagree,
    SerialsUsedUp,
)
from agrimarket.issuing.segments import Segment
from agrimarket.issuing.words import dotted
from agrimarket.kit import audit, clock
from agrimarket.kit.access import OFFICERS, PROVINCE, Viewer
from agrimarket.kit.seen import seen
from agrimarket.lots import read as lots
from agrimarket.lots.late_hold import check_looked_at
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import LotRecalledNow
from agrimarket.lots.release import check_waiting
from agrimarket.products import read as products
from agrimarket.products import standing
from agrimarket.products.models import Product
from stamps import MAX_SERIAL, KeyRing, Span

MOST_STAMPS = 100_000_000
# What a producer may take in a calendar year without an officer; 18 units shared 750,000 in 2021.
PRODUCER_QUOTA = 200_000


def issue(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    count: int,
    product_id: str | None = None,
    lot_id: str | None = None,
    override_reason: str | None = None,
    with_pin: bool = False,
    unit_cost_vnd: Decimal | None = None,
    paid_by: str | None = None,
    cost_note: str | None = None,
    id: str | None = None,
    is_demo: bool = False,
) -> StampOrder:
    """Grant `count` stamps for a product, or for one lot of it.

    Rows added do not depend on `count`: an order, a segment, an event, an audit row. Raises the
    products' ConsentMissing, ProductNotApproved, SafetyBasisMissing, the lots' LotRecalledNow,
    WaitingDays, LateInputs, LateSource, and CountOutOfRange, QuotaExceeded, OverrideProvinceOnly,
    SerialsUsedUp, SerialsDisagree, KeyVersionLeaked, PinKeysMissing. A province's reason passes.
    """
    if not 1 <= count <= MOST_STAMPS:
        raise CountOutOfRange(count=count, most=dotted(MOST_STAMPS))
    reason = seen(override_reason) or None
    _check_key(session, ring, with_pin=with_pin)
    product, lot = _subject(session, viewer, product_id, lot_id)
    _check_granted(session, viewer, product, lot, reason)
    order = StampOrder(
        id=own_id(session, StampOrder, id), household_id=product.household_id,
        product_id=product.id, lot_id=lot.id if lot else None, count=count,
        key_version=ring.active, issuer_role=viewer.role.value, override_reason=reason,
        with_pin=with_pin, unit_cost_vnd=unit_cost_vnd, paid_by=paid_by,
        cost_note=(cost_note or "").strip() or None, is_demo=is_demo,
    )  # fmt: skip
    _take_serials(session, order, within_quota=reason is None and not viewer.is_one_of(OFFICERS))
    _begin(session, viewer, order)
    log.enter(session, order)
    return order


def _check_key(session: Session, ring: KeyRing, *, with_pin: bool) -> None:
    leaks.check_issuing(session, ring.active)
    if with_pin and ring.active not in ring.pin_keys:
        raise PinKeysMissing(fields={"with_pin": [PinKeysMissing.sentence]})


def _subject(
    session: Session, viewer: Viewer, product_id: str | None, lot_id: str | None
) -> tuple[Product, Lot | None]:
    """The product and, where named, its lot; both only as far as the viewer sees."""
    if lot_id is None:
        if product_id is None:
            said = [OrderNeedsProduct.sentence]
            raise OrderNeedsProduct(fields={"product_id": said, "lot_id": said})
        return products.product_of(session, viewer=viewer, product_id=product_id), None
    lot = lots.lot_of(session, viewer=viewer, lot_id=lot_id)
    product = lots.product_of_lot(session, lot)
    if product_id is not None and product_id != product.id:
        raise LotOfOtherProduct(lot_code=lot.lot_code)
    if lot.state == LotState.RECALLED:
        raise LotRecalledNow(lot_code=lot.lot_code)
    return product, lot


def _check_lot(session: Session, lot: Lot | None) -> None:
    """WaitingDays, LateInputs, LateSource of the lot, where one is named."""
    if lot is not None:
        check_waiting(session, lot)
        check_looked_at(session, lot)


def _check_granted(
    session: Session, viewer: Viewer, product: Product, lot: Lot | None, reason: str | None
) -> None:
    if reason is None:
        standing.check_sellable(session, product)
        _check_lot(session, lot)
    elif not viewer.is_one_of(PROVINCE):
        raise OverrideProvinceOnly


def quota_left(session: Session, household_id: str) -> tuple[int, int]:
    """Stamps a producer took this year, and how many a year gives with what was granted."""
    year = clock.today().year
    taken = store.granted_since(session, household_id, clock.start_of_day(date(year, 1, 1)))
    return taken, PRODUCER_QUOTA + store_approvals.granted_for_year(session, household_id, year)


def _check_quota(session: Session, household_id: str, count: int) -> None:
    taken, quota = quota_left(session, household_id)
    if taken + count > quota:
        raise QuotaExceeded(
            taken=dotted(taken), count=dotted(count), quota=dotted(quota),
            over=dotted(taken + count - quota),
        )  # fmt: skip


def _take_serials(session: Session, order: StampOrder, *, within_quota: bool) -> None:
    """Move the counter on; its row is locked last and shortly, for it is everybody's.

    The quota is looked at behind that lock: two orders at once must not both fit.
    """
    counter = store.locked_counter(session)
    if within_quota:
        _check_quota(session, order.household_id, order.count)
    if not store.is_ahead(session, counter):
        raise SerialsDisagree
    left = MAX_SERIAL - counter.next_serial + 1
    if order.count > left:
        raise SerialsUsedUp(left=dotted(left))
    order.first_serial, order.number = counter.next_serial, counter.next_order
    counter.next_serial += order.count
    counter.next_order += 1
    session.add(order)
    session.flush()


def _begin(session: Session, viewer: Viewer, order: StampOrder) -> None:
    """The order's first event and its one segment."""
    event = StampEvent(
        order_id=order.id,
        kind="issue",
        first_serial=order.first_serial,
        last_serial=order.last_serial,
        from_states="",
        to_state=StampState.ISSUED,
        lot_id=order.lot_id,
        at=clock.now(),
        who=viewer.caller,
        level=level_of(viewer),
        reason=order.override_reason,
    )
    session.add(event)
    session.flush()
    whole = Span(order.first_serial, order.last_serial)
    issued = Segment(whole, StampState.ISSUED, None, event.at, event.id)
    store.add_segments(session, order.id, [issued])
    audit.record(
        session,
        viewer,
        "stamps_issue",
        kind="stamp_order",
        id=order.id,
        after={"number": order.label},
        reason=order.override_reason,
        person=order.household_id,
        kept=anchor(order, event),
    )


def fix_lot(session: Session, *, viewer: Viewer, order: StampOrder, lot_id: str) -> StampOrder:
    """Name the lot of an order that preceded it; LotFixed once anything of it is printed."""
    order = order_of(session, viewer=viewer, order_id=order.id, lock=True)
    product, lot = _subject(session, viewer, order.product_id, lot_id)
    _check_lot(session, lot)
    if set(store.tallies(session, [order.id])[order.id]) != {str(StampState.ISSUED)}:
        raise LotFixed(order=order.label)
    before = {"lot_id": order.lot_id}
    order.lot_id = lot.id if lot else None
    session.flush()
    audit.record(
        session, viewer, "stamp_order_lot", kind="stamp_order", id=order.id,
        before=before, after={"lot_id": order.lot_id, "product_id": product.id},
        person=order.household_id,
    )  # fmt: skip
    return order
