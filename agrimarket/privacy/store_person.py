"""The SQL that gathers what belongs to one producer: ids first, then rows of any table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, and_, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import Base

MANY = 500  # values in one IN list


@dataclass
class PersonIds:
    """Whose rows are meant, by what a column points to: the ids of one producer's things."""

    household: str
    of: dict[str, set[str]] = field(default_factory=dict)
    below: dict[str, set[str]] = field(default_factory=dict)  # many, and named in no text
    emails: set[str] = field(default_factory=set)

    @property
    def accounts(self) -> set[str]:
        return self.of.get("account", set())

    def to_collect(self, whose: str) -> set[str]:
        """The ids of a table's rows, whose own rows are gathered by them."""
        return self.of.get(whose) or self.below.get(whose, set())

    @property
    def everything(self) -> set[str]:
        """Every id, for looking them up in texts."""
        return {id for ids in self.of.values() for id in ids}


# What is found by what: table, the column that points, and whose ids it points to. In order.
STEPS: Sequence[tuple[str, str, str]] = (
    ("account", "household_id", "household"),
    ("token", "household_id", "household"),
    ("token", "account_id", "account"),
    ("product", "household_id", "household"),
    ("area", "household_id", "household"),
    ("lot", "product_id", "product"),
    ("stamp_order", "household_id", "household"),
    ("stamp_print", "order_id", "stamp_order"),
    ("booth", "household_id", "household"),
    ("listing", "product_id", "product"),
    ("person_request", "household_id", "household"),
)
BELOW: Sequence[tuple[str, str, str]] = (
    ("certificate", "household_id", "household"),
    ("lot_event", "lot_id", "lot"),
    ("lot_transfer", "lot_id", "lot"),
    ("lot_transfer", "to_household_id", "household"),
)


def table(name: str) -> Table:
    """A table by its name."""
    return Base.metadata.tables[name]


def ids_of(session: Session, household_id: str) -> PersonIds:
    """The ids of a producer and of everything of theirs that other rows point to.

    Whoever may see the producer, which the caller has asked, may see what belongs to them.
    """
    merged = rows_by(session, "household", "merged_into", {household_id})
    own = {household_id, *(str(row["id"]) for row in merged)}
    found = PersonIds(household_id, {"household": own})
    for name, column, whose in STEPS:
        rows = rows_by(session, name, column, found.of.get(whose, ()))
        found.of.setdefault(name, set()).update(str(row["id"]) for row in rows)
        if name == "account":
            found.emails |= {row["email"] for row in rows if row["email"]}
    for name, column, whose in BELOW:
        rows = rows_by(session, name, column, found.of.get(whose, ()))
        found.below.setdefault(name, set()).update(str(row["id"]) for row in rows)
    # what a step says of place and reason is its maker's: whoever has a lot that came out of it
    flows = rows_by(session, "lot_flow", "lot_id", found.of["lot"])
    found.below["lot_step"] = {row["step_id"] for row in flows if row["way"] == "out"}
    return found


def rows_by(
    session: Session, name: str, column: str, values: Collection[str]
) -> list[dict[str, Any]]:
    """Rows of a table whose column holds one of the values, in the order of their keys."""
    one = table(name)
    wanted, found = sorted(values), []
    for at in range(0, len(wanted), MANY):
        query = select(one).where(one.c[column].in_(wanted[at : at + MANY]))
        query = query.order_by(*one.primary_key.columns)
        found += [dict(row._mapping) for row in session.execute(query)]
    return found


def audit_rows(session: Session, ids: PersonIds) -> list[AuditRow]:
    """Every act on the person's own things, oldest first."""
    found: dict[str, AuditRow] = {}
    mine = select(AuditRow).where(AuditRow.person_id.in_(sorted(ids.of["household"])))
    for row in session.scalars(mine):
        found[row.id] = row
    for at in range(0, len(wanted := sorted(ids.everything)), MANY):
        query = select(AuditRow).where(AuditRow.object_id.in_(wanted[at : at + MANY]))
        found |= {row.id: row for row in session.scalars(query)}
    return sorted(found.values(), key=lambda row: (row.at, row.id))


def own_scans(session: Session, ids: PersonIds) -> list[dict[str, Any]]:
    """Scans that the producer made while signed in; buyers' scans are about nobody we know."""
    orders = rows_by(session, "stamp_order", "household_id", ids.of["household"])
    scan = table("scan")
    ranges = [
        scan.c.serial.between(row["first_serial"], row["first_serial"] + row["count"] - 1)
        for row in orders
    ]
    if not ranges:
        return []
    query = select(scan).where(and_(scan.c.kind == "owner", or_(*ranges))).order_by(scan.c.at)
    return [dict(row._mapping) for row in session.execute(query)]


def count(session: Session, name: str) -> int:
    """How many rows a table has; the shell that is left of an erased producer is nobody's."""
    found = table(name)
    query = select(func.count()).select_from(found)
    if name == "household":
        query = query.where(found.c.erased_at.is_(None), found.c.merged_into.is_(None))
    return session.scalar(query) or 0
