"""Sizes of a product as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Number, OwnId, Sent, Text, Whole


class PackFields(Sent):
    """What is told of a size; null empties a price or a number."""

    label = Text(80, allow_none=True, metadata={"description": "left out: its amount, 500 g"})
    amount = Number(metadata={"description": "above 0, up to three decimals"})
    unit = Text(16, metadata={"description": "a unit of the table: g, kg, ml, l, hộp, chai…"})
    price_vnd = Whole(allow_none=True, metadata={"description": "whole đồng"})
    gtin = Text(20, allow_none=True, metadata={"description": "GTIN-8, -12, -13, -14"})


class PackIn(PackFields):
    """A new size, last in order."""

    example: ClassVar[Mapping[str, Any]] = {
        "label": "Hộp 500 g", "amount": 500, "unit": "g", "price_vnd": 65_000,
    }  # fmt: skip

    id = OwnId()
    amount = Number(required=True, metadata={"description": "above 0, up to three decimals"})
    unit = Text(16, required=True, metadata={"description": "g, kg, ml, l, hộp, chai…"})


class PackChange(PackFields):
    """Only the fields to change; `position` counts from 1."""

    example: ClassVar[Mapping[str, Any]] = {"price_vnd": 68_000, "position": 1}

    position = Whole(validate=ma.validate.Range(min=1, max=99, error="Thứ tự từ 1 đến 99."))


class PackOut(ma.Schema):
    """A size a product is sold in."""

    id = ma.fields.String(required=True)
    position = ma.fields.Integer(required=True)
    label = ma.fields.String(required=True)
    amount = ma.fields.Float(required=True)
    unit = ma.fields.String(required=True)
    price_vnd = ma.fields.Integer(allow_none=True)
    gtin = ma.fields.String(allow_none=True)
    revision = ma.fields.Integer(required=True)
