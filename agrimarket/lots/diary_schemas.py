"""Diary lines, their kinds and pictures as JSON, and what waiting days say of a lot."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma
from flask_smorest.fields import Upload

from agrimarket.kit.fields import Sent, Text

# What a picture may be sent as.
PICTURES = "image/jpeg, image/png, image/webp"


class FactOut(ma.Schema):
    """One fact in words."""

    name = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    text = ma.fields.String(required=True)


class FactKindOut(ma.Schema):
    """A fact that a kind of line knows. need: must, owed (kept without, and told so), may.

    `counts` names the number whose unit it is; `suggestions` are words people often choose.
    """

    name = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    type = ma.fields.String(required=True)
    need = ma.fields.String(required=True)
    unit = ma.fields.String(required=True)
    hint = ma.fields.String(required=True)
    least = ma.fields.Float(allow_none=True)
    most = ma.fields.Float(required=True)
    counts = ma.fields.String(allow_none=True)
    choices = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)
    suggestions = ma.fields.List(ma.fields.String(), required=True)


class EventKindOut(ma.Schema):
    """A kind of diary line with the facts it tells; others may be sent and are kept as they are."""

    code = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    place_owed = ma.fields.Boolean(required=True)
    facts = ma.fields.List(ma.fields.Nested(FactKindOut), required=True)


class LinePhotoOut(ma.Schema):
    """A picture of a diary line with the address of each kept width."""

    id = ma.fields.String(required=True)
    position = ma.fields.Integer(required=True)
    width = ma.fields.Integer(required=True)
    height = ma.fields.Integer(required=True)
    urls = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)


class LinePhotoFile(ma.Schema):
    """The picture, as `photo` (or `file`)."""

    class Meta:
        unknown = ma.EXCLUDE

    takes = {"photo": PICTURES, "file": PICTURES}  # noqa: RUF012 (read by kit/openapi alone)
    one_of = ("photo", "file")

    photo = Upload()
    file = Upload()


class WithdrawIn(Sent):
    """Why the line was wrong, if there is anything to say."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Ghi nhầm lô"}

    reason = Text(1000, load_default=None, allow_none=True)


class WaitingOut(ma.Schema):
    """A harvest inside the waiting days of an input; `until` is their last day.

    lot_code and product_name are empty for the lot itself, else of the lot it is made from.
    `mended`: a line behind it was corrected or taken back by the producer alone.
    """

    product = ma.fields.String(required=True)
    harvest = ma.fields.Date(required=True)
    until = ma.fields.Date(required=True)
    told_at = ma.fields.AwareDateTime(required=True)
    lot_code = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    mended = ma.fields.Boolean(required=True)


class NotBeforeOut(ma.Schema):
    """The first day on which a lot in work may be harvested."""

    day = ma.fields.Date(required=True)
    product = ma.fields.String(required=True)


class LateInputOut(ma.Schema):
    """A treatment written down after the lot had left the yard."""

    product = ma.fields.String(required=True)
    day = ma.fields.Date(required=True)
    told_at = ma.fields.AwareDateTime(required=True)
    breach = ma.fields.Boolean(required=True)


EVENT_EXAMPLE: Mapping[str, Any] = {
    "kind": "harvest", "happened_at": "2025-11-01T07:30:00+07:00",
    "place": "Thôn 3, xã Nga An", "text": "Hái lứa đầu",
    "facts": {"quantity": 500, "unit": "kg"},
}  # fmt: skip
