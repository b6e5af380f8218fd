"""Areas as JSON: what may be sent, and what is told to whom."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Day, Id, OwnId, Sent, Text, words
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.lots.kinds import AREA_KINDS

PRIVATE = "told to the commune's own people and the producer alone"


class AreaFields(Sent):
    """The fields of an area; null empties one. Position in degrees (WGS 84)."""

    example: ClassVar[Mapping[str, Any]] = {"name": "Vườn bưởi sau nhà"}

    name = Text(120)
    kind = Text(16, metadata={"enum": list(AREA_KINDS)})
    code = Text(80, allow_none=True, metadata={"description": "kept as given; empty removes it"})
    code_given_on = Day(allow_none=True, metadata={"description": "the day the code was given"})
    gln = Text(20, allow_none=True, metadata={"description": "GS1 location number, 13 digits"})
    address = Text(300, allow_none=True, metadata={"description": PRIVATE})
    latitude = ma.fields.Float(allow_none=True, error_messages=words("Vĩ độ phải là số."))
    longitude = ma.fields.Float(allow_none=True, error_messages=words("Kinh độ phải là số."))


class AreaIn(AreaFields):
    """A new area of a producer."""

    example: ClassVar[Mapping[str, Any]] = {
        "household_id": example_id("household"),
        "name": "Vườn bưởi", "kind": "growing", "code": "VN-TH-0001",
        "code_given_on": "2025-03-20",
    }  # fmt: skip

    id = OwnId()
    household_id = Id(required=True)
    name = Text(120, required=True)


class AreaQuery(PageQuery):
    """Filters of the list."""

    household_id = Id(blank=True, load_default="")


class TracedArea(ma.Schema):
    """A place as a trace names it."""

    id = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    code = ma.fields.String(allow_none=True)
    code_given_on = ma.fields.Date(allow_none=True)
    gln = ma.fields.String(allow_none=True)
    revision = ma.fields.Integer(required=True)


class AreaOut(TracedArea):
    """An area; where it lies is told to the commune's own people and the producer alone."""

    address = ma.fields.String(allow_none=True, metadata={"description": PRIVATE})
    latitude = ma.fields.Float(allow_none=True, metadata={"description": PRIVATE})
    longitude = ma.fields.Float(allow_none=True, metadata={"description": PRIVATE})
