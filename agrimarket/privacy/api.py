"""JSON routes of requests; breaches and a person's own data are in the *_api.py files beside."""

from collections.abc import Callable
from typing import Any

from agrimarket.kit.access import OFFICERS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema
from agrimarket.privacy import breaches_api, person_api, requests
from agrimarket.privacy.blueprints import api as blueprint
from agrimarket.privacy.models import PersonRequest
from agrimarket.privacy.present import ShownRequest, shown, shown_all
from agrimarket.privacy.schemas import (
    AnswerIn,
    CloseIn,
    ExtendIn,
    OneRequestOut,
    RequestChange,
    RequestIn,
    RequestOut,
    RequestQuery,
)
from agrimarket.privacy.sealing import Details

__all__ = ["blueprint", "breaches_api", "person_api"]

FILERS = (*OFFICERS, Role.PRODUCER)
LOOKING = (*FILERS, Role.AUDITOR)
Answer = tuple[ShownRequest, int, dict[str, str]]


@blueprint.route("/person-requests", methods=["POST"])
@allow(*FILERS)
@blueprint.arguments(RequestIn)
@blueprint.response(201, OneRequestOut)
def file_request(body: dict[str, Any]) -> Answer:
    """Note what a person asks about their own data; due days follow from the day it came."""
    details = details_in(body)
    with one_commit() as session:
        viewer = current_viewer()
        return _answer(requests.file_request(session, viewer=viewer, details=details, **body), 201)


@blueprint.route("/person-requests")
@allow(*LOOKING)
@blueprint.arguments(RequestQuery, location="query")
@blueprint.response(200, page_schema(RequestOut))
def list_requests(query: dict[str, Any]) -> Page[ShownRequest]:
    """Requests this caller may see, the overdue on top."""
    session, viewer = reading(), current_viewer()
    page = requests.listed(session, viewer=viewer, **query)
    rows = shown_all(session, viewer, list(page.items))
    return page.shown_as(rows)


@blueprint.route("/person-requests/<request_id>")
@allow(*LOOKING)
@blueprint.response(200, OneRequestOut)
def show_request(request_id: str) -> Answer:
    """One request with what was said, and its ETag."""
    return _answer(requests.get(reading(), viewer=current_viewer(), request_id=request_id))


@blueprint.route("/person-requests/<request_id>", methods=["PATCH"])
@allow(*FILERS)
@blueprint.arguments(RequestChange)
@blueprint.response(200, OneRequestOut)
def change_request(body: dict[str, Any], request_id: str) -> Answer:
    """Mend what was noted while nobody answered; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        row = requests.get(session, viewer=viewer, request_id=request_id, lock=True)
        require_match(row)
        return _answer(requests.change_request(session, viewer=viewer, row=row, **body))


@blueprint.route("/person-requests/<request_id>/answer", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(AnswerIn)
@blueprint.response(200, OneRequestOut)
def answer_request(body: dict[str, Any], request_id: str) -> Answer:
    """Note what the person was told (within 2 working days)."""
    return _change(requests.answer, request_id, body)


@blueprint.route("/person-requests/<request_id>/extend", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(ExtendIn)
@blueprint.response(200, OneRequestOut)
def extend_request(body: dict[str, Any], request_id: str) -> Answer:
    """More time, once, with a reason."""
    return _change(requests.extend, request_id, body)


@blueprint.route("/person-requests/<request_id>/close", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(CloseIn)
@blueprint.response(200, OneRequestOut)
def close_request(body: dict[str, Any], request_id: str) -> Answer:
    """Done, or refused with a reason."""
    return _change(requests.close, request_id, body)


def details_in(body: dict[str, Any]) -> Details:
    """The words of a request, taken out of a body."""
    return Details(**{name: body.pop(name, "") or "" for name in ("asker", "contact", "text")})


def _change(rule: Callable[..., PersonRequest], request_id: str, body: dict[str, Any]) -> Answer:
    """One rule on one request in scope, in one commit."""
    viewer = current_viewer()
    with one_commit() as session:
        row = requests.get(session, viewer=viewer, request_id=request_id, lock=True)
        return _answer(rule(session, viewer=viewer, row=row, **body))


def _answer(row: PersonRequest, status: int = 200) -> Answer:
    seen = shown(reading(), current_viewer(), row)
    return seen, status, {"ETag": f'"{etag_of(row)}"'}
