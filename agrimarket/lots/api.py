"""JSON routes of lots; areas are in areas_api.py."""

from typing import Any

from agrimarket.kit.access import PRODUCERS, PROVINCE, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.fields import ReasonIn
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.shown import Shown
from agrimarket.lots import (
    area_papers_api,
    areas_api,
    describe,
    diary_api,
    present,
    release,
    sealing,
    store,
)
from agrimarket.lots.becoming import api as becoming_api
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.graph import graph_of
from agrimarket.lots.graph.schemas import TraceQuery
from agrimarket.lots.harvest_day import held_day
from agrimarket.lots.models import Lot
from agrimarket.lots.partners import api as partners_api
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls import api as recalls_api
from agrimarket.lots.recalls.begin import recall_lot
from agrimarket.lots.recalls.lift import lift_lot
from agrimarket.lots.recalls.schemas import RecallIn
from agrimarket.lots.schemas import (
    LotChange,
    LotIn,
    LotOut,
    LotQuery,
    OneLotOut,
    ReleaseIn,
    TraceOut,
)
from agrimarket.lots.tracing import trace as trace_of
from agrimarket.lots.transfers import api as transfers_api

__all__ = [
    "area_papers_api", "areas_api", "becoming_api", "blueprint", "diary_api", "partners_api",
    "recalls_api", "transfers_api",
]  # fmt: skip

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
    return page.shown_as(present.listed(reading(), page.items))


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
        with held_day(session, viewer=viewer, lot=lot):
            describe.edit_lot(session, viewer=viewer, lot=lot, **body)
        return _answer(lot)


@blueprint.route("/lots/<lot_id>/seal", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, OneLotOut)
def seal(lot_id: str) -> Answer:
    """Close what is told of the lot, before release; it needs a day of harvest or production."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        return _answer(sealing.seal_lot(session, viewer=viewer, lot=lot))


@blueprint.route("/lots/<lot_id>/reopen", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, OneLotOut)
def reopen(lot_id: str) -> Answer:
    """Open a sealed lot again, to mend it, while no stamp and no other lot hangs on it."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        return _answer(sealing.reopen_lot(session, viewer=viewer, lot=lot))


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
def recall(body: dict[str, Any], lot_id: str) -> Answer:
    """Tell everybody not to use it; reason and phone are shown to buyers. `with_made` holds
    everything made from it too. Receivers one step forward get a notice, ready to send."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id)
        recall_lot(session, viewer=viewer, lot=lot, **body)
        return _answer(lot)


@blueprint.route("/lots/<lot_id>/recall/lift", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, OneLotOut)
def lift(body: dict[str, str], lot_id: str) -> Answer:
    """Lift the newest recall that began at this lot: the first call asks, a call by another
    person lifts, and what was holds again. A token counts as the account behind it."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id)
        lift_lot(session, viewer=viewer, lot=lot, **body)
        return _answer(lot)


@blueprint.route("/lots/<lot_id>/trace")
@allow(*READERS)
@blueprint.arguments(TraceQuery, location="query")
@blueprint.response(200, TraceOut)
def trace(query: dict[str, Any], lot_id: str) -> dict[str, Any]:
    """Where the lot comes from and what became of it, over any depth, and what happened to it."""
    session, viewer = reading(), current_viewer()
    lot = lot_of(session, viewer=viewer, lot_id=lot_id)
    graph = graph_of(session, viewer=viewer, lot=lot, **query)
    return {**present.traced(session, trace_of(session, lot)), "graph": graph}


def _answer(lot: Lot, status: int = 200) -> Answer:
    return present.whole(reading(), lot), status, {"ETag": f'"{etag_of(lot)}"'}
