"""Every field that an act on products or lots tells of has Vietnamese words, or is for programs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from agrimarket.kit.fields import Sent
from agrimarket.lots.schemas import LotChange
from agrimarket.products.schemas import ProductChange
from agrimarket.trail.labels import FIELDS, UNTOLD
from tests.shape.code import ROOT, sources
from tests.trail.test_words import calls

ROOMS = ("agrimarket/lots", "agrimarket/products")
TOLD = ("before", "after")


def keys(node: ast.AST | None, tree: ast.AST, function: ast.AST) -> Iterator[str]:
    """The names in a dictionary, wherever in this file it is put together."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant):
                yield str(key.value)
            elif key is None:  # **other
                yield from keys(value, tree, function)
    elif isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from keys(one, tree, function)
    elif isinstance(node, ast.Call):
        yield from _of_call(node, tree, function)
    elif isinstance(node, ast.Name):
        yield from _of_variable(node.id, tree, function)


def _of_call(node: ast.Call, tree: ast.AST, function: ast.AST) -> Iterator[str]:
    for inner in node.args if ast.unparse(node.func) == "dict" else ():
        yield from keys(inner, tree, function)
    for other in ast.walk(tree):
        if isinstance(other, ast.FunctionDef) and other.name == ast.unparse(node.func):
            for back in ast.walk(other):
                if isinstance(back, ast.Return):
                    yield from keys(back.value, tree, other)


def _of_variable(name: str, tree: ast.AST, function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name) and target.id == name:
                yield from keys(node.value, tree, function)
            named = isinstance(target, ast.Subscript) and ast.unparse(target.value) == name
            if named and isinstance(target, ast.Subscript):
                yield ast.literal_eval(target.slice)
    given = getattr(function, "args", None)
    if given and name in {one.arg for one in (*given.args, *given.kwonlyargs)}:
        yield from _handed_in(name, tree, function)


def _handed_in(name: str, tree: ast.AST, function: ast.AST) -> Iterator[str]:
    """What callers in this file give a function for its argument."""
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef) and outer is not function:
            for call in calls(outer, getattr(function, "name", "")):
                for word in call.keywords:
                    if word.arg == name:
                        yield from keys(word.value, tree, outer)


def told(root: Path) -> dict[str, set[str]]:
    """Field > the files whose acts tell of it."""
    found: dict[str, set[str]] = {}
    for path in sources(root, "agrimarket"):
        name = str(path.relative_to(root))
        if not name.startswith(ROOMS):
            continue
        tree = ast.parse(path.read_text())
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for call in (*calls(function, "record"), *calls(function, "_record")):
                    for word in call.keywords:
                        if word.arg in TOLD:
                            for key in keys(word.value, tree, function):
                                found.setdefault(key, set()).add(name)
    return found


def without_words(root: Path) -> list[str]:
    known = set(FIELDS) | UNTOLD
    return sorted(f"{min(files)}: {key}" for key, files in told(root).items() if key not in known)


def test_every_field_has_words() -> None:
    assert without_words(ROOT) == []
    found = told(ROOT)
    assert {"pack_amount", "loss", "received_quantity", "with_made", "code_given_on"} <= set(found)
    assert len(found) > 30


@pytest.mark.parametrize("schema", [LotChange, ProductChange])
def test_every_field_that_people_change_has_words(schema: type[Sent]) -> None:
    assert sorted(set(schema().fields) - set(FIELDS)) == []


def test_a_field_without_words_is_found(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "def eat(lot):\n    after = {'eaten_by': 'x'}\n    after['crumbs'] = 1\n"
        "    _note(lot, after=after)\n\n"
        "def _note(lot, after):\n"
        "    audit.record(session, viewer, 'x', after={**after, 'left': 2}, before=_was(lot))\n\n"
        "def _was(lot):\n    return {'whole': 1}\n"
    )
    file = "agrimarket/lots/rules.py"
    assert without_words(tmp_path) == [
        f"{file}: {key}" for key in ("crumbs", "eaten_by", "left", "whole")
    ]
