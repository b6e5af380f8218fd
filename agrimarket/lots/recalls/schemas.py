"""Recalls, notices and drills as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Choice, Id, OwnId, Sent, Text
from agrimarket.kit.paging import PageQuery
from agrimarket.lots.recalls.notices import WAYS
from agrimarket.lots.recalls.texts import LONGEST

YEAR = ma.validate.Range(min=2000, max=2199, error="Hãy ghi năm, ví dụ 2026.")


class RecallIn(Sent):
    """What buyers read: why, and whom to call; the texts by template where left out."""

    example: ClassVar[Mapping[str, Any]] = {
        "reason": "Dư lượng thuốc vượt mức",
        "phone": "02373852246",
        "with_made": True,
    }

    reason = Text(1000, required=True)
    phone = Text(30, required=True)
    with_made = ma.fields.Boolean(
        load_default=False, metadata={"description": "hold everything made from it too"}
    )
    text_vi = Text(LONGEST, allow_none=True, load_default=None)
    text_en = Text(LONGEST, allow_none=True, load_default=None)


class RecallQuery(PageQuery):
    """Filters of the list."""

    state = Choice(("open", "lifted"), blank=True, load_default="")
    lot_id = Id(blank=True, load_default="")


class HeldLotOut(ma.Schema):
    """A lot of a recall; of others' lots (`own` false) only what the public may know."""

    lot_id = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    producer_name = ma.fields.String(allow_none=True)
    commune_name = ma.fields.String(required=True)
    before = ma.fields.String(
        allow_none=True, metadata={"description": "the state that comes back"}
    )
    recalled = ma.fields.Boolean(required=True)
    own = ma.fields.Boolean(required=True)


class RecallOut(ma.Schema):
    """A recall; `state` is open, lift_asked (a second person is waited for) or lifted."""

    id = ma.fields.String(required=True)
    lot_id = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    with_made = ma.fields.Boolean(required=True)
    state = ma.fields.String(required=True)
    reason = ma.fields.String(required=True)
    phone = ma.fields.String(required=True)
    text_vi = ma.fields.String(required=True)
    text_en = ma.fields.String(required=True)
    lots = ma.fields.Integer(required=True)
    notices = ma.fields.Integer(required=True)
    notices_sent = ma.fields.Integer(required=True)
    begun_at = ma.fields.AwareDateTime(required=True)
    lift_asked_at = ma.fields.AwareDateTime(allow_none=True)
    lift_reason = ma.fields.String(allow_none=True)
    lifted_at = ma.fields.AwareDateTime(allow_none=True)
    revision = ma.fields.Integer(required=True)


class OneRecallOut(RecallOut):
    """One recall with every lot it holds or held."""

    held = ma.fields.List(ma.fields.Nested(HeldLotOut), required=True)


class NoticeOut(ma.Schema):
    """What a receiver one step forward is told; its phone for those who call."""

    id = ma.fields.String(required=True)
    lot_id = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    receiver = ma.fields.String(required=True)
    phone = ma.fields.String(allow_none=True)
    reachable = ma.fields.Boolean(required=True, metadata={"description": "by a message"})
    state = ma.fields.String(required=True, metadata={"description": "of the hand-over"})
    text = ma.fields.String(required=True)
    sent_at = ma.fields.AwareDateTime(allow_none=True)


class SentIn(Sent):
    """How the receiver is told: by a message from here, or by somebody's telephone call."""

    example: ClassVar[Mapping[str, Any]] = {"how": "phone"}

    how = Choice(WAYS, required=True)


class DrillIn(Sent):
    """A drill draws its lot itself."""

    example: ClassVar[Mapping[str, Any]] = {}

    id = OwnId()


class DrillQuery(PageQuery):
    """Filters of the list."""

    year = ma.fields.Integer(
        load_default=None, validate=YEAR, error_messages={"invalid": "Hãy ghi năm, ví dụ 2026."}
    )


class DrillOut(ma.Schema):
    """The record of a drill: how far the recall would have reached, and how long that took."""

    id = ma.fields.String(required=True)
    lot_id = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    producer_name = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    begun_at = ma.fields.AwareDateTime(required=True)
    seconds = ma.fields.Float(required=True)
    counts = ma.fields.Dict(
        keys=ma.fields.String(), values=ma.fields.Integer(), required=True,
        metadata={"description": "lots_behind, lots, producers, receivers, notices, stamps, "
                                 "listings, and draw_ms, trace_ms, notices_ms"},
    )  # fmt: skip


SUSPENSION: Mapping[str, Any] = {"reason": "Khách báo có mùi lạ, đang kiểm tra"}


class SuspensionIn(Sent):
    """Why the lot is held back, or may be used again; for workers, not for buyers."""

    example: ClassVar[Mapping[str, Any]] = SUSPENSION

    reason = Text(1000, required=True)
