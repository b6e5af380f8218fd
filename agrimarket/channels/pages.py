"""Pages of channels: what is live where and why not, and one product over all channels."""

from typing import Any

import marshmallow as ma
from flask import Blueprint, flash, redirect, render_template, request, url_for
from marshmallow import validate
from werkzeug.wrappers import Response

from agrimarket.channels import board, board_store, listing, staff, words
from agrimarket.channels.models import Listing
from agrimarket.channels.port import Sight
from agrimarket.channels.refusals import SandboxOff
from agrimarket.channels.register import REGISTER
from agrimarket.channels.sandboxes.adapter import SandboxAdapter
from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.paging import PageQuery

blueprint = Blueprint("channels", __name__, template_folder="templates")

PageAnswer = str | Response | tuple[str, int]


class BoardQuery(PageQuery):
    """Filters of the board."""

    page_size = ma.fields.Integer(load_default=20, validate=validate.Range(min=1, max=100))
    q = ma.fields.String(load_default="", validate=validate.Length(max=200))
    channel = ma.fields.String(load_default="", validate=validate.Length(max=24))
    state = ma.fields.String(load_default="", validate=validate.OneOf(("", *words.BOARD_STATES)))


@blueprint.get("/kenh")
@allow(*READERS)
def index() -> str:
    """Per product what is live where and why not."""
    session, viewer = reading(), current_viewer()
    query = _query()
    page = board_store.products(session, viewer, **query)
    stuck = board_store.stuck(session, viewer, board.MOST_STUCK)
    return render_template(
        "channels/index.html",
        counters=board.counters(session, viewer),
        lines=board.lines(session, viewer, page.items),
        page=page,
        query=query,
        active=sum(bool(query[name]) for name in ("q", "channel", "state")),
        states=list(words.BOARD_STATES.items()),
        stuck=[(row, product, words.overall(row)) for row, product in stuck],
        stuck_total=board_store.stuck_count(session, viewer),
        may_act=viewer.is_one_of(PRODUCERS),
    )


@blueprint.get("/kenh/san-pham/<id>")
@allow(*READERS)
def product(id: str) -> str:
    """One product over all channels: where it stands, what is missing, what can be done."""
    return _product(id)


def _product(id: str, errors: dict[str, list[str]] | None = None) -> str:
    session, viewer = reading(), current_viewer()
    row, origin, stalls = board.stalls(session, viewer, id)
    return render_template(
        "channels/product.html",
        product=row,
        origin=origin,
        stalls=stalls,
        actions=words.ACTION_WORDS,
        mend=_mend,
        may_act=viewer.is_one_of(PRODUCERS),
        errors=errors or {},
    )


@blueprint.post("/kenh/san-pham/<id>/dang/<channel>")
@allow(*PRODUCERS)
def create(id: str, channel: str) -> PageAnswer:
    """Put it on a channel."""
    try:
        with one_commit() as session:
            listing.list_product(session, viewer=current_viewer(), product_id=id, channel=channel)
    except NotFound:
        raise
    except Refusal as refusal:
        return _product(id, _errors(refusal)), 422
    flash("Đã ghi. Hàng sẽ được gửi lên kênh trong vài phút.", "good")
    return redirect(url_for("channels.product", id=id), code=303)


@blueprint.post("/kenh/dang-ban/<id>/rut")
@allow(*PRODUCERS)
def withdraw(id: str) -> PageAnswer:
    """Take it off a channel; what can be undone needs no question."""
    row = _mine(id)
    try:
        with one_commit() as session:
            listing.withdraw(session, viewer=current_viewer(), listing_id=id)
    except Refusal as refusal:
        return _product(row.product_id, _errors(refusal)), 422
    again = url_for("channels.create", id=row.product_id, channel=row.channel_code)
    undo: Any = {"text": "Đã rút khỏi kênh.", "url": again, "label": "Hoàn tác"}
    flash(undo, "undo")
    return redirect(url_for("channels.product", id=row.product_id), code=303)


@blueprint.post("/kenh/dang-ban/<id>/thu-lai")
@allow(*PRODUCERS)
def retry(id: str) -> PageAnswer:
    """Let a stuck one go again."""
    row = _mine(id)
    try:
        with one_commit() as session:
            listing.retry(session, viewer=current_viewer(), listing_id=id)
    except Refusal as refusal:
        return _product(row.product_id, _errors(refusal)), 422
    flash("Đang thử lại. Hãy xem lại trang này sau ít phút.", "good")
    return redirect(url_for("channels.product", id=row.product_id), code=303)


@blueprint.get("/kenh-thu/<channel>/<item>")
@public
def window(channel: str, item: str) -> str:
    """What a visitor of a stand-in marketplace would see; never a real shop, and it says so."""
    shop, found = _on_show(channel, item)
    title, facts = shop.window(found.payload)
    name = next(entry.name for entry in REGISTER if entry.code == channel)
    return render_template("channels/window.html", title=title, facts=facts, channel=name)


def _on_show(channel: str, item: str) -> tuple[SandboxAdapter, Any]:
    try:
        shop = staff.stand_in(channel)
    except SandboxOff:
        raise NotFound from None
    found = shop.item(item)
    if found is None or shop.words.get(found.status) is not Sight.LIVE:
        raise NotFound
    return shop, found


def _mine(id: str) -> Listing:
    return listing.listing_of(reading(), viewer=current_viewer(), listing_id=id)


def _query() -> dict[str, Any]:
    """The filters of the address; what makes no sense is left out rather than refused."""
    schema = BoardQuery()
    try:
        loaded: dict[str, Any] = schema.load(request.args.to_dict())
    except ma.ValidationError as error:
        loaded = schema.load(error.valid_data if isinstance(error.valid_data, dict) else {})
    return loaded


def _errors(refusal: Refusal) -> dict[str, list[str]]:
    """The refusal's sentence first, then those of its fields, for the summary on top."""
    told = [sentence for sentences in refusal.fields.values() for sentence in sentences]
    return {"": [refusal.detail, *told]}


# Where a field is mended; products' own pages.
_MEND = {"photos": "products.photos", "certificates": "products.new_certificate"}


def _mend(field: str, product_id: str) -> str:
    return url_for(_MEND.get(field, "products.edit"), id=product_id)
