"""Tells producers and workers, once for each term, that a paper or stars are about to end."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.accounts.reach import contacts_of
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit import clock, outbox
from agrimarket.products.models import ExpiryNotice
from agrimarket.products.papers import store_ending as store
from agrimarket.products.papers.ending import TERMS, Ending, told

MANY = 200  # notices in one commit; other writers wait for no more than these
KIND = "paper_ending"  # the word of such messages in the sender's lists
OWN = "Agrimarket: {label} ({about}) hết hạn ngày {day}, còn {left} ngày. {next}"
WORKER = "Agrimarket: hộ bạn phụ trách có {label} ({about}) hết hạn ngày {day}, còn {left} ngày."
NEXT_PAPER = "Hãy xin gia hạn, rồi ghi giấy mới vào trang của mình hoặc nhờ cán bộ xã."
NEXT_STARS = "Hết hạn thì không được in sao. Hãy hỏi cán bộ xã về việc công nhận lại."


def terms(today: date) -> Iterator[tuple[int, date, date]]:
    """(days, first last day, last last day) of each term: a paper stands in its nearest alone.

    So whoever slept through two terms hears of the third, once.
    """
    past = -1
    for days in TERMS:
        yield days, today + timedelta(days=past + 1), today + timedelta(days=days)
        past = days


def tell_some(session: Session) -> int:
    """Note and send some notices that are due; how many, 0 when all were given."""
    today, given = clock.today(), 0
    for days, first, last in terms(today):
        for what in (store.CERTIFICATE, store.RATING):
            query = store.untold(what, first, last, days, MANY - given)
            rows = session.execute(query).all() if given < MANY else []
            given += sum(_tell(session, told(session, row, today), days) for row in rows)
    return given


def _tell(session: Session, ending: Ending, days: int) -> bool:
    """Note it, and send it on; False where another worker was faster."""
    notice = ExpiryNotice(
        product_id=ending.product_id, household_id=ending.household_id, kind=ending.what,
        object_id=ending.id, last_day=ending.last_day, days=days,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(notice)
            session.flush()
    except IntegrityError:
        return False
    _send(session, ending)
    return True


def _send(session: Session, ending: Ending) -> None:
    """To whoever signs in for the producer, else to its own number; and to the worker in charge.

    A producer without an account is written to while a consent stands: the number was given for
    that. An account is told by itself.
    """
    holder = session.get_one(Household, ending.household_id)
    own, workers = contacts_of(session, household_id=holder.id, owner_id=holder.owner_id)
    if not own and holder.phone and holder.state == HouseholdState.REGISTERED:
        own = [holder.phone]
    facts: dict[str, Any] = {
        "label": ending.label, "about": ending.about, "day": f"{ending.last_day:%d/%m/%Y}",
        "left": ending.days_left,
        "next": NEXT_STARS if ending.what == store.RATING else NEXT_PAPER,
    }  # fmt: skip
    until = clock.start_of_day(ending.last_day + timedelta(days=1))
    for to, text in [*((one, OWN) for one in own), *((one, WORKER) for one in workers)]:
        outbox.send(session, to=to, text=text.format_map(facts), kind=KIND, until=until)
