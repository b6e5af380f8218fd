"""How long the office may take: terms as dated data, and the due days that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agrimarket.kit import clock
from agrimarket.kit.workdays import after_working_days
from agrimarket.privacy.models import RequestKind

ALL = tuple(RequestKind)
ANSWER, ACT, EXTENSION, NOTICE = "answer", "act", "extension", "notice"
DECREE = "Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP"


@dataclass(frozen=True)
class Term:
    """One term. `third_parties` None: whether others hold the data or not. Days are calendar
    days unless `working`; valid_to is the last day on which the term is given."""

    what: str
    label: str
    days: int
    kinds: Sequence[RequestKind] = ALL
    working: bool = False
    third_parties: bool | None = None
    valid_from: date = date(2026, 1, 1)
    valid_to: date | None = None
    source: str = DECREE

    def holds(self, what: str, kind: RequestKind, third_parties: bool, day: date) -> bool:
        return (
            self.what == what
            and kind in self.kinds
            and self.third_parties in (None, third_parties)
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )


# Read in secondary sources: mend here when the agency's lawyer says otherwise.
RULES: Sequence[Term] = (
    Term(ANSWER, "Trả lời người yêu cầu", 2, working=True),
    Term(ACT, "Thực hiện xong", 15, third_parties=False),
    Term(ACT, "Thực hiện xong khi dữ liệu đã gửi bên thứ ba", 20, third_parties=True),
    Term(EXTENSION, "Gia hạn một lần, có lý do", 15, third_parties=False),
    Term(EXTENSION, "Gia hạn một lần, có lý do, khi có bên thứ ba", 20, third_parties=True),
)
# A breach: hours from noticing it to the notice that reaches the authority.
NOTICE_HOURS = 72


def term(what: str, kind: RequestKind, third_parties: bool, day: date) -> Term:
    """The term that holds on a day; before 2026 the first rules are taken."""
    day = max(day, min(rule.valid_from for rule in RULES))
    return next(rule for rule in RULES if rule.holds(what, kind, third_parties, day))


def due(what: str, kind: RequestKind, third_parties: bool, since: date) -> date:
    """The last day of a term that began on `since`; the day itself does not count."""
    rule = term(what, kind, third_parties, since)
    if rule.working:
        return after_working_days(since, rule.days)
    return since + timedelta(days=rule.days)


def notice_due(noticed_at: datetime) -> datetime:
    """When the authority must have been told of a breach."""
    return noticed_at + timedelta(hours=NOTICE_HOURS)


def days_left(day: date) -> int:
    """Days until a due day; negative once it has passed."""
    return (day - clock.today()).days
