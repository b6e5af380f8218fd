"""What a field of ours says of itself in the description, beyond what marshmallow knows."""

from decimal import Decimal
from typing import Any

import marshmallow as ma

BOUNDS = ("minimum", "maximum")


def field_facts(
    _converter: Any, field: ma.fields.Field[Any], ret: dict[str, Any]
) -> dict[str, Any]:
    """For apispec's converter: the field's `told`, plain numbers as bounds, null where allowed."""
    facts = dict(getattr(field, "told", {}))
    for bound in BOUNDS:
        value = facts.get(bound, ret.get(bound))
        if value is not None:
            facts[bound] = _plain(value)
    kinds = facts.get("type", ret.get("type"))
    if field.allow_none and isinstance(kinds, list) and "null" not in kinds:
        facts["type"] = [*kinds, "null"]
    choices = field.metadata.get("enum")
    if field.allow_none and isinstance(choices, list) and None not in choices:
        facts["enum"] = [*choices, None]
    return facts


def _plain(value: Any) -> int | float:
    number = Decimal(str(value))
    return int(number) if number == int(number) else float(number)
