"""Hand-overs as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Choice, Id, Number, OwnId, Sent, Text, Whole
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.lots.schemas import MOST_PACKS, MOST_QUANTITY
from agrimarket.lots.transfers.kinds import State


class TransferIn(Sent):
    """Some of a lot for one receiver: a partner, or a registered producer; in the lot's unit."""

    example: ClassVar[Mapping[str, Any]] = {"partner_id": example_id("partner"), "quantity": 500}

    id = OwnId()
    partner_id = Id(allow_none=True)
    to_household_id = Id(allow_none=True)
    quantity = Number(required=True, places=3, validate=MOST_QUANTITY)
    pack_count = Whole(allow_none=True, validate=MOST_PACKS)


class ReceivedIn(Sent):
    """How much came, in the lot's unit; all of it where left out."""

    example: ClassVar[Mapping[str, Any]] = {"quantity": 480}

    quantity = Number(allow_none=True, places=3, validate=MOST_QUANTITY)


class DisputeIn(Sent):
    """Why the receiver says no; the sender reads it."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Ba thùng bị dập"}

    reason = Text(1000, required=True)


class TransferQuery(PageQuery):
    """Filters of the list; without `incoming` hand-overs of both sides."""

    incoming = ma.fields.Boolean(load_default=None, allow_none=True)
    state = Choice(State, blank=True, load_default="")


class HandedLotOut(ma.Schema):
    """The lot, as whoever is to receive it may know it."""

    id = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    producer_name = ma.fields.String(allow_none=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    harvested_on = ma.fields.Date(allow_none=True)
    produced_on = ma.fields.Date(allow_none=True)
    use_by = ma.fields.Date(allow_none=True)
    status = ma.fields.String(required=True)


class TransferOut(ma.Schema):
    """A hand-over. `partner_id` is told to the sender's side; `outgoing` and `incoming` say on
    which side the caller stands; quantities are in the lot's `unit`."""

    id = ma.fields.String(required=True)
    lot_id = ma.fields.String(required=True)
    lot = ma.fields.Nested(HandedLotOut, required=True)
    state = ma.fields.String(required=True)
    partner_id = ma.fields.String(allow_none=True)
    to_household_id = ma.fields.String(allow_none=True)
    receiver_name = ma.fields.String(allow_none=True)
    quantity = ma.fields.Float(required=True)
    unit = ma.fields.String(allow_none=True)
    pack_count = ma.fields.Integer(allow_none=True)
    received_quantity = ma.fields.Float(allow_none=True)
    missing_quantity = ma.fields.Float(allow_none=True)
    reason = ma.fields.String(allow_none=True)
    proposed_at = ma.fields.AwareDateTime(required=True)
    sent_at = ma.fields.AwareDateTime(allow_none=True)
    answered_at = ma.fields.AwareDateTime(allow_none=True)
    outgoing = ma.fields.Boolean(required=True)
    incoming = ma.fields.Boolean(required=True)
    revision = ma.fields.Integer(required=True)
