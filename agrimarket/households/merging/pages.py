"""Pages of likely pairs: the list, two records side by side, one tap that merges, undo."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.merging import likely
from agrimarket.households.merging import show as merge_show
from agrimarket.households.merging import store as store_merge
from agrimarket.households.merging.fields import CHOICES
from agrimarket.households.merging.likeness import REASON_WORDS
from agrimarket.households.merging.merge import merge_households
from agrimarket.households.merging.schemas import PairQuery
from agrimarket.households.merging.undo import undo_merge
from agrimarket.households.showing.present import Shown
from agrimarket.households.showing.views import note_view
from agrimarket.kit.access import OFFICERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.paging import LIST_PAGE, Page, paged
from agrimarket.kit.web.form_page import read_query
from agrimarket.places import communes

Answer = str | Response | tuple[str, int]


@blueprint.get("/ho/trung")
@allow(*WORKERS)
def likely_pairs() -> str:
    """Likely pairs with filters."""
    viewer, query = current_viewer(), read_query(PairQuery)
    page = likely.pairs(reading(), viewer=viewer, **query)
    found = [one for one in communes() if viewer.whole_province or one.code in viewer.commune_codes]
    return render_template(
        "households/pairs.html",
        page=page,
        query=query,
        active=sum(bool(query[name]) for name in ("commune", "reason")),
        communes=sorted(((one.code, one.name) for one in found), key=lambda pair: pair[1]),
        reasons=[(str(code), words) for code, words in REASON_WORDS.items()],
        reason_words=REASON_WORDS,
        shown=lambda row: Shown(row, viewer),
    )


@blueprint.get("/ho/trung/<first_id>/<second_id>")
@allow(*WORKERS)
def pair(first_id: str, second_id: str) -> str:
    """Two records side by side; that both were opened is noted."""
    return _pair(first_id, second_id, {})


@blueprint.post("/ho/trung/<first_id>/<second_id>")
@allow(*OFFICERS)
def merge_pair(first_id: str, second_id: str) -> Answer:
    """One tap: the two are one."""
    first_id, second_id = sorted((first_id, second_id))
    kept_first = request.form.get("keep") != second_id
    keep, gone = (first_id, second_id) if kept_first else (second_id, first_id)
    try:
        with one_commit() as session:
            done = merge_households(
                session, viewer=current_viewer(), keep_id=keep, merge_id=gone,
                fields=_sides(kept_first),
            )  # fmt: skip
    except NotFound:
        raise
    except Refusal as refusal:
        return _pair(first_id, second_id, refusal.fields or {"": [refusal.detail]}), 422
    _say_merged(done.id)
    return redirect(url_for("households.show", household_id=keep), code=303)


@blueprint.post("/ho/trung/<first_id>/<second_id>/khac")
@allow(*OFFICERS)
def not_the_same(first_id: str, second_id: str) -> Response:
    """They are two people: not shown again."""
    return _judge(first_id, second_id, likely.DIFFERENT, "Đã ghi: đây là hai người.")


@blueprint.post("/ho/trung/<first_id>/<second_id>/de-nghi")
@allow(*WORKERS)
def propose_merge(first_id: str, second_id: str) -> Response:
    """A worker passes the pair on to the officers."""
    return _judge(first_id, second_id, likely.PROPOSED, "Đã chuyển cho cán bộ xã xem và gộp.")


@blueprint.get("/ho/gop")
@allow(*WORKERS)
def merges() -> str:
    """Merges there were, newest first."""
    viewer, number = current_viewer(), request.args.get("page", 1, int)
    query = store_merge.merges(viewer)
    page = paged(reading(), query, page=min(max(number, 1), 10**6), page_size=LIST_PAGE)
    rows = merge_show.shown_merges(reading(), viewer, page.items)
    return render_template("households/merges.html", page=Page(rows, page.total, page.page,
                           page.page_size))  # fmt: skip


@blueprint.post("/ho/gop/<merge_id>/hoan-tac")
@allow(*OFFICERS)
def undo_pair(merge_id: str) -> Response:
    """Part the two again."""
    try:
        with one_commit() as session:
            done = undo_merge(session, viewer=current_viewer(), merge_id=merge_id)
            kept, newer = done.merge.kept_id, done.kept_newer
    except NotFound:
        raise
    except Refusal as refusal:
        flash(refusal.detail, "stop")
        return redirect(url_for("households.merges"), code=303)
    flash(f"Đã tách lại hai hồ sơ. {'; '.join(newer)}".strip(), "look" if newer else "good")
    return redirect(url_for("households.show", household_id=kept), code=303)


def _judge(first_id: str, second_id: str, verdict: str, said: str) -> Response:
    with one_commit() as session:
        likely.judge(session, viewer=current_viewer(), one_id=first_id, other_id=second_id,
                     verdict=verdict)  # fmt: skip
    flash(said)
    return redirect(url_for("households.likely_pairs"), code=303)


def _pair(first_id: str, second_id: str, errors: dict[str, list[str]]) -> str:
    session, viewer = reading(), current_viewer()
    found = likely.pair_of(session, viewer=viewer, one_id=first_id, other_id=second_id)
    for one in (found.first, found.second):
        note_view(session, viewer, one)
    return render_template(
        "households/pair.html",
        pair=found,
        look=merge_show.look(session, viewer=viewer, pair=found),
        first=Shown(found.first, viewer),
        second=Shown(found.second, viewer),
        reason_words=REASON_WORDS,
        may_merge=viewer.is_one_of(OFFICERS),
        typed=request.form,
        errors={name.removeprefix("fields."): said for name, said in errors.items()},
    )


def _sides(kept_first: bool) -> dict[str, str]:
    """The form says first or second; rules say keep or merge."""
    mine = "first" if kept_first else "second"
    found = {name: request.form.get(f"f-{name}", "") for name in CHOICES}
    return {
        name: "both" if side == "both" else "keep" if side == mine else "merge"
        for name, side in found.items()
        if side in {"first", "second", "both"}
    }


def _say_merged(merge_id: str) -> None:
    url = url_for("households.undo_pair", merge_id=merge_id)
    said: Any = {"text": "Đã gộp hai hồ sơ. Hoàn tác được trong 30 ngày.", "url": url,
                 "label": "Hoàn tác"}  # fmt: skip
    flash(said, "undo")
