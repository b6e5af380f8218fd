"""The trail as a file: who did what to which thing, and no value that says who somebody is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.audit import AuditRow, Entry
from agrimarket.kit.audit.rows import FORM
from agrimarket.kit.errors import Refusal
from agrimarket.kit.paging import paged
from agrimarket.kit.spreadsheets import csv_bytes, workbook
from agrimarket.trail import store
from agrimarket.trail.kinds import KINDS, label_of
from agrimarket.trail.present import Finder, Line, Told, lines_of
from agrimarket.trail.rules import finder, silenced
from agrimarket.trail.store import Wanted

MOST_EXPORTED = 50_000
HEADER = (
    "Lúc", "Người làm", "Vai trò", "Hoạt động", "Loại", "Mã đối tượng", "Đối tượng", "Ô đã đổi",
    "Trước", "Sau", "Lý do", "Chuỗi", "Vị trí", "Mã dòng",
)  # fmt: skip
# Fields whose values say nothing of a person: kinds, states, days, counts, roles, places.
TOLD = frozenset({
    "state", "states", "from_states", "to_state", "kind", "outcome", "counts", "row", "rows",
    "removed", "first", "last", "count", "from", "to", "starts_on", "ends_on", "valid_from",
    "valid_to", "answer_due", "act_due", "notice_due", "holds_until", "version", "language",
    "role", "agency", "communes", "commune_codes", "scopes", "how", "second", "codes_left", "what",
    "field", "sessions", "tokens", "links", "devices", "data_kinds", "people", "successor",
    "action", "provider",
})  # fmt: skip
AT_ONCE = 10_000  # ids a query takes
Rows = list[list[Any]]


class TooManyRows(Refusal):
    """An export of more rows than a person can read."""

    code = "too_many_audit_rows"
    sentence = "Có {total} dòng, quá nhiều cho một tệp. Hãy chọn khoảng ngày ngắn hơn."


def export(session: Session, *, viewer: Viewer, wanted: Wanted) -> Rows:
    """The rows found, as a file holds them, and a note in the trail of this export.

    TooManyRows.
    """
    query = store.search(wanted)
    found = paged(session, query, page=1, page_size=MOST_EXPORTED)
    if found.total > MOST_EXPORTED:
        raise TooManyRows(total=f"{found.total:,}".replace(",", "."))
    titles = _titles(session, viewer, found.items)
    find = finder(session, viewer)
    rows = [_row(row, entry, titles, find) for row, entry in zip(
        found.items, audit.entries(session, found.items), strict=True
    )]  # fmt: skip
    audit.record(
        session, viewer, "audit_exported", kind="audit", id="export",
        after={
            "kind": wanted.kind, "action": wanted.action, "rows": found.total,
            "from": wanted.first and wanted.first.isoformat(),
            "to": wanted.last and wanted.last.isoformat(),
        },
    )  # fmt: skip
    return rows


Things = dict[tuple[str, str], str]


def _titles(session: Session, viewer: Viewer, rows: Iterable[AuditRow]) -> Things:
    """What things are called, by kind and id, where that names no person."""
    ids: dict[str, set[str]] = {}
    for row in rows:
        kind = KINDS.get(row.object_kind)
        if kind is not None and not kind.personal:
            ids.setdefault(row.object_kind, set()).add(row.object_id)
    found: Things = {}
    for code, wanted in ids.items():
        listed = sorted(wanted)
        for first in range(0, len(listed), AT_ONCE):
            part = store.seen(session, viewer, KINDS[code], listed[first : first + AT_ONCE])
            found.update(((code, id), KINDS[code].title(thing)) for id, thing in part.items())
    return found


def _row(row: AuditRow, entry: Entry, titles: Things, find: Finder) -> list[Any]:
    kind, id = row.object_kind, row.object_id
    touched = lines_of(silenced(entry), kind, find)
    shown = lines_of(_clear(row, entry), kind, find)
    at = entry.at.astimezone(clock.VIETNAM)
    return [
        f"{at:%d/%m/%Y %H:%M:%S}", entry.who_name, entry.role_label, entry.title,
        label_of(kind), id, titles.get((kind, id), id),
        ", ".join(line.label for line in touched),
        "; ".join(_said(line, line.before) for line in shown if line.before),
        "; ".join(_said(line, line.after) for line in shown if line.after),
        row.reason if row.form == FORM else "",
        row.chain, row.position, row.id,
    ]  # fmt: skip


def _said(line: Line, told: Told) -> str:
    return f"{line.label}: {told.text}"


def _clear(row: AuditRow, entry: Entry) -> Entry:
    """What of an act stands unsealed and says nothing of a person; the first form sealed nothing.

    The other fields of the row are left out, as is everything under a person's own key.
    """
    before, after = (row.before, row.after) if row.form == FORM else (None, None)
    return replace(
        entry,
        before={name: value for name, value in (before or {}).items() if name in TOLD},
        after={name: value for name, value in (after or {}).items() if name in TOLD},
    )


def _workbook(rows: Rows) -> bytes:
    return workbook("Nhật ký", HEADER, rows)


def _csv(rows: Rows) -> bytes:
    return csv_bytes(HEADER, rows)


# ending > media type and how it is made.
ENDINGS: Mapping[str, tuple[str, Callable[[Rows], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
