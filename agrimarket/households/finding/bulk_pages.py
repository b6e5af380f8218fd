"""Doing one thing to many producers of the list, and taking it back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households.blueprints import XLSX
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.finding import bulk
from agrimarket.households.finding.bulk import ACTORS, Outcome
from agrimarket.households.finding.bulk_kinds import KINDS
from agrimarket.households.finding.export import EXPORTERS, export
from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.pages import asked, list_page
from agrimarket.kit import clock
from agrimarket.kit.access import allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.web.filters import number

Answer = Response | tuple[str, int]
MEDIA = {"xlsx": XLSX, "csv": "text/csv"}


@blueprint.post("/ho/hang-loat")
@allow(*ACTORS)
def do_to_many() -> Answer:
    """One act on the producers ticked, or on all that the address finds."""
    viewer, kind = current_viewer(), request.form.get("act", "")
    value = request.form.get(f"value_{kind}", "")
    try:
        ids = bulk.chosen(reading(), viewer=viewer, ids=_ticked(), all_of=_all_of())
        if kind == "cards":
            return redirect(url_for("households.print_list", **_printed(ids)), code=303)
        with one_commit() as session:
            done = bulk.change_many(session, viewer=viewer, kind=kind, value=value, ids=ids)
    except Refusal as refusal:
        return list_page(refusal.fields or {"": [refusal.detail]}), 422
    _say(done)
    return _back_to_list()


@blueprint.get("/ho/hang-loat")
@allow(*ACTORS)
def acts_on_many() -> str:
    """What this person did to many at once, with the way back."""
    acts = bulk.acts_of(reading(), current_viewer())
    return render_template("households/acts.html", acts=acts, kinds=KINDS, now=clock.now())


@blueprint.post("/ho/hang-loat/<act_id>/hoan-tac")
@allow(*ACTORS)
def undo_many(act_id: str) -> Answer:
    """Put all of them back."""
    try:
        with one_commit() as session:
            done = bulk.undo_many(session, viewer=current_viewer(), act_id=act_id)
    except NotFound:
        raise
    except Refusal as refusal:
        flash(refusal.detail, "look")
        return redirect(url_for("households.acts_on_many"), code=303)
    kept = f" {number(done.left)} hộ đã được sửa sau đó nên giữ nguyên." if done.left else ""
    flash(f"Đã hoàn tác cho {number(done.act.count - done.left)} hộ.{kept}")
    return redirect(url_for("households.index"), code=303)


@blueprint.post("/ho/tai-ve")
@allow(*EXPORTERS)
def export_list() -> Answer:
    """The list as a file: the rows ticked or all that the address finds; noted in the trail."""
    ending, viewer = request.form.get("ending", "xlsx"), current_viewer()
    ticked = [] if request.form.get("all") else _ticked()
    filters = Filters(ids=",".join(ticked)) if ticked else Filters.of(asked())
    columns = request.form.getlist("columns")
    try:
        with one_commit() as session:
            content = export(
                session, viewer=viewer, filters=filters, columns=columns, ending=ending
            )
    except Refusal as refusal:
        return list_page(refusal.fields or {"": [refusal.detail]}), 422
    return _download(content, ending)


def _download(content: bytes, ending: str) -> Response:
    response = Response(content, mimetype=MEDIA[ending])
    name = f"ho-san-xuat-{clock.today().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _ticked() -> list[str]:
    return request.form.getlist("ids")


def _all_of() -> Filters | None:
    return Filters.of(asked()) if request.form.get("all") else None


def _printed(ids: list[str]) -> dict[str, Any]:
    """Cards are printed from a list: the address's own, or the one of those ticked."""
    return Filters.of(asked()).address() if request.form.get("all") else {"ids": ",".join(ids)}


def _say(done: Outcome) -> None:
    """What was done, and how it is taken back."""
    said = KINDS[done.act.kind].said.format(count=number(done.act.count))
    left = f" {number(done.left)} hộ giữ nguyên: đã như vậy rồi, hoặc không đổi được."
    text = said + (left if done.left else "")
    if not done.act.count:
        flash(text, "look")
        return
    undo = url_for("households.undo_many", act_id=done.act.id)
    flash({"text": text, "url": undo, "label": "Hoàn tác"}, "undo")  # type: ignore[arg-type]  # kit/frame.html takes both forms


def _back_to_list() -> Response:
    """The same list, on its first page."""
    return redirect(url_for("households.index", **Filters.of(asked()).address()), code=303)
