"""What every row was like before a merge and just after it, so that undoing loses nothing newer."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from agrimarket.households.keys import the_keys
from agrimarket.households.merging.models import HouseholdMerge
from agrimarket.kit import person_keys


@dataclass
class Entry:
    """One row: its table, its key, and the columns that changed, before and after."""

    table: str
    key: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass
class Journal:
    """Rows are watched before they are changed; `entries` says what became of them."""

    watched: dict[tuple[str, str], tuple[Any, dict[str, Any]]] = field(default_factory=dict)

    def watch(self, row: Any, columns: Iterable[str]) -> None:
        """Note these columns of a row as they are now; a second time only the new ones."""
        kept = self.watched.setdefault((row.__tablename__, str(_key(row))), (row, {}))[1]
        for name in columns:
            if name not in kept and hasattr(type(row), name):
                kept[name] = coded(getattr(row, name))

    def was(self, row: Any, column: str) -> Any:
        """The value of a column before the merge."""
        kept = self.watched.get((row.__tablename__, str(_key(row))), (row, {}))[1]
        return decoded(kept[column]) if column in kept else getattr(row, column)

    def holds(self, row: Any) -> bool:
        """Whether this row was watched."""
        return (row.__tablename__, str(_key(row))) in self.watched

    def entries(self) -> list[Entry]:
        """What changed, after the rows were written."""
        found = []
        for row, before in self.watched.values():
            after = {name: coded(getattr(row, name)) for name in before}
            changed = [name for name in before if before[name] != after[name]]
            if changed:
                told = {name: before[name] for name in changed}, {n: after[n] for n in changed}
                found.append(Entry(row.__tablename__, _key(row), *told))
        return found


def seal(session: Session, merge: HouseholdMerge, entries: list[Entry]) -> bytes:
    """The journal under the key of the person who stays: it goes when they are erased."""
    text = json.dumps([vars(entry) for entry in entries], ensure_ascii=False)
    return person_keys.seal_for(session, the_keys(), merge.kept_id, text, place=_place(merge.id))


def open_journal(session: Session, merge: HouseholdMerge) -> list[Entry] | None:
    """The entries again; None once they were forgotten."""
    if merge.journal_sealed is None:
        return None
    try:
        text = person_keys.open_for(
            session, the_keys(), merge.kept_id, merge.journal_sealed, place=_place(merge.id)
        )
    except person_keys.PersonErased:
        return None
    return [Entry(**entry) for entry in json.loads(text)]


def coded(value: Any) -> Any:
    """A column's value as JSON that tells its type."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return {"json": json.loads(json.dumps(value))}


def decoded(value: Any) -> Any:
    """The value that `coded` made JSON of."""
    if not isinstance(value, Mapping):
        return value
    ((kind, content),) = value.items()
    return _READERS[kind](content)


_READERS: Mapping[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
    "bytes": base64.b64decode,
    "json": lambda content: content,
}


def _key(row: Any) -> dict[str, Any]:
    mapper = inspect(type(row))
    return {column.key: coded(getattr(row, column.key)) for column in mapper.primary_key}


def _place(merge_id: str) -> str:
    return f"household_merge.journal_sealed.{merge_id}"
