"""The API's description (OpenAPI 3.1), made whole from what each route is: no room writes it."""

import copy
from typing import Any

from flask import Flask

from agrimarket.kit.openapi import answers, bodies, headers, links, names
from agrimarket.kit.openapi.examples import example_id
from agrimarket.kit.openapi.operations import operations
from agrimarket.kit.openapi.told import field_facts

__all__ = ["complete", "example_id", "field_facts"]


def complete(app: Flask, described: dict[str, Any]) -> dict[str, Any]:
    """The description with every status, header, body, example, link and role of each operation.

    `described` is what flask-smorest made of the schemas; it is left as it was.
    """
    spec: dict[str, Any] = copy.deepcopy(described)
    found = operations(app, spec)
    for operation in found:
        names.name(operation)
        bodies.describe(operation, spec, found)
        headers.describe(operation, found)
        answers.describe(operation)
    links.describe(found)
    for path in spec["paths"].values():
        path.pop("parameters", None)  # each operation tells its own
    spec["components"] |= answers.components(spec["components"])
    names.tidy_tags(spec)
    return spec
