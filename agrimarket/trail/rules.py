"""Reading the trail: of one thing, by whoever sees it; of everything, by auditors and province."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.audit import AuditRow, Entry
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import LIST_PAGE, Page, paged
from agrimarket.trail import store
from agrimarket.trail.kinds import KINDS, Kind
from agrimarket.trail.present import Act, Finder, Told, act_of
from agrimarket.trail.store import Wanted

STAFF_KINDS = frozenset({"account", "token"})


@dataclass(frozen=True, slots=True)
class Trail:
    """One thing's trail page: what it is, what it belongs to, what was done to it."""

    kind: str
    label: str
    id: str
    title: str
    page_of: tuple[str, str] | None  # endpoint and argument of its own page
    related: Sequence[Told]
    acts: Page[Act]


def trail_of(
    session: Session, *, viewer: Viewer, kind: str, id: str, page: int = 1, size: int = LIST_PAGE
) -> Trail:
    """The trail of a thing that the viewer may see, newest act first; NotFound."""
    found, thing = _thing(session, viewer, kind, id)
    find = finder(session, viewer)
    rows: Page[AuditRow] = paged(
        session, audit.rows_of(kind=kind, id=id), page=page, page_size=size
    )
    entries = audit.entries(session, rows.items)
    if page >= rows.pages:
        entries += found.more(session, thing)
    told = [found.shown_to(viewer, thing, entry) for entry in entries]
    names = _names(session, told)
    acts = [act_of(one, kind, name=_name(names, one), find=find) for one in told]
    return Trail(
        kind, found.label, id, found.title(thing), found.page,
        _related(found.related(thing), find), Page(acts, rows.total, page, size),
    )  # fmt: skip


def _thing(session: Session, viewer: Viewer, kind: str, id: str) -> tuple[Kind, Any]:
    found = KINDS.get(kind)
    thing = store.find(session, viewer, found, id) if found else None
    if found is None or thing is None:
        raise NotFound
    return found, thing


def _related(related: Iterable[tuple[str, str | None]], find: Finder) -> list[Told]:
    named = [find(kind, id) for kind, id in related if id]
    return [replace(one, text=f"{KINDS[one.kind].label}: {one.text}") for one in named
            if one is not None and one.kind]  # fmt: skip


def finder(session: Session, viewer: Viewer) -> Finder:
    """Titles of things that the viewer may see, each asked for once; of staff the bare name."""
    known: dict[tuple[str, str], Told | None] = {}

    def find(kind: str, id: str) -> Told | None:
        if (kind, id) not in known:
            thing = store.find(session, viewer, KINDS[kind], id) if kind in KINDS else None
            seen = None if thing is None else Told(KINDS[kind].title(thing), kind, id)
            known[kind, id] = seen or _staff(session, kind, id)
        return known[kind, id]

    return find


def _staff(session: Session, kind: str, id: str) -> Told | None:
    """Names of staff are nobody's secret here: they sign their acts with them."""
    name = store.staff_names(session, [id]).get(id) if kind in STAFF_KINDS else None
    return Told(name) if name else None


def _names(session: Session, entries: Iterable[Entry]) -> dict[str, str]:
    """The names of producers, who live where their account does; staff sign their rows."""
    return store.names_of(session, {one.who for one in entries if one.role == Role.PRODUCER})


def _name(names: dict[str, str], entry: Entry) -> str:
    return entry.who_name or names.get(entry.who, "")


def search(session: Session, *, viewer: Viewer, wanted: Wanted, page: int, size: int) -> Page[Act]:
    """A page of the whole trail. Values of a thing are told where the viewer sees the thing."""
    rows: Page[AuditRow] = paged(session, store.search(wanted), page=page, page_size=size)
    return Page(_told_rows(session, viewer, rows.items), rows.total, page, size)


def _told_rows(session: Session, viewer: Viewer, rows: Sequence[AuditRow]) -> list[Act]:
    things = _things(session, viewer, rows)
    entries = audit.entries(session, rows)
    names = _names(session, entries)
    find = finder(session, viewer)
    staff = store.staff_names(
        session, {row.object_id for row in rows if row.object_kind in STAFF_KINDS}
    )
    subjects = {id: Told(name) for id, name in staff.items()}
    return [_told_row(viewer, things, names, find, subjects, entry) for entry in entries]


def _told_row(
    viewer: Viewer,
    things: dict[tuple[str, str], Any],
    names: dict[str, str],
    find: Finder,
    staff: dict[str, Told],
    entry: Entry,
) -> Act:
    row = entry.row
    kind, id = (row.object_kind, row.object_id) if row else ("", "")
    thing = things.get((kind, id))
    name = _name(names, entry)
    if thing is None:
        subject = staff.get(id) if kind in STAFF_KINDS else None
        return act_of(_without_values(entry), kind, name=name, find=find, subject=subject)
    found = KINDS[kind]
    told = found.shown_to(viewer, thing, entry)
    return act_of(told, kind, name=name, find=find, subject=Told(found.title(thing), kind, id))


def _things(
    session: Session, viewer: Viewer, rows: Iterable[AuditRow]
) -> dict[tuple[str, str], Any]:
    """The things of these rows that the viewer may see: one query a kind."""
    ids: dict[str, set[str]] = {}
    for row in rows:
        ids.setdefault(row.object_kind, set()).add(row.object_id)
    found: dict[tuple[str, str], Any] = {}
    for kind, wanted in ids.items():
        if kind in KINDS:
            for id, thing in store.seen(session, viewer, KINDS[kind], wanted).items():
                found[kind, id] = thing
    return found


def _without_values(entry: Entry) -> Entry:
    """Which fields an act touched, when its thing is not (or no longer) the viewer's to see."""
    if entry.row is not None and entry.row.person_id is None:
        return entry
    return silenced(entry)


def silenced(entry: Entry) -> Entry:
    """The act without a value or a word of anybody: only which fields it touched."""
    names = {**entry.before, **entry.after, **dict.fromkeys(entry.after.get("changed") or ())}
    return replace(entry, before={}, after={"changed": list(names)}, reason=None)
