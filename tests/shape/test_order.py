"""The order of the suite: what is said of slow files holds, and no test is lost by it."""

from types import SimpleNamespace
from typing import Any, cast

from tests.shape.code import ROOT
from tests.slow_first import SECONDS, slow_first


def test_files_that_are_called_slow_are_there() -> None:
    assert [name for name in SECONDS if not (ROOT / name).is_file()] == []


def test_long_files_come_first_and_keep_their_inner_order() -> None:
    slow = max(SECONDS, key=lambda name: SECONDS[name])
    names = ["tests/a.py::b", f"{slow}::z", "tests/a.py::a", f"{slow}::a"]
    items = cast(Any, [SimpleNamespace(nodeid=name) for name in names])
    assert [one.nodeid for one in slow_first(items)] == [names[1], names[3], names[0], names[2]]
