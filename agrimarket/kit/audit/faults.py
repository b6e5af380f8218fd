"""What can be wrong with a chain, and with which row."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agrimarket.kit.audit.rows import AuditRow


class What(StrEnum):
    """Kinds of faults; system/verify.py says them in Vietnamese."""

    CHANGED = "changed"  # a row's content or hash is not what was written
    DELETED = "deleted"  # rows between two others are gone
    SWAPPED = "swapped"  # two rows stand in each other's place
    INSERTED = "inserted"  # a row that the service never wrote
    TRUNCATED = "truncated"  # rows at the end are gone, the head still knows them
    HEAD_MISSING = "head_missing"
    HEAD_BACK = "head_back"  # genuine rows stand behind the head
    HEAD_CHANGED = "head_changed"
    ROLLED_BACK = "rolled_back"  # a head kept elsewhere knows rows that are not here
    OTHER_PAST = "other_past"  # the row at a kept head's position is another one


@dataclass(frozen=True, slots=True)
class RowName:
    """Enough of a row to find it and to tell people which it is."""

    id: str
    at: datetime
    action: str
    object_kind: str
    object_id: str


@dataclass(frozen=True, slots=True)
class AuditFault:
    """Where a chain does not hold: at a position, or from it up to `until`."""

    chain: int
    position: int
    what: What
    until: int | None = None
    row: RowName | None = None


def named(row: AuditRow) -> RowName:
    """The row as a fault names it."""
    return RowName(row.id, row.at, row.action, row.object_kind, row.object_id)
