"""Who opened a producer's page is noted, once a viewer, producer and day, beside the reading."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from agrimarket.households.merging import store as store_merge
from agrimarket.households.models import Household, HouseholdView
from agrimarket.households.showing import store_views
from agrimarket.households.showing.masks import is_own
from agrimarket.kit import audit, clock
from agrimarket.kit.access import ROLE_LABELS, Role, Viewer
from agrimarket.kit.logs import log
from agrimarket.kit.soon import write_soon

# Looks within this time are one: a page that is reloaded costs a read, not a write.
ONE_LOOK = timedelta(minutes=10)
# Acts of the trail by which somebody came to see what is known of a producer.
SEEING = {
    "field_revealed": {"citizen_id": "Xem số căn cước", "bank_account": "Xem số tài khoản"},
    "person_exported": {},
    "import_errors_downloaded": {},
}
OPENED = "Mở trang của hộ"


def note_view(session: Session, viewer: Viewer, household: Household) -> None:
    """Note that this viewer opened this producer; neither a fault nor a busy database is felt
    by whoever reads. The producer itself is not noted."""
    if is_own(viewer, household) or viewer.role in {Role.SYSTEM, Role.PUBLIC}:
        return
    now = clock.now()
    view = HouseholdView(
        household_id=household.id, who=viewer.caller, day=clock.today(), who_name=viewer.name,
        role=viewer.role.value, first_at=now, last_at=now, times=1,
    )  # fmt: skip
    try:
        known = store_views.noted(session, view)
        if known is None or now - known.last_at >= ONE_LOOK:
            write_soon(session, store_views.noting(session, view))
    except SQLAlchemyError as error:
        session.rollback()  # PostgreSQL answers nothing more in a transaction that failed
        log.error("view_not_noted", error=error)


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody saw something of a producer; `times` looks from `at` until `until`."""

    at: datetime
    until: datetime
    who: str
    who_name: str
    role: str
    what: str
    reason: str | None = None
    times: int = 1

    @property
    def by(self) -> str:
        """Name and role, as people say them."""
        if self.role == Role.PRODUCER:
            return "Chủ hộ"
        label = ROLE_LABELS.get(Role(self.role), self.role)
        return f"{self.who_name}, {label}" if self.who_name else label


def who_saw(session: Session, household: Household) -> list[Seen]:
    """Views of the page, numbers revealed, and files that left with it; newest first."""
    merged = store_merge.merged_ids(session, household.id)
    found = [
        Seen(view.first_at, view.last_at, view.who, view.who_name, view.role, OPENED,
             times=view.times)
        for id in (household.id, *merged)
        for view in store_views.views_of(session, id)
    ]  # fmt: skip
    entries = audit.history(session, kind="household", id=household.id)
    for id in merged:
        entries += audit.history(session, kind="household", id=id)
    if household.import_id:
        entries += audit.history(session, kind="household_import", id=household.import_id)
    found += [
        Seen(one.at, one.at, one.who, one.who_name, one.role, _what(one), one.reason)
        for one in entries
        if one.action in SEEING
    ]
    return sorted(found, key=lambda one: one.until, reverse=True)


def _what(entry: audit.Entry) -> str:
    return SEEING[entry.action].get(str(entry.after.get("field")), audit.words_of(entry.action))
