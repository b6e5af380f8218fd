"""Every status an operation can answer, from what its route is; refusals share one schema."""

from http import HTTPStatus
from typing import Any

from agrimarket.kit.fields import Id
from agrimarket.kit.openapi.operations import Operation

PROBLEM = "application/problem+json"
SECONDS = {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 0}}
REFERENCES = ("_id", "_code", "channel")
WORDS = {
    400: "No parser can read the request.",
    401: "No token, or one that is not good.",
    403: "This role, or this API client's scopes, may not do it.",
    404: "No such thing, or not for this caller: the same answer.",
    409: "The content is fine, the state of things is not.",
    412: "Somebody changed it since it was read.",
    413: "The body is larger than the service takes.",
    415: "The body is of another kind than the operation takes.",
    416: "The asked part lies outside the file.",
    422: "Something sent has to be mended; `fields` says what.",
    428: "If-Match is missing.",
    429: "Too many in a short time.",
    503: "Busy; nothing was saved.",
}


def describe(operation: Operation) -> None:
    """Replace flask-smorest's guesses by the statuses the operation can answer."""
    told = operation.told["responses"]
    good = {str(code): one for code, one in told.items() if str(code)[:1] in "23"}
    refused = {
        str(code): {"$ref": f"#/components/responses/{_name(code)}"} for code in statuses(operation)
    }
    operation.told["responses"] = dict(sorted({**good, **refused}.items()))


def statuses(operation: Operation) -> list[int]:
    """The refusals an operation can answer; 405 is the path's, not the operation's."""
    found = {429, 503}
    if operation.access != "public":
        found |= {401, 403}
    if operation.writes:
        found |= {400, 409, 413, 415, 422}
    if operation.replaces:
        found |= {412, 428}
    if operation.sent:
        found |= {422}
    if operation.params or _refers(operation):
        found |= {404}
    if operation.answers_file and operation.params:
        found |= {409}  # the file is not made yet
    if "206" in map(str, operation.told["responses"]):
        found |= {416}
    return sorted(found)


def _refers(operation: Operation) -> bool:
    """Whether the body names another thing, which may be missing."""
    body = operation.sent.get("json")
    if body is None:
        return False
    named = any(name.endswith(REFERENCES) for name in body.fields)
    return named or any(isinstance(one, Id) for one in body.fields.values())


def components(existing: dict[str, Any]) -> dict[str, Any]:
    """The shared refusals, and what must be asked of Problem."""
    schemas = {**existing["schemas"], "Problem": _problem(existing["schemas"]["Problem"])}
    schemas.pop("PaginationMetadata", None)
    return {"schemas": schemas, "responses": {_name(code): _refusal(code) for code in WORDS}}


def _refusal(code: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": WORDS[code],
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if code == 401:
        told["headers"] = {"WWW-Authenticate": {"schema": {"type": "string", "enum": ["Bearer"]}}}
    if code in {429, 503}:
        told["headers"] = {"Retry-After": SECONDS}
    return told


def _problem(schema: dict[str, Any]) -> dict[str, Any]:
    needed = ["type", "title", "status", "code", "detail"]
    return {**schema, "required": needed, "description": "RFC 9457 problem details"}


def _name(code: int) -> str:
    return HTTPStatus(code).phrase.title().replace(" ", "").replace("-", "")
