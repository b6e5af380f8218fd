"""The trail as a file: who did what to which thing, without a value of any person in it."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.audit import AuditRow, Entry
from agrimarket.kit.errors import Refusal
from agrimarket.kit.paging import paged
from agrimarket.kit.spreadsheets import csv_bytes, workbook
from agrimarket.trail import store
from agrimarket.trail.kinds import label_of
from agrimarket.trail.present import lines_of
from agrimarket.trail.rules import silenced
from agrimarket.trail.store import Wanted

MOST_EXPORTED = 50_000
HEADER = (
    "Lúc", "Người làm", "Vai trò", "Hoạt động", "Loại", "Mã đối tượng", "Ô đã đổi", "Chuỗi",
    "Vị trí", "Mã dòng",
)  # fmt: skip
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
    rows = [_row(row, entry) for row, entry in zip(
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


def _row(row: AuditRow, entry: Entry) -> list[Any]:
    touched = lines_of(silenced(entry), row.object_kind, lambda _kind, _id: None)
    at = entry.at.astimezone(clock.VIETNAM)
    return [
        f"{at:%d/%m/%Y %H:%M:%S}", entry.who_name, entry.role_label, entry.title,
        label_of(row.object_kind), row.object_id, ", ".join(line.label for line in touched),
        row.chain, row.position, row.id,
    ]  # fmt: skip


def _workbook(rows: Rows) -> bytes:
    return workbook("Nhật ký", HEADER, rows)


def _csv(rows: Rows) -> bytes:
    return csv_bytes(HEADER, rows)


# ending > media type and how it is made.
ENDINGS: Mapping[str, tuple[str, Callable[[Rows], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
