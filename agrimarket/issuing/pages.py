"""Pages of stamp orders; printing is in print_pages.py, range commands in range_pages.py."""

from typing import Any

from flask import render_template, request, url_for

from agrimarket.issuing import print_pages, range_pages, read, roll, rules
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.form_pages import text, whole
from agrimarket.issuing.models import StampState
from agrimarket.issuing.prints import QUEUED
from agrimarket.issuing.range_api import KEEPERS
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.words import (
    EVENT_WORDS,
    PRINT_STATES,
    STATE_KINDS,
    STATE_WORDS,
    STOCK_WORDS,
)
from agrimarket.kit.access import OFFICERS, PRODUCERS, PROVINCE, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Job
from agrimarket.kit.paging import LIST_PAGE
from agrimarket.kit.web.form_page import PageAnswer, answered
from agrimarket.lots import read as lots
from agrimarket.products import read as products

__all__ = ["blueprint", "print_pages", "range_pages"]

MOST_HISTORY = 50
MOST_LOTS = 8  # offered where stamps are asked for without saying which
ASKED = ("q", "product", "lot", "household")


@blueprint.get("/tem")
@allow(*READERS)
def index() -> str:
    """Orders, newest first."""
    viewer, session = current_viewer(), reading()
    asked = {name: request.args.get(name, "")[:100] for name in ASKED}
    found = read.order_views(
        session,
        viewer=viewer,
        page=max(1, request.args.get("page", 1, type=int)),
        page_size=LIST_PAGE,
        product_id=asked["product"] or None,
        lot_id=asked["lot"] or None,
        household_id=asked["household"] or None,
        q=asked["q"],
    )
    orders = [view.order for view in found.items]
    return render_template(
        "issuing/index.html",
        page=found,
        asked=asked,
        names=read.names_of(session, viewer=viewer, orders=orders),
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
        may_order=viewer.is_one_of(PRODUCERS),
    )


@blueprint.route("/tem/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new() -> PageAnswer:
    """Order stamps for a lot or a product; without one, say where to choose it."""
    lot_id, product_id = request.args.get("lot"), request.args.get("product")
    if not lot_id and not product_id:
        found = read.lots_to_stamp(reading(), viewer=current_viewer(), most=MOST_LOTS)
        return render_template("issuing/choose.html", lots=found)

    def act() -> str:
        with one_commit() as session:
            order = rules.issue(
                session,
                viewer=current_viewer(),
                ring=the_ring(),
                lot_id=lot_id,
                product_id=product_id,
                count=whole("count"),
                override_reason=text("override_reason"),
            )
        return url_for("issuing.show", id=order.id)

    return answered(
        "issuing/new.html",
        act=act,
        context=lambda: _subject(lot_id, product_id),
        done="Đã cấp tem. Bây giờ in được rồi.",
    )


def _subject(lot_id: str | None, product_id: str | None) -> dict[str, Any]:
    """What the stamps are for, as the order form shows it."""
    session, viewer = reading(), current_viewer()
    lot = lots.lot_of(session, viewer=viewer, lot_id=lot_id) if lot_id else None
    product = (
        lots.product_of_lot(session, lot)
        if lot
        else products.product_of(session, viewer=viewer, product_id=product_id or "")
    )
    return {
        "lot": lot,
        "product": product,
        "producer": products.household_of(session, product),
        "may_override": viewer.is_one_of(PROVINCE),
        "quota": None if viewer.is_one_of(OFFICERS) else rules.PRODUCER_QUOTA,
    }


@blueprint.get("/tem/<id>")
@allow(*READERS)
def show(id: str) -> str:
    """One order: the picture of its roll, what is next, its prints and its history."""
    session, viewer = reading(), current_viewer()
    view = read.order_view(session, viewer=viewer, order_id=id)
    order, runs = view.order, read.runs_of(session, view.order)
    prints = read.prints_of(session, order)
    bound = {run.lot_id for run in runs} | {order.lot_id}
    return render_template(
        "issuing/show.html",
        order=order,
        view=view,
        runs=runs,
        pieces=roll.pieces(runs),
        key=roll.key(view.tally),
        names=read.names_of(session, viewer=viewer, orders=[order])[order.id],
        lots={
            lot_id: lots.lot_of(session, viewer=viewer, lot_id=lot_id)
            for lot_id in bound
            if lot_id is not None
        },
        prints=prints,
        progress=_progress(prints),
        history=read.history_of(session, order)[:MOST_HISTORY],
        positions=read.event_span,
        next_act=_next(view),
        may_work=viewer.is_one_of(PRODUCERS),
        may_keep=viewer.is_one_of(KEEPERS),
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
        print_states=PRINT_STATES,
        stock_words=STOCK_WORDS,
        event_words=EVENT_WORDS,
    )


def _progress(prints: Any) -> dict[str, Job]:
    """The jobs of prints that are still being drawn, by print."""
    session = reading()
    jobs = {row.id: session.get(Job, row.job_id) for row in prints if row.state == QUEUED}
    return {print_id: job for print_id, job in jobs.items() if job is not None}


def _next(view: read.OrderView) -> str:
    """What is waiting: stamps to print, then stamps to activate."""
    if StampState.ISSUED in view.tally:
        return "print"
    waiting = (StampState.PRINTED, StampState.DELIVERED)
    return "activate" if any(state in view.tally for state in waiting) else ""
