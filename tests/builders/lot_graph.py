"""Builds a large random book of lots for tests and benchmarks, with a model that knows no SQL."""

import random
from collections import defaultdict
from decimal import Decimal
from typing import Any

from sqlalchemy import insert

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.kit.ids import new_id
from agrimarket.lots.models import Lot, LotFlow, LotStep

Ways = dict[str, set[str]]
# Most inputs and outputs of each kind of step.
KINDS = {"split": (1, 4), "merge": (4, 1), "transform": (4, 3)}
RECENT = 400  # goods are used soon, so that long chains grow


class Model:
    """Who was made of whom, in plain sets."""

    def __init__(self) -> None:
        self.behind: Ways = defaultdict(set)
        self.after: Ways = defaultdict(set)

    def add(self, ins: list[str], outs: list[str]) -> None:
        """A step."""
        for one in ins:
            self.after[one] |= set(outs)
        for one in outs:
            self.behind[one] |= set(ins)

    def walk(self, root: str, ways: Ways, depth: int | None) -> dict[str, int]:
        """Id > fewest steps from the root."""
        found, edge, far = {root: 0}, {root}, 0
        while edge and (depth is None or far < depth):
            far += 1
            edge = {id for one in edge for id in ways[one]} - set(found)
            found |= dict.fromkeys(edge, far)
        return found


def grown(product_id: str, lots: int, seed: int) -> tuple[Model, list[str]]:
    """A book of lots of one product with random steps, and their ids from old to new."""
    dice, model = random.Random(seed), Model()
    ids = [new_id() for _ in range(lots)]
    steps: list[dict[str, Any]] = []
    flows: list[dict[str, Any]] = []
    made = lots // 20
    while made < lots:
        kind = dice.choice(sorted(KINDS))
        most_in, most_out = KINDS[kind]
        outs = ids[made : made + dice.randint(1, most_out)]
        recent = ids[max(0, made - RECENT) : made]
        ins = dice.sample(recent, min(len(recent), dice.randint(1, most_in)))
        made += len(outs)
        step, now = new_id(), clock.now()
        steps.append({"id": step, "kind": kind, "happened_at": now, "recorded_at": now, "who": "x"})
        flows += [
            {"id": new_id(), "step_id": step, "lot_id": id, "way": way, "quantity": Decimal(1)}
            for way, group in (("in", ins), ("out", outs))
            for id in group
        ]
        model.add(ins, outs)
    with one_commit() as session:
        for table, rows in ((Lot, _rows(product_id, ids)), (LotStep, steps), (LotFlow, flows)):
            session.execute(insert(table), rows)
    return model, ids


def _rows(product_id: str, ids: list[str]) -> list[dict[str, Any]]:
    shared = {"product_id": product_id, "state": "sealed", "quantity": Decimal(1000),
              "unit": "kg", "used": Decimal(0), "is_demo": False}  # fmt: skip
    return [{"id": id, "lot_code": f"L{number}", **shared} for number, id in enumerate(ids)]
