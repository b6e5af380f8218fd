"""Pages that print an order's stamps and hand out the sheets."""

from typing import Any

from flask import Response, request, stream_with_context, url_for

from agrimarket.issuing import read, sheets
from agrimarket.issuing.api import sheet_response
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.drawing import CSV
from agrimarket.issuing.form_pages import millimetres, text, whole
from agrimarket.issuing.make import make_print
from agrimarket.issuing.models import StampState
from agrimarket.issuing.prints import FORMATS, NO_STOCK, PrintWish
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.issuing.words import FORMAT_WORDS, STOCK_WORDS
from agrimarket.kit.access import PRODUCERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import InvalidFields
from agrimarket.kit.web.form_page import PageAnswer, answered
from stamps import STOCKS


@blueprint.route("/tem/<id>/in", methods=["GET", "POST"])
@allow(*PRODUCERS)
def print_form(id: str) -> PageAnswer:
    """Choose paper and stamps, then print."""

    def act() -> str:
        make_print(viewer=current_viewer(), order_id=id, wish=_wish())
        return url_for("issuing.show", id=id, _anchor="ban-in")

    return answered(
        "issuing/print.html",
        act=act,
        context=lambda: _context(id),
        done="Đã ghi lần in. Tải tờ tem ở mục Các lần in.",
    )


def _wish() -> PrintWish:
    kind = request.form.get("format", "pdf")
    if kind not in FORMATS:
        raise InvalidFields(fields={"format": ["Hãy chọn một kiểu tệp trong danh sách."]})
    paper = request.form.get("stock", "")
    if paper not in STOCKS and kind != CSV:
        raise InvalidFields(fields={"stock": ["Hãy chọn một khổ giấy."]})
    return PrintWish(
        stock=paper if kind != CSV else NO_STOCK,
        format=kind,
        first=whole("first"),
        last=whole("last"),
        skip=whole("skip", missing=0),
        copies=max(1, min(20, whole("copies", missing=1))),
        offset_mm=(millimetres("offset_x"), millimetres("offset_y")),
        reason=text("reason"),
    )


def _context(id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    order = read.order_of(session, viewer=viewer, order_id=id)
    runs = read.runs_of(session, order)
    fresh = next((run for run in runs if run.state == StampState.ISSUED), None)
    return {
        "order": order,
        "first": fresh.first if fresh else 1,
        "last": fresh.last if fresh else order.count,
        "again": fresh is None,
        "stocks": STOCKS,
        "stock_words": STOCK_WORDS,
        "formats": list(FORMAT_WORDS.items()),
    }


@blueprint.get("/tem/<id>/in/<print_id>")
@allow(*PRODUCERS)
def sheet(id: str, print_id: str) -> Response:
    """The file of a print."""
    return sheet_response(id, print_id)


@blueprint.get("/tem/<id>/ma.csv")
@allow(*PRODUCERS)
def codes(id: str) -> Response:
    """The list of codes, once a print of it was recorded."""
    lines = sheets.listed_codes(
        reading(), viewer=current_viewer(), order_id=id, ring=the_ring(), host=public_host()
    )
    return Response(stream_with_context(lines), content_type="text/csv; charset=utf-8")
