"""JSON routes: a blueprint whose writes answer once, and the OpenAPI description of them all."""

from collections.abc import Callable
from typing import Any, TypeVar

import flask_smorest
import marshmallow as ma
from flask import Blueprint, Flask, Response, render_template, send_from_directory
from flask_swagger_ui import flask_swagger_ui

from agrimarket.kit.access import public
from agrimarket.kit.idempotency import answers_once

PREFIX = "/api/v1"
WRITING = {"POST", "PATCH", "PUT", "DELETE"}

View = TypeVar("View", bound=Callable[..., Any])

docs = Blueprint("docs", __name__)


class Problem(ma.Schema):
    """RFC 9457 problem details; `code` for programs, `detail` for people (Vietnamese)."""

    type = ma.fields.String()
    title = ma.fields.String()
    status = ma.fields.Integer()
    code = ma.fields.String(required=True)
    detail = ma.fields.String(required=True)
    fields_ = ma.fields.Dict(
        keys=ma.fields.String(), values=ma.fields.List(ma.fields.String()), data_key="fields"
    )


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest ships no types
    """flask-smorest without its own error shape: kit/http.py answers every error."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """kit/http.py has them."""


class ApiBlueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """Routes of one room under /api/v1. POST, PATCH and DELETE commit with their answer."""

    def __init__(self, room: str, import_name: str, *, description: str) -> None:
        super().__init__(f"{room}_api", import_name, description=description)

    def arguments(self, schema: Any, **options: Any) -> Callable[[View], View]:
        """Parse and check input by a marshmallow schema; the view gets it as first argument."""
        decorate: Callable[[View], View] = super().arguments(schema, **options)
        return decorate

    def response(self, status: int, schema: Any = None, **options: Any) -> Callable[[View], View]:
        """Dump the view's result by a schema and answer with this status."""
        decorate: Callable[[View], View] = super().response(status, schema, **options)
        return decorate

    def route(
        self, rule: str, *, parameters: Any = None, tags: Any = None, **options: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        register = super().route(PREFIX + rule, parameters=parameters, tags=tags, **options)
        writes = WRITING & set(options.get("methods", ["GET"]))

        def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
            wrapped: Callable[..., Any] = register(answers_once(view) if writes else view)
            return wrapped

        return decorate


def install(app: Flask) -> Api:
    """Configure flask-smorest and the docs page; the app registers the rooms' blueprints."""
    app.config.update(
        API_TITLE="Agrimarket",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "security": [{"token": []}],
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        },
    )
    app.register_blueprint(docs)
    return Api(app)


@docs.get("/api/docs")
@public
def api_docs() -> str:
    """The readable description, from files of this service alone."""
    return render_template("kit/api_docs.html")


@docs.get("/api/docs/files/<path:name>")
@public
def docs_file(name: str) -> Response:
    """Swagger UI's own files, as its package ships them."""
    if name not in {"swagger-ui.css", "swagger-ui-bundle.js"}:
        name = "missing"
    return send_from_directory(_swagger_folder(), name, max_age=86400)


def _swagger_folder() -> str:
    from_package = flask_swagger_ui.__file__ or ""
    return from_package.rsplit("/", 1)[0] + "/dist"
