"""How long an approval may take: terms as dated data, and the last days that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agrimarket.kit.workdays import after_working_days, working_days_left

ANSWER, SUPPLEMENT = "answer", "supplement"


@dataclass(frozen=True)
class Term:
    """So many working days; holds from `since` to the end of `until`, both Vietnamese days."""

    what: str
    label: str
    days: int
    since: date
    until: date | None = None
    source: str = "tạm đặt, chờ tỉnh ban hành"


# No law names these days: five and ten are an assumption until the province decides. A new number
# is a new row from its day on; what was asked for before keeps the day it was told.
TERMS: Sequence[Term] = (
    Term(ANSWER, "Cán bộ trả lời", 5, date(2025, 1, 1)),
    Term(SUPPLEMENT, "Hộ bổ sung", 10, date(2025, 1, 1)),
)


def term(what: str, day: date, rules: Sequence[Term] = TERMS) -> Term:
    """The term that holds on a day; before the first of its kind, that one."""
    mine = sorted((rule for rule in rules if rule.what == what), key=lambda rule: rule.since)
    held = [
        rule for rule in mine if rule.since <= day and (rule.until is None or day <= rule.until)
    ]
    return held[-1] if held else mine[0]


def answer_due(submitted_on: date) -> date:
    """The last day on which an answer is in time; the day of submitting does not count."""
    return after_working_days(submitted_on, term(ANSWER, submitted_on).days)


def supplement_due(asked_on: date) -> date:
    """Until when the producer is asked to mend what is missing."""
    return after_working_days(asked_on, term(SUPPLEMENT, asked_on).days)


def time_left(today: date, due: date | None) -> tuple[str, str]:
    """Word and badge kind (kit/states.html) of how much time an answer still has."""
    if due is None:
        return "Chưa tính hạn", "neutral"
    left = working_days_left(today, due)
    if today > due:
        # a weekend after the last day is late too, though no working day has gone by
        return (f"Quá hạn {-left} ngày" if left else "Quá hạn"), "look"
    return (f"Còn {left} ngày làm việc" if left else "Hết hôm nay"), "wait"
