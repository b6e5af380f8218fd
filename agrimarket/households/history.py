"""What was done to a producer's record, by whom, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store_imports
from agrimarket.households.labels import FIELD_LABELS
from agrimarket.households.models import Household
from agrimarket.kit import audit
from agrimarket.kit.access import ROLE_LABELS, Role

ACTIONS = {
    "household_registered": "Đăng ký hộ",
    "household_edited": "Sửa thông tin",
    "consent_given": "Ghi đồng ý của chủ hộ",
    "consent_withdrawn": "Chủ hộ rút đồng ý",
    "household_imported": "Nhập từ danh sách",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `before` and `after` hold what may be told; personal values are never in them."""

    at: datetime
    action: str
    who_name: str
    role: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str | None

    @property
    def title(self) -> str:
        return ACTIONS.get(self.action, self.action)

    @property
    def who(self) -> str:
        """Name and role, as people say them."""
        label = ROLE_LABELS.get(Role(self.role), self.role)
        return f"{self.who_name}, {label}" if self.who_name else label

    @property
    def changed(self) -> str:
        """The labels of the fields that an edit touched."""
        return ", ".join(FIELD_LABELS.get(name, name) for name in self.after.get("changed", ()))


def history(session: Session, household: Household) -> list[Entry]:
    """The audit rows of this household; one that came in a list begins with that list.

    A list leaves one audit row for all its households, so that 33,130 rows take seconds.
    """
    rows = audit.history(session, kind="household", id=household.id)
    entries = [
        Entry(row.at, row.action, row.who_name, row.role, row.before or {}, row.after or {},
              row.reason)
        for row in rows
    ]  # fmt: skip
    registered = any(entry.action == "household_registered" for entry in entries)
    if household.import_id and not registered:
        entries += _from_list(session, household, household.import_id)
    return entries


def _from_list(session: Session, household: Household, import_id: str) -> list[Entry]:
    listed = store_imports.by_id(session, import_id)
    if listed is None:
        return []
    row = store_imports.row_number_of(session, import_id, household.id)
    uploads = audit.history(session, kind="household_import", id=import_id)
    who = next((one for one in uploads if one.action == "households_imported"), None)
    return [
        Entry(
            at=household.created_at,
            action="household_imported",
            who_name=who.who_name if who else "",
            role=who.role if who else Role.SYSTEM,
            before={},
            after={"import_id": import_id, "row": row},
            reason=None,
        )
    ]
