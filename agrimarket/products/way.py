"""What each move of a product writes down: how long an answer is waited for, and the step itself.

A step with `asked_at` is an answer: its `due` is the last day on which it was in time.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.products import terms, vouched
from agrimarket.products.models import Product, ProductState, ProductStep


def take_step(
    session: Session, viewer: Viewer, product: Product, state: ProductState, reason: str | None
) -> ProductStep:
    """Move the product, set or end its due days, and add the step, in the caller's commit."""
    before, asked, due = product.state, product.submitted_at, product.answer_due
    told = vouched.last_vouched(session, product)
    answers = before == ProductState.SUBMITTED and _answers(viewer, state, due)
    product.state = state
    vouched.keep(product, told)
    _wait(product, state)
    step = ProductStep(
        product_id=product.id, before=before, after=state.value, who=viewer.caller, reason=reason,
        at=clock.now(),
        due=due if answers else product.answer_due or product.supplement_due,
        asked_at=asked if answers else None,
    )  # fmt: skip
    session.add(step)
    return step


def in_time(at: datetime, due: date | None) -> bool:
    """Whether an answer of this moment was in time; the whole last Vietnamese day is."""
    return due is not None and clock.vietnam_day(at) <= due


def _answers(viewer: Viewer, state: ProductState, due: date | None) -> bool:
    """Whether leaving `submitted` is an answer of the office.

    A producer who withdraws while the office still had time asked for no answer any more; once
    the time was over, the answer did not come, and counts as late.
    """
    if state != ProductState.WITHDRAWN or viewer.is_one_of(OFFICERS):
        return due is not None
    return due is not None and clock.today() > due


def _wait(product: Product, state: ProductState) -> None:
    product.submitted_at, product.answer_due, product.supplement_due = None, None, None
    if state is ProductState.SUBMITTED:
        product.submitted_at = clock.now()
        product.answer_due = terms.answer_due(clock.today())
    elif state is ProductState.NEEDS_SUPPLEMENT:
        product.supplement_due = terms.supplement_due(clock.today())


def reopen(session: Session, viewer: Viewer, product: Product, changed: str) -> bool:
    """Ask for approval anew where anybody but an officer changed what one vouched for."""
    if product.state != ProductState.APPROVED or viewer.is_one_of(OFFICERS):
        return False
    take_step(session, viewer, product, ProductState.SUBMITTED, f"Đã đổi {changed}.")
    return True
