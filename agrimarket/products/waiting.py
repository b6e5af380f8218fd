"""What waits for an officer's answer, and a product's way with whether each answer was in time."""

from datetime import date

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page
from agrimarket.kit.shown import Shown
from agrimarket.kit.workdays import working_days_left
from agrimarket.products import present, store_way, terms
from agrimarket.products.kinds import STATE_WORDS
from agrimarket.products.models import Product
from agrimarket.products.way import in_time


def waiting(
    session: Session,
    *,
    viewer: Viewer,
    commune: str = "",
    overdue: bool = False,
    page: int = 1,
    page_size: int = 50,
) -> Page[Shown]:
    """Products submitted in the viewer's places, the longest wait first, with the time left."""
    today = clock.today()
    found = store_way.waiting(
        session, viewer, today=today, commune=commune, overdue=overdue,
        page=page, page_size=page_size,
    )  # fmt: skip
    items = [_timed(one, today) for one in present.listed(session, found.items)]
    return Page(items, found.total, found.page, found.page_size)


def _timed(one: Shown, today: date) -> Shown:
    due: date | None = one.answer_due
    return Shown(
        one,
        left=terms.time_left(today, due),
        days_left=working_days_left(today, due) if due else None,
        overdue=due is not None and today > due,
    )


def overdue_count(session: Session, viewer: Viewer) -> int:
    """How many of them are over their last day."""
    return store_way.overdue_count(session, viewer, clock.today())


def way_of(session: Session, product: Product) -> list[Shown]:
    """The product's steps, newest first; `in_time` is None where a step is no answer."""
    return [
        Shown(
            step,
            word=STATE_WORDS[step.after],
            in_time=in_time(step.at, step.due) if step.asked_at else None,
        )
        for step in store_way.steps(session, product.id)
    ]


def lateness(product: Product) -> tuple[str, str] | None:
    """Word and badge kind of who is waited for now, and how long still; None for nobody."""
    today = clock.today()
    if product.answer_due is not None:
        return terms.time_left(today, product.answer_due)
    if product.supplement_due is not None:
        return terms.time_left(today, product.supplement_due)
    return None
