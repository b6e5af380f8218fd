"""Rules about the code itself; each is also seen to fail on a planted fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shape import code
from tests.shape.listed import NOT_AN_EDGE, PUBLIC_USES, SYSTEM_USES, UNSCOPED

ALL = ("agrimarket", "stamps", "tests", "benchmarks", "migrations")

RULES: dict[str, Callable[[Path], list[str]]] = {
    "no room opens another's store": code.foreign_stores,
    "queries stand in stores": code.queries_outside_stores,
    "no room skips another's visible(viewer)": lambda root: [
        found for found in code.unscoped_queries(root) if found not in UNSCOPED
    ],
    "files stop at 300 lines, functions at 40": lambda root: code.too_long(root, *ALL),
    "imports stand at the top": lambda root: code.inner_imports(root, "agrimarket", "stamps"),
    "modules and public names have docstrings": lambda root: code.undocumented(
        root, "agrimarket", "stamps"
    ),
}
PLANTED: dict[str, tuple[str, str]] = {
    "no room opens another's store": (
        "agrimarket/lots/rules.py", '"""x."""\nfrom agrimarket.products import store\n'),
    "queries stand in stores": (
        "agrimarket/lots/rules.py", '"""x."""\nfrom sqlalchemy import select\n'),
    "no room skips another's visible(viewer)": (
        "agrimarket/lots/store.py", '"""x."""\nfrom agrimarket.products.models import Product\n'),
    "files stop at 300 lines, functions at 40": (
        "agrimarket/lots/rules.py", '"""x."""\ndef f():\n' + "    a = 1\n" * 41),
    "imports stand at the top": (
        "agrimarket/lots/rules.py", '"""x."""\ndef f():\n    """x."""\n    import os\n'),
    "modules and public names have docstrings": (
        "agrimarket/lots/rules.py", '"""x."""\ndef public():\n    return 1\n'),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_the_code_keeps_the_rule(name: str) -> None:
    assert RULES[name](code.ROOT) == []


@pytest.mark.parametrize("name", RULES)
def test_the_rule_finds_a_planted_fault(name: str, tmp_path: Path) -> None:
    file, content = PLANTED[name]
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert len(RULES[name](tmp_path)) == 1


def test_a_file_of_301_lines_is_found(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text('"""x."""\n' + "a = 1\n" * 300)
    assert code.too_long(tmp_path, "agrimarket") == ["agrimarket/lots/rules.py: 301 lines"]


def test_http_and_commits_stand_at_the_edge() -> None:
    assert set(code.http_below_the_edge(code.ROOT)) == set(NOT_AN_EDGE)
    assert all(NOT_AN_EDGE.values())


def test_http_in_a_rule_is_found(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text('"""x."""\nfrom flask import request\n')
    assert code.http_below_the_edge(tmp_path) == ["agrimarket/lots/rules.py"]


def test_the_viewers_that_see_more_are_used_where_listed() -> None:
    used = code.special_viewers(code.ROOT)
    assert used["SYSTEM"] == set(SYSTEM_USES)
    assert used["PUBLIC"] == set(PUBLIC_USES)
    assert all(reason for reason in (*SYSTEM_USES.values(), *PUBLIC_USES.values()))
