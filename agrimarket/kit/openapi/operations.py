"""One API operation with what its description is derived from: route, roles, sent schemas."""

import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import marshmallow as ma
from flask import Flask

PREFIX = "/api/v1"
WRITING = frozenset({"POST", "PATCH", "PUT", "DELETE"})
UNKEPT = ("__not_kept__", "__in_pieces__")  # kit/idempotency.py marks them
METHODS = frozenset({"GET", *WRITING})


@dataclass(frozen=True)
class Operation:
    """A method of a path. `told` is its part of the description, to be filled in place."""

    method: str
    path: str  # as OpenAPI writes it: /api/v1/lots/{lot_id}
    told: dict[str, Any]
    access: Any  # "public", or the roles of @allow
    sent: dict[str, ma.Schema]  # where it is sent (json, query, form, files) > its schema
    replayed: bool  # whether its answer is kept under an Idempotency-Key

    @property
    def writes(self) -> bool:
        return self.method in WRITING

    @property
    def replaces(self) -> bool:
        """Whether it changes what somebody read before, and needs its If-Match: a PATCH, or a PUT
        of JSON; bytes that are put are a file's first."""
        return self.method == "PATCH" or (self.method == "PUT" and "json" in self.sent)

    @property
    def params(self) -> list[str]:
        """The path's parameters, in order."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def fields(self) -> dict[str, ma.fields.Field[Any]]:
        """Everything that may be sent, by name."""
        return {name: one for schema in self.sent.values() for name, one in schema.fields.items()}

    @property
    def answer(self) -> tuple[str, dict[str, Any]]:
        """The status of success and its part of the description."""
        told = self.told["responses"]
        good = [code for code in told if str(code).startswith("2")]
        status = min(good, key=str) if good else "200"
        return str(status), told.setdefault(status, {"description": "OK"})

    @property
    def answers_file(self) -> bool:
        """Whether a success is a file, not JSON."""
        kinds = self.answer[1].get("content", {})
        return bool(kinds) and "application/json" not in kinds

    @property
    def answers_list(self) -> bool:
        """Whether a success is a list or a page of one."""
        schema = self.answer[1].get("content", {}).get("application/json", {}).get("schema", {})
        return schema.get("type") == "array" or str(schema.get("$ref", "")).endswith("Page")


def operations(app: Flask, spec: dict[str, Any]) -> list[Operation]:
    """Every described operation under /api/v1, in the order of the description."""
    found: dict[tuple[str, str], Operation] = {}
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)
        for method in METHODS & (rule.methods or set()):
            told = spec["paths"].get(path, {}).get(method.lower())
            if told is not None:
                view = app.view_functions[rule.endpoint]
                access = getattr(view, "__access__", "public")
                replayed = method == "POST" and not any(hasattr(view, one) for one in UNKEPT)
                found[path, method] = Operation(method, path, told, access, _sent(view), replayed)
    order = list(spec["paths"])
    return sorted(found.values(), key=lambda one: (order.index(one.path), one.method))


def thing_of(source: Operation, operations: Sequence[Operation]) -> str | None:
    """The parameter that stands for what an answer tells: lot_id for POST /lots."""
    if source.answers_list or source.answers_file:
        return None
    if source.method == "POST" and source.answer[0] == "201":
        below = [one.path for one in operations if one.path.rpartition("/")[0] == source.path]
        names = [path.rpartition("/")[2] for path in below if path.endswith("}")]
        return names[0].strip("{}") if names else None
    if source.method == "GET" and source.path.endswith("_id}"):
        return source.params[-1]
    return None


def _sent(view: Any) -> dict[str, ma.Schema]:
    told = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    return {
        one["in"]: cast(
            ma.Schema, one["schema"]() if inspect.isclass(one["schema"]) else one["schema"]
        )
        for one in told
    }
