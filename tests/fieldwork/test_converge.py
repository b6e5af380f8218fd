"""Four phones, lost requests, lost answers, repeats, reorders, clocks off by days: all converge.

AGRIMARKET_SYNC=all plays 2,000 stories; the suite a handful.
"""

import json
import os
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import hypothesis.strategies as st
import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from agrimarket.fieldwork import batch, feed, merging, store
from agrimarket.fieldwork.models import FieldConflict
from agrimarket.households import rules
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.db import db, one_commit
from tests.builders.fieldwork import op
from tests.fieldwork.model import Model
from tests.people import NGA_AN, People

ALL = os.environ.get("AGRIMARKET_SYNC") == "all"
STORIES, STEPS = (2000, 6) if ALL else (20, 4)
QUICK = settings(
    max_examples=STORIES, stateful_step_count=STEPS, deadline=None,
    suppress_health_check=list(HealthCheck), phases=(Phase.generate,), derandomize=not ALL,
)  # fmt: skip
DEVICES = 4
WORDS = ("Bưởi", "Cói", "Lạc")
LETTERS = "ABCDEGHKLMNPQRSTUVXY"
devices = st.integers(0, DEVICES - 1)
chances = st.randoms(use_true_random=False)
counted = {"stories": 0, "operations": 0, "conflicts": 0, "acknowledged": 0, "lost": 0}


class Device:
    """A phone: what waits to be sent, what it was told, and the records it holds."""

    def __init__(self, viewer: Viewer, off: int) -> None:
        self.viewer, self.off = viewer, timedelta(days=off)
        self.queue: list[dict[str, Any]] = []
        self.told: dict[str, dict[str, Any]] = {}
        self.known: dict[str, int | None] = {}  # id > revision
        self.records: dict[str, Any] = {}
        self.cursor = ""

    def add(self, kind: str, id: str | None, fields: dict[str, Any]) -> None:
        before = [one["id"] for one in self.queue if one["object_id"] == id]
        base = self.known.get(id) if id else None
        after = before[-1] if before else None
        made = op(kind, id, base=base, after=after, off=self.off, fields=fields)
        self.queue.append(made)
        self.known.setdefault(made["object_id"], None)

    def hear(self, results: list[dict[str, Any]]) -> None:
        for one in results:
            self.told[one["id"]] = one
            if one["status"] != "held":
                self.queue = [waits for waits in self.queue if waits["id"] != one["id"]]
                if one["revision"] is not None:
                    self.known[one["object_id"]] = one["revision"]

    def pull(self) -> None:
        more = True
        while more:
            page = feed.changes(db.session(), viewer=self.viewer, cursor=self.cursor, page_size=3)
            for one in page.items:
                if one["kind"] == "household" and one["gone"]:
                    self.records.pop(one["id"], None)
                elif one["kind"] == "household":
                    self.records[one["id"]] = one
                    self.known[one["id"]] = one["revision"]
            self.cursor, more = page.cursor, page.more
        db.session.rollback()


