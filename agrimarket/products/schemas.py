"""Products as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma
from flask_smorest.fields import Upload

from agrimarket.kit.fields import Choice, Day, Id, Number, OwnId, Sent, Text, Whole
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.products.checks import BEGINNINGS
from agrimarket.products.groups import SUBGROUPS
from agrimarket.products.kinds import CATEGORIES, CERTIFICATE_KINDS, ISSUER_LEVELS
from agrimarket.products.models import ProductState
from agrimarket.products.packs.schemas import PackOut

PICTURES = "image/jpeg, image/png, image/webp"
UNITS_HINT = "kg, hộp, chai…"
MONTH = ma.validate.Range(min=1, max=12, error="Tháng từ 1 đến 12.")


class ProductFields(Sent):
    """The fields of a product; null empties one."""

    name = Text(200)
    category = Text(16, metadata={"enum": list(CATEGORIES)})
    subgroup = Text(
        40, allow_none=True, metadata={"enum": [*SUBGROUPS, None], "description": "of its category"}
    )
    brand = Text(120, allow_none=True)
    gtin = Text(20, allow_none=True, metadata={"description": "GTIN-8, -12, -13, -14"})
    price_vnd = Whole(allow_none=True, metadata={"description": "whole đồng"})
    unit = Text(40, allow_none=True, metadata={"description": UNITS_HINT})
    description = Text(5000, allow_none=True)
    shelf_life_days = Whole(allow_none=True, metadata={"description": "days or months, not both"})
    shelf_life_months = Whole(allow_none=True, metadata={"description": "calendar months"})
    shelf_life_from = Text(
        12,
        allow_none=True,
        metadata={"enum": [*BEGINNINGS, None], "description": "the day of the lot it begins on"},
    )
    storage = Text(1000, allow_none=True, metadata={"description": "how to keep it"})
    external_uid = Text(
        120,
        allow_none=True,
        metadata={"description": "its identifier on the national portal, as given there"},
    )
    season_from = Whole(allow_none=True, validate=MONTH)
    season_to = Whole(allow_none=True, validate=MONTH)
    monthly_output = Text(80, allow_none=True)
    standards = Text(2000, allow_none=True)


class ProductIn(ProductFields):
    """A new product; it begins as a draft."""

    example: ClassVar[Mapping[str, Any]] = {
        "household_id": example_id("household"),
        "name": "Bưởi Luận Văn", "category": "food", "subgroup": "fresh_plants",
        "shelf_life_days": 60, "shelf_life_from": "harvest", "price_vnd": 45_000, "unit": "kg",
        "season_from": 9, "season_to": 12, "monthly_output": "2 tấn",
        "description": "Bưởi đỏ, trồng theo hướng hữu cơ, hái đúng độ chín.",
    }  # fmt: skip

    id = OwnId()
    household_id = Id(required=True)
    name = Text(200, required=True)
    category = Text(16, required=True, metadata={"enum": list(CATEGORIES)})


class ProductChange(ProductFields):
    """Only the fields to change."""

    example: ClassVar[Mapping[str, Any]] = {"price_vnd": 48_000, "monthly_output": "3 tấn"}


class ProductQuery(PageQuery):
    """Filters of the list."""

    q = Text(100, load_default="")
    category = Choice(CATEGORIES, blank=True, load_default="")
    state = Choice(ProductState, blank=True, load_default="")
    commune = Text(10, load_default="")
    household_id = Id(blank=True, load_default="")


class PhotoFile(ma.Schema):
    """The picture, as `photo` (or `file`)."""

    class Meta:
        unknown = ma.EXCLUDE

    takes = {"photo": PICTURES, "file": PICTURES}  # noqa: RUF012 (read by kit/openapi alone)
    one_of = ("photo", "file")

    photo = Upload()
    file = Upload()


class PhotoForm(Sent):
    """What goes beside the picture."""

    alt = Text(200, load_default="")
    replaces = Text(36, load_default="")


class PhotoChange(Sent):
    """Its words, and its place counted from 1."""

    example: ClassVar[Mapping[str, Any]] = {"alt": "Bưởi Luận Văn đóng hộp", "position": 1}

    alt = Text(200)
    position = Whole(validate=ma.validate.Range(min=1, max=99, error="Thứ tự từ 1 đến 99."))


class PhotoOut(ma.Schema):
    """A picture with the address of each kept width."""

    id = ma.fields.String(required=True)
    position = ma.fields.Integer(required=True)
    alt = ma.fields.String(required=True)
    width = ma.fields.Integer(required=True)
    height = ma.fields.Integer(required=True)
    urls = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)


class RatingIn(Sent):
    """An OCOP recognition as the decision says; level is read from `issuer` when left out."""

    example: ClassVar[Mapping[str, Any]] = {
        "decision_number": "1234/QĐ-UBND",
        "decided_on": "2025-11-20", "issuer": "UBND tỉnh Thanh Hóa", "score": 75.5,
    }  # fmt: skip

    id = OwnId()
    decision_number = Text(80, required=True)
    decided_on = Day(required=True)
    issuer = Text(200, required=True)
    issuer_level = Text(12, metadata={"enum": list(ISSUER_LEVELS)})
    score = Number(
        allow_none=True, validate=ma.validate.Range(min=0, max=100, error="Điểm từ 0 đến 100.")
    )
    stars = Whole(
        allow_none=True, validate=ma.validate.Range(min=1, max=5, error="Số sao từ 1 đến 5.")
    )
    certificate_number = Text(80, allow_none=True)


class RatingOut(ma.Schema):
    """A recognition; `valid` today, `valid_through` is its last day."""

    id = ma.fields.String(required=True)
    score = ma.fields.Float(allow_none=True)
    stars = ma.fields.Integer(required=True)
    decision_number = ma.fields.String(required=True)
    decided_on = ma.fields.Date(required=True)
    issuer = ma.fields.String(required=True)
    issuer_level = ma.fields.String(required=True)
    certificate_number = ma.fields.String(allow_none=True)
    valid_through = ma.fields.Date(required=True)
    valid = ma.fields.Boolean(required=True)
    removed_at = ma.fields.AwareDateTime(allow_none=True)
    removed_reason = ma.fields.String(allow_none=True)


class CertificateFields(Sent):
    """What stands on the paper; without `valid_to` it has no end."""

    number = Text(120, allow_none=True)
    issuer = Text(200, allow_none=True)
    scope = Text(1000, allow_none=True)
    valid_from = Day(allow_none=True)
    valid_to = Day(allow_none=True)


class CertificateIn(CertificateFields):
    """A paper behind a product."""

    example: ClassVar[Mapping[str, Any]] = {
        "kind": "commitment", "number": "05/CK-2025",
        "issuer": "UBND xã Nga An", "valid_from": "2025-07-15",
    }  # fmt: skip

    id = OwnId()
    kind = Text(32, required=True, metadata={"enum": list(CERTIFICATE_KINDS)})


class CertificateChange(CertificateFields):
    """Only the fields to change."""

    example: ClassVar[Mapping[str, Any]] = {"scope": "Trồng bưởi 0,35 ha"}


class CertificateOut(ma.Schema):
    """A paper; `valid` today, and whether stamps may rest on its kind.

    Without `checked_at` nobody of the state saw it: it is what its producer says.
    """

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    number = ma.fields.String(allow_none=True)
    issuer = ma.fields.String(allow_none=True)
    scope = ma.fields.String(allow_none=True)
    valid_from = ma.fields.Date(allow_none=True)
    valid_to = ma.fields.Date(allow_none=True)
    is_safety_basis = ma.fields.Boolean(required=True)
    checked_at = ma.fields.AwareDateTime(allow_none=True, required=True)
    valid = ma.fields.Boolean(required=True)
    removed_at = ma.fields.AwareDateTime(allow_none=True)
    removed_reason = ma.fields.String(allow_none=True)


class ProductOut(ma.Schema):
    """A product as a list tells it.

    `answer_due` is the last day to answer in time, while an answer is waited for;
    `supplement_due` until when the producer was asked to mend it.
    """

    id = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    household_name = ma.fields.String(required=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    state = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    category = ma.fields.String(required=True)
    subgroup = ma.fields.String(allow_none=True)
    brand = ma.fields.String(allow_none=True)
    gtin = ma.fields.String(allow_none=True)
    price_vnd = ma.fields.Integer(allow_none=True)
    unit = ma.fields.String(allow_none=True)
    description = ma.fields.String(allow_none=True)
    shelf_life_days = ma.fields.Integer(allow_none=True)
    shelf_life_months = ma.fields.Integer(allow_none=True)
    shelf_life_from = ma.fields.String(allow_none=True)
    storage = ma.fields.String(allow_none=True)
    external_uid = ma.fields.String(allow_none=True)
    season_from = ma.fields.Integer(allow_none=True)
    season_to = ma.fields.Integer(allow_none=True)
    monthly_output = ma.fields.String(allow_none=True)
    standards = ma.fields.String(allow_none=True)
    submitted_at = ma.fields.AwareDateTime(allow_none=True)
    answer_due = ma.fields.Date(allow_none=True)
    supplement_due = ma.fields.Date(allow_none=True)
    decision_reason = ma.fields.String(allow_none=True)
    decided_at = ma.fields.AwareDateTime(allow_none=True)
    is_demo = ma.fields.Boolean(required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


class OneProductOut(ProductOut):
    """One product with what it stands on; `todo` names what is still missing."""

    photos = ma.fields.List(ma.fields.Nested(PhotoOut), required=True)
    packs = ma.fields.List(ma.fields.Nested(PackOut), required=True)
    rating = ma.fields.Nested(RatingOut, allow_none=True)
    certificates = ma.fields.List(ma.fields.Nested(CertificateOut), required=True)
    has_safety_basis = ma.fields.Boolean(required=True)
    todo = ma.fields.List(ma.fields.String(), required=True)
