"""Random range commands of every verb through the rules, against one state a stamp.

The suite takes a few hundred on each database; AGRIMARKET_STAMPS=all takes 10,000.
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from agrimarket.issuing import prints, read, withdraw
from agrimarket.issuing.activate import activate
from agrimarket.issuing.deliver import deliver, sample
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import StampEvent, StampOrder, StampSegment
from agrimarket.issuing.print_refusals import PrintReasonNeeded
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.refusals import RangeBlocked
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import one_commit, reading
from stamps import Span, ranges
from tests.builders.issuing import UNDRAWN, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People, Person

COMMANDS = 10_000 if os.environ.get("AGRIMARKET_STAMPS") == "all" else 100
COUNT = 400  # stamps of an order; small, so that commands often meet
AN_ORDER = 250  # commands on one order, then a fresh one is granted

ALIVE = ("issued", "printed", "delivered", "sample", "active", "suspended")
Stamp = tuple[str, str | None, int]  # state, lot, level of whoever locked it


@dataclass
class Model:
    """The naive way: one value a stamp."""

    stamps: list[Stamp] = field(default_factory=lambda: [("issued", None, 0)] * COUNT)
    printed: set[int] = field(default_factory=set)

    def turn(
        self, places: range, fits: Callable[[Stamp], bool], to: Callable[[Stamp], Stamp]
    ) -> bool:
        """All of them or none."""
        if not all(fits(self.stamps[at]) for at in places):
            return False
        for at in places:
            self.stamps[at] = to(self.stamps[at])
        return True

    def print(self, places: range, again: bool) -> bool:
        if any(self.stamps[at][0] == "void" for at in places):
            return False
        if not again and self.printed & set(places):
            return False
        self.printed |= set(places)
        for at in places:
            state, lot, level = self.stamps[at]
            self.stamps[at] = ("printed" if state == "issued" else state, lot, level)
        return True


def _apply(model: Model, verb: str, places: range, level: int, lot: str, again: bool) -> bool:
    """What the verb makes of the model; False where it must be refused."""
    match verb:
        case "print":
            return model.print(places, again)
        case "deliver":
            return model.turn(places, _in("printed"), lambda one: ("delivered", None, 0))
        case "sample":
            return model.turn(places, _in("printed"), lambda one: ("sample", None, 0))
        case "activate":
            return model.turn(places, _in("printed", "delivered"), lambda one: ("active", lot, 0))
        case "suspend":
            return model.turn(
                places,
                lambda one: one[0] == "active" or (one[0] == "suspended" and one[2] < level),
                lambda one: ("suspended", one[1], level),
            )
        case "resume":
            return model.turn(
                places,
                lambda one: one[0] == "suspended" and one[2] <= level,
                lambda one: ("active", one[1], 0),
            )
        case _:
            return model.turn(places, _in(*ALIVE), lambda one: ("void", one[1], 0))


def _in(*states: str) -> Callable[[Stamp], bool]:
    return lambda one: one[0] in states


RULES: dict[str, Any] = {
    "deliver": deliver, "sample": sample, "activate": activate, "suspend": withdraw.suspend,
    "resume": withdraw.resume, "void": withdraw.void,
}  # fmt: skip
# Printing and taking into use more often than void, or every roll would soon be dead.
VERBS = ["print"] * 5 + ["activate"] * 5 + ["deliver"] * 3 + ["suspend", "resume"] * 4 + [
    "sample", "void"
]  # fmt: skip


def _act(by: Person, verb: str, order: StampOrder, places: range, lot: str, again: bool) -> bool:
    """The same through the rules; False where they refuse."""
    first, last = places[0] + 1, places[-1] + 1
    try:
        if verb == "print":
            _print(by, order, first, last, "Rách" if again else None)
        else:
            given = {"lot_id": lot} if verb == "activate" else {"reason": "Thử"}
            with one_commit() as session:
                RULES[verb](
                    session, viewer=by.viewer, ring=the_ring(), ends=Ends(order.id, first, last),
                    **given,
                )  # fmt: skip
    except (RangeBlocked, PrintReasonNeeded):
        return False
    return True


def _print(by: Person, order: StampOrder, first: int, last: int, reason: str | None) -> None:
    wish = PrintWish(first=first, last=last, reason=reason)
    plan = prints.plan(
        reading(), viewer=by.viewer, order_id=order.id, wish=wish, host=public_host()
    )
    with one_commit() as session:
        prints.record(session, viewer=by.viewer, plan=plan, drawn=UNDRAWN)


def _rows(order: StampOrder) -> int:
    found = 0
    for table in (StampSegment, StampEvent):
        found += reading().scalar(select(func.count()).where(table.order_id == order.id)) or 0
    return found


def _places(chance: random.Random) -> range:
    first = chance.randrange(COUNT)
    longest = COUNT if chance.random() < 0.1 else 25
    return range(first, min(COUNT, first + 1 + chance.randrange(longest)))


def _same(order: StampOrder, model: Model) -> None:
    reading().rollback()
    runs = read.runs_of(reading(), order)
    spans = [Span(run.first, run.last) for run in runs]
    assert ranges.gaps(spans, Span(1, COUNT)) == []
    assert ranges.overlaps(spans) == []
    shown = {at: (run.state, run.lot_id) for run in runs for at in range(run.first, run.last + 1)}
    assert shown == {at: stamp[:2] for at, stamp in enumerate(model.stamps, start=1)}


def test_every_verb_agrees_with_one_state_a_stamp(people: People) -> None:
    chance = random.Random(20261122)
    product = a_product(people)
    lots = [a_lot(people, product, pack_count=None).id for _ in range(2)]
    callers = {2: people.huong, 3: people.phuc}
    done = refused = 0
    for number in range(COMMANDS):
        if number % AN_ORDER == 0:
            order, model = (
                an_order(people, product_id=product.id, count=COUNT, by=people.huong),
                Model(),
            )
        verb, places, level = chance.choice(VERBS), _places(chance), chance.choice((2, 3))
        lot, again = chance.choice(lots), chance.random() < 0.7
        before = _rows(order)
        expected = _apply(model, verb, places, level, lot, again)
        took = _act(callers[level], verb, order, places, lot, again)
        assert took == expected, (number, verb, places)
        reading().rollback()
        assert _rows(order) - before <= 3
        _same(order, model)
        done, refused = done + took, refused + (not took)
    assert done > COMMANDS / 10
    assert refused > COMMANDS / 20
    assert verify(reading()) == []
