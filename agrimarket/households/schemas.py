"""Producers as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.check import SEXES
from agrimarket.households.consenting.own_texts import LANGUAGES
from agrimarket.households.depth.kinds import PAYMENT_KINDS
from agrimarket.households.finding.filters import SORTS
from agrimarket.households.finding.found import GAP_BITS
from agrimarket.households.models import HouseholdState, ProducerKind
from agrimarket.households.showing.reveal import REVEALED
from agrimarket.kit.fields import Choice, Day, OwnId, Sent, Text, words
from agrimarket.kit.paging import PageQuery


class ConsentIn(Sent):
    """What the producer agreed to. channel: app, paper, voice."""

    example: ClassVar[Mapping[str, Any]] = {
        "version": "2026-11", "channel": "paper", "purposes": ["publication", "channels"],
    }  # fmt: skip

    version = Text(32, required=True)
    language = Text(8, load_default="vi", metadata={"enum": list(LANGUAGES)})
    channel = Text(16, required=True)
    purposes = ma.fields.List(
        Text(40), required=True, error_messages=words("Hãy gửi một danh sách mục đích.")
    )


class BankIn(Sent):
    """A bank account: the bank by code (NAPAS BIN or short name) or name; kept sealed."""

    bank_code = Text(20, allow_none=True)
    name = Text(200, allow_none=True)
    account_number = Text(40, allow_none=True)
    holder = Text(200, allow_none=True)


class HouseholdFields(Sent):
    """The fields of a producer; empty and null mean "not known"."""

    kind = Text(24, metadata={"enum": [str(kind) for kind in ProducerKind]})
    head_name = Text(200, allow_none=True)
    legal_name = Text(400, allow_none=True)
    commune_code = Text(10)
    former_district = Text(80, allow_none=True)
    hamlet = Text(300, allow_none=True)
    phone = Text(40, allow_none=True)
    phone_of = Text(200, allow_none=True)
    citizen_id = Text(40, allow_none=True)
    tax_code = Text(40, allow_none=True)
    birth_date = ma.fields.Date(
        allow_none=True, error_messages=words("Hãy ghi ngày dạng năm-tháng-ngày, 1980-11-05.")
    )
    sex = Text(10, allow_none=True, metadata={"enum": list(SEXES)})
    crops = ma.fields.List(
        Text(200), allow_none=True, error_messages=words("Hãy gửi một danh sách tên sản phẩm.")
    )
    area_ha = ma.fields.Decimal(
        allow_none=True, error_messages=words("Diện tích phải là số héc-ta, ví dụ 0.35.")
    )
    latitude = ma.fields.Float(allow_none=True, error_messages=words("Vĩ độ phải là số."))
    longitude = ma.fields.Float(allow_none=True, error_messages=words("Kinh độ phải là số."))
    note = Text(4000, allow_none=True)
    payment_kinds = ma.fields.List(
        Text(40, metadata={"enum": list(PAYMENT_KINDS)}), allow_none=True,
        validate=ma.validate.Length(max=20), error_messages=words("Hãy gửi một danh sách mã."),
    )  # fmt: skip
    wish_channels = ma.fields.List(
        Text(40), allow_none=True, validate=ma.validate.Length(max=20),
        error_messages=words("Hãy gửi một danh sách mã kênh."),
    )  # fmt: skip
    wish_by = Day(allow_none=True)
    wish_note = Text(1000, allow_none=True)
    bank = ma.fields.Nested(
        BankIn, allow_none=True, error_messages=words("Hãy gửi name, account_number, holder.")
    )


class HouseholdIn(HouseholdFields):
    """A new producer; without consent it is a draft."""

    example: ClassVar[Mapping[str, Any]] = {
        "kind": "household", "head_name": "Nguyễn Thị Hoa",
        "commune_code": "16144", "hamlet": "Thôn 3", "phone": "0912000345",
        "crops": ["Bưởi"], "area_ha": 0.35, "consent": ConsentIn.example,
    }  # fmt: skip

    id = OwnId()
    commune_code = Text(10, required=True)
    consent = ma.fields.Nested(
        ConsentIn, allow_none=True, error_messages=words("Hãy gửi version, channel, purposes.")
    )


class HouseholdChange(HouseholdFields):
    """Only the fields to change; null empties one."""

    example: ClassVar[Mapping[str, Any]] = {"hamlet": "Thôn 4", "crops": ["Bưởi", "Cam"]}


class WithdrawalIn(Sent):
    """Why the producer withdraws, if they said so; without `purposes` everything ends."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Không muốn đăng thông tin nữa"}

    reason = Text(500, load_default=None, allow_none=True)
    purposes = ma.fields.List(
        Text(40), load_default=None, allow_none=True, validate=ma.validate.Length(max=20),
        error_messages=words("Hãy gửi một danh sách mục đích."),
    )  # fmt: skip


