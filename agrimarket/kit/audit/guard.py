"""The triggers that refuse any change of the trail; migration 0014 makes them, verify misses them.

Whoever holds the server's shell can drop them, so the chains stay the proof; the triggers stop
mistakes, and every fault of the service itself.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

_BOTH = (
    "audit_row_no_update", "audit_row_no_delete", "audit_head_no_delete", "audit_head_forward",
    "audit_day_head_no_update", "audit_day_head_no_delete",
)  # fmt: skip
TRIGGERS = {
    "sqlite": (*_BOTH, "audit_row_no_replace", "audit_head_no_replace"),
    "postgresql": (*_BOTH, "audit_row_no_truncate", "audit_head_no_truncate"),
}
_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND tgrelid IN "
        "(to_regclass('audit_row'), to_regclass('audit_head'), to_regclass('audit_day_head'))"
    ),
}


def missing_triggers(session: Session) -> list[str]:
    """The triggers that should stand guard and do not."""
    dialect = session.get_bind().dialect.name
    there = set(session.scalars(text(_THERE[dialect])))
    return [name for name in TRIGGERS[dialect] if name not in there]
