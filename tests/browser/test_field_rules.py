"""Rules of diary facts in JavaScript and in Python say the same of the same odd values."""

import json
import os
import random
from typing import Any

import pytest
from playwright.sync_api import Browser

from agrimarket.kit.errors import Refusal
from agrimarket.lots.facts.check import check_facts
from agrimarket.lots.facts.kinds import FACTS, Fact, Type
from agrimarket.lots.facts.typed import facts_of_form
from tests.browser.village import Village

pytestmark = pytest.mark.browser
CASES = 10_000 if os.environ.get("AGRIMARKET_FIELD") == "all" else 600
RULES = "/static/fieldwork/engine/diary_check.js"
WORDS = "/static/fieldwork/engine/diary_words.js"


def test_the_phone_refuses_what_the_service_would(
    chromium: Browser, field_village: Village
) -> None:
    """The app's own module, without a phone that is set up."""
    page = chromium.new_page()
    page.goto(f"{field_village.address}/thuc-dia/")
    run = f"async (given) => {{ const rules = await import('{RULES}'); return given.map(%s); }}"
    draw = random.Random(5)
    asked = [(kind, some_facts(draw, kind), draw.choice([None, "kg"]))
             for kind in draw.choices(sorted(FACTS), k=CASES)]  # fmt: skip
    said = page.evaluate(run % "(one) => rules.checkFacts(...one)", asked)
    wrong = 0
    for one, answer in zip(asked, said, strict=True):
        clean, faults = python_says(*one)
        wrong += bool(faults)
        assert answer["faults"] == faults, one
        if not faults:
            assert answer["clean"] == clean, one
    assert CASES * 0.2 < wrong < CASES * 0.95
    typed = ["1.500", "1,5", "1.5", "-18", "− 3", "0", "12 000", "1.5.5", "abc", "1,", ".5", "7 "]
    read = page.evaluate(run % "rules.readNumber", typed)
    assert read == [facts_of_form("storage", {"temperature": one})["temperature"] for one in typed]
    page.close()


def test_the_phone_knows_until_when_no_harvest_may_be(
    chromium: Browser, field_village: Village
) -> None:
    """As agrimarket/lots/waiting.py: day and waiting days in Vietnam, mended lines until seen."""
    page = chromium.new_page()
    page.goto(f"{field_village.address}/thuc-dia/")

    def told(*sprays: dict[str, Any]) -> Any:
        run = "async ([file, lots]) => (await import(file)).notBefore(lots, '2026-11-20')"
        return page.evaluate(run, [WORDS, [{"lot_code": "BUOI-1", "lines": list(sprays)}]])

    late = a_spray("a", "2026-11-16T18:30:00+00:00", 5)  # the 17th in Vietnam
    assert told(late) == {"day": "2026-11-22", "product": "Thuốc a", "lot_code": "BUOI-1"}
    assert told(a_spray("a", "2026-11-16T16:30:00+00:00", 4)) is None  # free on the 20th
    longer = a_spray("b", "2026-11-10T01:00:00+00:00", 20)
    assert told(late, longer)["day"] == "2026-11-30"
    shorter = a_spray("c", "2026-11-10T01:00:00+00:00", 2, corrects_id="b")
    assert told(late, longer, shorter)["day"] == "2026-11-22"
    assert told(late, longer | {"unseen": True}, shorter)["day"] == "2026-11-30"
    assert told(late | {"kind": "fertiliser"}) is None
    assert told() is None
    page.close()


def a_spray(id: str, at: str, waits: int, **over: Any) -> dict[str, Any]:
    """A treatment as a phone keeps it."""
    facts = {"product": f"Thuốc {id}", "waiting_days": waits}
    return {"id": id, "kind": "pesticide", "at": at, "facts": facts, **over}


def some_facts(draw: random.Random, kind: str) -> dict[str, Any]:
    """Some of a kind's facts with values that fit, and some that do not."""
    odd: list[Any] = [
        "",
        None,
        -1,
        0,
        1.5,
        1e12,
        True,
        [],
        "x" * 300,
        "a\nb",
        " Dầu  khoáng ",
        "kg",
        366,
        14,
    ]
    found: dict[str, Any] = {"lạ": "x"} if draw.random() < 0.1 else {}
    for fact in FACTS[kind]:
        if fact.name not in ("received_quantity", "state") and draw.random() < 0.7:
            found[fact.name] = fitting(draw, fact) if draw.random() < 0.75 else draw.choice(odd)
    return found


def fitting(draw: random.Random, fact: Fact) -> Any:
    if fact.type is Type.CHOICE:
        return draw.choice(sorted(fact.choices))
    if fact.type is Type.YES_NO:
        return draw.random() < 0.5
    if fact.type is Type.TEXT:
        return draw.choice(["kg", "Phân NPK", "ml/bình 16 lít"])
    return draw.randint(max(0, int(fact.least)), int(min(fact.most, 5000)))


def python_says(
    kind: str, facts: dict[str, Any], unit: str | None
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    try:
        return json.loads(json.dumps(check_facts(kind, facts, lot_unit=unit))), {}
    except Refusal as refusal:
        return {}, dict(refusal.fields)
