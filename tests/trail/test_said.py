"""Every field that an act tells of has a Vietnamese label, every code among its values words."""

import ast
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts.agencies import AGENCIES
from agrimarket.accounts.api_scopes import SCOPES
from agrimarket.households.details import Details
from agrimarket.kit import audit
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import reading
from agrimarket.kit.tries import TRIES
from agrimarket.lots.describe import LotChanges
from agrimarket.privacy.models import BreachState, RequestKind, RequestState
from agrimarket.privacy.words import DATA_KINDS
from agrimarket.products.describe import ProductChanges
from agrimarket.trail.labels import FIELDS, OF_KIND, UNTOLD, field_label, linked
from agrimarket.trail.values import value_words
from tests import ready
from tests.shape.code import ROOT, sources

TELLING = {"before", "after", "kept"}
BUILDERS = {"_told", "told", "anchor"}  # functions that make what is told
# What people typed, and names of units and goods: told as it stands.
TYPED = frozenset({
    "unit", "pack_unit", "crops", "brand", "issuer", "number", "code", "label", "login", "email",
})  # fmt: skip
CODE = re.compile(r"[a-z]+([_:][a-z]+)*")


def keys(node: ast.AST) -> set[str]:
    """The names in the dictionaries that an expression builds."""
    return {
        key.value
        for one in ast.walk(node)
        if isinstance(one, ast.Dict)
        for key in one.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def told_keys(root: Path) -> set[str]:
    """Names told of in calls of `audit.record`, their variables, and the functions that build."""
    found: set[str] = set()
    for path in sources(root, "agrimarket"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                calls = list(_records(function))
                found |= {key for call in calls for key in _told_in(function, call)}
                if function.name in BUILDERS and path.parent.name != "trail":
                    found |= {key for one in ast.walk(function) if isinstance(one, ast.Return)
                              for key in keys(one)}  # fmt: skip
    return found


def _records(function: ast.FunctionDef) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
            yield node


def _told_in(function: ast.FunctionDef, call: ast.Call) -> set[str]:
    found: set[str] = set()
    for word in call.keywords:
        if word.arg in TELLING:
            found |= keys(word.value)
            names = {one.id for one in ast.walk(word.value) if isinstance(one, ast.Name)}
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in names:
                    found |= keys(node.value)
    return found


def unnamed(names: set[str]) -> list[str]:
    return sorted(names - set(FIELDS) - UNTOLD - {name for _, name in OF_KIND})


def test_every_field_an_act_tells_of_has_a_label() -> None:
    told = told_keys(ROOT)
    assert {"sessions", "answer_due", "holds_until", "from_states"} <= told
    assert unnamed(told) == []


@pytest.mark.parametrize("facts", [LotChanges, ProductChanges, Details])
def test_every_field_that_can_be_edited_has_a_label(facts: type) -> None:
    assert unnamed(set(typing.get_type_hints(facts))) == []


def test_a_field_without_a_label_is_found(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "rules.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        'def eat():\n    told = {"eaten_by": 1}\n'
        '    audit.record(s, v, "x", kind="lot", id="1", after=told, kept={"bites": 2})\n'
    )
    assert unnamed(told_keys(tmp_path)) == ["bites", "eaten_by"]


@pytest.mark.parametrize(
    ("kind", "name", "values"),
    [
        ("tries", "what", TRIES),
        ("token", "scopes", [one.code for one in SCOPES]),
        ("account", "agency", AGENCIES),
        ("account", "how", ["password", "first_password", "link", "code", "pin", "passkey"]),
        ("household", "field", ["citizen_id", "bank_account"]),
        ("household", "kind", ["voice", "paper"]),
        ("person_request", "kind", RequestKind),
        ("person_request", "state", RequestState),
        ("breach", "state", BreachState),
        ("breach", "data_kinds", DATA_KINDS),
        ("audit", "kind", ["household", "person_request", "breach", "token", "delegation"]),
        ("audit", "action", audit.ACTIONS),
    ],
)
def test_every_code_has_words(app: Flask, kind: str, name: str, values: typing.Any) -> None:
    assert [one for one in values if value_words(kind, name, str(one)) == str(one)] == []


def test_a_moment_is_told_as_people_write_it() -> None:
    told = value_words("service", "holds_until", "2026-11-22T01:02:03+00:00")
    assert told == "08:02 22/11/2026"


@pytest.mark.slow
def test_the_demo_province_tells_nothing_in_code(tmp_path: Path) -> None:
    province = ready.province(tmp_path)
    with province.app.app_context():
        found = _told_in_code()
    ready.leave(province.app)
    assert sorted(found) == []


def _told_in_code() -> set[str]:
    found = set()
    for row in reading().scalars(select(AuditRow)):
        entry = audit.opened(reading(), row)
        for name, value in [*entry.before.items(), *entry.after.items()]:
            if name in UNTOLD or linked(row.object_kind, name):
                continue
            if field_label(row.object_kind, name) == name:
                found.add(name)
            for one in value if isinstance(value, list) else [value]:
                said = value_words(row.object_kind, name, one)
                if name not in TYPED and CODE.fullmatch(said):
                    found.add(f"{row.object_kind}.{name}: {said}")
    return found
