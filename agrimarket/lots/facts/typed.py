"""A form's boxes as facts, and facts as what the boxes hold."""

from collections.abc import Mapping
from typing import Any

from agrimarket.kit.web.read_numbers import NumberInvalid, read_number
from agrimarket.lots.facts.kinds import Fact, Type, typed_facts

LONGEST_BOX = 400


def facts_of_form(kind: str, form: Mapping[str, str]) -> dict[str, Any]:
    """What was typed for a kind; a number that is none stays text, for the check to refuse."""
    found = {}
    for fact in typed_facts(kind):
        text = form.get(fact.name, "").strip()[:LONGEST_BOX]
        if text:
            found[fact.name] = _value(fact, text)
    return _without_lone_units(kind, found)


def _value(fact: Fact, text: str) -> Any:
    if fact.type is Type.YES_NO:
        return {"yes": True, "no": False}.get(text, text)
    if fact.type not in (Type.NUMBER, Type.WHOLE):
        return text
    minus = text[0] in "-−"
    try:
        read = read_number(text[1:].strip() if minus else text)
    except NumberInvalid:
        return text
    signed = -read if minus else read
    return int(signed) if signed == int(signed) else float(signed)


def _without_lone_units(kind: str, found: dict[str, Any]) -> dict[str, Any]:
    """A unit stands ready in its box; without a number it says nothing."""
    lone = {fact.name for fact in typed_facts(kind) if fact.counts and fact.counts not in found}
    return {name: value for name, value in found.items() if name not in lone}


def boxes_of(kind: str, facts: Mapping[str, Any] | None) -> dict[str, str]:
    """What the boxes hold for facts that were kept."""
    given = facts or {}
    return {fact.name: _box(fact, given[fact.name]) for fact in typed_facts(kind)
            if fact.name in given}  # fmt: skip


def _box(fact: Fact, value: Any) -> str:
    if fact.type is Type.YES_NO and isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)
