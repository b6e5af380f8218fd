"""What the way of producers asks of workers and officers today."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.kit.access import OFFICERS, Role, Viewer
from agrimarket.onboarding import rules
from agrimarket.onboarding.steps import BY_KEY, DONE
from agrimarket.reports.today import Waiting

ASKED = (*OFFICERS, Role.EXTENSION_WORKER)


def waiting(session: Session, viewer: Viewer) -> Sequence[Waiting]:
    """One line: how many are on their way, and where most of them wait."""
    if not viewer.is_one_of(ASKED):
        return []
    counts = rules.totals(rules.counts(session, viewer=viewer))
    counts.pop(DONE)
    stuck = sum(counts.values())
    if not stuck:
        return []
    most = max(counts, key=lambda key: counts[key])
    words = BY_KEY[most].waiting.lower()
    return [
        Waiting(
            f"Hộ đang dừng ở một bước lên sàn: {stuck}",
            f"Nhiều nhất: {counts[most]} hộ {words}.",
            "Xem ai dừng ở đâu, vì sao",
            "onboarding.index",
            icon="list",
        )
    ]
