"""The facts of a diary line in words, for people; and what a line still owes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from agrimarket.kit.public_text import public_value
from agrimarket.kit.web.filters import number
from agrimarket.lots.facts.kinds import FACTS, PLACE_OWED, STEP_FACTS, Fact, Need, Type


class Told(NamedTuple):
    """One fact as people read it."""

    name: str
    label: str
    text: str


def told(
    kind: str, facts: Mapping[str, Any] | None, *, lang: str = "vi", public: bool = False
) -> list[Told]:
    """The known facts of a line in their order; `public` leaves out names of people and shops."""
    given = facts or {}
    lines = []
    for fact in FACTS.get(kind, ()):
        shown = fact.name in given and not fact.counts and (fact.public or not public)
        if shown:
            label = fact.english if lang == "en" else fact.label
            lines.append(Told(fact.name, label, _text(kind, fact, given, lang)))
    return lines


def public_facts(kind: str, facts: Mapping[str, Any] | None) -> dict[str, Any]:
    """What an origin page and its JSON may tell: known facts without names, nothing unknown.

    Telephone numbers and positions that somebody wrote into a text are masked.
    """
    names = {fact.name for fact in FACTS.get(kind, ()) if fact.public}
    return {name: public_value(value) for name, value in (facts or {}).items() if name in names}


def owed(kind: str, facts: Mapping[str, Any] | None, place: str | None) -> list[str]:
    """Labels of what a line lacks; a line of a hand-over lacks nothing."""
    given = facts or {}
    if "transfer_id" in given:
        return []
    lacks = [
        fact.label
        for fact in FACTS.get(kind, ())
        if fact.need is not Need.MAY and fact.name not in given
    ]
    return lacks + (["Ở đâu"] if kind in PLACE_OWED and not place else [])


def unknown(kind: str, facts: Mapping[str, Any] | None) -> list[Told]:
    """Facts no kind knows, as they came from programs and older phones."""
    names = {fact.name for fact in FACTS.get(kind, ())} | STEP_FACTS
    return [
        Told(name, name, str(value)[:200])
        for name, value in (facts or {}).items()
        if name not in names and isinstance(value, str | int | float)
    ]


def _text(kind: str, fact: Fact, given: Mapping[str, Any], lang: str) -> str:
    value, english = given[fact.name], lang == "en"
    if fact.type is Type.YES_NO and isinstance(value, bool):
        return fact.choices["yes" if value else "no"][english]
    if fact.type is Type.CHOICE and value in fact.choices:
        return fact.choices[value][english]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    unit = _unit(kind, fact, given)
    if english and unit == "ngày":
        unit = "days"
    written = f"{value:,g}" if english else str(number(value))
    return f"{written} {unit}".strip()


def _unit(kind: str, fact: Fact, given: Mapping[str, Any]) -> str:
    if fact.name == "received_quantity":
        return str(given.get("unit", ""))
    by_name = next((one.name for one in FACTS[kind] if one.counts == fact.name), "")
    return str(given.get(by_name, "")) if by_name else fact.unit
