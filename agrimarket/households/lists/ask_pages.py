"""Pages that ask how a list is to be read: which sheet, which column is what, add or update."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.intake.header import Field
from agrimarket.households.intake.refusals import MappingInvalid
from agrimarket.households.intake.survey import Surveyed
from agrimarket.households.intake.wish import ALL, Wish
from agrimarket.households.lists import foreign
from agrimarket.households.lists import rules as import_rules
from agrimarket.households.lists import stages as import_stages
from agrimarket.households.lists.pages import asked_mode
from agrimarket.households.lists.take import UPDATE
from agrimarket.households.lists.wish import FIELDS, letters
from agrimarket.households.showing.oracle import count_trial
from agrimarket.kit.access import WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal

Answer = str | Response | tuple[str, int]
FIELD_WORDS: dict[str, str] = {
    "name": "Họ và tên chủ hộ", "commune": "Xã, phường", "district": "Huyện (cũ)",
    "hamlet": "Thôn, bản", "phone": "Số điện thoại", "citizen_id": "Số căn cước",
    "birth_date": "Ngày sinh", "sex": "Giới tính", "product": "Sản phẩm chính",
    "area_ha": "Diện tích (ha)", "consent": "Đồng ý cung cấp dữ liệu", "note": "Ghi chú",
    "number": "Số thứ tự",
}  # fmt: skip
MOST_COLUMNS = 60


@blueprint.get("/ho/nhap-danh-sach/<import_id>/cach-doc")
@allow(*WORKERS)
def ask_list(import_id: str) -> Answer:
    """Which sheet is the list, and which column holds what; sample values stand beside."""
    return _page(import_id, {})


@blueprint.post("/ho/nhap-danh-sach/<import_id>/cach-doc")
@allow(*WORKERS)
def answer_list(import_id: str) -> Answer:
    """Read the kept file as it was said, and show the preview anew."""
    viewer = current_viewer()
    try:
        wish = _wish()
        read = import_stages.answered(reading(), viewer=viewer, import_id=import_id, wish=wish)
        if read is not None:
            count_trial(viewer, len(read.rows))
            read = foreign.asked(reading(), viewer, read)
        with one_commit() as session:
            import_stages.answer(
                session, viewer=viewer, import_id=import_id, wish=wish, mode=asked_mode(), read=read
            )
    except Refusal as refusal:
        if refusal.code in {"not_found", "import_already_done", "import_cells_gone"}:
            raise
        return _page(import_id, {"": [refusal.detail]}), 422
    return redirect(url_for("households.import_result", import_id=import_id), code=303)


def _wish() -> Wish:
    """The form: a sheet, or one sheet's columns, each with the field it holds; MappingInvalid."""
    sheet, row = request.form.get("sheet") or None, request.form.get("header_row", "")
    if "columns" not in request.form:
        return Wish(sheet=sheet)
    columns: dict[Field, int] = {}
    for place in range(MOST_COLUMNS):
        said = request.form.get(f"c{place}", "")
        if said in FIELDS and said not in columns:
            columns[said] = place
        elif said:
            raise MappingInvalid
    number = int(row) if row.isdecimal() and len(row) < 8 else None
    return Wish(sheet=sheet, header_row=number, columns=columns)


def _page(import_id: str, errors: dict[str, list[str]]) -> str:
    session, viewer = reading(), current_viewer()
    listed = import_rules.get_import(session, viewer=viewer, import_id=import_id)
    sheets = import_stages.sheets_of(session, viewer=viewer, import_id=import_id)
    chosen = _chosen(sheets, listed.asked.get("sheet"))
    return render_template(
        "households/import_ask.html",
        listed=listed, errors=errors, sheets=sheets, chosen=chosen, all_sheets=ALL,
        known=[one for one in sheets if one.header is not None], letters=letters,
        fields=[(name, FIELD_WORDS[name]) for name in FIELD_WORDS], row=_row(chosen),
        said=_said(chosen, listed.asked), mode=request.form.get("mode", listed.mode),
        update=UPDATE,
    )  # fmt: skip


def _chosen(sheets: Sequence[Surveyed], asked: str | None) -> Surveyed | None:
    """The sheet whose columns are asked about: named, the one that was asked for, the only one."""
    name = request.values.get("sheet") or asked
    found = next((one for one in sheets if one.name == name), None)
    if found is None and len(sheets) == 1:
        return sheets[0]
    return found


def _row(chosen: Surveyed | None) -> int:
    """The header's line, from 1, as asked for or as it was found."""
    said = request.values.get("header_row", "")
    if said.isdecimal() and 0 < int(said[:8]) < 1_048_577:
        return int(said[:8])
    return chosen.likely.last + 1 if chosen else 1


def _said(chosen: Surveyed | None, asked: dict[str, Any]) -> dict[int, str]:
    """The field of each column: as typed just now, as said before, as its heading says."""
    typed = {place: request.form.get(f"c{place}", "") for place in range(MOST_COLUMNS)}
    if any(typed.values()):
        return typed
    if chosen is not None and asked.get("columns") and asked.get("sheet") == chosen.name:
        return {place: name for name, place in asked["columns"].items()}
    return {place: name for name, place in (chosen.likely.columns if chosen else {}).items()}
