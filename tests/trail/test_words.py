"""Every act has Vietnamese words; an act recorded anywhere in the code without them is found."""

import ast
from collections.abc import Iterator
from pathlib import Path

from agrimarket.issuing.words import EVENT_WORDS
from agrimarket.kit.audit import ACTIONS
from agrimarket.privacy.trailed import KINDS as ABOVE
from agrimarket.trail.kinds import KINDS, OTHER_LABELS
from tests.shape.code import ROOT, sources

RANGE_COMMANDS = {f"stamps_{kind}" for kind in EVENT_WORDS}
UNREAD = "?"


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Calls of a function of this file, or of `audit.NAME`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            own = isinstance(called, ast.Name) and called.id == name
            kit = isinstance(called, ast.Attribute) and ast.unparse(called) == f"audit.{name}"
            if own or kit:
                yield node


def texts(node: ast.AST | None) -> set[str]:
    """The texts an expression can be; a choice has two, what cannot be read has "?"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    if isinstance(node, ast.JoinedStr) and ast.unparse(node).startswith("f'stamps_{"):
        return RANGE_COMMANDS
    return {UNREAD}


def recorded(root: Path) -> dict[str, set[str]]:
    """File > acts it records."""
    found: dict[str, set[str]] = {}
    for path in sources(root, "agrimarket"):
        tree = ast.parse(path.read_text())
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for call in calls(function, "record"):
                    if len(call.args) > 2:
                        acts = _acts(tree, function, call.args[2])
                        found.setdefault(str(path.relative_to(root)), set()).update(acts)
    return found


def _acts(tree: ast.AST, function: ast.FunctionDef, act: ast.AST) -> set[str]:
    """What is given as the act: here, in a variable, or by this function's callers."""
    if not isinstance(act, ast.Name):
        return texts(act)
    given = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
    if act.id not in given:
        return {text for value in _assigned(function, act.id) for text in texts(value)} or {UNREAD}
    place = given.index(act.id)
    found: set[str] = set()
    for call in calls(tree, function.name):
        named = next((one.value for one in call.keywords if one.arg == act.id), None)
        found |= texts(named or (call.args[place] if place < len(call.args) else None))
    return found or {UNREAD}


def _assigned(function: ast.FunctionDef, name: str) -> Iterator[ast.AST]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            yield node.value


def without_words(root: Path) -> list[str]:
    return sorted(
        f"{name}: {act}"
        for name, acts in recorded(root).items()
        for act in acts
        if act not in ACTIONS
    )


def test_every_act_has_words() -> None:
    assert without_words(ROOT) == []
    assert sum(len(acts) for acts in recorded(ROOT).values()) > 40


def test_an_act_without_words_is_found(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        'def eat():\n    audit.record(session, viewer, "lot_eaten", kind="lot", id=lot.id)\n'
    )
    assert without_words(tmp_path) == ["agrimarket/lots/rules.py: lot_eaten"]


def test_an_act_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text('def do(act):\n    audit.record(session, viewer, act, kind="lot", id=lot.id)\n')
    assert without_words(tmp_path) == ["agrimarket/lots/rules.py: ?"]


def kinds_recorded(root: Path) -> set[str]:
    return {
        word.value.value
        for path in sources(root, "agrimarket")
        for call in calls(ast.parse(path.read_text()), "record")
        for word in call.keywords
        if word.arg == "kind"
        and isinstance(word.value, ast.Constant)
        and isinstance(word.value.value, str)
    }


def test_every_kind_of_thing_has_a_page_or_words() -> None:
    assert sorted(kinds_recorded(ROOT) - set(KINDS) - set(ABOVE) - set(OTHER_LABELS)) == []
