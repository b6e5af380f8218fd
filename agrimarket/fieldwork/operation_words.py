"""What the API's description says of one operation: its kinds, and the fields of each."""

from collections.abc import Iterator, Mapping
from typing import Any

import marshmallow as ma

from agrimarket.households.schemas import ConsentIn
from agrimarket.products.schemas import ProductChange

_UUID: Mapping[str, Any] = {"type": "string", "format": "uuid"}
# What a field's value is; one that is a list or an object says so itself.
_TYPES: tuple[tuple[type[ma.fields.Field[Any]], str], ...] = (
    (ma.fields.Boolean, "boolean"), (ma.fields.Integer, "integer"), (ma.fields.Number, "number"),
    (ma.fields.List, "array"), (ma.fields.Mapping, "object"), (ma.fields.Nested, "object"),
    (ma.fields.String, "string"), (ma.fields.DateTime, "string"),
)  # fmt: skip
_ELSE = {
    "description": "Anything else is taken too, and answered in its place as refused, with the "
    "code operation_invalid or operation_kind_unknown."
}


def operation_words(kinds: Mapping[str, type[ma.Schema]]) -> dict[str, Any]:
    """JSON Schema (2020-12) of one operation: an object for each kind, or whatever was sent."""
    return {"anyOf": [*_objects(kinds), _ELSE]}


def kinds_of(own: Mapping[str, type[ma.Schema]]) -> dict[str, type[ma.Schema]]:
    """Kind > the fields it takes; those of other rooms are their routes' own."""
    return {**own, "consent.give": ConsentIn, "product.edit": ProductChange}


def _objects(kinds: Mapping[str, type[ma.Schema]]) -> Iterator[dict[str, Any]]:
    for kind, schema in sorted(kinds.items()):
        yield {
            "title": kind,
            "type": "object",
            "required": ["id", "kind", "object_id", "at"],
            "properties": {
                "id": {**_UUID, "description": "UUIDv7 made by the sender; sent again, it is one."},
                "after": {"anyOf": [_UUID, {"type": "null"}],
                          "description": "The operation of this sender that it builds on."},
                "kind": {"type": "string", "enum": [kind]},
                "object_id": {**_UUID, "description": "What it is about, or the id it makes."},
                "base": {"type": ["integer", "null"], "minimum": 0,
                         "description": "The revision the sender knew."},
                "at": {"type": "string", "format": "date-time"},
                "fields": _fields(schema),
            },
        }  # fmt: skip


def _fields(schema: type[ma.Schema]) -> dict[str, Any]:
    fields = {one.data_key or name: one for name, one in schema().fields.items()}
    told = {"type": "object", "properties": {name: _value(one) for name, one in fields.items()}}
    needed = [name for name, one in fields.items() if one.required]
    return {**told, "required": needed} if needed else told


def _value(field: ma.fields.Field[Any]) -> dict[str, Any]:
    found = next((word for kind, word in _TYPES if isinstance(field, kind)), None)
    if found is None:
        return {}
    return {"type": [found, "null"] if field.allow_none else found}
