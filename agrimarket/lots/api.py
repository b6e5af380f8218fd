"""JSON routes of lots; areas are in areas_api.py."""

from typing import Any

from agrimarket.kit.access import PRODUCERS, PROVINCE, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.fields import ReasonIn
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.shown import Shown
from agrimarket.lots import areas_api, describe, diary, present, recalling, release, store
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.lots.schemas import (
    EventIn,
    EventOut,
    LotChange,
    LotIn,
    LotOut,
    LotQuery,
    OneLotOut,
    RecallIn,
    ReleaseIn,
    TraceOut,
)
from agrimarket.lots.tracing import trace as trace_of

__all__ = ["areas_api", "blueprint"]

Answer = tuple[Shown, int, dict[str, str]]


@blueprint.route("/lots", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(LotIn)
@blueprint.response(201, OneLotOut)
def create(body: dict[str, Any]) -> Answer:
    """Open a lot of a product; without `use_by` the shelf life counts."""
    with one_commit() as session:
        return _answer(describe.create_lot(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/lots")
@allow(*READERS)
@blueprint.arguments(LotQuery, location="query")
@blueprint.response(200, page_schema(LotOut))
def index(query: dict[str, Any]) -> Page[Shown]:
    """Lots this caller may see, newest first; `q` seeks in code, product and producer."""
    page = store.search(reading(), current_viewer(), **query)
    return Page(present.listed(reading(), page.items), page.total, page.page, page.page_size)


@blueprint.route("/lots/<lot_id>")
@allow(*READERS)
@blueprint.response(200, OneLotOut)
def show(lot_id: str) -> Answer:
    """One lot, with its ETag and what its release still needs."""
    return _answer(lot_of(reading(), viewer=current_viewer(), lot_id=lot_id))


@blueprint.route("/lots/<lot_id>", methods=["PATCH"])
@allow(*PRODUCERS)
@blueprint.arguments(LotChange)
@blueprint.response(200, OneLotOut)
def change(body: dict[str, Any], lot_id: str) -> Answer:
    """Change the named fields of an open lot; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        require_match(lot)
        return _answer(describe.edit_lot(session, viewer=viewer, lot=lot, **body))


@blueprint.route("/lots/<lot_id>/seal", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, OneLotOut)
def seal(lot_id: str) -> Answer:
    """Close what is told of the lot, before release."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        return _answer(describe.seal_lot(session, viewer=viewer, lot=lot))


@blueprint.route("/lots/<lot_id>/release", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ReleaseIn, required=False)
@blueprint.response(200, OneLotOut)
def release_it(body: dict[str, Any], lot_id: str) -> Answer:
    """Let the lot leave the yard; its stamps may be activated then."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        return _answer(release.release_lot(session, viewer=viewer, lot=lot, **body))


@blueprint.route("/lots/<lot_id>/recall", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(RecallIn)
@blueprint.response(200, OneLotOut)
def recall(body: dict[str, str], lot_id: str) -> Answer:
    """Tell everybody not to use it; reason and phone are shown to buyers."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        return _answer(recalling.recall_lot(session, viewer=viewer, lot=lot, **body))


@blueprint.route("/lots/<lot_id>/recall/lift", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, OneLotOut)
def lift(body: dict[str, str], lot_id: str) -> Answer:
    """Lift a recall; by another officer than the one who recalled."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        return _answer(recalling.lift_recall(session, viewer=viewer, lot=lot, **body))


@blueprint.route("/lots/<lot_id>/events", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(EventIn)
@blueprint.response(201, EventOut)
def add_event(body: dict[str, Any], lot_id: str) -> Shown:
    """Append a diary line; `corrects_id` names the line it mends."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        (line,) = present.diary([diary.add_event(session, viewer=viewer, lot=lot, **body)])
        return line


@blueprint.route("/lots/<lot_id>/events")
@allow(*READERS)
@blueprint.response(200, EventOut(many=True))
def events(lot_id: str) -> list[Shown]:
    """The whole diary as it happened, corrected lines too."""
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=lot_id)
    return present.diary(diary.events_of(reading(), lot))


@blueprint.route("/lots/<lot_id>/events/<event_id>")
@allow(*READERS)
@blueprint.response(200, EventOut)
def event(lot_id: str, event_id: str) -> Shown:
    """One diary line; lines are never changed, a correction is a new line."""
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=lot_id)
    for line in present.diary(diary.events_of(reading(), lot)):
        if line.id == event_id:
            return line
    raise NotFound


@blueprint.route("/lots/<lot_id>/trace")
@allow(*READERS)
@blueprint.response(200, TraceOut)
def trace(lot_id: str) -> dict[str, Any]:
    """Where the lot comes from and what happened to it."""
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=lot_id)
    return present.traced(reading(), trace_of(reading(), lot))


def _answer(lot: Lot, status: int = 200) -> Answer:
    return present.whole(reading(), lot), status, {"ETag": f'"{etag_of(lot)}"'}
