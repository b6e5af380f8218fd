"""What people's data asks of officers today: requests with their days, breaches by their clock."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import OFFICERS, PROVINCE, Role, Viewer
from agrimarket.privacy import store
from agrimarket.privacy.breaches import hours_left
from agrimarket.privacy.models import PersonRequest, RequestState
from agrimarket.reports.today import Waiting

# state > (what waits, what to do, the column of its due day)
STEPS = (
    (RequestState.RECEIVED, "chờ trả lời", "Bà con đang chờ lời đáp.", PersonRequest.answer_due),
    (RequestState.ANSWERED, "chờ làm xong", "Đã trả lời, còn phải làm.", PersonRequest.act_due),
)


def waiting(session: Session, viewer: Viewer) -> Sequence[Waiting]:
    """Breaches that the authority has not heard of, then open requests by what is owed next."""
    found: list[Waiting] = []
    if viewer.is_one_of((*PROVINCE, Role.OPERATOR)):
        found += _breaches(session, viewer)
    if viewer.is_one_of(OFFICERS):
        found += _requests(session, viewer)
    return found


def _breaches(session: Session, viewer: Viewer) -> list[Waiting]:
    found = []
    for row in store.open_breaches(session, viewer):
        left = hours_left(row)
        clock_said = f"còn {left} giờ" if left >= 0 else f"quá hạn {-left} giờ"
        found.append(
            Waiting(
                f"Sự cố dữ liệu chưa báo cơ quan: {clock_said}",
                "Phải báo cơ quan chuyên trách trong 72 giờ từ lúc phát hiện.",
                "Mở sự cố",
                "privacy.show_breach",
                {"breach_id": row.id},
                "lock",
                urgent=True,
            )
        )
    return found


def _requests(session: Session, viewer: Viewer) -> list[Waiting]:
    found = []
    for state, waits, text, column in STEPS:
        count, nearest = store.nearest_due(session, viewer, state, column)
        if not count:
            continue
        late = nearest < clock.today()
        day = f"{'quá hạn từ' if late else 'hạn gần nhất'} {nearest:%d/%m}"
        found.append(
            Waiting(
                f"Yêu cầu về dữ liệu cá nhân {waits}: {count}, {day}",
                text,
                "Xem yêu cầu",
                "privacy.list_requests",
                {"show": "overdue" if late else "open"},
                "lock",
                urgent=late,
            )
        )
    return found
