"""Pages that show a print before it is made: its first page, and a page that tests the printer."""

import io
from typing import Any

from flask import Response, flash, request, url_for

from agrimarket.issuing import read
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.drawing import SUFFIXES, TYPES
from agrimarket.issuing.look import PICTURES, Look, draw_look, look_at
from agrimarket.issuing.print_form import measured, read_wish, said
from agrimarket.issuing.print_refusals import SheetRefused
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.ring import public_host
from agrimarket.issuing.words import STOCK_WORDS
from agrimarket.kit.access import PRODUCERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.web.form_page import PageAnswer, answered
from stamps import STOCKS, StampRefusal, read_test_page, write_test_page
from stamps.sheets.test_page import rulers

MEASURED = ("across", "down", "left", "top")
TEST_FORMATS = ("pdf", "png", "zpl", "tspl")


def looked(id: str, wish: PrintWish) -> dict[str, Any]:
    """For the print form: what will be, and where its pictures are; SheetRefused, NoVouchedGtin."""
    look = _look(id, wish)
    asked = _address(wish)
    return {
        "about": look,
        "paper": STOCKS[wish.stock],
        "svg": url_for("issuing.look_svg", id=id, **asked),
        "png": url_for("issuing.look_png", id=id, **asked),
    }


def _look(id: str, wish: PrintWish) -> Look:
    if wish.stock not in STOCKS:
        raise InvalidFields(fields={"format": ["Danh sách mã không có trang để xem trước."]})
    return look_at(reading(), viewer=current_viewer(), order_id=id, wish=wish, host=public_host())


def _address(wish: PrintWish) -> dict[str, Any]:
    """The wish as a picture's address; reason and print house are no business of it."""
    return {
        "stock": wish.stock, "format": wish.format, "first": str(wish.first),
        "last": str(wish.last), "skip": str(wish.skip), "copies": str(wish.copies),
        "offset_x": said(wish.offset_mm[0]), "offset_y": said(wish.offset_mm[1]),
        "scale_x": said(wish.scale_percent[0]), "scale_y": said(wish.scale_percent[1]),
        "dpi": str(wish.dpi or ""), "cut_marks": "1" if wish.cut_marks else "",
        "gs1": "1" if wish.gs1 else "",
    }  # fmt: skip


@blueprint.get("/tem/<id>/in/xem-thu.svg")
@allow(*PRODUCERS)
def look_svg(id: str) -> Response:
    """The first page as it will be, with codes that are no stamp's."""
    return _picture(id, "svg")


@blueprint.get("/tem/<id>/in/xem-thu.png")
@allow(*PRODUCERS)
def look_png(id: str) -> Response:
    """The same for a browser that shows no SVG."""
    return _picture(id, "png")


def _picture(id: str, picture: str) -> Response:
    # Whose order it is comes before the form: what is not theirs is answered as if it never was.
    read.order_of(reading(), viewer=current_viewer(), order_id=id)
    look = _look(id, read_wish(request.args))
    out = io.BytesIO()
    draw_look(out, look, picture)
    return Response(out.getvalue(), content_type=PICTURES[picture])


@blueprint.route("/tem/<id>/in/can-may", methods=["GET", "POST"])
@allow(*PRODUCERS)
def fit_printer(id: str) -> PageAnswer:
    """Print a test page, type what was measured, and go on with the sums done."""
    paper = _paper()

    def act() -> str:
        found = _corrected(paper)
        flash("Đã tính xong. Bốn số đã nằm sẵn trong tờ in này.", "good")
        return url_for("issuing.print_form", id=id, stock=paper, **found)

    return answered(
        "issuing/fit_printer.html",
        act=act,
        context=lambda: _fitting(id, paper),
        done="In thử một tờ giấy thường trước khi in lên giấy tem.",
    )


def _paper() -> str:
    paper = request.args.get("stock", "")
    return paper if paper in STOCKS else "a4-40"


def _corrected(paper: str) -> dict[str, Any]:
    read_off = {f"{name}_mm": measured(request.form, name) for name in MEASURED}
    try:
        found = read_test_page(paper, **read_off)
    except StampRefusal as refusal:
        raise SheetRefused(why=refusal.detail, cause=refusal.code) from None
    (right, below), (across, along) = found.offset_mm, found.scale_percent
    return {
        "offset_x": said(right), "offset_y": said(below),
        "scale_x": said(across), "scale_y": said(along),
    }  # fmt: skip


def _fitting(id: str, paper: str) -> dict[str, Any]:
    order = read.order_of(reading(), viewer=current_viewer(), order_id=id)
    return {
        "order": order, "paper": paper, "stock": STOCKS[paper], "stocks": STOCKS,
        "stock_words": STOCK_WORDS, "rulers": rulers(STOCKS[paper]),
    }  # fmt: skip


@blueprint.get("/tem/<id>/in/trang-thu")
@allow(*PRODUCERS)
def test_page(id: str) -> Response:
    """The test page of a paper as a file; it carries no code, so it is no print."""
    read.order_of(reading(), viewer=current_viewer(), order_id=id)
    paper, kind = _paper(), request.args.get("format", "pdf")
    if kind not in TEST_FORMATS:
        raise NotFound
    out = io.BytesIO()
    try:
        write_test_page(out, paper, format=kind)
    except StampRefusal as refusal:
        raise SheetRefused(why=refusal.detail, cause=refusal.code) from None
    answer = Response(out.getvalue(), content_type=TYPES[kind])
    name = f"trang-thu-{paper}{SUFFIXES[kind]}"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer
