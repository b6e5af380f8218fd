"""Members, heads and parcels as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.check import SEXES
from agrimarket.households.depth.kinds import COUNT_UNITS, MEMBER_ROLES, PARCEL_KINDS
from agrimarket.households.depth.parcels import MOST
from agrimarket.households.schemas import ConsentIn
from agrimarket.kit.fields import Choice, Day, Id, OwnId, Sent, Text, Whole, words
from agrimarket.kit.paging import PageQuery

MONTH = ma.validate.Range(min=1, max=12, error="Tháng từ 1 đến 12.")


class MemberFields(Sent):
    """A member; `since` null where nobody knows, `until` ends the membership."""

    name = Text(200, allow_none=True)
    role = Choice(MEMBER_ROLES)
    since = Day(allow_none=True)


class MemberIn(MemberFields):
    """A new member: a registered household of the viewer's scope, or a name."""

    example: ClassVar[Mapping[str, Any]] = {"name": "Lê Văn Tám", "role": "child"}

    id = OwnId()
    member_household_id = Id(allow_none=True)


class MemberChange(MemberFields):
    """Only the fields to change."""

    example: ClassVar[Mapping[str, Any]] = {"role": "relative"}

    until = Day(allow_none=True)


class MemberQuery(PageQuery):
    """Filters of the list."""

    current = ma.fields.Boolean(
        load_default=False, error_messages=words("Hãy ghi true hoặc false.")
    )


class MemberOut(ma.Schema):
    """A member whom this viewer may be told of."""

    id = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    member_household_id = ma.fields.String(allow_none=True)
    name = ma.fields.String(required=True)
    role = ma.fields.String(required=True)
    is_head = ma.fields.Boolean(required=True)
    since = ma.fields.Date(allow_none=True)
    until = ma.fields.Date(allow_none=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


_PAGE: dict[str, Any] = {
    "items": ma.fields.List(ma.fields.Nested(MemberOut), required=True),
    "elsewhere": ma.fields.Integer(
        required=True, metadata={"description": "members now that stand outside the scope"}
    ),
    **{name: ma.fields.Integer(required=True) for name in ("total", "page", "page_size")},
}
MemberPage = ma.Schema.from_dict(_PAGE, name="MemberPage")


class HeadIn(Sent):
    """Who heads the producer now: a member of it, or a name. What is known of the person."""

    example: ClassVar[Mapping[str, Any]] = {
        "name": "Trần Thị Sáu", "sex": "female", "consent": ConsentIn.example,
    }  # fmt: skip

    member_id = Id(allow_none=True)
    name = Text(200, allow_none=True)
    since = Day(allow_none=True)
    left = ma.fields.Boolean(load_default=False, error_messages=words("Hãy ghi true hoặc false."))
    phone = Text(40, allow_none=True)
    citizen_id = Text(40, allow_none=True)
    birth_date = Day(allow_none=True)
    sex = Text(10, allow_none=True, metadata={"enum": list(SEXES)})
    consent = ma.fields.Nested(
        ConsentIn, allow_none=True, error_messages=words("Hãy gửi version, channel, purposes.")
    )


class TermOut(ma.Schema):
    """From when to when somebody headed the producer."""

    member_id = ma.fields.String(required=True)
    name = ma.fields.String(allow_none=True)
    since = ma.fields.Date(allow_none=True)
    until = ma.fields.Date(allow_none=True)


class HeadsOut(ma.Schema):
    """Who heads a producer, and who did; a name outside the scope is null."""

    head_name = ma.fields.String(allow_none=True)
    items = ma.fields.List(ma.fields.Nested(TermOut), required=True)


class ParcelFields(Sent):
    """A field, pond or barn. `area` as people write it: 2 sào, 500 m2, 0,35 ha."""

    name = Text(120)
    kind = Choice(PARCEL_KINDS)
    crop = Text(80, allow_none=True)
    count = Whole(
        allow_none=True,
        validate=ma.validate.Range(min=0, max=MOST, error="Số lượng từ 0 đến 2 tỷ."),
    )
    count_unit = Text(16, allow_none=True, metadata={"enum": list(COUNT_UNITS)})
    season_from = Whole(allow_none=True, validate=MONTH)
    season_to = Whole(allow_none=True, validate=MONTH)
    area = Text(60, allow_none=True)
    latitude = ma.fields.Float(allow_none=True, error_messages=words("Vĩ độ phải là số."))
    longitude = ma.fields.Float(allow_none=True, error_messages=words("Kinh độ phải là số."))
    since = Day(allow_none=True)


class ParcelIn(ParcelFields):
    """A new parcel."""

    example: ClassVar[Mapping[str, Any]] = {
        "name": "Ruộng đồng Cửa", "kind": "field", "crop": "Cói", "area": "2 sào",
        "season_from": 5, "season_to": 9,
    }  # fmt: skip

    id = OwnId()
    name = Text(120, required=True)


class ParcelChange(ParcelFields):
    """Only the fields to change; null empties one, `until` ends the parcel."""

    example: ClassVar[Mapping[str, Any]] = {"crop": "Lúa nếp"}

    until = Day(allow_none=True)


class ParcelOut(ma.Schema):
    """A parcel; where it lies is told to its commune's own people and the producer."""

    id = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    crop = ma.fields.String(allow_none=True)
    count = ma.fields.Integer(allow_none=True)
    count_unit = ma.fields.String(allow_none=True)
    season_from = ma.fields.Integer(allow_none=True)
    season_to = ma.fields.Integer(allow_none=True)
    area_m2 = ma.fields.Float(allow_none=True)
    area_text = ma.fields.String(required=True)
    latitude = ma.fields.Float(allow_none=True)
    longitude = ma.fields.Float(allow_none=True)
    since = ma.fields.Date(allow_none=True)
    until = ma.fields.Date(allow_none=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)
