"""JSON routes of booths."""

from typing import Any

from agrimarket.channels import booths, store
from agrimarket.channels.blueprints import api as blueprint
from agrimarket.channels.models import Booth
from agrimarket.channels.schemas import BoothChange, BoothIn, BoothOut, BoothQuery, BoothReasonIn
from agrimarket.kit.access import OFFICERS, PRODUCERS, READERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema, paged

Answer = tuple[Booth, int, dict[str, str]]


@blueprint.route("/booths", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(BoothIn)
@blueprint.response(201, BoothOut)
def apply(body: dict[str, Any]) -> Answer:
    """Apply for a booth in the producer's own name."""
    with one_commit() as session:
        return _answer(booths.apply(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/booths")
@allow(*READERS)
@blueprint.arguments(BoothQuery, location="query")
@blueprint.response(200, page_schema(BoothOut))
def index(query: dict[str, Any]) -> Page[Booth]:
    """Booths of producers this caller may see, newest first."""
    page, size = query.pop("page"), query.pop("page_size")
    return paged(reading(), store.booths(current_viewer(), **query), page=page, page_size=size)


@blueprint.route("/booths/<booth_id>")
@allow(*READERS)
@blueprint.response(200, BoothOut)
def show(booth_id: str) -> Answer:
    """One booth, with its ETag."""
    return _answer(booths.booth_of(reading(), viewer=current_viewer(), booth_id=booth_id))


@blueprint.route("/booths/<booth_id>", methods=["PATCH"])
@allow(*WORKERS)
@blueprint.arguments(BoothChange)
@blueprint.response(200, BoothOut)
def change(body: dict[str, Any], booth_id: str) -> Answer:
    """Note which papers are missing; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        row = booths.booth_of(session, viewer=viewer, booth_id=booth_id, lock=True)
        require_match(row)
        return _answer(booths.note_missing(session, viewer=viewer, booth=row, **body))


@blueprint.route("/booths/<booth_id>/open", methods=["POST"])
@allow(*OFFICERS)
@blueprint.response(200, BoothOut)
def open_booth(booth_id: str) -> Answer:
    """The channel opened it."""
    with one_commit() as session:
        return _answer(booths.open_booth(session, viewer=current_viewer(), booth_id=booth_id))


@blueprint.route("/booths/<booth_id>/suspend", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(BoothReasonIn)
@blueprint.response(200, BoothOut)
def suspend(body: dict[str, Any], booth_id: str) -> Answer:
    """Keep it shut for a while; listings go off and come back with it."""
    with one_commit() as session:
        row = booths.suspend(session, viewer=current_viewer(), booth_id=booth_id, **body)
        return _answer(row)


@blueprint.route("/booths/<booth_id>/close", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(BoothReasonIn)
@blueprint.response(200, BoothOut)
def close(body: dict[str, Any], booth_id: str) -> Answer:
    """End it; listings go off."""
    with one_commit() as session:
        row = booths.close(session, viewer=current_viewer(), booth_id=booth_id, **body)
        return _answer(row)


def _answer(row: Booth, status: int = 200) -> Answer:
    return row, status, {"ETag": f'"{etag_of(row)}"'}
