"""The kinds of diary lines and their facts, for programs and for forms."""

from typing import Any

from agrimarket.lots.facts.inputs import suggestions
from agrimarket.lots.facts.kinds import PLACE_OWED, Fact, Type, typed_facts
from agrimarket.lots.kinds import STAGES

NUMBERS = (Type.NUMBER, Type.WHOLE)


def kinds_shown() -> list[dict[str, Any]]:
    """Every kind that people write, with its facts."""
    return [
        {"code": code, "label": kind.label, "place_owed": code in PLACE_OWED,
         "facts": [fact_shown(fact) for fact in typed_facts(code)]}
        for code, kind in STAGES.items()
    ]  # fmt: skip


def fact_shown(fact: Fact) -> dict[str, Any]:
    """One fact as data."""
    return {
        "name": fact.name,
        "label": fact.label,
        "type": fact.type.value,
        "need": fact.need.value,
        "unit": fact.unit,
        "hint": fact.hint,
        "least": fact.least if fact.type in NUMBERS else None,
        "most": fact.most,
        "counts": fact.counts or None,
        "choices": {code: words[0] for code, words in fact.choices.items()},
        "suggestions": list(suggestions(fact.suggests)),
    }
