"""JSON routes: a blueprint whose writes answer once, and the OpenAPI description of them all."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import flask_smorest
import marshmallow as ma
from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    jsonify,
    render_template,
    request,
    send_from_directory,
)
from flask_swagger_ui import flask_swagger_ui
from werkzeug.exceptions import BadRequest

from agrimarket.kit.access import public
from agrimarket.kit.errors import Kind, MatchNeeded, Refusal, TooLarge
from agrimarket.kit.idempotency import answers_once
from agrimarket.kit.openapi import complete, field_facts
from agrimarket.kit.openapi.operations import PREFIX, WRITING

DEEPEST_JSON = 100
RAW = "application/octet-stream"
MOST_JSON = 2 << 20  # parsed, a body of empty lists takes thirty times its size


class BadJson(Refusal):
    """A body that is no JSON, or nested beyond reason."""

    code = "bad_json"
    kind = Kind.UNREADABLE
    sentence = "Nội dung JSON không đọc được. Hãy kiểm tra dấu ngoặc, dấu phẩy rồi gửi lại."


class NotJson(Refusal):
    """A body of another kind than the route takes."""

    code = "not_json"
    kind = Kind.WRONG_TYPE
    sentence = "Hãy gửi nội dung dạng JSON, kèm Content-Type: application/json."


class NotBytes(NotJson):
    """A piece of a file that does not say it is bytes; nothing else is sent by PUT."""

    code = "not_bytes"
    sentence = "Hãy gửi các byte của tệp, kèm Content-Type: application/octet-stream."


View = TypeVar("View", bound=Callable[..., Any])

docs = Blueprint("docs", __name__)


class Problem(ma.Schema):
    """RFC 9457 problem details; `code` for programs, `detail` for people (Vietnamese)."""

    type = ma.fields.String()
    title = ma.fields.String()
    status = ma.fields.Integer()
    code = ma.fields.String(required=True)
    detail = ma.fields.String(required=True)
    facts = ma.fields.Dict(keys=ma.fields.String())
    fields_ = ma.fields.Dict(
        keys=ma.fields.String(), values=ma.fields.List(ma.fields.String()), data_key="fields"
    )


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest ships no types
    """flask-smorest without its own error shape: kit/http.py answers every error."""

    ERROR_SCHEMA = Problem

    def __init__(self, app: Flask) -> None:
        self._undescribed: list[Callable[[], None]] = []
        self._describing = threading.Lock()
        super().__init__(app)

    def _register_error_handlers(self) -> None:
        """kit/http.py has them."""

    def _init_spec(self, **options: Any) -> None:
        super()._init_spec(**options)
        self.ma_plugin.converter.add_attribute_function(field_facts)

    def describe_later(self, describe: Callable[[], None]) -> None:
        """Half the time of a start went into a description that few processes are asked for."""
        self._undescribed.append(describe)

    def _openapi_json(self) -> Response:
        """The description, made once: routes do not change while the service runs."""
        with self._describing:
            while self._undescribed:
                self._undescribed.pop(0)()
        if "agrimarket.openapi" not in current_app.extensions:
            whole = complete(current_app, self.spec.to_dict())
            current_app.extensions["agrimarket.openapi"] = whole
        return jsonify(current_app.extensions["agrimarket.openapi"])


class ApiBlueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """Routes of one room under /api/v1. POST, PATCH and DELETE commit with their answer."""

    def __init__(self, room: str, import_name: str, *, description: str) -> None:
        super().__init__(f"{room}_api", import_name, description=description)

    def register_views_in_doc(self, api: Api, *args: Any, **options: Any) -> None:
        """The views are described when the description is first asked for."""
        api.describe_later(
            lambda: super(ApiBlueprint, self).register_views_in_doc(api, *args, **options)
        )

    def arguments(self, schema: Any, **options: Any) -> Callable[[View], View]:
        """Parse and check input by a marshmallow schema; the view gets it as first argument.

        A PATCH without If-Match is refused before its fields are looked at (RFC 6585 3).
        """
        decorate: Callable[[View], View] = super().arguments(schema, **options)
        return lambda view: _conditional(decorate(view))

    def response(self, status: int, schema: Any = None, **options: Any) -> Callable[[View], View]:
        """Dump the view's result by a schema and answer with this status."""
        decorate: Callable[[View], View] = super().response(status, schema, **options)
        return decorate

    def file(self, *kinds: str, kept: bool = False) -> Callable[[View], View]:
        """The view answers a file of one of these media types.

        `kept`: it never changes, so that a part of it may be asked for (RFC 9110 14), and none
        of it by who has it.
        """

        def decorate(view: View) -> View:
            for kind in kinds:
                schema = {"type": "string", "contentMediaType": kind}
                view = self.response(200, schema, content_type=kind)(view)
            for status in (206, 304) if kept else ():
                view = super(ApiBlueprint, self).alt_response(status)(view)
            return view

        return decorate

    def route(
        self, rule: str, *, parameters: Any = None, tags: Any = None, **options: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        writes = WRITING & set(options.get("methods", ["GET"]))
        register = super().route(PREFIX + rule, parameters=parameters, tags=tags, **options)

        def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
            wrapped: Callable[..., Any] = register(answers_once(view) if writes else view)
            return wrapped

        return decorate


def _conditional(view: View) -> View:
    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if request.method == "PATCH" and not request.if_match:
            raise MatchNeeded
        return view(*args, **kwargs)

    return cast(View, checked)


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
    app.before_request(_check_body)
    return Api(app)


def _check_body() -> None:
    """Refuse what no parser should be given, before any room sees it; BadJson, NotJson."""
    if request.method not in WRITING or not request.path.startswith(PREFIX):
        return
    if request.method == "PUT" and request.mimetype == RAW:
        return  # a piece of a file: nothing of it is parsed
    if not request.is_json:
        if request.mimetype != "multipart/form-data" and request.content_length:
            raise NotBytes if request.method == "PUT" else NotJson
        return
    if len(request.get_data(cache=True)) > MOST_JSON:
        raise TooLarge(megabytes=MOST_JSON >> 20)
    try:
        _measure(request.get_json(), 0)
    except (BadRequest, RecursionError, ValueError):
        raise BadJson from None


def _measure(node: Any, depth: int) -> None:
    if depth > DEEPEST_JSON:
        raise ValueError("nested too deep")
    if isinstance(node, dict | list):
        for below in node.values() if isinstance(node, dict) else node:
            _measure(below, depth + 1)


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
