"""An act as people read it: each changed field with what stood there before and after."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agrimarket.kit.audit import Entry
from agrimarket.trail.labels import FIELDS, UNTOLD, ended_label, field_label, linked
from agrimarket.trail.values import GONE, value_words

CHANGED = "đã đổi"
ENDS = ("first", "last")
_ORDER = {name: number for number, name in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Told:
    """A value in words; with kind and id it leads to the trail of what it names."""

    text: str
    kind: str = ""
    id: str = ""


Finder = Callable[[str, str], Told | None]  # kind and id > its title, where the viewer may read it


@dataclass(frozen=True, slots=True)
class Line:
    """One field of an act. `before` is none where the act only says how things are, `after` where
    it took something away; the label then says so."""

    field: str
    label: str
    before: Told | None
    after: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act, ready for a page, a program or a terminal."""

    at: datetime
    action: str
    title: str
    who: str
    role: str
    lines: list[Line]
    reason: str | None
    erased: bool
    row_id: str
    place: str  # chain and position, as `agrimarket verify` names them
    kind: str
    id: str
    subject: Told | None = None


def act_of(entry: Entry, kind: str, *, name: str, find: Finder, subject: Told | None = None) -> Act:
    """The act in words; `name` is the actor's, empty where it is not known any more."""
    row = entry.row
    return Act(
        at=entry.at,
        action=entry.action,
        title=entry.title,
        who=f"{name}, {entry.role_label}" if name else entry.role_label,
        role=entry.role,
        lines=lines_of(entry, kind, find),
        reason=entry.reason,
        erased=entry.erased,
        row_id=row.id if row else "",
        place=f"{row.chain}:{row.position}" if row else "",
        kind=kind,
        id=row.object_id if row else "",
        subject=subject,
    )


def lines_of(entry: Entry, kind: str, find: Finder) -> list[Line]:
    """A line for each field, in the order of the words; what changed without values at last.

    Not in the order they were told: PostgreSQL keeps no order within JSON.
    """
    names = sorted({*entry.before, *entry.after} - UNTOLD, key=_place)
    lines = [_line(entry, kind, name, find) for name in names if _says(entry, name)]
    return [*_stretch(lines), *_silent(entry, kind, names)]


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.get(name, len(_ORDER)), name)


def _says(entry: Entry, name: str) -> bool:
    """Something made without this field says nothing by it; a field emptied does."""
    return name in entry.before or entry.after.get(name) not in (None, "", [])


def _stretch(lines: list[Line]) -> list[Line]:
    """First and last stamp as one line, as people say it."""
    ends = {line.field: line.after.text for line in lines if line.after and line.field in ENDS}
    if set(ends) != set(ENDS):
        return lines
    words = ends["first"] if ends["first"] == ends["last"] else f"{ends['first']}–{ends['last']}"
    rest = [line for line in lines if line.field not in ENDS]
    return [Line("first", "Tem số", None, Told(words)), *rest]


def _silent(entry: Entry, kind: str, told: Iterable[str]) -> list[Line]:
    """Fields that are said to have changed and whose values nobody keeps here."""
    changed = entry.after.get("changed") or []
    return [
        Line(name, field_label(kind, name), None, Told(CHANGED))
        for name in changed
        if name not in set(told)
    ]


def _line(entry: Entry, kind: str, name: str, find: Finder) -> Line:
    before, after = entry.before.get(name), entry.after.get(name)
    return Line(
        name,
        field_label(kind, name) if name in entry.after else ended_label(kind, entry.action, name),
        _told(kind, name, before, find) if name in entry.before else None,
        _told(kind, name, after, find) if name in entry.after else None,
    )


def _told(kind: str, name: str, value: Any, find: Finder) -> Told:
    to = linked(kind, name)
    if to is None or not value:
        return Told(value_words(kind, name, value))
    return find(to, str(value)) or Told(GONE)
