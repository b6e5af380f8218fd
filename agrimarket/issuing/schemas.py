"""Stamp orders, prints and range commands as JSON: what may be sent, and what is told."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.issuing import frozen
from agrimarket.issuing.prints import FORMATS
from agrimarket.issuing.rules import MOST_STAMPS
from agrimarket.issuing.words import PAYERS, STATE_WORDS
from agrimarket.kit.fields import Choice, Id, Number, OwnId, Sent, Text, Truth, words
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery, page_schema
from stamps import STOCKS

COST = ma.validate.Range(min=0, max=10**9, error="Hãy ghi giá một tem từ 0 đến 1.000.000.000 đồng.")
MOST_COPIES = 20
MOST_OFFSET_MM = 20.0
LEAST_SCALE, MOST_SCALE = 97.0, 103.0


class Within(ma.fields.Integer):
    """A whole number between two bounds; 1.5 and true are refused, not rounded."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        said = f"Hãy ghi số nguyên từ {least} đến {most:,}.".replace(",", ".")
        super().__init__(
            strict=True,
            validate=ma.validate.Range(min=least, max=most, error=said),
            error_messages=words(said),
            **options,
        )


class StampOrderIn(Sent):
    """An order for a product or for one lot of it."""

    example: ClassVar[Mapping[str, Any]] = {
        "product_id": example_id("product"),
        "count": 100,
    }

    id = OwnId()
    product_id = Id()
    lot_id = Id()
    count = Within(1, MOST_STAMPS, required=True)
    override_reason = Text(500, allow_none=True)
    with_pin = Truth(load_default=False)
    unit_cost_vnd = Number(allow_none=True, validate=COST)
    paid_by = Choice(PAYERS, allow_none=True)
    cost_note = Text(500, allow_none=True)


class StampOrderPatch(Sent):
    """The lot of an order that preceded it, and what its stamps cost whom."""

    example: ClassVar[Mapping[str, Any]] = {
        "lot_id": example_id("lot"), "unit_cost_vnd": 180, "paid_by": "commune",
    }  # fmt: skip

    lot_id = Id()
    unit_cost_vnd = Number(allow_none=True, validate=COST)
    paid_by = Choice(PAYERS, allow_none=True)
    cost_note = Text(500, allow_none=True)


class StampPrintIn(Sent):
    """A print of positions first..last of an order; all of it when left out."""

    example: ClassVar[Mapping[str, Any]] = {
        "stock": "a4-40",
        "format": "pdf",
        "gs1": False,
    }

    id = OwnId()
    stock = Choice(STOCKS, load_default="a4-40")
    format = Choice(FORMATS, load_default="pdf")
    first = Within(1, MOST_STAMPS, load_default=1)
    last = Within(1, MOST_STAMPS, load_default=None, allow_none=True)
    skip = Within(0, 200, load_default=0)
    copies = Within(1, MOST_COPIES, load_default=1)
    offset_mm = ma.fields.List(
        ma.fields.Float(
            validate=ma.validate.Range(
                min=-MOST_OFFSET_MM, max=MOST_OFFSET_MM, error="Hãy ghi từ -20 đến 20 mm."
            ),
            error_messages=words("Hãy ghi số mi-li-mét, ví dụ 0.5."),
        ),
        validate=ma.validate.Length(equal=2, error="Hãy gửi hai số: sang phải, xuống dưới (mm)."),
        load_default=[0.0, 0.0],
        error_messages=words("Hãy gửi hai số: sang phải, xuống dưới (mm)."),
    )
    scale_percent = ma.fields.List(
        ma.fields.Float(
            validate=ma.validate.Range(
                min=LEAST_SCALE, max=MOST_SCALE, error="Hãy ghi từ 97 đến 103 phần trăm."
            ),
            error_messages=words("Hãy ghi phần trăm, ví dụ 99.5."),
        ),
        validate=ma.validate.Length(equal=2, error="Hãy gửi hai số: ngang, dọc (phần trăm)."),
        load_default=[100.0, 100.0],
        error_messages=words("Hãy gửi hai số: ngang, dọc (phần trăm)."),
    )
    dpi = Within(203, 600, load_default=None, allow_none=True)
    cut_marks = Truth(load_default=False)
    handed_to = Text(120, allow_none=True, load_default=None)
    reason = Text(500, allow_none=True, load_default=None)
    gs1 = Truth(
        load_default=False,
        metadata={"description": "Addresses with the product's GTIN (GS1 Digital Link)"},
    )


class StampRangeIn(Sent):
    """Positions first..last of an order, or the first and last code of a roll."""

    id = OwnId()
    order_id = Id()
    first = Within(1, MOST_STAMPS)
    last = Within(1, MOST_STAMPS)
    first_code = Text(40)
    last_code = Text(40)


class StampActivationIn(StampRangeIn):
    """Stamps onto packs of a lot; the order's own lot when left out."""

    example: ClassVar[Mapping[str, Any]] = {
        "order_id": example_id("order"), "first": 1, "last": 40,
    }  # fmt: skip

    lot_id = Id(allow_none=True)
    override_reason = Text(500, allow_none=True)


