"""Approvals, packs said opened, leaked keys and costs as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.issuing.rules import MOST_STAMPS
from agrimarket.issuing.schemas import Within
from agrimarket.issuing.words import APPROVAL_STATES
from agrimarket.kit.fields import Choice, Day, Id, OwnId, Sent, Text
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery, page_schema


class StampApprovalIn(Sent):
    """More stamps than a limit gives: for a lot (`lot_id`), or for the year (`product_id`).

    For a lot `count` may be left out where positions of an order are named: what is too many of
    them is asked for.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "product_id": example_id("product"), "count": 5000, "reason": "Trúng mùa, thêm 5.000 gói",
    }  # fmt: skip

    id = OwnId()
    lot_id = Id()
    product_id = Id()
    order_id = Id()
    first = Within(1, MOST_STAMPS)
    last = Within(1, MOST_STAMPS)
    count = Within(1, MOST_STAMPS)
    reason = Text(500, required=True)


class StampApprovalQuery(PageQuery):
    """Filters of the list of requests."""

    state = Choice(APPROVAL_STATES, blank=True, load_default="")
    lot_id = Id(load_default=None)


class ApprovalGrantIn(Sent):
    """Yes, to all that was asked or to `count` of it."""

    example: ClassVar[Mapping[str, Any]] = {"answer": "Đã đếm lại gói tại xưởng"}

    count = Within(1, MOST_STAMPS)
    answer = Text(500, allow_none=True)


class ApprovalDenialIn(Sent):
    """No, with why."""

    example: ClassVar[Mapping[str, Any]] = {"answer": "Hãy ghi lại số gói của lô trước"}

    answer = Text(500, required=True)


class StampApprovalOut(ma.Schema):
    """A request and what was said to it; `count` is what was granted once it was."""

    id = ma.fields.String()
    kind = ma.fields.String()
    household_id = ma.fields.String()
    lot_id = ma.fields.String(allow_none=True)
    order_id = ma.fields.String(allow_none=True)
    first = ma.fields.Integer(allow_none=True)
    last = ma.fields.Integer(allow_none=True)
    year = ma.fields.Integer(allow_none=True)
    count = ma.fields.Integer()
    reason = ma.fields.String()
    state = ma.fields.String()
    answer = ma.fields.String(allow_none=True)
    created_at = ma.fields.DateTime()
    decided_at = ma.fields.DateTime(allow_none=True)


class StampMarkOut(ma.Schema):
    """One stamp whose PIN was tried; `position` counts from 1 in its order."""

    position = ma.fields.Integer()
    pin_tries = ma.fields.Integer()
    tried_at = ma.fields.DateTime()
    locked_at = ma.fields.DateTime(allow_none=True)
    consumed_at = ma.fields.DateTime(allow_none=True)


class KeyLeakIn(Sent):
    """A version of the stamp key that strangers may hold; `since` today when left out."""

    example: ClassVar[Mapping[str, Any]] = {
        "version": "1", "since": "2026-11-20", "reason": "Mất máy chủ dự phòng có tệp khóa",
    }  # fmt: skip

    id = OwnId()
    version = Text(1, least=1, required=True)
    since = Day(allow_none=True)
    reason = Text(500, required=True)


class KeyLeakOut(ma.Schema):
    """A leak; it stands until two people lifted it."""

    id = ma.fields.String()
    version = ma.fields.String()
    since = ma.fields.DateTime()
    reason = ma.fields.String()
    created_at = ma.fields.DateTime()
    lift_asked_at = ma.fields.DateTime(allow_none=True)
    lift_reason = ma.fields.String(allow_none=True)
    lifted_at = ma.fields.DateTime(allow_none=True)


class StampCostQuery(ma.Schema):
    """One calendar year, or all of them."""

    class Meta:
        unknown = ma.EXCLUDE

    year = ma.fields.Integer(
        load_default=None,
        validate=ma.validate.Range(min=2000, max=2199, error="Hãy ghi năm, ví dụ 2026."),
        error_messages={"invalid": "Hãy ghi năm, ví dụ 2026."},
    )


class StampCostOut(ma.Schema):
    """Stamps of one commune in one year, paid by one side; `cost_vnd` is of those priced."""

    commune_code = ma.fields.String()
    commune = ma.fields.String()
    year = ma.fields.Integer()
    paid_by = ma.fields.String(allow_none=True)
    orders = ma.fields.Integer()
    stamps = ma.fields.Integer()
    unpriced = ma.fields.Integer()
    cost_vnd = ma.fields.Integer()


StampApprovalPage = page_schema(StampApprovalOut)
StampMarkPage = page_schema(StampMarkOut)
KeyLeakPage = page_schema(KeyLeakOut)
