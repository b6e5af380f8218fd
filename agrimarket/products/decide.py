"""A product's way: draft > submitted > needs_supplement > approved > withdrawn."""

from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdState
from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import NotAllowed
from agrimarket.kit.seen import seen
from agrimarket.products import gtin_use, store, way
from agrimarket.products.events import ProductWithdrawn
from agrimarket.products.kinds import STATE_WORDS
from agrimarket.products.models import Product, ProductState
from agrimarket.products.naming import tell_names
from agrimarket.products.refusals import ConsentMissing, ReasonMissing, WrongState

DRAFT, SUBMITTED = ProductState.DRAFT, ProductState.SUBMITTED
SUPPLEMENT, APPROVED = ProductState.NEEDS_SUPPLEMENT, ProductState.APPROVED
WITHDRAWN = ProductState.WITHDRAWN


def submit_product(session: Session, *, viewer: Viewer, product: Product) -> Product:
    """Ask for approval, also anew after a withdrawal. WrongState, GtinTaken."""
    if product.state == SUBMITTED:
        return product
    _stands_in(product, DRAFT, SUPPLEMENT, WITHDRAWN)
    gtin_use.check_all_free(session, product)
    return _move(session, viewer, product, SUBMITTED, "product_submitted")


def ask_supplement(session: Session, *, viewer: Viewer, product: Product, reason: str) -> Product:
    """An officer says what is missing. NotAllowed, WrongState, ReasonMissing."""
    _officer(viewer)
    _stands_in(product, SUBMITTED, APPROVED, SUPPLEMENT)
    said = _reason(reason)
    return _move(session, viewer, product, SUPPLEMENT, "product_supplement_asked", said)


def approve_product(session: Session, *, viewer: Viewer, product: Product) -> Product:
    """An officer of its commune or province vouches for it; a second time changes nothing.

    A draft may be approved at once, by the same officer who wrote it down at a desk.
    Raises NotAllowed, WrongState (withdrawn: submit it first), ConsentMissing.
    """
    _officer(viewer)
    if product.state == APPROVED:
        return product
    _stands_in(product, DRAFT, SUBMITTED, SUPPLEMENT)
    check_consent(session, product)
    product.approved_at = product.approved_at or clock.now()
    return _move(session, viewer, product, APPROVED, "product_approved")


def withdraw_product(session: Session, *, viewer: Viewer, product: Product, reason: str) -> Product:
    """End the offer; whoever may edit the product may do it. WrongState, ReasonMissing."""
    _stands_in(product, DRAFT, SUBMITTED, SUPPLEMENT, APPROVED)
    _move(session, viewer, product, WITHDRAWN, "product_withdrawn", _reason(reason))
    events.publish(session, ProductWithdrawn(product.id))
    return product


def check_consent(session: Session, product: Product) -> None:
    """ConsentMissing where the producer is a draft, closed to publication."""
    if store.owner(session, product).state != HouseholdState.REGISTERED:
        raise ConsentMissing


def _officer(viewer: Viewer) -> None:
    """An API client never decides, whatever its scopes say."""
    if not viewer.is_one_of(OFFICERS):
        raise NotAllowed


def _reason(text: str) -> str:
    said = seen(text)
    if not said:
        raise ReasonMissing(fields={"reason": [ReasonMissing.sentence]})
    return said


NEXT_STEPS = {
    WITHDRAWN: "Hãy gửi duyệt lại trước.",
    DRAFT: "Hãy gửi duyệt trước.",
    APPROVED: "Sản phẩm đã được duyệt, không cần gửi lại.",
}


def _stands_in(product: Product, *states: ProductState) -> None:
    if product.state not in states:
        step = NEXT_STEPS.get(ProductState(product.state), "Hãy tải lại trang để xem bước mới.")
        raise WrongState(state=STATE_WORDS[product.state][0], next_step=step)


def _move(
    session: Session,
    viewer: Viewer,
    product: Product,
    state: ProductState,
    action: str,
    reason: str | None = None,
) -> Product:
    before = product.state
    way.take_step(session, viewer, product, state, reason)
    if state is not SUBMITTED:
        product.decided_at = clock.now()
        product.decided_by = viewer.token_id or viewer.account_id
        product.decision_reason = reason
    session.flush()
    if WITHDRAWN in {before, state}:
        tell_names(session, product.household_id)
    audit.record(
        session, viewer, action, kind="product", id=product.id,
        before={"state": before}, after={"state": state.value, **_due(product)}, reason=reason,
        person=product.household_id,
    )  # fmt: skip
    return product


def _due(product: Product) -> dict[str, str]:
    """The day that somebody now waits for, as the trail tells it."""
    days = {"answer_due": product.answer_due, "supplement_due": product.supplement_due}
    return {name: day.isoformat() for name, day in days.items() if day is not None}
