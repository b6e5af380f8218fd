"""Names that people and programs can hold on to: operation ids, tags, roles."""

from typing import Any

from agrimarket.kit.access import Role
from agrimarket.kit.openapi.operations import PREFIX, Operation

VERBS = {"PATCH": "change", "DELETE": "delete", "PUT": "put"}


def name(operation: Operation) -> None:
    """Set operationId, tags, roles and security."""
    told = operation.told
    told["operationId"] = operation_id(operation)
    told["tags"] = [_room(tag) for tag in told.get("tags", [])]
    if operation.access == "public":
        told["security"] = []
        told["x-roles"] = [Role.PUBLIC.value]
        return
    told["security"] = [{"token": []}]
    told["x-roles"] = [role.value for role in operation.access]
    # What auditors may not read (sheets of codes, a list to mend) is no mere reading.
    reads = not operation.writes and Role.AUDITOR in operation.access
    told["x-scope"] = f"{told['tags'][0]}:{'read' if reads else 'write'}"


def operation_id(operation: Operation) -> str:
    """list_lots, get_lot, create_lot, change_lot, recall_lot: from method, path and answer."""
    steps = operation.path.removeprefix(PREFIX).strip("/").split("/")
    words = [step.replace("-", "_").replace(".", "_") for step in steps]
    tail = _tail(words)
    owner = [singular(word) for word in words[: len(words) - len(tail)] if "{" not in word]
    if operation.method == "GET":
        return "_".join(["list" if operation.answers_list else "get", *owner, *tail])
    if operation.method == "POST" and operation.answer[0] == "201" and tail:
        return "_".join(["create", *owner, *map(singular, tail)])
    if operation.method == "POST":
        return "_".join([*reversed(tail), *owner])
    return "_".join([VERBS[operation.method], *owner, *map(singular, tail)])


def singular(word: str) -> str:
    """lots > lot, stamp_voids > stamp_void; progress and history stay."""
    if word.endswith(("ches", "shes", "xes")):
        return word.removesuffix("es")
    return word if word.endswith("ss") else word.removesuffix("s")


def tidy_tags(spec: dict[str, Any]) -> None:
    """Tags are rooms that have operations."""
    used = {
        tag for path in spec["paths"].values() for one in path.values() if isinstance(one, dict)
        for tag in one.get("tags", ())
    }  # fmt: skip
    tags = [{**tag, "name": _room(tag["name"])} for tag in spec.get("tags", [])]
    spec["tags"] = [tag for tag in tags if tag["name"] in used]


def _tail(words: list[str]) -> list[str]:
    """The words after the last parameter."""
    last = max((at for at, word in enumerate(words) if "{" in word), default=-1)
    return words[last + 1 :]


def _room(tag: str) -> str:
    return tag.removesuffix("_api")
