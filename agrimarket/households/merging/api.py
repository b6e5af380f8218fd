"""JSON routes of likely pairs and merges."""

from typing import Any

from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.merging import likely
from agrimarket.households.merging import show as merge_show
from agrimarket.households.merging import store as store_merge
from agrimarket.households.merging import undo as merge_undo
from agrimarket.households.merging.merge import merge_households
from agrimarket.households.merging.models import HouseholdMerge, HouseholdPair
from agrimarket.households.merging.schemas import (
    MergeIn,
    MergeOut,
    MergeQuery,
    PairIn,
    PairOut,
    PairQuery,
    UndoneOut,
    VerdictOut,
)
from agrimarket.kit.access import OFFICERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import Page, page_schema, paged


@blueprint.route("/household-pairs")
@allow(*WORKERS)
@blueprint.arguments(PairQuery, location="query")
@blueprint.response(200, page_schema(PairOut))
def list_pairs(query: dict[str, Any]) -> Page[dict[str, Any]]:
    """Producers that are likely one, with reasons; those judged to be two are left out."""
    viewer = current_viewer()
    page = likely.pairs(reading(), viewer=viewer, **query)
    items = [merge_show.as_json(viewer, pair) for pair in page.items]
    return page.shown_as(items)


@blueprint.route("/household-pairs/dismiss", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(PairIn)
@blueprint.response(200, VerdictOut)
def dismiss_pair(body: dict[str, Any]) -> HouseholdPair:
    """These two are two people: the pair is not shown again."""
    return _judge(body, likely.DIFFERENT)


@blueprint.route("/household-pairs/propose", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(PairIn)
@blueprint.response(200, VerdictOut)
def propose_pair(body: dict[str, Any]) -> HouseholdPair:
    """A worker thinks these two are one: the pair stands on top of the officers' list."""
    return _judge(body, likely.PROPOSED)


def _judge(body: dict[str, Any], verdict: str) -> HouseholdPair:
    one, other = body["first"], body["second"]
    with one_commit() as session:
        return likely.judge(
            session, viewer=current_viewer(), one_id=one, other_id=other, verdict=verdict
        )


@blueprint.route("/household-merges", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(MergeIn)
@blueprint.response(201, MergeOut)
def merge(body: dict[str, Any]) -> HouseholdMerge:
    """Make one record of two; it can be undone for 30 days."""
    names = {"keep": "keep_id", "merge": "merge_id", "sides": "fields"}
    wanted = {names.get(name, name): value for name, value in body.items()}
    with one_commit() as session:
        return merge_households(session, viewer=current_viewer(), **wanted)


@blueprint.route("/household-merges")
@allow(*WORKERS)
@blueprint.arguments(MergeQuery, location="query")
@blueprint.response(200, page_schema(MergeOut))
def list_merges(query: dict[str, Any]) -> Page[HouseholdMerge]:
    """Merges into producers this caller may see, newest first."""
    wanted = store_merge.merges(current_viewer(), query["household_id"] or None)
    return paged(reading(), wanted, page=query["page"], page_size=query["page_size"])


@blueprint.route("/household-merges/<merge_id>")
@allow(*WORKERS)
@blueprint.response(200, MergeOut)
def show_merge(merge_id: str) -> HouseholdMerge:
    """One merge."""
    found = store_merge.one(reading(), current_viewer(), merge_id)
    if found is None:
        raise NotFound
    return found


@blueprint.route("/household-merges/<merge_id>/undo", methods=["POST"])
@allow(*OFFICERS)
@blueprint.response(200, UndoneOut)
def undo(merge_id: str) -> merge_undo.Undone:
    """Part the two again; what people changed since stays, and is named."""
    with one_commit() as session:
        return merge_undo.undo_merge(session, viewer=current_viewer(), merge_id=merge_id)
