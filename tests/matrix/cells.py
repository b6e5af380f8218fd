"""One cell: somebody calls a route about a thing, and what class of answer comes."""

import io
import re
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.builders.products import a_photo
from tests.matrix.rows import Row, parameters
from tests.matrix.world import Actor, World, missing_id

PICTURES = ("/photos", "/evidence", "/bang-chung", "/ban-chup", "_id>/files")
FORMS = {"/nguoi-dung/moi": {"role": "community_team"}}  # whom to invite; the rest may be mended
# What changes from one page to the next without telling anything.
NOISE = re.compile(r'name="csrf_token"[^>]*>|/[\w./-]*[0-9a-f]{8}-[0-9a-f-]{27}[\w./-]*')


@dataclass(frozen=True)
class Cell:
    """A row in a situation, as an actor meets it."""

    row: Row
    actor: Actor
    situation: str

    @property
    def expected(self) -> str:
        if self.actor.name == "disabled" and self.row.who != "public":
            return "signed out"
        if self.actor.name == "client without scope" and self.row.who != "public":
            return "forbidden"
        return self.row.expects(self.actor.role, self.situation)

    def __str__(self) -> str:
        row = self.row
        return f"{row.method} {row.path} as {self.actor.name}, {self.situation}"


def ask(world: World, cell: Cell, bodies: dict[tuple[str, str], Any]) -> TestResponse:
    """Send the request of a cell; `bodies` are examples by method and path."""
    row = cell.row
    ids = _ids(world, cell)
    path = row.path
    for name, value in zip(_blanks(row), ids, strict=False):
        path = re.sub(rf"<(?:\w+:)?{name}>", value, path)
    for name, value in row.values:
        path = re.sub(rf"<(?:\w+:)?{name}>", value, path)
    options: dict[str, Any] = {}
    if row.is_api:
        options = _sent(world, cell, bodies)
    else:
        if row.named:
            named = {name: _id(world, cell, thing, last=True) for _, name, thing in row.named}
            options["query_string"] = named
        if row.method == "POST":
            options["data"] = FORMS.get(row.path, {})
    if row.method == "POST" and row.path.endswith(PICTURES):
        options["data"] = {name: (io.BytesIO(a_photo()), "anh.jpg") for name in ("photo", "file")}
    return cell.actor.call(row.method, path, **options)


def verdict(cell: Cell, answer: TestResponse) -> str:
    """The class of an answer; a 403 with a reason of its own is no lack of access."""
    if answer.status_code == 401 or answer.headers.get("Location", "").startswith("/dang-nhap?"):
        return "signed out"
    told = answer.get_json(silent=True) if cell.row.is_api else None
    code = told.get("code", "") if isinstance(told, dict) else ""
    if answer.status_code == 403 and code in {"", "not_allowed", "not_your_agency"}:
        return "forbidden"
    if answer.status_code == 404 or (answer.status_code == 422 and code.endswith("_not_found")):
        return "ok" if cell.row.who == "public" and not cell.row.about else "missing"
    return "ok" if answer.status_code < 500 else "broken"


def shape(answer: TestResponse) -> tuple[int, str, str]:
    """An answer without what differs from one request to the next: all that it tells."""
    return answer.status_code, str(answer.content_type), NOISE.sub("", answer.text)


def _blanks(row: Row) -> list[str]:
    fixed = {name for name, _ in row.values}
    return [name for name in parameters(row.path) if name not in fixed]


def _ids(world: World, cell: Cell) -> list[str]:
    return [
        _id(world, cell, thing, last=at == len(cell.row.things) - 1)
        for at, thing in enumerate(cell.row.things)
    ]


def _id(world: World, cell: Cell, thing: str, *, last: bool) -> str:
    """The id of a thing: its parents are bà Hoa's where the thing itself is gone or elsewhere's."""
    name, situation = thing.rstrip("*"), cell.situation
    if name in {"import", "mend"}:
        return _import(world, cell)
    if situation in {"missing", "deleted", "crossed"} and not last:
        return world.things["own"][name]
    if situation == "crossed":
        return world.things["other"][name]
    if situation == "missing":
        return missing_id()
    return world.things[situation][name]


def _import(world: World, cell: Cell) -> str:
    """An imported list: one's own, or somebody else's."""
    if cell.situation == "missing":
        return missing_id()
    mine = cell.actor.mine.get(cell.row.is_api)
    if cell.situation == "own" and mine:
        return mine["import"]
    others = "commune" if cell.actor.name == "worker" else "worker"
    return world.actors[others].mine[True]["import"]


def _sent(world: World, cell: Cell, bodies: dict[tuple[str, str], Any]) -> dict[str, Any]:
    row = cell.row
    body = bodies.get((row.method, row.path))
    options: dict[str, Any] = {"headers": {"If-Match": "*"} if row.method == "PATCH" else {}}
    if body is not None:
        options["json"] = {name: value for name, value in body.items() if name != "id"}
    for where, name, thing in row.named:
        value = _id(world, cell, thing, last=True)
        if where == "json":
            options["json"] = _with(options.get("json", {}), name.split("."), value)
        else:
            options["query_string"] = {name: value}
    return options


def _with(body: Any, way: list[str], value: str) -> Any:
    """The body with one value put in, down a way such as inputs.0.lot_id; the body itself stays."""
    if not way:
        return value
    name, *rest = way
    if isinstance(body, list):
        return [_with(one, rest, value) if str(at) == name else one for at, one in enumerate(body)]
    return {**body, name: _with(body.get(name, {}), rest, value)}
