"""Signs what the log was when each Vietnamese day was over, and nothing that does not hold."""

import base64
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing import store as counter
from agrimarket.issuing.log import store
from agrimarket.issuing.log.models import LogHead
from agrimarket.kit import clock, signing
from stamps import log_form
from stamps.log_chain import Tip, Walk

# A commit that read its clock before midnight has ended, and machines' clocks are this close.
AFTER_MIDNIGHT = timedelta(minutes=5)


def close_days(session: Session, walk: Walk) -> list[LogHead]:
    """The heads of every day that is over and has none yet, oldest first.

    `walk` is the log as it was checked just now, without a fault. LogKeyMissing is not expected:
    a log that another key writes has faults.
    """
    counter.locked_counter(session)
    before = store.last_head(session)
    made = []
    for day in _days_over(walk.tips, before):
        before = _close(day, _tip_of(walk.tips, day), before)
        session.add(before)
        made.append(before)
    session.flush()
    return made


def _days_over(tips: Sequence[Tip], before: LogHead | None) -> Iterator[date]:
    if not tips:
        return
    day = before.day + timedelta(days=1) if before else log_form.day_of(tips[0].at)
    last = clock.vietnam_day(clock.now() - AFTER_MIDNIGHT) - timedelta(days=1)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _tip_of(tips: Sequence[Tip], day: date) -> Tip:
    """The last entry of a day or before it."""
    return next(tip for tip in reversed(tips) if log_form.day_of(tip.at) <= day)


def _close(day: date, tip: Tip, before: LogHead | None) -> LogHead:
    body: dict[str, Any] = {
        "form": log_form.HEAD_FORM,
        "day": day.isoformat(),
        "entries": tip.number,
        "orders": tip.orders,
        "stamps": tip.stamps,
        "next_serial": tip.next_serial,
        "hash": tip.hash,
        "previous": before.hash if before else log_form.NOTHING_BEFORE,
        "at": log_form.moment(clock.now()),
    }
    written = log_form.canonical(body)
    names = {raw: name for name, raw in signing.known().items()}
    return LogHead(
        day=day,
        entries=tip.number,
        body=written.decode(),
        hash=log_form.hash_of(body),
        signature=base64.b64encode(signing.sign(written, key=names[tip.key])).decode(),
    )
