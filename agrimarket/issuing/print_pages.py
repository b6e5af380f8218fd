"""Pages that print an order's stamps and hand out the sheets; look_pages.py shows them before."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from agrimarket.issuing import house_pages, look_pages, read, redraw, store_prints
from agrimarket.issuing.again import HAD_FILE, has_file
from agrimarket.issuing.api import codes_response, sheet_response
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.gs1_papers import gs1_papers
from agrimarket.issuing.labels import gtin_of
from agrimarket.issuing.make import make_again, make_print
from agrimarket.issuing.models import StampPrint, StampState
from agrimarket.issuing.print_form import is_set, read_wish, settings_of, skipped
from agrimarket.issuing.prints import LISTS
from agrimarket.issuing.ring import public_host
from agrimarket.issuing.words import FILE_WORDS, FORMAT_WORDS, PRINT_STATES, STOCK_WORDS
from agrimarket.kit.access import PRODUCERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.web.form_page import PageAnswer, answered
from stamps import STOCKS, Span

__all__ = ["house_pages", "look_pages"]

LOOK = "look"
MOST_PRINTS = 4  # listed openly, the newest; those still being drawn stand above them


@blueprint.route("/tem/<id>/in", methods=["GET", "POST"])
@allow(*PRODUCERS)
def print_form(id: str) -> PageAnswer:
    """Choose paper and stamps, look at the first page, then print."""
    if request.method == "POST" and request.form.get("act") == LOOK:
        return _looked(id)

    def act() -> str:
        wish = read_wish(request.form)
        row = make_print(viewer=current_viewer(), order_id=id, wish=wish)
        return url_for("issuing.show", id=id, made=row.id)

    return answered(
        "issuing/print.html",
        act=act,
        context=lambda: _context(id),
        done="Đã ghi lần in.",
    )


def _looked(id: str) -> PageAnswer:
    """The form as typed, with the picture of its first page."""
    context = _context(id)
    try:
        look = look_pages.looked(id, read_wish(request.form))
    except Refusal as refusal:
        errors = refusal.fields or {"": [refusal.detail]}
        return render_template("issuing/print.html", errors=errors, **context), 422
    return render_template("issuing/print.html", errors={}, look=look, **context)


def _context(id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    order = read.order_of(session, viewer=viewer, order_id=id)
    runs = read.joined_runs(session, order)
    fresh = next((run for run in runs if run.state == StampState.ISSUED), None)
    posted = request.method == "POST"
    before = None if posted else store_prints.last_by(session, viewer)
    kept = settings_of(before)
    typed = request.form if posted else {**kept, **request.args.to_dict()}
    gtin = gtin_of(session, viewer=viewer, order=order)
    return {
        "order": order,
        "typed": typed,
        "remembered": before.created_at if before is not None and is_set(kept) else None,
        "skip": _skip(typed),
        "first": fresh.first if fresh else 1,
        "last": fresh.last if fresh else order.count,
        "again": fresh is None,
        "stocks": STOCKS,
        "stock_words": STOCK_WORDS,
        "lists": LISTS,
        "formats": list(FORMAT_WORDS.items()),
        "gtin": gtin,
        "papers": gs1_papers(gtin, public_host()) if gtin else None,
    }


def _skip(typed: Any) -> int:
    try:
        return skipped(typed, typed.get("stock", ""))
    except Refusal:
        return 0


def shown(prints: Sequence[StampPrint], runs: Sequence[read.Run]) -> dict[str, Any]:
    """What the page of an order tells of its prints; `made` is the one just asked for, once its
    file may be had."""
    asked = request.args.get("made")
    return {
        "prints": prints,
        "most_prints": MOST_PRINTS,
        "lost": lost(prints),
        "left_of": left_of(prints, runs),
        "made": next((row for row in prints if row.id == asked and has_file(row)), None),
        "print_states": PRINT_STATES,
        "stock_words": STOCK_WORDS,
        "file_words": FILE_WORDS,
    }


def lost(prints: Sequence[StampPrint]) -> set[str]:
    """The ids of prints whose file was there and may be made again."""
    return {row.id for row in prints if row.state in HAD_FILE and not has_file(row)}


def left_of(prints: Sequence[StampPrint], runs: Sequence[read.Run]) -> dict[str, list[Span]]:
    """By print whose file is gone and cannot come back, for stamps of it are void since: the
    stretches that may still be printed."""
    found = {}
    for row in prints:
        if row.id not in lost([row]):
            continue
        within = [run for run in runs if run.first <= row.last and run.last >= row.first]
        if any(run.state == StampState.VOID for run in within):
            kept = [run for run in within if run.state != StampState.VOID]
            found[row.id] = _stretches(row, kept)
    return found


def _stretches(row: StampPrint, runs: Sequence[read.Run]) -> list[Span]:
    """Neighbouring runs as one, as far as they are of this print."""
    found: list[Span] = []
    for run in runs:
        span = Span(max(run.first, row.first), min(run.last, row.last))
        if found and found[-1].last + 1 == span.first:
            span = Span(found.pop().first, span.last)
        found.append(span)
    return found


@blueprint.get("/tem/<id>/in/<print_id>")
@allow(*PRODUCERS)
def sheet(id: str, print_id: str) -> Response:
    """The file of a print."""
    return sheet_response(id, print_id)


@blueprint.post("/tem/<id>/in/<print_id>/dung")
@allow(*PRODUCERS)
def stop_print(id: str, print_id: str) -> Answer:
    """Stop a print that is being drawn."""
    with one_commit() as session:
        redraw.cancel(session, viewer=current_viewer(), order_id=id, print_id=print_id)
    flash("Đã dừng. Tem chưa in lần nào vẫn là chưa in.", "good")
    return redirect(url_for("issuing.show", id=id, _anchor="ban-in"), 303)


@blueprint.post("/tem/<id>/in/<print_id>/tao-lai")
@allow(*PRODUCERS)
def redraw_print(id: str, print_id: str) -> Answer:
    """Make the file of a print once more; where that is refused, the order's page says why."""
    try:
        make_again(viewer=current_viewer(), order_id=id, print_id=print_id)
        flash("Đã tạo lại đúng tệp cũ. Đây không tính là in lại.", "good")
    except Refusal as refusal:
        if refusal.kind is not Kind.CONFLICT:
            raise
        flash(refusal.detail, "look")
    return redirect(url_for("issuing.show", id=id, _anchor="ban-in"), 303)


@blueprint.get("/tem/<id>/ma.csv")
@allow(*PRODUCERS)
def codes(id: str) -> Response:
    """The list of codes, once a print of it was recorded."""
    return codes_response(id)
