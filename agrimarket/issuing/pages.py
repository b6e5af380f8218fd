"""Pages of stamp orders; printing is in print_pages.py, range commands in range_pages.py."""

from typing import Any

from flask import render_template, request, url_for

from agrimarket.issuing import (
    approval_pages,
    cost_pages,
    leak_pages,
    print_pages,
    range_pages,
    read,
    roll,
    rules,
    run_pages,
    store_approvals,
    store_leaks,
    store_prints,
)
from agrimarket.issuing.acts import KEEPERS
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.form_pages import money, one_of, text, whole
from agrimarket.issuing.labels import facts_for
from agrimarket.issuing.log import pages as log_pages
from agrimarket.issuing.need import FIELD, check_wanted, need_of
from agrimarket.issuing.next_act import WORDS as NEXT_WORDS
from agrimarket.issuing.next_act import next_act
from agrimarket.issuing.paper import stocks_for_pin
from agrimarket.issuing.print_states import QUEUED
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.issuing.words import (
    EVENT_WORDS,
    PAYERS,
    STATE_KINDS,
    STATE_WORDS,
)
from agrimarket.kit.access import (
    OFFICERS,
    PRODUCERS,
    PROVINCE,
    READERS,
    Role,
    allow,
    current_viewer,
)
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Job
from agrimarket.kit.paging import LIST_PAGE
from agrimarket.kit.web.form_page import PageAnswer, answered
from agrimarket.lots import read as lots
from agrimarket.products import read as products

__all__ = [
    "approval_pages", "blueprint", "cost_pages", "leak_pages", "log_pages", "print_pages",
    "range_pages", "run_pages",
]  # fmt: skip

MOST_HISTORY = 50
MOST_RUNS = 6  # listed openly; a busy roll folds the rest
MOST_LOTS = 8  # offered where stamps are asked for without saying which
ASKED = ("q", "product", "lot", "household", "state")


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
        state=asked["state"] if asked["state"] in STATE_WORDS else "",
        q=asked["q"],
    )
    orders = [view.order for view in found.items]
    handed = store_prints.handed(session, [order.id for order in orders])
    return render_template(
        "issuing/index.html",
        page=found,
        asked=asked,
        names=read.names_of(session, viewer=viewer, orders=orders),
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
        may_order=viewer.is_one_of(PRODUCERS),
        may_count=viewer.is_one_of((*OFFICERS, Role.AUDITOR)),
        may_decide=viewer.is_one_of(OFFICERS),
        waiting=store_approvals.counts(session, viewer).get(store_approvals.ASKED, 0),
        next_of=lambda view: next_act(view, handed),
        next_words=NEXT_WORDS,
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
            if lot_id and not request.form.get(FIELD):
                lot = lots.lot_of(session, viewer=current_viewer(), lot_id=lot_id)
                check_wanted(session, lot, whole("count"))
            order = rules.issue(
                session,
                viewer=current_viewer(),
                ring=the_ring(),
                lot_id=lot_id,
                product_id=product_id,
                count=whole("count"),
                override_reason=text("override_reason"),
                with_pin=request.form.get("with_pin") == "1",
                unit_cost_vnd=money("unit_cost_vnd"),
                paid_by=one_of("paid_by", PAYERS),
                cost_note=text("cost_note"),
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
        "need": need_of(session, lot) if lot else None,
        "product": product,
        "producer": products.household_of(session, product),
        "may_override": viewer.is_one_of(PROVINCE),
        "quota": None
        if viewer.is_one_of(OFFICERS)
        else rules.quota_left(session, product.household_id),
        "payers": list(PAYERS.items()),
        "pin_stocks": stocks_for_pin(facts_for(session, product, lot), public_host()),
    }


@blueprint.get("/tem/<id>")
@allow(*READERS)
def show(id: str) -> str:
    """One order: the picture of its roll, what is next, its prints and its history."""
    session, viewer = reading(), current_viewer()
    view = read.order_view(session, viewer=viewer, order_id=id)
    order, runs = view.order, read.joined_runs(session, view.order)
    prints = read.prints_of(session, order)
    bound = {run.lot_id for run in runs} | {order.lot_id}
    known = {
        lot_id: lots.lot_of(session, viewer=viewer, lot_id=lot_id)
        for lot_id in bound
        if lot_id is not None
    }
    return render_template(
        "issuing/show.html",
        order=order,
        view=view,
        runs=runs,
        most_runs=MOST_RUNS,
        pieces=roll.pieces(runs, {lot_id: lot.lot_code for lot_id, lot in known.items()}),
        key=roll.key(view.tally),
        names=read.names_of(session, viewer=viewer, orders=[order])[order.id],
        lots=known,
        payers=PAYERS,
        leak=store_leaks.standing(session, order.key_version),
        may_sample=viewer.is_one_of(OFFICERS),
        progress=_progress(prints),
        **print_pages.shown(prints, runs),
        history=read.history_of(session, order)[:MOST_HISTORY],
        positions=read.event_span,
        next_act=next_act(view, store_prints.handed(session, [order.id])),
        may_work=viewer.is_one_of(PRODUCERS),
        may_keep=viewer.is_one_of(KEEPERS),
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
        event_words=EVENT_WORDS,
    )


def _progress(prints: Any) -> dict[str, Job]:
    """The jobs of prints that are still being drawn, by print."""
    session = reading()
    jobs = {row.id: session.get(Job, row.job_id) for row in prints if row.state == QUEUED}
    return {print_id: job for print_id, job in jobs.items() if job is not None}
