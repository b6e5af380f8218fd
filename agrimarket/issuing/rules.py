"""Granting stamps: one serial range an order, however many stamps it holds."""

from datetime import date

from sqlalchemy.orm import Session

from agrimarket.issuing import store
from agrimarket.issuing.anchors import anchor
from agrimarket.issuing.models import StampEvent, StampOrder, StampState
from agrimarket.issuing.read import order_of, own_id
from agrimarket.issuing.refusals import (
    CountOutOfRange,
    LotFixed,
    LotOfOtherProduct,
    OrderNeedsProduct,
    OverrideProvinceOnly,
    QuotaExceeded,
    SerialsUsedUp,
)
from agrimarket.issuing.segments import Segment
from agrimarket.kit import audit, clock
from agrimarket.kit.access import OFFICERS, PROVINCE, Viewer
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
    id: str | None = None,
    is_demo: bool = False,
) -> StampOrder:
    """Grant `count` stamps for a product, or for one lot of it.

    Rows added do not depend on `count`: an order, a segment, an event, an audit row. Raises the
    products' ConsentMissing, ProductNotApproved, SafetyBasisMissing, the lots' LotRecalledNow,
    WaitingDays, LateInputs, LateSource, and CountOutOfRange, QuotaExceeded,
    OverrideProvinceOnly, SerialsUsedUp. An `override_reason` (province only) passes over
    eligibility, waiting days and quota and stays in the audit trail.
    """
    if not 1 <= count <= MOST_STAMPS:
        raise CountOutOfRange(most=_dotted(MOST_STAMPS))
    reason = (override_reason or "").strip() or None
    product, lot = _subject(session, viewer, product_id, lot_id)
    _check_granted(session, viewer, product, count, reason)
    _check_lot(session, lot if reason is None else None)
    order = StampOrder(
        id=own_id(session, StampOrder, id),
        household_id=product.household_id,
        product_id=product.id,
        lot_id=lot.id if lot else None,
        count=count,
        key_version=ring.active,
        issuer_role=viewer.role.value,
        override_reason=reason,
        is_demo=is_demo,
    )
    _take_serials(session, order)
    _begin(session, viewer, order)
    return order


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
    session: Session, viewer: Viewer, product: Product, count: int, reason: str | None
) -> None:
    if reason is not None:
        if not viewer.is_one_of(PROVINCE):
            raise OverrideProvinceOnly
        return
    standing.check_sellable(session, product)
    if viewer.is_one_of(OFFICERS):
        return
    new_year = clock.start_of_day(date(clock.today().year, 1, 1))
    taken = store.granted_since(session, product.household_id, new_year)
    if taken + count > PRODUCER_QUOTA:
        raise QuotaExceeded(
            taken=_dotted(taken), count=_dotted(count), quota=_dotted(PRODUCER_QUOTA)
        )


def _take_serials(session: Session, order: StampOrder) -> None:
    """Move the counter on; its row is locked last and shortly, for it is everybody's."""
    counter = store.locked_counter(session)
    left = MAX_SERIAL - counter.next_serial + 1
    if order.count > left:
        raise SerialsUsedUp(left=_dotted(left))
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


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
