"""JSON of channels, booths and listings."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.channels.port import PRODUCT_FIELDS
from agrimarket.channels.words import BOOTH_WORDS, SEEN_WORDS, SYNC_WORDS
from agrimarket.kit.fields import Choice, Day, Id, OwnId, Sent, Text, words
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.products.kinds import CATEGORIES

LONGEST_CODE = 24


class ProductField(ma.fields.String):
    """A channel's word for a part of a product, told as the product calls it."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> str | None:
        return super()._serialize(PRODUCT_FIELDS.get(value, value), attr, obj, **options)


class ChannelOut(ma.Schema):
    """A marketplace of the register. `sandbox`: a stand-in, nothing is sold there."""

    code = ma.fields.String()
    name = ma.fields.String()
    short_name = ma.fields.String()
    former_names = ma.fields.List(ma.fields.Dict())
    valid_from = ma.fields.Date(allow_none=True)
    valid_to = ma.fields.Date(allow_none=True)
    successor_code = ma.fields.String(allow_none=True)
    sandbox = ma.fields.Boolean()
    note = ma.fields.String(allow_none=True)


class RequirementOut(ma.Schema):
    """One rule of a channel in words."""

    field = ProductField()
    words_vi = ma.fields.String()
    words_en = ma.fields.String()


class OneChannelOut(ChannelOut):
    """A channel with its rules."""

    requirements = ma.fields.List(ma.fields.Nested(RequirementOut))


class CategoryQuery(ma.Schema):
    """For which category the rules are asked."""

    category = Choice(CATEGORIES, load_default="food")


class CloseChannelIn(Sent):
    """The last day of a channel, and the one that took over."""

    example: ClassVar[Mapping[str, Any]] = {"last_day": "2099-12-31"}

    last_day = Day(required=True)
    successor_code = Text(LONGEST_CODE, load_default=None, allow_none=True)


class BoothIn(Sent):
    """An application for a booth."""

    example: ClassVar[Mapping[str, Any]] = {
        "household_id": example_id("household"), "channel": "voso",
    }  # fmt: skip

    id = OwnId()
    household_id = Id(required=True)
    channel = Text(LONGEST_CODE, least=1, required=True)


class BoothChange(Sent):
    """Papers the channel still wants, in words."""

    example: ClassVar[Mapping[str, Any]] = {"documents_missing": ["Giấy đăng ký kinh doanh"]}

    documents_missing = ma.fields.List(
        Text(200, least=1, required=True),
        required=True,
        error_messages=words("Hãy gửi một danh sách giấy tờ."),
        validate=ma.validate.Length(max=20, error="Hãy ghi không quá 20 giấy tờ."),
    )


class BoothReasonIn(Sent):
    """Why it is done."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Hết mùa, nghỉ bán đến tháng chín"}

    reason = Text(500, least=1, required=True)


class BoothOut(ma.Schema):
    """A producer's booth on a channel."""

    id = ma.fields.String()
    household_id = ma.fields.String()
    channel = ma.fields.String(attribute="channel_code")
    state = ma.fields.String()
    documents_missing = ma.fields.List(ma.fields.String())
    reason = ma.fields.String(allow_none=True)
    applied_at = ma.fields.AwareDateTime(format="iso")
    opened_at = ma.fields.AwareDateTime(format="iso", allow_none=True)
    helped_by = ma.fields.String(allow_none=True)
    revision = ma.fields.Integer()


class BoothQuery(PageQuery):
    """Filters of the list of booths."""

    household_id = Id(blank=True, load_default="")
    channel = Text(LONGEST_CODE, load_default="")
    state = Choice(BOOTH_WORDS, blank=True, load_default="")


class ListingIn(Sent):
    """A product wanted on a channel."""

    example: ClassVar[Mapping[str, Any]] = {
        "product_id": example_id("product"), "channel": "voso",
    }  # fmt: skip

    id = OwnId()
    product_id = Id(required=True)
    channel = Text(LONGEST_CODE, least=1, required=True)


class ListingChange(Sent):
    """People change only what they want."""

    example: ClassVar[Mapping[str, Any]] = {"desired_state": "listed"}

    desired_state = Choice(("listed", "absent"), required=True)


class ListingWithdrawIn(Sent):
    """Why it is taken off, if anybody wants to say."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Hết hàng"}

    reason = Text(500, load_default=None, allow_none=True)


class ListingIssueOut(ma.Schema):
    """Why a channel does not take a listing."""

    code = ma.fields.String()
    severity = ma.fields.String()
    field = ProductField()
    message_vi = ma.fields.String()
    message_en = ma.fields.String()
    resolution = ma.fields.String()


class ListingOut(ma.Schema):
    """Wish, sight and sync of a product on a channel. `state` is what the channel shows."""

    id = ma.fields.String()
    product_id = ma.fields.String()
    channel = ma.fields.String(attribute="channel_code")
    state = ma.fields.String()
    desired_state = ma.fields.String(
        attribute="owed_state",
        metadata={"description": "listed or absent; absent while `hold` names a cause"},
    )
    wished_state = ma.fields.String(
        attribute="desired_state",
        metadata={"description": "what people chose; holds again once the cause is gone"},
    )
    desired_hash = ma.fields.String(allow_none=True)
    observed_state = ma.fields.String()
    observed_hash = ma.fields.String(allow_none=True)
    observed_status = ma.fields.String(allow_none=True)
    observed_at = ma.fields.AwareDateTime(format="iso", allow_none=True)
    live_since = ma.fields.AwareDateTime(format="iso", allow_none=True)
    remote_id = ma.fields.String(allow_none=True)
    remote_url = ma.fields.String(allow_none=True)
    sync_state = ma.fields.String()
    sync_since = ma.fields.AwareDateTime(format="iso")
    hold = ma.fields.String(allow_none=True)
    reason = ma.fields.String(allow_none=True)
    issues = ma.fields.List(ma.fields.Nested(ListingIssueOut))
    tries = ma.fields.Integer()
    next_try_at = ma.fields.AwareDateTime(format="iso", allow_none=True)
    revision = ma.fields.Integer()


class ListingQuery(PageQuery):
    """Filters of the list of listings; `state` is what a channel shows, or the sync state."""

    state = Choice((*SEEN_WORDS, *SYNC_WORDS), blank=True, load_default="")
    channel = Text(LONGEST_CODE, load_default="")
    product_id = Id(blank=True, load_default="")


class ListingChecksOut(ma.Schema):
    """What a channel would refuse of a product today."""

    channel = ma.fields.String()
    product_id = ma.fields.String()
    ready = ma.fields.Boolean()
    issues = ma.fields.List(ma.fields.Nested(ListingIssueOut))


class ListingChecksQuery(ma.Schema):
    """Which product is asked about."""

    product_id = Id(required=True)
