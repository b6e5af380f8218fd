"""Conflicts as a page: both versions side by side, one tap settles, and another takes it back."""

from datetime import timedelta
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.fieldwork import conflict_list, store_conflicts
from agrimarket.fieldwork.blueprints import pages as blueprint
from agrimarket.fieldwork.conflicts import get, settle, unsettle
from agrimarket.fieldwork.schemas import ConflictOut
from agrimarket.households.showing.oracle import counting
from agrimarket.kit import clock
from agrimarket.kit.access import REGISTRARS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.http import wants_json
from agrimarket.kit.paging import LIST_PAGE, paged

LATELY = timedelta(days=30)
MOST_SETTLED = 10
PHONE_PAGE = 200


@blueprint.get("/xung-dot")
@allow(*REGISTRARS)
def conflicts() -> str:
    """What waits for a choice, and what was chosen lately."""
    return _page()


@blueprint.get("/xung-dot.json")
@allow(*REGISTRARS)
def conflicts_json() -> Response:
    """The same for the phone: open ones, oldest first."""
    page = paged(reading(), store_conflicts.open_ones(current_viewer()), page=1,
                 page_size=PHONE_PAGE)  # fmt: skip
    items = ConflictOut(many=True).dump([_shown(row) for row in page.items])
    return jsonify(items=items, total=page.total)


@blueprint.post("/xung-dot/<conflict_id>")
@allow(*REGISTRARS)
def choose(conflict_id: str) -> AnyResponse | tuple[str, int]:
    """Let the phone's version hold (choice=mine), or the record's (theirs)."""
    viewer = current_viewer()
    try:
        with counting(viewer), one_commit() as session:
            row = get(session, viewer=viewer, conflict_id=conflict_id)
            settle(session, viewer=viewer, conflict=row, choice=_choice())
    except Refusal as refusal:
        return _refused(refusal)
    return _done(conflict_id, "Đã chọn xong.")


@blueprint.post("/xung-dot/<conflict_id>/hoan-tac")
@allow(*REGISTRARS)
def undo_choice(conflict_id: str) -> AnyResponse | tuple[str, int]:
    """Put back what was before the choice."""
    viewer = current_viewer()
    try:
        with counting(viewer), one_commit() as session:
            row = get(session, viewer=viewer, conflict_id=conflict_id)
            unsettle(session, viewer=viewer, conflict=row)
    except Refusal as refusal:
        return _refused(refusal)
    return _done("", "Đã đưa về như trước khi chọn.")


def _choice() -> str:
    body = request.get_json(silent=True) if request.is_json else None
    told: Any = body.get("choice") if isinstance(body, dict) else request.form.get("choice")
    return told if isinstance(told, str) else ""


def _done(conflict_id: str, said: str) -> AnyResponse:
    if wants_json():
        return jsonify(settled=bool(conflict_id))
    if conflict_id:
        undo = url_for("fieldwork.undo_choice", conflict_id=conflict_id)
        offer: Any = {"text": said, "url": undo, "label": "Hoàn tác"}
        flash(offer, "undo")
    else:
        flash(said)
    return redirect(url_for("fieldwork.conflicts"), code=303)


def _refused(refusal: Refusal) -> tuple[str, int]:
    if wants_json() or refusal.code == "not_found":
        raise refusal
    return _page(refusal.detail), 422


def _page(said: str = "") -> str:
    session, viewer = reading(), current_viewer()
    number = request.args.get("page", 1, type=int)
    page = paged(session, store_conflicts.open_ones(viewer), page=max(1, min(number, 10**6)),
                 page_size=LIST_PAGE)  # fmt: skip
    lately = store_conflicts.settled_since(viewer, clock.now() - LATELY)
    settled = paged(session, lately, page=1, page_size=MOST_SETTLED).items
    return render_template(
        "fieldwork/conflicts.html", page=page, said=said,
        waiting=[_shown(row) for row in page.items], settled=[_shown(row) for row in settled],
    )  # fmt: skip


def _shown(row: Any) -> dict[str, Any]:
    return conflict_list.shown(reading(), current_viewer(), row)
