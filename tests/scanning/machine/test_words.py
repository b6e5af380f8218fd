"""Every word of the vocabulary that events may use, held against the vocabulary itself."""

import json

from agrimarket.lots.facts.kinds import FACTS
from agrimarket.lots.kinds import STAGES
from agrimarket.lots.transfers.kinds import State
from agrimarket.products.units import UNITS
from agrimarket.scanning.machine import amounts, steps
from agrimarket.scanning.machine.amounts import quantity
from agrimarket.scanning.machine.steps import Said
from agrimarket.scanning.machine.words import vocabulary
from tests.scanning.machine.readers import EPCIS, words


def ids() -> set[str]:
    graph = json.loads((EPCIS / "CBV.jsonld").read_text())["@graph"]
    return {node["@id"] for node in graph}


def test_every_bare_word_is_the_vocabularys() -> None:
    rows = [*steps.DIARY.values(), *steps.HAND_OVER.values()]
    rows += [one for one in vars(steps).values() if isinstance(one, Said)]
    known = ids()
    assert len(rows) > 20
    for said in rows:
        assert f"cbv:BizStep-{said.step}" in known, said
        assert not said.disposition or f"cbv:Disp-{said.disposition}" in known, said
    for word in (steps.NOT_SO, steps.NEVER):
        assert f"cbv:ER-{word}" in known
    assert f"cbv:BTT-{steps.DISPATCH}" in known
    assert all(f"cbv:Disp-{word}" in known for word in steps.PASSED.values() if word)
    assert "harvesting" not in words("cbv-context-bizstep")  # CBV knows no farming


def test_every_kind_of_line_has_its_word() -> None:
    assert set(steps.DIARY) == set(STAGES)
    assert set(steps.HAND_OVER) < set(State)
    own = {node["@id"] for node in vocabulary("https://a.vn")["@graph"]}
    public = {fact.name for facts in FACTS.values() for fact in facts if fact.public}
    assert {f"nong:{name}" for name in public | set(STAGES)} <= own
    assert "nong:to" not in own  # to whom goods went is no public fact


def test_every_unit_is_told_in_a_code_or_as_a_count() -> None:
    for unit in UNITS:
        told = quantity("https://a.vn/lot/1", 3, unit.label)
        assert told["quantity"] > 0
        assert (told.get("uom") in {code for code, _ in amounts.CODES.values()}) is (
            not unit.measure.startswith("piece")
        ), unit
    assert quantity("u", 2, "yến") == {"epcClass": "u", "quantity": 20, "uom": "KGM"}
    assert quantity("u", 1.5, "hộp") == {"epcClass": "u", "quantity": 1.5, "uom": "H87"}
    assert quantity("u", 10, "sọt") == {"epcClass": "u", "quantity": 10}
    for amount, unit in ((1.5, "sọt"), (0, "kg"), (None, "kg")):
        assert quantity("u", amount, unit) == {"epcClass": "u"}
