"""JSON routes of a producer's fields, ponds and barns."""

from functools import partial
from typing import Any

from agrimarket.households import rules
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.depth import parcels
from agrimarket.households.depth import store as store_depth
from agrimarket.households.depth.models import Parcel
from agrimarket.households.depth.schemas import ParcelChange, ParcelIn, ParcelOut
from agrimarket.households.depth.show import ParcelShown, etag, show_parcels
from agrimarket.households.models import Household
from agrimarket.kit.access import DESCRIBERS, LOOKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import require_match
from agrimarket.kit.paging import Page, PageQuery, page_schema, paged

Answer = tuple[ParcelShown, int, dict[str, str]]


@blueprint.route("/households/<household_id>/parcels")
@allow(*LOOKERS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema(ParcelOut))
def list_parcels(query: dict[str, Any], household_id: str) -> Page[ParcelShown]:
    """A producer's parcels, those of today first."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    page = paged(session, store_depth.parcels(household.id), **query)
    shown = show_parcels(viewer, household, page.items)
    return page.shown_as(shown)


@blueprint.route("/households/<household_id>/parcels", methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(ParcelIn)
@blueprint.response(201, ParcelOut)
def add_parcel(body: dict[str, Any], household_id: str) -> Answer:
    """Name a field, pond or barn of a producer."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        made = parcels.add_parcel(session, viewer=viewer, household=household, **body)
        return _answer(household, made, 201)


@blueprint.route("/households/<household_id>/parcels/<parcel_id>")
@allow(*LOOKERS)
@blueprint.response(200, ParcelOut)
def show_parcel(household_id: str, parcel_id: str) -> Answer:
    """One parcel, with its ETag."""
    session = reading()
    household = rules.get(session, viewer=current_viewer(), household_id=household_id)
    return _answer(household, parcels.parcel(session, household=household, parcel_id=parcel_id))


@blueprint.route("/households/<household_id>/parcels/<parcel_id>", methods=["PATCH"])
@allow(*DESCRIBERS)
@blueprint.arguments(ParcelChange)
@blueprint.response(200, ParcelOut)
def change_parcel(body: dict[str, Any], household_id: str, parcel_id: str) -> Answer:
    """Change the named fields, `until` ends it; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        one = parcels.parcel(session, household=household, parcel_id=parcel_id)
        require_match(one)
        change = partial(parcels.change_parcel, session, viewer=viewer, household=household)
        return _answer(household, change(parcel=one, changes=body))


def _answer(household: Household, row: Parcel, status: int = 200) -> Answer:
    return show_parcels(current_viewer(), household, [row])[0], status, etag(row)
