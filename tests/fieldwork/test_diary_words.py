"""The phone app knows every kind of diary line with the facts of the server, and says the same."""

import json
import os
import re
from pathlib import Path
from typing import Any

from agrimarket.fieldwork.kinds import KINDS as OPERATIONS
from agrimarket.fieldwork.uploads import LARGEST
from agrimarket.lots.facts.kinds import FACTS, typed_facts
from agrimarket.lots.facts.shown import kinds_shown
from agrimarket.lots.facts.usual import USUAL
from agrimarket.lots.kinds import STAGES, WAITING_KINDS
from agrimarket.products.kinds import CATEGORIES

STATIC = Path(__file__).parents[2] / "agrimarket" / "fieldwork" / "static"
KINDS = STATIC / "engine" / "diary_kinds.js"
ANEW = "AGRIMARKET_ANEW"  # set it, and the file is written from the rows of data
HEAD = """// What diary lines tell, as agrimarket/lots/facts holds it; a test writes this file anew.

export const KINDS = """


def written() -> str:
    """The file as the server's rows of data make it: a line for each fact."""
    return f"{HEAD}[\n{''.join(map(_kind, kinds_shown()))}];\n"


def _kind(shown: dict[str, Any]) -> str:
    code, facts = shown["code"], shown.pop("facts")
    head = shown | {"waits": code in WAITING_KINDS, "usual": USUAL.get(code, ())}
    rows = ",\n".join(f"    {_json(fact)}" for fact in facts)
    return f'  {_json(head)[:-1]}, "facts": [\n{rows}\n  ]}},\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def words_in(name: str, table: str) -> dict[str, str]:
    """A table of words in a file of the app."""
    text = (STATIC / name).read_text("utf-8")
    found = re.search(rf"const {table} = \{{(.*?)\n\}};", text, re.DOTALL)
    assert found is not None, f"{name} has no table {table}"
    pairs = re.findall(r'"?([a-z_.]+)"?: "([^"]+)"', found[1])
    return dict(pairs)


def test_the_app_has_the_kinds_and_facts_of_the_server() -> None:
    if os.environ.get(ANEW):
        KINDS.write_text(written(), "utf-8")
    assert KINDS.read_text("utf-8") == written(), f"write it anew with {ANEW}=1"


def test_every_kind_has_a_label_and_facts_to_be_asked() -> None:
    shown = {one["code"]: one for one in kinds_shown()}
    assert set(shown) == set(STAGES) == set(FACTS)
    for code, one in shown.items():
        assert one["label"] == STAGES[code].label
        assert [fact["name"] for fact in one["facts"]] == [f.name for f in typed_facts(code)]
        assert all(fact["label"] for fact in one["facts"]), code
        assert one["facts"], code


def test_every_operation_and_file_has_its_words_in_the_queue() -> None:
    wanted = set(OPERATIONS) | set(LARGEST)
    assert set(words_in("engine/queue.js", "WORDS")) == wanted
    assert set(words_in("screens/labels.js", "WHAT")) == wanted


def test_groups_of_products_are_those_of_the_server() -> None:
    assert words_in("screens/labels.js", "CATEGORIES") == dict(CATEGORIES)
