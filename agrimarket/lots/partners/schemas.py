"""Partners as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Choice, Id, OwnId, Sent, Text
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.lots.partners.kinds import PARTNER_KINDS


class PartnerFields(Sent):
    """The fields of a partner; null empties one."""

    kind = Text(16, metadata={"enum": list(PARTNER_KINDS)})
    name = Text(200)
    linked_id = Id(allow_none=True, metadata={"description": "the registered producer it is"})
    phone = Text(20, allow_none=True)
    email = Text(254, allow_none=True)
    address = Text(300, allow_none=True)
    tax_code = Text(20, allow_none=True, metadata={"description": "10 digits, 13 of a branch"})
    gln = Text(20, allow_none=True, metadata={"description": "GS1 location number, 13 digits"})


class PartnerIn(PartnerFields):
    """Somebody a producer trades with."""

    example: ClassVar[Mapping[str, Any]] = {
        "household_id": example_id("household"), "kind": "buyer",
        "name": "Cửa hàng nông sản Hạc Thành", "phone": "02373852246",
    }  # fmt: skip

    id = OwnId()
    household_id = Id(required=True)
    kind = Text(16, required=True, metadata={"enum": list(PARTNER_KINDS)})
    name = Text(200, required=True)


class PartnerChange(PartnerFields):
    """Only the fields to change."""

    example: ClassVar[Mapping[str, Any]] = {"name": "Cửa hàng nông sản sạch Hạc Thành"}


class PartnerQuery(PageQuery):
    """Filters of the list."""

    household_id = Id(blank=True, load_default="")
    kind = Choice(PARTNER_KINDS, blank=True, load_default="")
    ended = ma.fields.Boolean(load_default=False, metadata={"description": "those that ended too"})


class AlikeOut(ma.Schema):
    """Another partner, or a registered producer, under the same tax code."""

    kind = ma.fields.String(required=True, metadata={"enum": ["partner", "household"]})
    id = ma.fields.String(required=True)
    name = ma.fields.String(required=True)


class PartnerOut(ma.Schema):
    """A partner; contacts are told to those who call people."""

    id = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    linked_id = ma.fields.String(allow_none=True)
    phone = ma.fields.String(allow_none=True)
    email = ma.fields.String(allow_none=True)
    address = ma.fields.String(allow_none=True)
    tax_code = ma.fields.String(allow_none=True)
    gln = ma.fields.String(allow_none=True)
    ended_at = ma.fields.AwareDateTime(allow_none=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


class OnePartnerOut(PartnerOut):
    """One partner with who else has its tax code: perhaps the same, named twice."""

    alike = ma.fields.List(ma.fields.Nested(AlikeOut), required=True)