class Phones(RuleBasedStateMachine):
    """The rules of a story; `viewers` and `desk` are set by the test."""

    viewers: tuple[Viewer, ...] = ()
    desk: Viewer
    number = 0
    cursors: ClassVar[dict[str, str]] = {}

    @initialize(offs=st.lists(st.integers(-2, 2), min_size=DEVICES, max_size=DEVICES))
    def begin(self, offs: list[int]) -> None:
        pairs = zip(self.viewers, offs, strict=True)
        self.devices = [Device(viewer, off) for viewer, off in pairs]
        for device in self.devices:
            device.cursor = self.cursors.get(device.viewer.caller, "")
            device.pull()
            device.records, device.known = {}, {}
        self.model = Model()
        for device in (0, 1):
            self.register(device)
            self.send_some(self.devices[device], random.Random(0), "all")
        for device in self.devices:
            device.pull()

    @rule(seed=st.integers(0, 2**32))
    def a_day_passes(self, seed: int) -> None:
        """Four people work at once; what each of them does falls as it falls."""
        chance = random.Random(seed)
        for _ in range(chance.randint(3, 8)):
            device = chance.randrange(DEVICES)
            phone = self.devices[device]
            match chance.choice("eeeeessssdpprt"):
                case "e":
                    self.edit_one(phone, chance.choice(sorted(phone.known)), chance)
                case "s":
                    lost = chance.choice(["", "", "request", "answer", "twice"])
                    self.send_some(phone, chance, lost)
                case "d" if chance.random() < 0.3:
                    self.delete(device, chance)
                case "p":
                    phone.pull()
                case "r":
                    self.register(device)
                case "t":
                    self.at_the_desk(chance)

    @rule(device=devices)
    def register(self, device: int) -> None:
        fields = {"commune_code": NGA_AN, **self._name(), **self._phone()}
        self.devices[device].add("household.register", None, fields)

    @precondition(lambda self: any(one.known for one in self.devices))
    @rule(device=devices, chance=chances)
    def edit(self, device: int, chance: random.Random) -> None:
        phone = self.devices[device]
        if phone.known:
            self.edit_one(phone, chance.choice(sorted(phone.known)), chance)

    def edit_one(self, phone: Device, id: str, chance: random.Random) -> None:
        crops = {"crops": {"add": [chance.choice(WORDS)], "remove": [chance.choice(WORDS)]}}
        crops["crops"]["remove"] = [w for w in crops["crops"]["remove"]
                                    if w not in crops["crops"]["add"]]  # fmt: skip
        parts = [self._name(), self._phone(), {"hamlet": f"Thôn {chance.randint(1, 3)}"}, crops]
        chosen = chance.sample(parts, chance.randint(1, 3))
        fields = {name: value for part in chosen for name, value in part.items()}
        phone.add("household.edit", id, fields)

    @rule(device=devices, chance=chances)
    def delete(self, device: int, chance: random.Random) -> None:
        phone = self.devices[device]
        if phone.known and chance.random() < 0.5:
            id = chance.choice(sorted(phone.known))
            phone.add("household.delete", id, {"reason": "Đăng ký nhầm"})

    @rule(device=devices, chance=chances, lost=st.sampled_from(["", "request", "answer", "twice"]))
    def send(self, device: int, chance: random.Random, lost: str) -> None:
        """Some of the queue, in any order; the request or its answer may be lost on the way."""
        self.send_some(self.devices[device], chance, lost)

    def send_some(self, phone: Device, chance: random.Random, lost: str) -> None:
        least = len(phone.queue) if lost == "all" else 0
        some = chance.sample(phone.queue, chance.randint(least, len(phone.queue)))
        if lost == "request" or not some:
            return
        results = self.deliver(phone, some)
        if lost == "twice":
            assert self.deliver(phone, some) == results
        if lost != "answer":
            phone.hear(results)

    @rule(device=devices)
    def pull(self, device: int) -> None:
        self.devices[device].pull()

    @rule(chance=chances)
    def at_the_desk(self, chance: random.Random) -> None:
        there = sorted(id for id, one in self.model.records.items() if not one.deleted)
        if not there:
            return
        id = chance.choice(there)
        changes = chance.choice([self._name(), self._phone(), {"hamlet": "Thôn 9"}])
        with one_commit() as session:
            row = rules.get_to_change(session, viewer=self.desk, household_id=id)
            rules.edit(session, viewer=self.desk, household=row, changes=changes)
        db.session.expunge_all()
        self.model.records[id].write(changes, None)

    def deliver(self, phone: Device, some: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The server's answer, which must be the model's."""
        self.model.batch(phone.viewer.caller, some)
        sent = json.loads(json.dumps(some))
        results: list[dict[str, Any]] = json.loads(batch.run(phone.viewer, sent))["results"]
        found = [(one["status"], one["revision"]) for one in results]
        assert found == [self.model.answers[one["id"]] for one in some], results
        return results

    def teardown(self) -> None:
        """Everything is sent, then everybody pulls: all hold the same, and it is the model's."""
        if not hasattr(self, "model"):
            return
        for phone in self.devices:
            for _ in range(len(phone.queue) + 1):
                phone.hear(self.deliver(phone, list(phone.queue)))
            assert phone.queue == []
        wanted = {
            id: (one.revision, *(one.fields.get(name) for name in ("head_name", "phone", "hamlet")),
                 sorted(one.fields["crops"]))
            for id, one in self.model.records.items() if not one.deleted
        }  # fmt: skip
        for phone in self.devices:
            phone.pull()
            assert {id: _told(one) for id, one in phone.records.items()} == wanted
            self._still_told(phone)
        ids = list(self.model.answers)
        rows = db.session.scalars(select(FieldConflict).where(FieldConflict.operation_id.in_(ids)))
        assert {row.operation_id: (row.kind, tuple(row.fields)) for row in rows} == (
            self.model.conflicts
        )
        db.session.rollback()
        self.cursors.update({phone.viewer.caller: phone.cursor for phone in self.devices})
        counted["stories"] += 1
        counted["operations"] += len(ids)
        counted["conflicts"] += len(self.model.conflicts)

    def _still_told(self, phone: Device) -> None:
        """What was acknowledged is kept, and would be answered the same."""
        kept = store.by_ids(db.session(), list(phone.told))
        lost = [
            id for id, told in phone.told.items()
            if id not in kept or (told["status"] != "held" and json.loads(kept[id].answer) != told)
        ]  # fmt: skip
        counted["acknowledged"] += len(phone.told)
        counted["lost"] += len(lost)
        assert lost == []

    def _name(self) -> dict[str, str]:
        Phones.number += 1
        word = "".join(LETTERS[Phones.number // 20**at % 20] for at in range(5)).capitalize()
        return {"head_name": f"Lê Thị {word}"}

    def _phone(self) -> dict[str, str]:
        Phones.number += 1
        return {"phone": f"09{Phones.number:08d}"}


def _told(one: dict[str, Any]) -> tuple[Any, ...]:
    data = one["data"]
    names = ("head_name", "phone", "hamlet")
    return (one["revision"], *(data[name] for name in names), sorted(data["crops"]))


def play(people: People, stories: settings) -> None:
    """Four workers of one commune, and an officer at the desk."""
    Phones.viewers = tuple(
        people.person(Role.EXTENSION_WORKER, f"Cán bộ {at}", communes=(NGA_AN,)).viewer
        for at in range(DEVICES)
    )
    Phones.desk = people.huong.viewer
    run_state_machine_as_test(Phones, settings=stories)


def test_all_converge_and_nothing_acknowledged_is_lost(
    app: Flask, people: People, record_property: Callable[[str, Any], None]
) -> None:
    play(people, QUICK)
    assert counted["stories"] >= STORIES
    record_property("Stories of four phones", dict(counted))


def test_a_server_that_lets_the_last_name_win_is_found(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db.engine.name == "postgresql":
        return  # the fault is planted in plain code: one database finds it as well as two
    monkeypatch.setattr(merging, "IDENTITY", frozenset({"birth_date"}))
    found = settings(QUICK, max_examples=300, phases=(Phase.generate,), derandomize=True)
    with pytest.raises(AssertionError):
        play(people, found)
