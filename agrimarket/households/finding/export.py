"""A list of producers as a file: the rows that the filters find, the columns somebody chose."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store_people
from agrimarket.households.finding import list_view
from agrimarket.households.finding import store as store_find
from agrimarket.households.finding.filters import Filters
from agrimarket.households.showing.labels import KIND_LABELS, STATE_LABELS
from agrimarket.households.showing.present import Shown
from agrimarket.households.showing.todo import gaps
from agrimarket.households.store import chunks
from agrimarket.kit import audit
from agrimarket.kit.access import WORKERS, Role, Viewer
from agrimarket.kit.errors import InvalidFields, Refusal
from agrimarket.kit.spreadsheets import csv_bytes, workbook
from agrimarket.kit.web.filters import vn_date

EXPORTERS = (*WORKERS, Role.AUDITOR)
MOST = {"xlsx": 40_000, "csv": 200_000}  # rows: what a workbook takes without the server's breath
_KINDS = {str(kind): label for kind, label in KIND_LABELS.items()}
_STATES = {str(state): label for state, label in STATE_LABELS.items()}
Cell = Callable[[Shown, Mapping[str, str]], Any]


class TooManyToExport(Refusal):
    """More rows than the file takes."""

    code = "too_many_to_export"
    sentence = "Có {total} hộ, quá nhiều cho tệp này. Hãy lọc hẹp lại, hoặc tải dạng CSV."


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what stands in it, whether the list on the page shows it too."""

    title: str
    cell: Cell
    seen: bool = False


# No citizen number, no bank account, no tax code: a file is carried away. Telephones, days of
# birth and notes are masked for each role as on the page (masks.py).
COLUMNS: Mapping[str, Column] = {
    "name": Column("Họ tên, tên đơn vị", lambda one, _: one.row.name, True),
    "kind": Column("Loại", lambda one, _: _KINDS[one.row.kind]),
    "commune": Column("Xã, phường", lambda one, _: one.commune_name, True),
    "district": Column("Huyện trước đây", lambda one, _: one.row.former_district),
    "hamlet": Column("Thôn, bản, tổ dân phố", lambda one, _: one.row.hamlet, True),
    "phone": Column("Số điện thoại", lambda one, _: one.phone),
    "phone_of": Column("Điện thoại của ai", lambda one, _: one.phone_of),
    "crops": Column("Sản phẩm chính", lambda one, _: ", ".join(one.row.crops), True),
    "area": Column("Diện tích (ha)", lambda one, _: _number(one.row.area_ha)),
    "born": Column("Ngày sinh", lambda one, _: one.birth_date and vn_date(one.birth_date)),
    "state": Column("Tình trạng", lambda one, _: _STATES[one.row.state], True),
    "gaps": Column("Còn thiếu", lambda one, _: "; ".join(gap.title for gap in gaps(one.row))),
    "owner": Column("Người phụ trách", lambda one, names: names.get(one.row.owner_id or "")),
    "since": Column("Ngày đăng ký", lambda one, _: vn_date(one.row.created_at)),
    "note": Column("Ghi chú", lambda one, _: one.note),
}
SEEN = tuple(code for code, column in COLUMNS.items() if column.seen)


def export(
    session: Session, *, viewer: Viewer, filters: Filters, columns: Sequence[str], ending: str
) -> bytes:
    """The file, and a row in the trail: how many, which columns, narrowed by what.

    InvalidFields (columns, ending), TooManyToExport.
    """
    chosen = [code for code in COLUMNS if code in columns] or list(SEEN)
    if ending not in MOST:
        raise InvalidFields(fields={"ending": ["Hãy chọn tệp Excel hoặc CSV."]})
    ids = store_find.ids_of(session, viewer, filters, most=MOST[ending] + 1)
    if len(ids) > MOST[ending]:
        total = store_find.count(session, store_find.conditions(viewer, filters))
        raise TooManyToExport(total=f"{total:,}".replace(",", "."))
    _note(session, viewer, filters, chosen, len(ids))
    header = [COLUMNS[code].title for code in chosen]
    rows = _rows(session, viewer, ids, chosen)
    if ending == "csv":
        return csv_bytes(header, rows)
    return workbook("Danh sách hộ", header, rows)


def _rows(
    session: Session, viewer: Viewer, ids: Sequence[str], chosen: Sequence[str]
) -> Iterator[list[Any]]:
    """A piece of the list after another, so that few producers are in memory."""
    cells = [COLUMNS[code].cell for code in chosen]
    for piece in chunks(ids):
        households = store_find.rows_of(session, viewer, piece)
        owners = {one.owner_id for one in households if one.owner_id}
        names = store_people.names(session, viewer, owners) if "owner" in chosen else {}
        for household in households:
            shown = Shown(household, viewer)
            yield [cell(shown, names) for cell in cells]
            session.expunge(household)


def _note(
    session: Session, viewer: Viewer, filters: Filters, chosen: Sequence[str], rows: int
) -> None:
    """What was searched for may name a person: the trail tells only that there was a word."""
    on = list_view.chips(session, viewer, filters)
    words = ["Từ khóa" if chip.name in {"q", "ids"} else chip.text for chip in on]
    audit.record(
        session, viewer, "households_exported", kind="household_list", id="export",
        after={
            "rows": rows,
            "columns": [COLUMNS[code].title for code in chosen],
            "filters": words,
        },
    )  # fmt: skip


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
