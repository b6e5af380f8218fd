"""OpenAPI links: an answer's id and ETag are what the next operation asks for."""

from collections.abc import Sequence
from typing import Any

from agrimarket.kit.openapi.operations import Operation, thing_of

ID = "$response.body#/id"


def describe(operations: Sequence[Operation]) -> None:
    """Add links from each answer that tells one thing to the operations that take its id."""
    for source in operations:
        thing = thing_of(source, operations)
        if thing is None:
            continue
        links = {}
        for target in operations:
            link = _link(source, target, thing)
            if link is not None and target is not source:
                links[target.told["operationId"]] = link
        if links:
            source.answer[1]["links"] = links


def _link(source: Operation, target: Operation, thing: str) -> dict[str, Any] | None:
    """What of the answer goes where, or None when the target does not ask for it."""
    told: dict[str, Any] = {"operationId": target.told["operationId"]}
    known = {name: f"$request.path.{name}" for name in source.params} | {thing: ID}
    if thing in target.params:
        if not set(target.params) <= set(known):
            return None
        told["parameters"] = {f"path.{name}": known[name] for name in target.params}
        if target.method == "PATCH" and target.params[-1] == thing:
            told["parameters"]["header.If-Match"] = "$response.header.ETag"
        return told
    if target.params and not set(target.params) <= set(known):
        return None
    if target.method == "POST" and thing in getattr(target.sent.get("json"), "fields", {}):
        told["parameters"] = {f"path.{name}": known[name] for name in target.params}
        return {**told, "requestBody": {thing: ID}}
    if target.method == "GET" and thing in getattr(target.sent.get("query"), "fields", {}):
        told["parameters"] = {f"path.{name}": known[name] for name in target.params}
        told["parameters"][f"query.{thing}"] = ID
        return told
    return None
