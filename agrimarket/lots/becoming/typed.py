"""A form with rows (`outputs.1.quantity`) as the API's nested JSON, its faults back at boxes."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from agrimarket.kit.errors import InvalidFields, Refusal
from agrimarket.kit.fields import Sent

Rows = dict[int, dict[str, str]]  # the number of each row that was filled in, with its boxes


def rows_of(form: Mapping[str, str], group: str, telling: str) -> Rows:
    """Rows of a group whose box `telling` was filled in, with all their boxes that were."""
    found: Rows = {}
    for name, text in form.items():
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == group and parts[1].isdecimal() and text.strip():
            found.setdefault(int(parts[1]), {})[parts[2]] = text.strip()
    return {number: found[number] for number in sorted(found) if found[number].get(telling)}


def load(schema: type[Sent], told: Mapping[str, Any]) -> dict[str, Any]:
    """What was told, checked as the API checks it. InvalidFields."""
    try:
        loaded: dict[str, Any] = schema().load(told)
    except ma.ValidationError as error:
        raise InvalidFields(fields=_flat(error.messages_dict)) from None
    return loaded


def at_boxes(refusal: Refusal, group: str, rows: Rows) -> Refusal:
    """The refusal with its fields named as the form's boxes: rows left empty count there."""
    numbers = list(rows)
    fields = {}
    for name, said in refusal.fields.items():
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == group and int(parts[1]) < len(numbers):
            box = "quantity" if parts[2] == "lot_id" else parts[2]
            name = f"{group}.{numbers[int(parts[1])]}.{box}"
        fields[name] = said
    refusal.fields = fields
    return refusal


def _flat(messages: Mapping[Any, Any]) -> dict[str, list[str]]:
    flat: dict[str, list[str]] = {}
    for name, found in messages.items():
        if isinstance(found, Mapping):
            flat |= {f"{name}.{below}": said for below, said in _flat(found).items()}
        else:
            flat[str(name)] = [str(text) for text in found]
    return flat
