"""What somebody with the server's shell can do to the audit trail."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from agrimarket.kit.audit.guard import TRIGGERS
from agrimarket.kit.db import one_commit


def table_of(trigger: str) -> str:
    """The table a trigger stands on, by its name."""
    return next(
        name for name in ("audit_day_head", "audit_head", "audit_row") if trigger.startswith(name)
    )


def unguard(session: Session) -> None:
    """Drop every trigger that guards the trail."""
    dialect = session.get_bind().dialect.name
    for name in TRIGGERS[dialect]:
        on = "" if dialect == "sqlite" else f" ON {table_of(name)}"
        session.execute(text(f"DROP TRIGGER {name}{on}"))


def by_hand(*statements: str, **values: Any) -> None:
    """Run statements on the unguarded trail, and put nothing back."""
    with one_commit() as session:
        for statement in statements:
            session.execute(text(statement), values)
