"""Pages of one run of stamps, and of the single stamps in an order whose PIN was tried."""

from typing import Any

from flask import render_template, request, url_for

from agrimarket.issuing import acts, consume, read
from agrimarket.issuing import store_marks as store
from agrimarket.issuing.activate import FROM
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.ends import serials
from agrimarket.issuing.form_pages import text as typed_text
from agrimarket.issuing.life_api import mark_shown, place_of
from agrimarket.issuing.words import STATE_KINDS, STATE_WORDS, span_words
from agrimarket.kit.access import OFFICERS, PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import LIST_PAGE, paged
from agrimarket.kit.web.form_page import PageAnswer, answered
from agrimarket.lots import read as lots
from stamps import Span


@blueprint.get("/tem/<id>/dai")
@allow(*READERS)
def run(id: str) -> str:
    """One run of stamps: its state, its lot, and what may be done with it."""
    session, viewer = reading(), current_viewer()
    order = read.order_of(session, viewer=viewer, order_id=id)
    first, last = (request.args.get(name, type=int) or 0 for name in ("first", "last"))
    if not 1 <= first <= last <= order.count:
        raise NotFound
    span = Span(first, last)
    whole = read.joined_runs(session, order)
    runs = [one for one in whole if one.first <= last and one.last >= first]
    shown = runs[0]
    lot_id = shown.lot_id or order.lot_id
    may_work = viewer.is_one_of(PRODUCERS)
    return render_template(
        "issuing/run.html",
        order=order,
        span=span,
        said=span_words(*span),
        serial_count=serials(order, first, last).size,
        run=shown,
        runs=runs,
        lot=lots.lot_of(session, viewer=viewer, lot_id=lot_id) if lot_id else None,
        acts=[act for act in acts.BY_STATE[shown.state] if viewer.is_one_of(act.roles)],
        may_print=may_work and shown.state == "issued",
        may_activate=may_work and shown.state in FROM,
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
    )


@blueprint.get("/tem/<id>/ma-pin")
@allow(*READERS)
def marks(id: str) -> str:
    """Stamps of an order that were said opened, or whose PIN is locked."""
    return render_template("issuing/marks.html", errors={}, typed={}, **_marks(id))


def _marks(id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    order = read.order_of(session, viewer=viewer, order_id=id)
    page = max(1, request.args.get("page", 1, type=int))
    found = paged(session, store.of_order(order.id), page=page, page_size=LIST_PAGE)
    return {
        "order": order,
        "page": found,
        "tried": [mark_shown(order, mark) for mark in found.items],
        "most": consume.MOST_TRIES,
        "may_undo": viewer.is_one_of(OFFICERS),
    }


@blueprint.post("/tem/<id>/ma-pin/<position>")
@allow(*OFFICERS)
def undo_mark_form(id: str, position: str) -> PageAnswer:
    """Take back what was said of one stamp."""
    field = f"reason-{position}"

    def act() -> str:
        with one_commit() as session:
            consume.undo(
                session, viewer=current_viewer(), order_id=id, position=place_of(position),
                reason=typed_text(field),
            )  # fmt: skip
        return url_for("issuing.marks", id=id)

    return answered(
        "issuing/marks.html",
        act=act,
        context=lambda: _marks(id),
        done="Đã mở lại. Tem này thử số PIN lại được.",
    )