class StampDeliveryIn(StampRangeIn):
    """A roll that was received, or stamps kept as samples; both ends of them."""

    example: ClassVar[Mapping[str, Any]] = {
        "order_id": example_id("order"), "first": 1, "last": 40,
    }  # fmt: skip

    reason = Text(500, allow_none=True)


class StampWithdrawalIn(StampRangeIn):
    """Void, suspend or resume, with why."""

    example: ClassVar[Mapping[str, Any]] = {
        "order_id": example_id("order"), "first": 39, "last": 40, "reason": "Tem bị ướt",
    }  # fmt: skip

    reason = Text(500, required=True)


class StampOrderQuery(PageQuery):
    """Filters of the list of orders."""

    product_id = Id(load_default=None)
    lot_id = Id(load_default=None)
    state = Choice(STATE_WORDS, blank=True, load_default="")
    q = Text(100, load_default="")


class StampEventQuery(PageQuery):
    """Filters of the lists of range commands."""

    order_id = Id(load_default=None)


class StampRunOut(ma.Schema):
    """Positions in one state."""

    first = ma.fields.Integer()
    last = ma.fields.Integer()
    state = ma.fields.String()
    lot_id = ma.fields.String(allow_none=True)
    since = ma.fields.DateTime()


class StampOrderOut(ma.Schema):
    """An order; `state` is what all its stamps share, or "mixed"."""

    id = ma.fields.String(attribute="order.id")
    number = ma.fields.String(attribute="order.label")
    household_id = ma.fields.String(attribute="order.household_id")
    product_id = ma.fields.String(attribute="order.product_id")
    lot_id = ma.fields.String(attribute="order.lot_id", allow_none=True)
    first_serial = ma.fields.Integer(attribute="order.first_serial")
    last_serial = ma.fields.Integer(attribute="order.last_serial")
    count = ma.fields.Integer(attribute="order.count")
    state = ma.fields.String()
    tally = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())
    override_reason = ma.fields.String(attribute="order.override_reason", allow_none=True)
    with_pin = ma.fields.Boolean(attribute="order.with_pin")
    key_version = ma.fields.String(attribute="order.key_version")
    unit_cost_vnd = ma.fields.Float(attribute="order.unit_cost_vnd", allow_none=True)
    cost_vnd = ma.fields.Integer(attribute="order.cost_vnd", allow_none=True)
    paid_by = ma.fields.String(attribute="order.paid_by", allow_none=True)
    cost_note = ma.fields.String(attribute="order.cost_note", allow_none=True)
    created_at = ma.fields.DateTime(attribute="order.created_at")


class StampOrderDetailOut(StampOrderOut):
    """One order with its runs of stamps, by position."""

    segments = ma.fields.List(ma.fields.Nested(StampRunOut))


class StampPrintOut(ma.Schema):
    """A print; `sheet_url` answers 409 not_ready until `state` is ready.

    `file_until` is when the file goes; `redraw` makes the same bytes again. `stars_ended` tells
    that the stars of its product ended before it was drawn, so that its labels carry none. With a
    `gtin` its addresses have the GS1 form.
    """

    id = ma.fields.String()
    order_id = ma.fields.String()
    first = ma.fields.Integer()
    last = ma.fields.Integer()
    stock = ma.fields.String()
    format = ma.fields.String()
    skip = ma.fields.Integer()
    copies = ma.fields.Integer()
    offset_mm = ma.fields.Function(lambda row: [row.offset_x_mm, row.offset_y_mm])
    scale_percent = ma.fields.Function(lambda row: [row.scale_x_percent, row.scale_y_percent])
    dpi = ma.fields.Integer(allow_none=True)
    cut_marks = ma.fields.Boolean()
    handed_to = ma.fields.String(allow_none=True)
    reason = ma.fields.String(allow_none=True)
    state = ma.fields.String()
    file_until = ma.fields.DateTime(allow_none=True)
    stars_ended = ma.fields.Function(lambda row: bool((row.drawn_from or {}).get("stars_ended")))
    gtin = ma.fields.Function(frozen.gtin_of)
    sha256 = ma.fields.String(allow_none=True)
    bytes = ma.fields.Integer(allow_none=True)
    sheet_url = ma.fields.Function(
        lambda row: f"/api/v1/stamp-orders/{row.order_id}/prints/{row.id}/sheet"
    )
    created_at = ma.fields.DateTime()


class StampEventOut(ma.Schema):
    """One range command that took effect."""

    id = ma.fields.String(attribute="event.id")
    order_id = ma.fields.String(attribute="event.order_id")
    kind = ma.fields.String(attribute="event.kind")
    first = ma.fields.Integer(attribute="span.first")
    last = ma.fields.Integer(attribute="span.last")
    count = ma.fields.Integer(attribute="span.size")
    state = ma.fields.String(attribute="event.to_state")
    lot_id = ma.fields.String(attribute="event.lot_id", allow_none=True)
    reason = ma.fields.String(attribute="event.reason", allow_none=True)
    at = ma.fields.DateTime(attribute="event.at")


StampOrderPage = page_schema(StampOrderOut)
StampPrintPage = page_schema(StampPrintOut)
StampEventPage = page_schema(StampEventOut)
