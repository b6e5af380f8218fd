"""Lots as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Choice, Day, Id, Moment, Number, OwnId, Sent, Text, Whole
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.lots.area_schemas import TracedArea
from agrimarket.lots.diary_schemas import (
    EVENT_EXAMPLE,
    FactOut,
    LateInputOut,
    LinePhotoOut,
    NotBeforeOut,
    WaitingOut,
)
from agrimarket.lots.graph.schemas import GraphOut
from agrimarket.lots.kinds import EVENT_KINDS, SUSPENDED
from agrimarket.lots.models import LotState

MOST_PACKS = ma.validate.Range(min=0, max=2_000_000_000, error="Số gói từ 0 đến 2 tỷ.")
MOST_QUANTITY = ma.validate.Range(min=0, max=10**10, error="Số lượng từ 0 đến 10 tỷ.")
MOST_SIZE = ma.validate.Range(min=0, max=10**8, error="Cỡ gói từ 0 đến 100 triệu.")


class LotFields(Sent):
    """The fields of a lot; null empties one. Days are Vietnamese; `quantity` is in `unit`."""

    lot_code = Text(20, metadata={"description": "[0-9A-Z.-]{1,20}"})
    area_id = Id(allow_none=True)
    harvested_on = Day(allow_none=True)
    produced_on = Day(allow_none=True)
    packed_on = Day(allow_none=True)
    use_by = Day(allow_none=True, metadata={"description": "by shelf life when left out"})
    quantity = Number(allow_none=True, places=3, validate=MOST_QUANTITY)
    unit = Text(40, allow_none=True)
    pack_count = Whole(allow_none=True, validate=MOST_PACKS)
    pack_amount = Number(
        allow_none=True,
        places=3,
        validate=MOST_SIZE,
        metadata={"description": "in one pack, in `pack_unit`"},
    )
    pack_unit = Text(16, allow_none=True, metadata={"description": "g, kg, tạ, tấn, ml, l, cái…"})


class LotIn(LotFields):
    """A new lot; it begins open."""

    example: ClassVar[Mapping[str, Any]] = {
        "product_id": example_id("product"), "lot_code": "BLV-01",
        "harvested_on": "2025-11-01", "use_by": "2035-12-31", "quantity": 1500, "unit": "kg",
        "pack_count": 300, "pack_amount": 5, "pack_unit": "kg",
    }  # fmt: skip

    id = OwnId()
    product_id = Id(required=True)
    lot_code = Text(20, required=True, metadata={"description": "[0-9A-Z.-]{1,20}"})


class LotChange(LotFields):
    """Only the fields to change, while the lot is open."""

    example: ClassVar[Mapping[str, Any]] = {"pack_count": 290}


class LotQuery(PageQuery):
    """Filters of the list."""

    q = Text(100, load_default="")
    state = Choice((*LotState, SUSPENDED), blank=True, load_default="")
    commune = Text(10, load_default="")
    product_id = Id(blank=True, load_default="")
    household_id = Id(blank=True, load_default="")


class LotOut(ma.Schema):
    """A lot; `status` is derived today: ok, expired, suspended or recalled."""

    id = ma.fields.String(required=True)
    product_id = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    household_name = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    area_id = ma.fields.String(allow_none=True)
    harvested_on = ma.fields.Date(allow_none=True)
    produced_on = ma.fields.Date(allow_none=True)
    packed_on = ma.fields.Date(allow_none=True)
    use_by = ma.fields.Date(allow_none=True)
    quantity = ma.fields.Float(allow_none=True)
    unit = ma.fields.String(allow_none=True)
    pack_count = ma.fields.Integer(allow_none=True)
    pack_amount = ma.fields.Float(allow_none=True)
    pack_unit = ma.fields.String(allow_none=True)
    used = ma.fields.Float(
        required=True, metadata={"description": "went into other lots or to others, in `unit`"}
    )
    state = ma.fields.String(required=True)
    status = ma.fields.String(required=True)
    released_at = ma.fields.AwareDateTime(allow_none=True)
    recalled_at = ma.fields.AwareDateTime(allow_none=True)
    recall_reason = ma.fields.String(allow_none=True)
    recall_phone = ma.fields.String(allow_none=True)
    suspended_at = ma.fields.AwareDateTime(allow_none=True)
    suspend_reason = ma.fields.String(allow_none=True)
    is_demo = ma.fields.Boolean(required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


class CheckOut(ma.Schema):
    """One condition of release, by the code of the refusal it would give."""

    code = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    done = ma.fields.Boolean(required=True)
    next_step = ma.fields.String(required=True)


class OneLotOut(LotOut):
    """One lot with what its release still needs."""

    readiness = ma.fields.List(ma.fields.Nested(CheckOut), required=True)
    recall_ids = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "recalls that hold it now"}
    )
    release_override = ma.fields.String(
        allow_none=True,
        metadata={"description": "an officer's reason to release all the same; buyers read it"},
    )
    stopped_by = ma.fields.String(
        allow_none=True,
        metadata={"description": "who of the state suspended it; only the state resumes it then"},
    )
    waiting = ma.fields.List(ma.fields.Nested(WaitingOut), required=True)
    source_waiting = ma.fields.List(ma.fields.Nested(WaitingOut), required=True)
    beside_waiting = ma.fields.List(
        ma.fields.Nested(WaitingOut),
        required=True,
        metadata={"description": "inputs told on other lots of the same producer and ground"},
    )
    not_before = ma.fields.Nested(NotBeforeOut, allow_none=True)
    late_inputs = ma.fields.List(ma.fields.Nested(LateInputOut), required=True)
    late_sources = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={"description": "lots behind it with inputs told of too late; it is held back"},
    )


class ReleaseIn(Sent):
    """An officer's reason to release in spite of waiting days, at least 10 characters in words.

    Of a released lot it settles inputs told of since. Everybody reads it.
    """

    example: ClassVar[Mapping[str, Any]] = {}

    override_reason = Text(1000, load_default=None, allow_none=True)


class EventIn(Sent):
    """A stage of the lot's life; pesticide and vet_drug owe facts {product, waiting_days}.

    GET /event-kinds tells the facts of each kind; those that no kind knows are kept as sent.
    Kind `withdrawn` says of the line `corrects_id` that it never happened.
    """

    example: ClassVar[Mapping[str, Any]] = EVENT_EXAMPLE

    id = OwnId()
    kind = Text(24, required=True, metadata={"enum": list(EVENT_KINDS)})
    happened_at = Moment(required=True)
    place = Text(200, allow_none=True)
    text = Text(4000, allow_none=True)
    facts = ma.fields.Dict(keys=ma.fields.String(), allow_none=True)
    corrects_id = Id(allow_none=True)


class EventOut(ma.Schema):
    """A diary line: when it happened by the device, when it was recorded by the server.

    `recorded_by` is the name and role of who wrote it down, the role alone of a producer; a trace
    leaves it out.
    """

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    happened_at = ma.fields.AwareDateTime(required=True)
    recorded_at = ma.fields.AwareDateTime(required=True)
    recorded_by = ma.fields.String(allow_none=True)
    place = ma.fields.String(allow_none=True)
    text = ma.fields.String(allow_none=True)
    facts = ma.fields.Dict(allow_none=True)
    told = ma.fields.List(ma.fields.Nested(FactOut), required=True)
    missing_facts = ma.fields.List(ma.fields.String(), required=True)
    corrects_id = ma.fields.String(allow_none=True)
    corrected_by_id = ma.fields.String(allow_none=True)
    withdrawn = ma.fields.Boolean(required=True)
    photos = ma.fields.List(ma.fields.Nested(LinePhotoOut), required=True)


class TracedProduct(ma.Schema):
    """What was made."""

    id = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    category = ma.fields.String(required=True)
    gtin = ma.fields.String(allow_none=True)


class TracedProducer(ma.Schema):
    """Who made it."""

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)


class TraceOut(ma.Schema):
    """A lot with its origin and diary, and the graph of lots it came from and went into."""

    lot = ma.fields.Nested(LotOut, required=True)
    product = ma.fields.Nested(TracedProduct, required=True)
    producer = ma.fields.Nested(TracedProducer, required=True)
    area = ma.fields.Nested(TracedArea, allow_none=True)
    events = ma.fields.List(ma.fields.Nested(EventOut), required=True)
    graph = ma.fields.Nested(GraphOut, required=True)
