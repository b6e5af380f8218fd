"""Schemathesis over the whole API with a token of each role: no 5xx, nothing undocumented."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import databases
from tests.fuzz.shots import (
    EXAMPLES,
    Seen,
    a_view,
    begun,
    know_files,
    merged,
    operations,
    shoot,
)
from tests.matrix import world as worlds
from tests.matrix.world import World

# Whoever may most is asked most; the others meet the same views behind another door.
FEW = max(1, EXAMPLES // 4)
MOST = {"province": EXAMPLES, "worker": max(1, EXAMPLES // 2)}
WHO = (
    "operator", "province", "commune", "worker", "team", "producer", "auditor", "client", "nobody",
)  # fmt: skip


# PostgreSQL is asked as the province officer alone: she reaches every rule.
CASES = [*(("sqlite", name) for name in WHO), ("postgres", "province")]


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The matrix's world; requests come in from outside any app context, as a server's do."""
    folder = tmp_path_factory.mktemp("fuzz")
    know_files()
    with databases.fresh(request.param, folder) as url:
        app = databases.an_app(url, folder)
        with app.app_context():
            built = worlds.build(app)
            built.things["fresh"] = begun(built.people.phuc)
            built.things["own"] |= merged(built.people.phuc)
            worlds.close()
        yield built
        with app.app_context():
            worlds.close()


@pytest.mark.parametrize(("world", "name"), CASES, indirect=["world"])
def test_every_answer_is_as_described(
    world: World, name: str, record_property: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each role by itself; the province officer must also reach four operations of five."""
    seen, every = Seen(), list(operations(world.app))
    own = world.actors[name].mine
    own[True] = own.get(True, {}) | a_view(world.actors[name])
    with worlds.nothing_is_kept(monkeypatch):
        for operation in every:
            shoot(world, world.actors[name], operation, seen, MOST.get(name, FEW))
    record_property("Schemathesis", {"calls": seen.calls, "faults": len(seen.faults)})
    assert not seen.faults, "\n" + "\n".join(seen.faults)
    if name == "province":
        record_property(
            "Operations a province officer reached", {"all": len(every), "2xx": len(seen.good)}
        )
        unmet = sorted({one.label for one in every} - set(seen.good))
        assert len(seen.good) >= 0.8 * len(every), unmet
