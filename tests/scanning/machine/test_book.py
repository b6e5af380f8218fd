"""A book of lots made through the rules: every document holds against the official schema and
vocabulary, and each event has one hash of the public package, for every reader and at any time.

AGRIMARKET_LOTS=all makes a thousand lots instead of forty.
"""

import os
import re
from typing import Any

from flask import Flask

from agrimarket.kit.db import reading
from agrimarket.lots.models import Lot
from tests.builders.lot_lives import GLN, GTIN, Lives
from tests.people import People, Person
from tests.scanning.machine.readers import Doc, events, faults, hashes, strange_words

MANY = 1_000 if os.environ.get("AGRIMARKET_LOTS") == "all" else 40
# What nobody may read in a machine form: phones, the other side of a deal, words said in passing.
PRIVATE = re.compile(
    r"(?<![0-9a-f-])09\d{8}(?![0-9a-f])|0373852000|Thôn 3|Chị Bưởi|Anh Mít|Hạc Thành|khi tới"
    r"|Dư lượng|Kiểm tra lại|Dập nhiều"
)


def pages(person: Person, path: str) -> list[Doc]:
    """All pages of a document."""
    found, page = [], 1
    while True:
        answer = person.get(path, query_string={"page": page, "page_size": 7})
        assert answer.status_code == 200, answer.text
        assert not PRIVATE.search(answer.text), PRIVATE.search(answer.text)
        found.append(answer.json if answer.is_json else answer.get_json(force=True))
        if "nong:next" not in found[-1]:
            return found
        page += 1


def test_every_document_of_the_book_holds(people: People, app: Flask) -> None:
    lives = Lives(people)
    ids = lives.grow(MANY)
    acts = {"split", "transform", "merge", "recalled", "suspended", "corrected", "withdrawn"}
    assert acts <= set(lives.did), lives.did
    one_hash: dict[str, str] = {}
    one_id: dict[str, str] = {}
    declared: dict[str, Any] = {}
    kinds: set[str] = set()
    for id in ids:
        for document in pages(people.phuc, f"/api/v1/lots/{id}/epcis"):
            assert not faults(document), (id, faults(document))
            assert not strange_words(document), (id, strange_words(document))
            found = hashes(document)
            assert len(found) == len(events(document))
            for event, hash in zip(events(document), found, strict=True):
                assert one_hash.setdefault(event["eventID"], hash) == hash, event
                assert one_id.setdefault(hash, event["eventID"]) == event["eventID"], event
                kinds |= {event["type"], f"{event['bizStep']} {event.get('disposition')}"}
                if "errorDeclaration" in event:
                    declared[event["eventID"]] = event["errorDeclaration"]
    _check_declared(lives, declared, one_hash)
    assert {"ObjectEvent", "TransformationEvent", "AggregationEvent", "holding recalled",
            "shipping in_transit", "receiving in_progress", "inspecting conformant",
            "inspecting non_conformant", "holding non_sellable_other"} <= kinds  # fmt: skip
    print(f"{len(ids)} lots, {len(one_hash)} events, {len(declared)} declared wrong, {lives.did}")
    _check_public(people, ids, one_hash)


def _check_declared(lives: Lives, declared: dict[str, Any], known: dict[str, str]) -> None:
    """Every correction and every line taken back is a declaration that names what holds instead."""
    reasons = [one["reason"] for one in declared.values()]
    assert reasons.count("incorrect_data") == lives.did["corrected"]
    assert reasons.count("did_not_occur") == lives.did["withdrawn"]
    for one in declared.values():
        instead = one.get("correctiveEventIDs", [])
        assert len(instead) == (one["reason"] == "incorrect_data")
        assert all(id in known for id in instead)


def _check_public(people: People, ids: list[str], known: dict[str, str]) -> None:
    """Buyers read the same events under the same hashes, and nothing of what is not theirs."""
    seen = 0
    for id in ids[: 40 if MANY == 40 else 200]:
        lot = reading().get_one(Lot, id)
        answer = people.minh.get(f"/lot/{id}/epcis?page_size=200")
        if lot.state not in ("released", "recalled"):
            assert answer.status_code == 404
            continue
        document = answer.get_json(force=True)
        assert not PRIVATE.search(answer.text)
        again = people.minh.get(f"/lot/{id}/epcis?page_size=200")
        assert again.data == answer.data
        for event, hash in zip(events(document), hashes(document), strict=True):
            assert known[event["eventID"]] == hash
        seen += 1
    assert seen > len(ids[:40]) / 3


def test_gs1_keys_where_they_are_and_none_invented(people: People, app: Flask) -> None:
    lives = Lives(people, seed=7)
    with_key, without = None, None
    while with_key is None or without is None:
        lot = reading().get_one(Lot, lives.begin())
        if lot.product_id == lives.products[0].id:
            with_key = lot
        else:
            without = lot
    first = people.minh.get(f"/lot/{with_key.id}/epcis").get_json(force=True)
    base = first["id"].partition("/lot/")[0]
    assert base.startswith("https://")
    (born,) = [one for one in events(first) if one["bizStep"] == "commissioning"]
    assert born["quantityList"][0]["epcClass"] == f"{base}/01/0{GTIN}/10/{with_key.lot_code}"
    assert born["readPoint"]["id"] == f"https://id.gs1.org/414/{GLN}"
    assert people.minh.get(f"/01/0{GTIN}/10/{with_key.lot_code}").status_code == 200
    second = people.minh.get(f"/lot/{without.id}/epcis").get_json(force=True)
    (born,) = [one for one in events(second) if one["bizStep"] == "commissioning"]
    assert born["quantityList"][0]["epcClass"] == f"{base}/lot/{without.id}"
    assert "/01/" not in str(second["epcisBody"])
    place = born["readPoint"]["id"].removeprefix(base)
    assert people.minh.get(place).get_json(force=True)["@type"] == "AdministrativeArea"
    assert people.minh.get("/tu-vung/xa/99999").status_code == 404
