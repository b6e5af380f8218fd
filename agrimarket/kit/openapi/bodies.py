"""What is sent: path and query parameters, JSON and multipart bodies, with their examples."""

from collections.abc import Mapping, Sequence
from typing import Any

from agrimarket.kit.openapi.examples import example_id
from agrimarket.kit.openapi.operations import Operation, thing_of

UPLOADS = "multipart/form-data"
ENDINGS = {"erase", "withdraw", "recall", "close", "remove", "undo", "suspend", "supplement"}
ID_WORDS = "An id the service told; one of any other form is answered 404, like a missing one."


def describe(operation: Operation, spec: dict[str, Any], all_of_them: Sequence[Operation]) -> None:
    """Make the sent part of an operation whole."""
    told = operation.told
    if "files" in operation.sent:
        _multipart(operation, spec["components"]["schemas"])
    body = told.get("requestBody", {}).get("content", {}).get("application/json")
    example = getattr(operation.sent.get("json"), "example", None)
    if body is not None and example is not None:
        made = _with_id(operation, example, all_of_them)
        body["examples"] = {"made_up": {"summary": "Made up, as all examples", "value": made}}
    given = {one["name"]: one for one in spec["paths"][operation.path].get("parameters", ())}
    asked = [_without_null(one) for one in told.get("parameters", []) if one["in"] == "query"]
    ended = operation.params[-1] if operation.params and _ends(operation) else ""
    path = [_path(given[name], another=name == ended) for name in operation.params]
    told["parameters"] = [*path, *asked]


def _with_id(
    operation: Operation, example: Mapping[str, Any], all_of_them: Sequence[Operation]
) -> dict[str, Any]:
    """The example, making the thing that the examples of other operations then speak of."""
    thing = thing_of(operation, all_of_them)
    named = thing is not None and "id" in operation.sent["json"].fields
    mine = {"id": example_id(str(thing).removesuffix("_id"))} if named else {}
    return {**mine, **example}


def _ends(operation: Operation) -> bool:
    """Whether it ends what the other examples live on: it is shown on another thing."""
    return operation.method == "DELETE" or operation.path.rsplit("/", 1)[1] in ENDINGS


def _path(given: dict[str, Any], *, another: bool) -> dict[str, Any]:
    name = given["name"]
    if not name.endswith("_id"):
        return given
    schema = {"type": "string", "format": "uuid"}
    example = example_id(("another " if another else "") + name.removesuffix("_id"))
    return {**given, "description": ID_WORDS, "schema": schema, "example": example}


def _without_null(parameter: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: a filter that is left out is simply not there."""
    schema = dict(parameter["schema"])
    if isinstance(schema.get("type"), list):
        kinds = [kind for kind in schema["type"] if kind != "null"]
        schema["type"] = kinds[0] if len(kinds) == 1 else kinds
    if "enum" in schema:
        schema["enum"] = [choice for choice in schema["enum"] if choice is not None]
    if schema.get("default") is None:
        schema.pop("default", None)
    name = parameter["name"]
    if parameter["required"] and name.endswith("_id"):
        parameter = {**parameter, "example": example_id(name.removesuffix("_id"))}
    return {**parameter, "schema": schema}


def _multipart(operation: Operation, schemas: dict[str, Any]) -> None:
    """Files and the form's other fields are one body (RFC 7578).

    A schema of files says by `takes` which kinds of file a part holds, and by `one_of` which
    parts stand for each other.
    """
    told, files = operation.told, operation.sent["files"]
    parts: dict[str, Any] = {}
    required: list[str] = []
    for kind in told.get("requestBody", {}).get("content", {}).values():
        schema = schemas[kind["schema"]["$ref"].rsplit("/", 1)[1]]
        parts |= schema["properties"]
        required += schema.get("required", [])
    for parameter in told.get("parameters", []):
        if parameter["in"] == "formData":
            parts[parameter["name"]] = parameter["schema"]
    whole: dict[str, Any] = {"type": "object", "properties": parts, "additionalProperties": False}
    if required:
        whole["required"] = required
    if hasattr(files, "one_of"):
        whole["anyOf"] = [{"required": [name]} for name in files.one_of]
    encoding = {name: {"contentType": kinds} for name, kinds in getattr(files, "takes", {}).items()}
    content = {UPLOADS: {"schema": whole, "encoding": encoding}}
    told["requestBody"] = {"required": True, "content": content}