class RevealIn(Sent):
    """Which number is to be seen, and why: at least ten letters."""

    example: ClassVar[Mapping[str, Any]] = {
        "field": "citizen_id", "reason": "Đối chiếu thẻ căn cước khi lập hồ sơ gian hàng",
    }  # fmt: skip

    field = Text(40, required=True, metadata={"enum": list(REVEALED)})
    reason = Text(500, required=True)


class RevealOut(ma.Schema):
    """The number in clear; the answer is stored nowhere."""

    household_id = ma.fields.String(required=True)
    field = ma.fields.String(required=True)
    value = ma.fields.String(required=True)


class BankOut(ma.Schema):
    """A bank account with all but the last three letters hidden."""

    bank_code = ma.fields.String(allow_none=True)
    name = ma.fields.String(allow_none=True)
    account_number_masked = ma.fields.String(required=True)


class MaybeDay(Day):
    """A day, or nothing at all, as an empty box of a form sends it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if not str(value).strip():
            return None
        return super()._deserialize(value, attr, data, **options)


class HouseholdFilters(ma.Schema):
    """Filters of the list (households/finding/filters.py): all that are given hold together."""

    q = Text(100, load_default="")
    commune = Text(10, load_default=None)
    district = Text(80, load_default=None)
    state = Choice(HouseholdState, blank=True, load_default=None)
    kind = Choice(ProducerKind, blank=True, load_default=None)
    gap = Choice(GAP_BITS, blank=True, load_default=None)
    crop = Text(80, load_default="")
    has_phone = Choice(("yes", "no"), blank=True, load_default=None)
    registered_by = Text(36, load_default=None)  # an account's id, or "me"
    owner = Text(36, load_default=None)  # the same, or "none"
    import_id = Text(36, load_default=None)
    since = MaybeDay(load_default=None)
    until = MaybeDay(load_default=None)
    ids = Text(8000, load_default="")  # with commas between
    sort = Choice(SORTS, blank=True, load_default=None)


class HouseholdQuery(HouseholdFilters, PageQuery):
    """The same with the page."""


class ConsentOut(ma.Schema):
    """A consent as it was noted."""

    id = ma.fields.String(required=True)
    version = ma.fields.String(required=True)
    channel = ma.fields.String(required=True)
    language = ma.fields.String(required=True)
    purposes = ma.fields.List(ma.fields.String(), required=True)
    ended = ma.fields.List(ma.fields.String(), required=True)
    given_at = ma.fields.AwareDateTime(required=True)
    withdrawn_at = ma.fields.AwareDateTime(allow_none=True)


class HouseholdOut(ma.Schema):
    """A producer as this viewer may see it; the citizen number is never told."""

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    state = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    head_name = ma.fields.String(allow_none=True)
    legal_name = ma.fields.String(allow_none=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    former_district = ma.fields.String(allow_none=True)
    hamlet = ma.fields.String(allow_none=True)
    phone = ma.fields.String(allow_none=True)
    phone_of = ma.fields.String(allow_none=True)
    has_citizen_id = ma.fields.Boolean(required=True)
    tax_code = ma.fields.String(allow_none=True)
    tax_is_citizen_id = ma.fields.Boolean(required=True)
    birth_date = ma.fields.Date(allow_none=True)
    sex = ma.fields.String(allow_none=True)
    crops = ma.fields.List(ma.fields.String(), required=True)
    area_ha = ma.fields.Float(allow_none=True)
    latitude = ma.fields.Float(allow_none=True)
    longitude = ma.fields.Float(allow_none=True)
    note = ma.fields.String(allow_none=True)
    payment_kinds = ma.fields.List(ma.fields.String(), required=True)
    wish_channels = ma.fields.List(ma.fields.String(), required=True)
    wish_by = ma.fields.Date(allow_none=True)
    wish_note = ma.fields.String(allow_none=True)
    todo = ma.fields.List(ma.fields.String(), required=True)
    import_id = ma.fields.String(allow_none=True)
    owner_id = ma.fields.String(allow_none=True)  # the account in whose care it is
    is_demo = ma.fields.Boolean(required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


class OneHouseholdOut(HouseholdOut):
    """One producer with what a list leaves out."""

    citizen_id_masked = ma.fields.String(allow_none=True)
    has_bank = ma.fields.Boolean(required=True)
    bank = ma.fields.Nested(BankOut, allow_none=True)
    consents = ma.fields.List(ma.fields.Nested(ConsentOut), required=True)


class EntryOut(ma.Schema):
    """One act in a producer's history."""

    at = ma.fields.AwareDateTime(required=True)
    action = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    who = ma.fields.String(required=True, attribute="signed")
    before = ma.fields.Dict(required=True)
    after = ma.fields.Dict(required=True)
    reason = ma.fields.String(allow_none=True)


class HistoryOut(ma.Schema):
    """A producer's history, newest first."""

    items = ma.fields.List(ma.fields.Nested(EntryOut), required=True)
