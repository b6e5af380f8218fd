"""Headers sent and answered: idempotency, revisions, when to come again."""

from collections.abc import Sequence
from typing import Any

from agrimarket.kit.openapi.operations import Operation

# Eight letters of the id, the revision, and how the answer was compressed.
REVISION = r'"[0-9a-f]{8}-[0-9]{1,9}(:[a-z]+)?"'
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "One key for one intent: sent again, the kept answer is replayed for 30 days.",
    # Nothing but blanks would be everybody's key.
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"\S"},
}
MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The ETag that was read. `*` stands for any revision and overwrites it.",
    "schema": {"type": "string", "pattern": rf"^(\*|{REVISION})$"},
    "examples": {
        "any": {"summary": "Whatever revision it has", "value": "*"},
        "read": {"summary": "The revision that was read", "value": '"0197c35e-1"'},
    },
}
ETAG = {
    "description": "The revision, for If-Match",
    "schema": {"type": "string", "pattern": f"^{REVISION}$"},
}
REPLAY = {
    "description": "true: the answer that was kept for this key or id",
    "schema": {"type": "string", "enum": ["true"]},
}


def describe(operation: Operation, all_of_them: Sequence[Operation]) -> None:
    """Add the headers of one operation."""
    answered: dict[str, Any] = {}
    if operation.replayed:
        operation.told["parameters"].append(KEY)
        answered["Idempotent-Replay"] = REPLAY
    if operation.replaces:
        operation.told["parameters"].append(MATCH)
    if tells_etag(operation, all_of_them):
        answered["ETag"] = ETAG
    if answered:
        headers = operation.answer[1].setdefault("headers", {})
        headers.update(answered)


def tells_etag(operation: Operation, all_of_them: Sequence[Operation]) -> bool:
    """Whether an answer is one thing that PATCH can change."""
    if operation.answers_list or operation.answers_file or operation.answer[0] == "204":
        return False
    changed = {one.path for one in all_of_them if one.method == "PATCH"}
    head, brace, _ = operation.path.rpartition("}")
    made = any(path.rpartition("/")[0] == operation.path for path in changed)
    return (operation.method != "GET" and made) or head + brace in changed
