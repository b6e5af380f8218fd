"""Producers as JSON: what may be sent, and what is told of them."""

import marshmallow as ma

from agrimarket.households.check import SEXES
from agrimarket.households.models import HouseholdState, ProducerKind
from agrimarket.kit.fields import Sent, Text, words
from agrimarket.kit.paging import PageQuery


class ConsentIn(Sent):
    """What the producer agreed to. channel: app, paper, voice."""

    version = Text(32, required=True)
    channel = Text(16, required=True)
    purposes = ma.fields.List(
        Text(40), required=True, error_messages=words("Hãy gửi một danh sách mục đích.")
    )


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


class HouseholdIn(HouseholdFields):
    """A new producer; without consent it is a draft."""

    id = Text(36)
    commune_code = Text(10, required=True)
    consent = ma.fields.Nested(
        ConsentIn, allow_none=True, error_messages=words("Hãy gửi version, channel, purposes.")
    )


class HouseholdChange(HouseholdFields):
    """Only the fields to change; null empties one."""


class WithdrawalIn(Sent):
    """Why the producer withdraws, if they said so."""

    reason = Text(500, load_default=None, allow_none=True)


class HouseholdQuery(PageQuery):
    """Filters of the list."""

    q = Text(100, load_default="")
    commune = Text(10, load_default=None)
    state = Text(16, load_default=None, metadata={"enum": [str(s) for s in HouseholdState]})
    kind = Text(24, load_default=None, metadata={"enum": [str(k) for k in ProducerKind]})


class ConsentOut(ma.Schema):
    """A consent as it was noted."""

    id = ma.fields.String(required=True)
    version = ma.fields.String(required=True)
    channel = ma.fields.String(required=True)
    purposes = ma.fields.List(ma.fields.String(), required=True)
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
    todo = ma.fields.List(ma.fields.String(), required=True)
    import_id = ma.fields.String(allow_none=True)
    is_demo = ma.fields.Boolean(required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


class OneHouseholdOut(HouseholdOut):
    """One producer with what a list leaves out."""

    citizen_id_masked = ma.fields.String(allow_none=True)
    consents = ma.fields.List(ma.fields.Nested(ConsentOut), required=True)


class EntryOut(ma.Schema):
    """One act in a producer's history."""

    at = ma.fields.AwareDateTime(required=True)
    action = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    who = ma.fields.String(required=True)
    before = ma.fields.Dict(required=True)
    after = ma.fields.Dict(required=True)
    reason = ma.fields.String(allow_none=True)


class HistoryOut(ma.Schema):
    """A producer's history, newest first."""

    items = ma.fields.List(ma.fields.Nested(EntryOut), required=True)
