"""Pages of imported lists: look first, import for real, choose, mend, undo."""

from dataclasses import replace
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.blueprints import workbook_response
from agrimarket.households.lists import foreign
from agrimarket.households.lists import rules as import_rules
from agrimarket.households.lists import stages as import_stages
from agrimarket.households.lists.take import ADD, UPDATE
from agrimarket.households.lists.template import COLUMN_WORDS, register_form
from agrimarket.households.lists.view import TABS, default_tab, view
from agrimarket.households.showing.oracle import count_trial
from agrimarket.kit.access import WORKERS, Viewer, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.jobs import job_of
from agrimarket.kit.paging import LIST_PAGE

Answer = str | Response | tuple[str, int]


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
    viewer = current_viewer()
    try:
        looked = import_stages.look_at(reading(), viewer=viewer, source=file.read())
        looked = _asked(viewer, looked)
        with one_commit() as session:
            listed = import_stages.keep(
                session, viewer=viewer, looked=looked, file_name=file.filename, mode=asked_mode()
            )
    except Refusal as refusal:
        return _upload_page({"file": [refusal.detail]}), 422
    return _back(listed.id)


def _asked(viewer: Viewer, looked: import_stages.Looked) -> import_stages.Looked:
    """Counted before it is decided; one that waits is counted when it is read."""
    if looked.read is None:
        foreign.closed_to(viewer)
        return looked
    count_trial(viewer, len(looked.read.rows))
    return replace(looked, read=foreign.asked(reading(), viewer, looked.read))


def asked_mode() -> str:
    """Whether registered households may be changed, as the form says."""
    return UPDATE if request.form.get("mode") == UPDATE else ADD


@blueprint.get("/ho/nhap-danh-sach/mau.xlsx")
@allow(*WORKERS)
def template_workbook() -> FlaskResponse:
    """The form to fill in, made for the communes of whoever asks."""
    return workbook_response(register_form(current_viewer()), name="mau-dang-ky.xlsx")


@blueprint.get("/ho/nhap-danh-sach/<import_id>")
@allow(*WORKERS)
def import_result(import_id: str) -> Answer:
    """What became of each row, one kind of outcome at a time; before that, what it waits for."""
    session, viewer = reading(), current_viewer()
    listed = import_rules.get_import(session, viewer=viewer, import_id=import_id)
    if listed.stage == import_stages.ASKING and listed.who == viewer.caller:
        return redirect(url_for("households.ask_list", import_id=import_id), code=303)
    if listed.stage in {*import_stages.BUSY, import_stages.ASKING, import_stages.REFUSED}:
        job = job_of(session, listed.job_id or "", account_id=listed.who)
        return render_template("households/import_wait.html", listed=listed, job=job)
    return _result_page(import_id)


@blueprint.post("/ho/nhap-danh-sach/<import_id>/nhap")
@allow(*WORKERS)
def import_for_real(import_id: str) -> Response:
    """Import the list that was looked at, from the kept file."""
    viewer = current_viewer()
    if import_stages.is_long(reading(), viewer=viewer, import_id=import_id):
        foreign.closed_to(viewer)
        with one_commit() as session:
            import_stages.begin_import(session, viewer=viewer, import_id=import_id)
        return _back(import_id)
    read = import_rules.kept_list(reading(), viewer=viewer, import_id=import_id)
    read = foreign.asked(reading(), viewer, read)
    with one_commit() as session:
        listed = import_rules.import_kept(session, viewer=viewer, import_id=import_id, read=read)
    undo = url_for("households.undo_import", import_id=import_id)
    label = "Hoàn tác cả lần nhập"
    flash({"text": done_words(listed.counts), "url": undo, "label": label}, "undo")  # type: ignore[arg-type]  # kit/frame.html takes both forms
    return _back(import_id)


def done_words(counts: dict[str, int]) -> str:
    """What an import did, in one sentence."""
    words = f"Đã thêm {counts['created']} hộ"
    updated = counts.get("updated", 0)
    return f"{words}, cập nhật {updated} hộ." if updated else f"{words}."


@blueprint.post("/ho/nhap-danh-sach/<import_id>/chon-xa")
@allow(*WORKERS)
def choose_commune(import_id: str) -> Answer:
    """One tap on a commune registers the row's household there."""
    row, viewer = request.form.get("row", "", type=str), current_viewer()
    chosen: dict[str, Any] = {
        "row": int(row) if row.isdecimal() and len(row) < 9 else 0,
        "commune_code": request.form.get("commune_code", ""),
        "sheet": request.form.get("sheet") or None,
    }
    try:
        import_rules.ask_before(reading(), viewer=viewer, import_id=import_id, **chosen)
        with one_commit() as session:
            line = import_rules.choose(session, viewer=viewer, import_id=import_id, **chosen)
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
    """Take back the whole import; households changed since are told, then kept if asked so."""
    keep_used = request.form.get("keep_used") == "1"
    try:
        with one_commit() as session:
            import_rules.undo_import(
                session, viewer=current_viewer(), import_id=import_id, keep_used=keep_used
            )
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        held = refusal.facts.get("household_ids", [])
        return _result_page(import_id, {"": [refusal.detail]}, held=held), 422
    kept = " Các hộ đã sửa hoặc đang dùng được giữ nguyên." if keep_used else ""
    flash(f"Đã hoàn tác. Danh sách hộ trở lại như trước lần nhập này.{kept}", "good")
    return _back(import_id)


def _back(import_id: str, **values: Any) -> Response:
    return redirect(url_for("households.import_result", import_id=import_id, **values), code=303)


def _upload_page(errors: dict[str, list[str]]) -> str:
    page = import_rules.imports(reading(), viewer=current_viewer(), page_size=20)
    return render_template(
        "households/upload.html", errors=errors, imports=page.items, columns=COLUMN_WORDS,
        mode=request.form.get("mode", ADD),
    )  # fmt: skip


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
        may_undo=import_rules.may_undo(listed), done=done_words(listed.counts),
    )  # fmt: skip
