"""Pages of imported lists: look first, import for real, choose, mend, undo."""

from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households import import_rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.blueprints import workbook_response
from agrimarket.households.import_view import TABS, default_tab, view
from agrimarket.households.oracle import count_trial
from agrimarket.kit.access import WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.paging import LIST_PAGE
from agrimarket.kit.spreadsheets import workbook

Answer = str | Response | tuple[str, int]
COLUMNS = (
    "STT", "Họ và tên chủ hộ", "Số CCCD", "Ngày sinh", "Giới tính", "Số điện thoại",
    "Thôn/Bản", "Xã/Phường", "Huyện (cũ)", "Sản phẩm chính", "Diện tích (ha)",
    "Đồng ý cung cấp dữ liệu", "Ghi chú",
)  # fmt: skip


@blueprint.get("/ho/nhap-danh-sach")
@allow(*WORKERS)
def upload() -> str:
    """Where a list is chosen; the lists of before below."""
    return _upload_page({})


@blueprint.post("/ho/nhap-danh-sach")
@allow(*WORKERS)
def try_list() -> Answer:
    """Read the list and show what would happen; nothing is registered yet."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _upload_page({"file": ["Chưa chọn tệp. Hãy chọn tệp Excel có danh sách."]}), 422
    try:
        given = import_rules.Upload(import_rules.read_list(file.read()), file.filename)
        count_trial(current_viewer(), len(given.read.rows))
        with one_commit() as session:
            listed = import_rules.import_list(
                session, viewer=current_viewer(), upload=given, dry_run=True, keep_file=True
            )
    except Refusal as refusal:
        return _upload_page({"file": [refusal.detail]}), 422
    return redirect(url_for("households.import_result", import_id=listed.id), code=303)


@blueprint.get("/ho/nhap-danh-sach/mau.xlsx")
@allow(*WORKERS)
def template_workbook() -> FlaskResponse:
    """An empty list with the headings that are understood."""
    return workbook_response(workbook("Danh sách hộ", COLUMNS, []), name="danh-sach-ho.xlsx")


@blueprint.get("/ho/nhap-danh-sach/<import_id>")
@allow(*WORKERS)
def import_result(import_id: str) -> str:
    """What became of each row, one kind of outcome at a time."""
    return _result_page(import_id)


@blueprint.post("/ho/nhap-danh-sach/<import_id>/nhap")
@allow(*WORKERS)
def import_for_real(import_id: str) -> Response:
    """Import the list that was looked at, from the kept file."""
    viewer = current_viewer()
    read = import_rules.kept_list(reading(), viewer=viewer, import_id=import_id)
    with one_commit() as session:
        listed = import_rules.import_kept(session, viewer=viewer, import_id=import_id, read=read)
    undo = url_for("households.undo_import", import_id=import_id)
    text = f"Đã thêm {listed.counts['created']} hộ."
    flash({"text": text, "url": undo, "label": "Hoàn tác cả lần nhập"}, "undo")  # type: ignore[arg-type]  # kit/frame.html takes both forms
    return _back(import_id)


@blueprint.post("/ho/nhap-danh-sach/<import_id>/chon-xa")
@allow(*WORKERS)
def choose_commune(import_id: str) -> Answer:
    """One tap on a commune registers the row's household there."""
    row = request.form.get("row", "", type=str)
    try:
        with one_commit() as session:
            line = import_rules.choose(
                session,
                viewer=current_viewer(),
                import_id=import_id,
                row=int(row) if row.isdecimal() and len(row) < 9 else 0,
                commune_code=request.form.get("commune_code", ""),
            )
    except Refusal as refusal:
        return _result_page(import_id, {"": [refusal.detail]}), 422
    said = "Đã thêm hộ ở dòng {}." if line.outcome == "created" else "Hộ ở dòng {} đã có từ trước."
    flash(said.format(line.row), "good")
    return _back(import_id)


@blueprint.get("/ho/nhap-danh-sach/<import_id>/can-sua.xlsx")
@allow(*WORKERS)
def mend(import_id: str) -> FlaskResponse:
    """The rows to mend, ready to send again."""
    with one_commit() as session:
        content = import_rules.mend_workbook(session, viewer=current_viewer(), import_id=import_id)
    return workbook_response(content, name="can-sua.xlsx")


@blueprint.post("/ho/nhap-danh-sach/<import_id>/hoan-tac")
@allow(*WORKERS)
def undo_import(import_id: str) -> Answer:
    """Take back the whole import."""
    try:
        with one_commit() as session:
            import_rules.undo_import(session, viewer=current_viewer(), import_id=import_id)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        held = refusal.facts.get("household_ids", [])
        return _result_page(import_id, {"": [refusal.detail]}, held=held), 422
    flash("Đã hoàn tác. Danh sách hộ trở lại như trước lần nhập này.", "good")
    return _back(import_id)


def _back(import_id: str, **values: Any) -> Response:
    return redirect(url_for("households.import_result", import_id=import_id, **values), code=303)


def _upload_page(errors: dict[str, list[str]]) -> str:
    page = import_rules.imports(reading(), viewer=current_viewer(), page_size=20)
    return render_template(
        "households/upload.html", errors=errors, imports=page.items, columns=COLUMNS
    )


def _result_page(
    import_id: str, errors: dict[str, list[str]] | None = None, held: list[str] | None = None
) -> str:
    session, viewer = reading(), current_viewer()
    listed = import_rules.get_import(session, viewer=viewer, import_id=import_id)
    tab = request.args.get("outcome", "")
    if tab not in TABS:
        tab = default_tab(listed)
    number = request.args.get("page", 1, type=int)
    page = view(session, viewer, listed, tab, page=max(1, number), page_size=LIST_PAGE)
    return render_template(
        "households/import.html", listed=listed, tab=tab, tabs=TABS, page=page,
        errors=errors or {}, held=held or [], is_mine=listed.who == viewer.caller,
    )  # fmt: skip
