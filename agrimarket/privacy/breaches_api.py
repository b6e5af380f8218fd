"""JSON routes of breaches."""

from collections.abc import Callable
from typing import Any

from agrimarket.kit.access import PROVINCE, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema
from agrimarket.privacy import breaches
from agrimarket.privacy.blueprints import api as blueprint
from agrimarket.privacy.models import Breach
from agrimarket.privacy.present import ShownBreach
from agrimarket.privacy.schemas import (
    BreachChange,
    BreachIn,
    BreachOut,
    BreachQuery,
    MeasuresIn,
    NotifyIn,
)

REPORTERS = (*PROVINCE, Role.OPERATOR)
SEEING = (*REPORTERS, Role.AUDITOR)
Answer = tuple[ShownBreach, int, dict[str, str]]


@blueprint.route("/breaches", methods=["POST"])
@allow(*REPORTERS)
@blueprint.arguments(BreachIn)
@blueprint.response(201, BreachOut)
def report_breach(body: dict[str, Any]) -> Answer:
    """Note a breach; an operator sends `technical` alone. 72 hours run from the noticing."""
    with one_commit() as session:
        return _answer(breaches.report(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/breaches")
@allow(*SEEING)
@blueprint.arguments(BreachQuery, location="query")
@blueprint.response(200, page_schema(BreachOut))
def list_breaches(query: dict[str, Any]) -> Page[ShownBreach]:
    """Breaches, those the authority has not heard of on top."""
    page = breaches.listed(reading(), viewer=current_viewer(), **query)
    return page.shown_as([ShownBreach(row) for row in page.items])


@blueprint.route("/breaches/<breach_id>")
@allow(*SEEING)
@blueprint.response(200, BreachOut)
def show_breach(breach_id: str) -> Answer:
    """One breach, with its ETag."""
    return _answer(breaches.get(reading(), viewer=current_viewer(), breach_id=breach_id))


@blueprint.route("/breaches/<breach_id>", methods=["PATCH"])
@allow(*REPORTERS)
@blueprint.arguments(BreachChange)
@blueprint.response(200, BreachOut)
def change_breach(body: dict[str, Any], breach_id: str) -> Answer:
    """Say more as more is known; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        row = breaches.get(session, viewer=viewer, breach_id=breach_id, lock=True)
        require_match(row)
        return _answer(breaches.change(session, viewer=viewer, row=row, **body))


@blueprint.route("/breaches/<breach_id>/notify", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(NotifyIn)
@blueprint.response(200, BreachOut)
def notify_breach(body: dict[str, Any], breach_id: str) -> Answer:
    """The authority was told by the notice of this number."""
    return _change(breaches.notify, breach_id, body)


@blueprint.route("/breaches/<breach_id>/close", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(MeasuresIn)
@blueprint.response(200, BreachOut)
def close_breach(body: dict[str, Any], breach_id: str) -> Answer:
    """It is over; what was done stands in `measures`."""
    return _change(breaches.close, breach_id, body)


def _change(rule: Callable[..., Breach], breach_id: str, body: dict[str, Any]) -> Answer:
    """One rule on one breach, in one commit."""
    viewer = current_viewer()
    with one_commit() as session:
        row = breaches.get(session, viewer=viewer, breach_id=breach_id, lock=True)
        return _answer(rule(session, viewer=viewer, row=row, **body))


def _answer(row: Breach, status: int = 200) -> Answer:
    return ShownBreach(row), status, {"ETag": f'"{etag_of(row)}"'}
