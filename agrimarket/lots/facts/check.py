"""Whether what a diary line tells fits its kind; what no kind knows is kept as it came."""

import json
import math
from collections.abc import Mapping
from typing import Any

from agrimarket.lots.diary_refusals import FactInvalid
from agrimarket.lots.facts.kinds import FACTS, STEP_FACTS, Fact, Need, Type
from agrimarket.lots.refusals import FactsTooMany, InputFactsMissing
from agrimarket.places.spelling import plain, tidy

LONGEST_FACTS = 4_000  # letters of JSON
NOT_A_TEXT = "Hãy ghi bằng chữ, không quá {most} chữ."
NOT_A_NUMBER = "Hãy ghi một số từ {least} đến {most}."
NOT_WHOLE = "Hãy ghi một số nguyên từ {least} đến {most}."
NOT_YES_NO = "Hãy ghi true (đạt) hoặc false (không đạt)."
NOT_A_CHOICE = "Hãy chọn một trong: {choices}."
NO_UNIT = "Số này chưa có đơn vị. Hãy ghi đơn vị, ví dụ kg."
NO_NUMBER = "Đơn vị này chưa có số. Hãy ghi số lượng, hoặc bỏ đơn vị."
NOT_BY_HAND = "Mục này do phần giao nhận ghi. Hãy bỏ mục này."


def check_facts(
    kind: str, facts: Mapping[str, Any], *, lot_unit: str | None = None, by_hand: bool = True
) -> dict[str, Any]:
    """The facts as they are kept: known ones tidied, empty ones left out, unknown ones as sent.

    A `quantity` without unit is in the lot's. FactsTooMany; InputFactsMissing where a fact that
    the law asks for is missing or wrong; FactInvalid for another known fact that is wrong.
    """
    _check_size(facts)
    facts = {plain(name): _plain(value) for name, value in facts.items()}
    known = {fact.name: fact for fact in FACTS.get(kind, ())}
    if by_hand:
        _refuse_steps(facts)
    clean = {name: value for name, value in facts.items() if name not in known}
    faults: dict[str, str] = {}
    for name, fact in known.items():
        value = facts.get(name)
        if value is None or value == "":
            continue
        found = _CHECKS[fact.type](fact, value)
        if isinstance(found, _Wrong):
            faults[name] = found.sentence
        elif found != "":
            clean[name] = found
    if "unit" in known and "quantity" in clean and "unit" not in clean and lot_unit:
        clean["unit"] = lot_unit
    faults |= _unpaired(known, clean, faults)
    _refuse(known, clean, faults)
    return clean


def _plain(value: Any) -> Any:
    """The same without letters that only steer, however deep they stand."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {plain(str(name)): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


class _Wrong:
    """A sentence about a value that does not fit."""

    def __init__(self, sentence: str, fact: Fact) -> None:
        choices = ", ".join(fact.choices)
        bounds = {"least": f"{fact.least:g}", "most": _whole(fact.most), "choices": choices}
        self.sentence = sentence.format_map(bounds)


def _whole(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")


def _text(fact: Fact, value: Any) -> Any:
    if not isinstance(value, str) or len(value) > fact.most or not value.isprintable():
        return _Wrong(NOT_A_TEXT, fact)
    return tidy(value)


def _number(fact: Fact, value: Any) -> Any:
    given = isinstance(value, int | float) and not isinstance(value, bool)
    if not given or not math.isfinite(value) or not fact.least <= value <= fact.most:
        return _Wrong(NOT_A_NUMBER, fact)
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _count(fact: Fact, value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and fact.least <= value <= fact.most else _Wrong(NOT_WHOLE, fact)


def _yes_no(fact: Fact, value: Any) -> Any:
    return value if isinstance(value, bool) else _Wrong(NOT_YES_NO, fact)


def _choice(fact: Fact, value: Any) -> Any:
    known = isinstance(value, str) and value in fact.choices
    return value if known else _Wrong(NOT_A_CHOICE, fact)


_CHECKS = {Type.TEXT: _text, Type.NUMBER: _number, Type.WHOLE: _count, Type.YES_NO: _yes_no,
           Type.CHOICE: _choice}  # fmt: skip


def _check_size(facts: Mapping[str, Any]) -> None:
    try:
        long = len(json.dumps(facts, ensure_ascii=False, allow_nan=False)) > LONGEST_FACTS
    except ValueError:  # no number: NaN, and what is larger than any
        raise FactInvalid(fields={"facts": [FactInvalid.sentence]}) from None
    if long:
        raise FactsTooMany(fields={"facts": [FactsTooMany.sentence]})


def _refuse_steps(facts: Mapping[str, Any]) -> None:
    if "transfer_id" in facts:
        raise FactInvalid(fields={"facts.transfer_id": [NOT_BY_HAND]})


def _unpaired(
    known: Mapping[str, Fact], clean: Mapping[str, Any], faults: Mapping[str, str]
) -> dict[str, str]:
    """Numbers without their unit, and units without their number."""
    found = {}
    for name, fact in known.items():
        number = fact.counts
        if not number or number in faults or name in faults:
            continue
        if number in clean and name not in clean:
            found[name] = NO_UNIT
        elif name in clean and number not in clean:
            found[number] = NO_NUMBER
    return found


def _refuse(known: Mapping[str, Fact], clean: Mapping[str, Any], faults: Mapping[str, str]) -> None:
    must = [name for name, fact in known.items() if fact.need is Need.MUST and name not in clean]
    other = {name: said for name, said in faults.items() if name not in must}
    fields = {f"facts.{name}": [faults.get(name, InputFactsMissing.sentence)] for name in must}
    fields |= {f"facts.{name}": [said] for name, said in other.items()}
    if must:
        raise InputFactsMissing(fields=fields)
    if other:
        raise FactInvalid(fields=fields)


__all__ = ["LONGEST_FACTS", "STEP_FACTS", "check_facts"]
