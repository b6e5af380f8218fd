"""JSON routes of stamp orders and their prints; range_api.py has the range commands."""

from typing import Any

from flask import Response, send_file, stream_with_context

from agrimarket.issuing import costs, life_api, read, redraw, rules, sheets
from agrimarket.issuing.blueprints import api as blueprint
from agrimarket.issuing.drawing import TYPES
from agrimarket.issuing.make import make_again, make_print
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.range_api import ROUTES
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.issuing.schemas import (
    StampOrderDetailOut,
    StampOrderIn,
    StampOrderOut,
    StampOrderPage,
    StampOrderPatch,
    StampOrderQuery,
    StampPrintIn,
    StampPrintOut,
    StampPrintPage,
)
from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import PageQuery, paged

__all__ = ["ROUTES", "blueprint", "life_api"]

Sent = dict[str, Any]


@blueprint.route("/stamp-orders", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(StampOrderIn)
@blueprint.response(201, StampOrderOut)
def issue(sent: Sent) -> Any:
    """Grant stamps for a product or a lot: one range of serials."""
    viewer = current_viewer()
    with one_commit() as session:
        order = rules.issue(session, viewer=viewer, ring=the_ring(), **sent)
        return read.order_view(session, viewer=viewer, order_id=order.id), 201, _etag(order)


@blueprint.route("/stamp-orders")
@allow(*READERS)
@blueprint.arguments(StampOrderQuery, location="query")
@blueprint.response(200, StampOrderPage)
def list_orders(query: Sent) -> Any:
    """Orders the caller may see, newest first."""
    return read.order_views(reading(), viewer=current_viewer(), **query)


@blueprint.route("/stamp-orders/<order_id>")
@allow(*READERS)
@blueprint.response(200, StampOrderDetailOut)
def show_order(order_id: str) -> Any:
    """One order with the state of its stamps, by position."""
    session = reading()
    view = read.order_view(session, viewer=current_viewer(), order_id=order_id)
    runs = read.runs_of(session, view.order)
    detail = {"order": view.order, "tally": view.tally, "state": view.state, "segments": runs}
    return detail, 200, _etag(view.order)


@blueprint.route("/stamp-orders/<order_id>", methods=["PATCH"])
@allow(*PRODUCERS)
@blueprint.arguments(StampOrderPatch)
@blueprint.response(200, StampOrderOut)
def patch_order(sent: Sent, order_id: str) -> Any:
    """Name the lot of an order that preceded it while nothing is printed, or record its cost."""
    viewer = current_viewer()
    with one_commit() as session:
        order = read.order_of(session, viewer=viewer, order_id=order_id)
        require_match(order)
        if "lot_id" in sent:
            order = rules.fix_lot(session, viewer=viewer, order=order, lot_id=sent["lot_id"])
        order = costs.record_cost(session, viewer=viewer, order=order, given=sent)
        return read.order_view(session, viewer=viewer, order_id=order.id), 200, _etag(order)


@blueprint.route("/stamp-orders/<order_id>/prints", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(StampPrintIn)
@blueprint.response(201, StampPrintOut)
def post_print(sent: Sent, order_id: str) -> Any:
    """Record a print; up to 10,000 labels the sheet is ready with the answer, else by a job."""
    given = sent.pop("id", None)
    pairs = {name: tuple(sent[name]) for name in ("offset_mm", "scale_percent")}
    wish = PrintWish(**{**sent, **pairs})
    return make_print(viewer=current_viewer(), order_id=order_id, wish=wish, id=given)


@blueprint.route("/stamp-orders/<order_id>/prints")
@allow(*READERS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, StampPrintPage)
def list_prints(query: Sent, order_id: str) -> Any:
    """Prints of an order, newest first."""
    session = reading()
    order = read.order_of(session, viewer=current_viewer(), order_id=order_id)
    return paged(session, read.prints_query(order), **query)


@blueprint.route("/stamp-orders/<order_id>/prints/<print_id>")
@allow(*READERS)
@blueprint.response(200, StampPrintOut)
def show_print(order_id: str, print_id: str) -> Any:
    """One print and whether its sheet is ready."""
    return read.print_of(reading(), viewer=current_viewer(), order_id=order_id, print_id=print_id)


@blueprint.route("/stamp-orders/<order_id>/prints/<print_id>/cancel", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, StampPrintOut)
def cancel_print(order_id: str, print_id: str) -> Any:
    """Stop a print that is being drawn: it leaves no file and counts as no print."""
    with one_commit() as session:
        return redraw.cancel(session, viewer=current_viewer(), order_id=order_id, print_id=print_id)


@blueprint.route("/stamp-orders/<order_id>/prints/<print_id>/redraw", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, StampPrintOut)
def redraw_print(order_id: str, print_id: str) -> Any:
    """Make the file of a print once more, the same bytes; this is no second print."""
    return make_again(viewer=current_viewer(), order_id=order_id, print_id=print_id)


@blueprint.route("/stamp-orders/<order_id>/prints/<print_id>/sheet")
@allow(*PRODUCERS)
@blueprint.file(*sorted(set(TYPES.values())), kept=True)
def print_sheet(order_id: str, print_id: str) -> Response:
    """The file of a print; 409 not_ready while a job draws it."""
    return sheet_response(order_id, print_id)


@blueprint.route("/stamp-orders/<order_id>/codes.csv")
@allow(*PRODUCERS)
@blueprint.file("text/csv")
def codes_csv(order_id: str) -> Response:
    """Position, code and address of every stamp listed by a print with format csv."""
    return codes_response(order_id)


def sheet_response(order_id: str, print_id: str) -> Response:
    """A print's file as a download; used by pages too."""
    with one_commit() as session:
        path, row, name = sheets.taken(
            session, viewer=current_viewer(), order_id=order_id, print_id=print_id
        )
    return send_file(path, mimetype=TYPES[row.format], as_attachment=True, download_name=name)


def codes_response(order_id: str) -> Response:
    """The list of codes as a stream; used by pages too."""
    with one_commit() as session:
        lines = sheets.listed_codes(
            session, viewer=current_viewer(), order_id=order_id, ring=the_ring(),
            host=public_host(),
        )  # fmt: skip
    return Response(stream_with_context(lines), content_type="text/csv; charset=utf-8")


def _etag(row: Any) -> dict[str, str]:
    return {"ETag": f'"{etag_of(row)}"'}
