"""A random graph of lots, traced both ways, against a model that knows no SQL.

AGRIMARKET_LOTS=all takes 10,000 lots and asks 40 of them; the suite a small share of that.
"""

import os
import random
import time
from collections.abc import Callable
from typing import Any

from agrimarket.kit.db import db, reading
from agrimarket.lots.graph import Graph, graph_of, sources_of
from agrimarket.lots.models import Lot
from tests.builders.lot_graph import Model, grown
from tests.builders.products import a_product
from tests.people import People

WHOLE = os.environ.get("AGRIMARKET_LOTS") == "all"
LOTS, ASKED = (10_000, 40) if WHOLE else (400, 25)
LEVELS, SLOWEST_MS = 12, 100.0


def test_the_trace_equals_a_naive_model(
    people: People, record_property: Callable[[str, Any], None]
) -> None:
    model, ids = grown(a_product(people).id, LOTS, seed=5)
    dice = random.Random(7)
    slowest = 0.0
    for root in dice.sample(ids, ASKED):
        for depth in (None, 1, LEVELS):
            started = time.perf_counter()
            graph = _asked(people, root, depth)
            if depth == LEVELS:
                slowest = max(slowest, (time.perf_counter() - started) * 1e3)
            _check(model, graph, root, depth)
        db.session.expunge_all()
    record_property("Lots traced", {"lots": LOTS, "traces": ASKED * 3})
    print(f"slowest trace of {LEVELS} levels among {LOTS} lots: {slowest:.0f} ms")


def test_the_median_trace_of_twelve_levels_is_fast(people: People) -> None:
    _, ids = grown(a_product(people).id, LOTS, seed=6)
    times = []
    for root in random.Random(8).sample(ids[LOTS // 2 :], 15):
        tries = []
        for _ in range(3):  # other work on the machine is not ours to measure
            db.session.expunge_all()
            started = time.perf_counter()
            _asked(people, root, LEVELS)
            tries.append((time.perf_counter() - started) * 1e3)
        times.append(min(tries))
    assert sorted(times)[len(times) // 2] <= SLOWEST_MS


def _asked(people: People, root: str, depth: int | None) -> Graph:
    lot = reading().get_one(Lot, root)
    return graph_of(reading(), viewer=people.phuc.viewer, lot=lot, depth=depth)


def _check(model: Model, graph: Graph, root: str, depth: int | None) -> None:
    behind = model.walk(root, model.behind, depth)
    after = model.walk(root, model.after, depth)
    expected = {id: -far for id, far in behind.items()} | after
    assert {node.id: node.depth for node in graph.nodes} == expected
    pairs = {(one, two) for one in expected for two in model.after[one] if two in expected}
    assert {(edge.source, edge.target) for edge in graph.edges} == pairs
    assert set(graph.sources) == {id for id in behind if id != root and not model.behind[id]}
    assert graph.complete


def test_sources_are_told_nearest_first(people: People) -> None:
    model, ids = grown(a_product(people).id, 120, seed=9)
    lot = reading().get_one(Lot, ids[-1])
    found = sources_of(reading(), lot)
    behind = model.walk(lot.id, model.behind, None)
    assert {one.lot_id: one.steps for one in found} == {
        id: far for id, far in behind.items() if far
    }
    assert [one.steps for one in found] == sorted(one.steps for one in found)
    assert {one.lot_id for one in sources_of(reading(), lot, depth=1)} == model.behind[lot.id]


def test_a_wide_trace_is_cut_and_says_by_how_many(people: People) -> None:
    model, ids = grown(a_product(people).id, 120, seed=10)
    root = ids[60]
    every = set(model.walk(root, model.behind, None)) | set(model.walk(root, model.after, None))
    for depth in (None, 100):
        lot = reading().get_one(Lot, root)
        graph = graph_of(reading(), viewer=people.phuc.viewer, lot=lot, depth=depth, most=5)
        assert (len(graph.nodes), graph.left_out) == (5, len(every) - 5)
        assert not graph.complete
        nearest = sorted(abs(node.depth) for node in _asked(people, root, None).nodes)[:5]
        assert sorted(abs(node.depth) for node in graph.nodes) == nearest


def test_far_and_near_questions_tell_the_same(people: People) -> None:
    model, ids = grown(a_product(people).id, 120, seed=11)
    for depth in (3, 41, 1000):
        _check(model, _asked(people, ids[-1], depth), ids[-1], depth)
