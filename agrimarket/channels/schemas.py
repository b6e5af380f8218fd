"""JSON of channels, booths and listings."""

from typing import Any

import marshmallow as ma
from marshmallow import validate

from agrimarket.kit.paging import PageQuery

REQUIRED: dict[str, Any] = {"required": "Hãy điền ô này."}
LONGEST_CODE = 24


def _text(most: int, *, required: bool = False) -> ma.fields.String:
    return ma.fields.String(
        required=required,
        error_messages=REQUIRED,
        validate=validate.Length(
            min=1 if required else 0, max=most, error=f"Tối đa {most} ký tự, không để trống."
        ),
    )


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

    field = ma.fields.String()
    words_vi = ma.fields.String()
    words_en = ma.fields.String()


class OneChannelOut(ChannelOut):
    """A channel with its rules."""

    requirements = ma.fields.List(ma.fields.Nested(RequirementOut))


class CategoryQuery(ma.Schema):
    """For which category the rules are asked."""

    category = ma.fields.String(load_default="food", validate=validate.Length(max=24))


class CloseChannelIn(ma.Schema):
    """The last day of a channel, and the one that took over."""

    last_day = ma.fields.Date(required=True, error_messages=REQUIRED)
    successor_code = ma.fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=LONGEST_CODE)
    )


class BoothIn(ma.Schema):
    """An application for a booth."""

    id = ma.fields.String()
    household_id = _text(36, required=True)
    channel = _text(LONGEST_CODE, required=True)


class BoothChange(ma.Schema):
    """Papers the channel still wants, in words."""

    documents_missing = ma.fields.List(
        _text(200, required=True), required=True, validate=validate.Length(max=20)
    )


class BoothReasonIn(ma.Schema):
    """Why it is done."""

    reason = _text(500, required=True)


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

    household_id = ma.fields.String(load_default="", validate=validate.Length(max=36))
    channel = ma.fields.String(load_default="", validate=validate.Length(max=LONGEST_CODE))
    state = ma.fields.String(load_default="", validate=validate.Length(max=24))


class ListingIn(ma.Schema):
    """A product wanted on a channel."""

    id = ma.fields.String()
    product_id = _text(36, required=True)
    channel = _text(LONGEST_CODE, required=True)


class ListingChange(ma.Schema):
    """People change only what they want."""

    desired_state = ma.fields.String(
        required=True,
        error_messages=REQUIRED,
        validate=validate.OneOf(("listed", "absent"), error="Hãy chọn listed hoặc absent."),
    )


class ListingWithdrawIn(ma.Schema):
    """Why it is taken off, if anybody wants to say."""

    reason = ma.fields.String(load_default=None, allow_none=True, validate=validate.Length(max=500))


class ListingIssueOut(ma.Schema):
    """Why a channel does not take a listing."""

    code = ma.fields.String()
    severity = ma.fields.String()
    field = ma.fields.String()
    message_vi = ma.fields.String()
    message_en = ma.fields.String()
    resolution = ma.fields.String()


class ListingOut(ma.Schema):
    """Wish, sight and sync of a product on a channel. `state` is what the channel shows."""

    id = ma.fields.String()
    product_id = ma.fields.String()
    channel = ma.fields.String(attribute="channel_code")
    state = ma.fields.String()
    desired_state = ma.fields.String()
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

    state = ma.fields.String(load_default="", validate=validate.Length(max=24))
    channel = ma.fields.String(load_default="", validate=validate.Length(max=LONGEST_CODE))
    product_id = ma.fields.String(load_default="", validate=validate.Length(max=36))


class ListingChecksOut(ma.Schema):
    """What a channel would refuse of a product today."""

    channel = ma.fields.String()
    product_id = ma.fields.String()
    ready = ma.fields.Boolean()
    issues = ma.fields.List(ma.fields.Nested(ListingIssueOut))


class ListingChecksQuery(ma.Schema):
    """Which product is asked about."""

    product_id = _text(36, required=True)
