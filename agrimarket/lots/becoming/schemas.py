"""Steps as JSON: what goes in, what comes out."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Day, Id, Moment, Number, OwnId, Sent, Text, Whole
from agrimarket.kit.openapi import example_id
from agrimarket.lots.schemas import MOST_PACKS, MOST_QUANTITY, MOST_SIZE

MOST_INPUTS, MOST_OUTPUTS = 100, 200
SOME = ma.validate.Range(
    min=0, max=10**10, min_inclusive=False, error="Số lượng phải lớn hơn 0, đến 10 tỷ."
)
AT_MOST = "Hãy ghi từ 1 đến {max} dòng."
CODE = {"description": "[0-9A-Z.-]{1,20}"}


def _some(most: int) -> ma.validate.Length:
    return ma.validate.Length(min=1, max=most, error=AT_MOST.format(max=most))


class TakenIn(Sent):
    """So much of a lot, in the lot's own unit."""

    lot_id = Id(required=True)
    quantity = Number(required=True, places=3, validate=SOME)


class PartIn(Sent):
    """A new lot of the same product; dates come from the lots behind it."""

    id = OwnId()
    lot_code = Text(20, required=True, metadata=CODE)
    quantity = Number(required=True, places=3, validate=SOME)
    unit = Text(40, metadata={"description": "of the lot behind it when left out"})
    pack_count = Whole(allow_none=True, validate=MOST_PACKS)
    pack_amount = Number(allow_none=True, places=3, validate=MOST_SIZE)
    pack_unit = Text(16, allow_none=True)
    packed_on = Day(allow_none=True)
    use_by = Day(allow_none=True, metadata={"description": "not later than behind it"})


class MixedIn(PartIn):
    """The one new lot of a mixture; without `quantity` what the inputs hold without the loss."""

    quantity = Number(places=3, validate=SOME)


class NewIn(PartIn):
    """A new lot of another product, with dates of its own."""

    product_id = Id(required=True)
    unit = Text(40, required=True)
    area_id = Id(allow_none=True)
    harvested_on = Day(allow_none=True)
    produced_on = Day(allow_none=True, metadata={"description": "the day of the step if left out"})
    use_by = Day(allow_none=True, metadata={"description": "by the product's rule if left out"})


class LotStepIn(Sent):
    """When, where, and a word about it."""

    id = OwnId()
    happened_at = Moment(metadata={"description": "now when left out"})
    place = Text(200, allow_none=True)
    note = Text(2000, allow_none=True)


class LotSplitIn(LotStepIn):
    """Part a lot; the parts and the loss are taken from what is left of it."""

    example: ClassVar[Mapping[str, Any]] = {
        "outputs": [{"lot_code": "BLV-01-A", "quantity": 1, "pack_count": 1}],
    }  # fmt: skip

    outputs = ma.fields.List(ma.fields.Nested(PartIn), required=True, validate=_some(MOST_OUTPUTS))
    loss = Number(places=3, validate=MOST_QUANTITY, metadata={"description": "in the lot's unit"})


class LotMergeIn(LotStepIn):
    """Mix lots of one product; inputs = output + loss, in the output's unit."""

    example: ClassVar[Mapping[str, Any]] = {
        "inputs": [{"lot_id": example_id("lot"), "quantity": 1}],
        "output": {"lot_code": "BLV-GOP"},
    }

    inputs = ma.fields.List(ma.fields.Nested(TakenIn), required=True, validate=_some(MOST_INPUTS))
    output = ma.fields.Nested(MixedIn, required=True)
    loss = Number(places=3, validate=MOST_QUANTITY)


class LotTransformIn(LotStepIn):
    """Make lots of other products from lots of one or several producers.

    Where more comes out than went in (weight against weight), `note` says what was added; more
    than a hundred times as much is refused.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "inputs": [{"lot_id": example_id("lot"), "quantity": 1}],
        "outputs": [{"product_id": example_id("product"), "lot_code": "GIO-01", "quantity": 10,
                     "unit": "giỏ", "pack_count": 10}],
    }  # fmt: skip

    inputs = ma.fields.List(ma.fields.Nested(TakenIn), required=True, validate=_some(MOST_INPUTS))
    outputs = ma.fields.List(ma.fields.Nested(NewIn), required=True, validate=_some(MOST_OUTPUTS))


class LotOfStepOut(ma.Schema):
    """A lot of a step; of others' lots only what the public may know."""

    lot_id = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    producer_name = ma.fields.String(allow_none=True)
    commune_name = ma.fields.String(required=True)
    own = ma.fields.Boolean(required=True)
    quantity = ma.fields.Float(allow_none=True)
    unit = ma.fields.String(allow_none=True)


class LotStepOut(ma.Schema):
    """A split, merge or transformation; `loss` in `loss_unit` where the units can be compared."""

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True, metadata={"enum": ["split", "merge", "transform"]})
    happened_at = ma.fields.AwareDateTime(required=True)
    recorded_at = ma.fields.AwareDateTime(required=True)
    place = ma.fields.String(allow_none=True)
    note = ma.fields.String(allow_none=True)
    inputs = ma.fields.List(ma.fields.Nested(LotOfStepOut), required=True)
    outputs = ma.fields.List(ma.fields.Nested(LotOfStepOut), required=True)
    loss = ma.fields.Float(allow_none=True)
    loss_unit = ma.fields.String(allow_none=True)
