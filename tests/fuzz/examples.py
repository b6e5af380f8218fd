"""Walks the description's own examples through the API, as somebody who reads only that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from werkzeug.test import TestResponse

from tests.people import Person

# In which order a reader tries them: from a producer to the stamps on its packs.
STORY = (
    "create_household", "create_household_consent", "create_area", "create_product",
    "create_product_certificate", "create_product_rating", "submit_product", "approve_product",
    "create_lot", "change_lot", "create_lot_event", "seal_lot", "release_lot",
    "create_stamp_order", "change_stamp_order", "create_stamp_order_print",
    "create_stamp_activation", "create_stamp_suspension", "create_stamp_resumption",
    "create_stamp_void", "create_booth", "open_booth", "create_listing",
)  # fmt: skip


@dataclass
class Described:
    """One operation as the description tells it."""

    method: str
    path: str
    told: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.told["operationId"])


@dataclass
class Reader:
    """Somebody with a token and the description."""

    person: Person
    described: dict[str, Any]
    answers: dict[str, TestResponse] = field(default_factory=dict)

    def operations(self) -> Iterator[Described]:
        for path, methods in self.described["paths"].items():
            for method, told in methods.items():
                yield Described(method.upper(), path, told)

    def tell(self, ids: Sequence[str]) -> None:
        """Send the examples of these operations, one after the other."""
        by_id = {one.id: one for one in self.operations()}
        for id in ids:
            self.send(by_id[id])

    def send(self, operation: Described, **path_values: str) -> TestResponse:
        """An operation with its examples; the answer is kept under its id."""
        path, query, headers = operation.path, {}, {}
        for parameter in operation.told["parameters"]:
            name, value = parameter["name"], example_of(parameter)
            if parameter["in"] == "path":
                path = path.replace(f"{{{name}}}", str(path_values.get(name, value)))
            elif parameter["required"] and parameter["in"] == "query":
                query[name] = value
            elif parameter["required"]:
                headers[name] = value
        answer = self.person.call(
            operation.method, path, query_string=query, headers=headers, json=body_of(operation)
        )
        self.answers[operation.id] = answer
        return answer


def example_of(parameter: dict[str, Any]) -> Any:
    """A parameter's example, from itself or its schema."""
    if "examples" in parameter:
        return next(iter(parameter["examples"].values()))["value"]
    schema = parameter["schema"]
    return parameter.get("example", schema.get("example", schema.get("default")))


def body_of(operation: Described) -> Any:
    """The JSON body's example, or None where the operation takes none."""
    content = operation.told.get("requestBody", {}).get("content", {})
    examples = content.get("application/json", {}).get("examples", {})
    return next(iter(examples.values()))["value"] if examples else None
