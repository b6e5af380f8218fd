"""Requests, breaches and erasure as JSON and forms: what may be sent, what is told."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Choice, Id, Moment, OwnId, Sent, Text, Whole, words
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.privacy.models import BreachState, RequestKind
from agrimarket.privacy.words import CHANNEL_LABELS, DATA_KINDS

KINDS = [str(kind) for kind in RequestKind]
SHOWS = ["overdue", "open", "done"]


class RequestWords(Sent):
    """Who asks, how to reach them, and what they said; kept sealed."""

    channel = Choice(list(CHANNEL_LABELS))
    asker = Text(200)
    contact = Text(200)
    text = Text(4000)


class RequestIn(RequestWords):
    """A request: of a household in scope, or of somebody in a commune. Producers leave both out."""

    example: ClassVar[Mapping[str, Any]] = {
        "kind": "access", "household_id": example_id("household"), "channel": "paper",
        "asker": "Nguyễn Thị Hoa", "text": "Xin xem những gì đang lưu về gia đình tôi",
    }  # fmt: skip

    id = OwnId()
    kind = Choice(KINDS, required=True)
    household_id = Id(allow_none=True)
    commune_code = Text(10, allow_none=True)
    received_at = Moment(allow_none=True)


class RequestChange(RequestWords):
    """Only the fields to change, while nobody answered."""

    example: ClassVar[Mapping[str, Any]] = {"text": "Xin xem và sửa số điện thoại"}


class AnswerIn(Sent):
    """What the person was told."""

    example: ClassVar[Mapping[str, Any]] = {"text": "Đã in và gửi tận tay"}

    text = Text(4000, required=True)


class ExtendIn(Sent):
    """Why more time is needed; once."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Cần xác minh thêm ở xã"}

    reason = Text(1000, required=True)


class CloseIn(Sent):
    """Done; with a reason it is refused."""

    example: ClassVar[Mapping[str, Any]] = {}

    refusal_reason = Text(1000, load_default=None, allow_none=True)


class RequestQuery(PageQuery):
    """Filters of the list."""

    show = Choice(SHOWS, blank=True, load_default="")
    kind = Choice(KINDS, blank=True, load_default="")
    household_id = Id(blank=True, load_default="")


class RequestOut(ma.Schema):
    """A request with its due days; `overdue` says that one of them has passed."""

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    state = ma.fields.String(required=True)
    household_id = ma.fields.String(allow_none=True)
    commune_code = ma.fields.String(required=True)
    channel = ma.fields.String(required=True)
    received_at = ma.fields.AwareDateTime(required=True)
    third_parties = ma.fields.Boolean(required=True)
    answer_due = ma.fields.Date(required=True)
    act_due = ma.fields.Date(required=True)
    overdue = ma.fields.Boolean(required=True)
    answered_at = ma.fields.AwareDateTime(allow_none=True)
    extended_at = ma.fields.AwareDateTime(allow_none=True)
    extend_reason = ma.fields.String(allow_none=True)
    closed_at = ma.fields.AwareDateTime(allow_none=True)
    refusal_reason = ma.fields.String(allow_none=True)
    revision = ma.fields.Integer(required=True)


class OneRequestOut(RequestOut):
    """One request with what was said."""

    asker = ma.fields.String(required=True)
    contact = ma.fields.String(required=True)
    text = ma.fields.String(required=True)
    answer = ma.fields.String(required=True)


class EraseIn(Sent):
    """Why, and the request it answers."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Theo đơn của người dân"}

    reason = Text(1000, required=True)
    request_id = Id(load_default=None, allow_none=True)


class ErasedOut(ma.Schema):
    """When it was done."""

    household_id = ma.fields.String(required=True)
    erased_at = ma.fields.String(required=True)


class EverythingIn(Sent):
    """Why identity and bank numbers are to be told in clear: at least ten letters."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Giao cho chính chủ theo đơn ngày 22/11"}

    reason = Text(1000, required=True)


class BreachFields(Sent):
    """What is known of a breach. No person is ever named here."""

    happened = Text(4000)
    data_kinds = ma.fields.List(
        Text(20),
        metadata={"enum": list(DATA_KINDS)},
        error_messages=words("Hãy gửi một danh sách loại dữ liệu."),
    )
    people = Whole(allow_none=True)
    consequences = Text(4000, allow_none=True)
    measures = Text(4000, allow_none=True)
    technical = Text(4000, allow_none=True)


class BreachIn(BreachFields):
    """A new breach; the clock runs from `noticed_at` (now when left out)."""

    example: ClassVar[Mapping[str, Any]] = {
        "happened": "Mất một điện thoại đi xã", "data_kinds": ["contact"], "people": 12,
    }  # fmt: skip

    id = OwnId()
    noticed_at = Moment(allow_none=True)


class BreachChange(BreachFields):
    """Only what is known better now."""

    example: ClassVar[Mapping[str, Any]] = {"measures": "Đã thu hồi máy từ xa"}


class NotifyIn(Sent):
    """The number of the notice sent to the authority."""

    example: ClassVar[Mapping[str, Any]] = {"number": "12/TB-2026"}

    number = Text(80, required=True)


class MeasuresIn(Sent):
    """What was done in the end."""

    example: ClassVar[Mapping[str, Any]] = {"measures": "Đã xóa máy từ xa và đổi mật khẩu"}

    measures = Text(4000, required=True)


class BreachQuery(PageQuery):
    """Filters of the list."""

    state = Choice(BreachState, blank=True, load_default="")


class BreachOut(ma.Schema):
    """A breach with its clock."""

    id = ma.fields.String(required=True)
    state = ma.fields.String(required=True)
    noticed_at = ma.fields.AwareDateTime(required=True)
    notice_due = ma.fields.AwareDateTime(required=True)
    hours_left = ma.fields.Integer(required=True)
    happened = ma.fields.String(required=True)
    data_kinds = ma.fields.List(ma.fields.String(), required=True)
    people = ma.fields.Integer(allow_none=True)
    consequences = ma.fields.String(allow_none=True)
    measures = ma.fields.String(allow_none=True)
    technical = ma.fields.String(allow_none=True)
    notified_at = ma.fields.AwareDateTime(allow_none=True)
    notice_number = ma.fields.String(allow_none=True)
    closed_at = ma.fields.AwareDateTime(allow_none=True)
    revision = ma.fields.Integer(required=True)


class EverythingOut(ma.Schema):
    """Everything about one person: rooms with their tables, words for every name."""

    about = ma.fields.Dict(required=True)
    rooms = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Dict(), required=True)
    words = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)
