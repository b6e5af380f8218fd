"""JSON routes of areas: where a producer's lots grow, are made and are kept."""

from typing import Any

from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.told import page_told
from agrimarket.lots import areas, store
from agrimarket.lots.area_schemas import AreaFields, AreaIn, AreaOut, AreaQuery
from agrimarket.lots.area_shown import AreaShown, show_areas
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.models import Area

Answer = tuple[AreaShown, int, dict[str, str]]


@blueprint.route("/areas", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(AreaIn)
@blueprint.response(201, AreaOut)
def create_area(body: dict[str, Any]) -> Answer:
    """Name a growing area, workshop or warehouse of a producer."""
    with one_commit() as session:
        return _answer(areas.create_area(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/areas")
@allow(*READERS)
@blueprint.arguments(AreaQuery, location="query")
@blueprint.response(200, page_schema(AreaOut))
def list_areas(query: dict[str, Any]) -> Page[AreaShown]:
    """Areas this caller may see, by name."""
    return page_told(store.areas, show_areas, **query)


@blueprint.route("/areas/<area_id>")
@allow(*READERS)
@blueprint.response(200, AreaOut)
def show_area(area_id: str) -> Answer:
    """One area, with its ETag."""
    return _answer(areas.area_by_id(reading(), viewer=current_viewer(), area_id=area_id))


@blueprint.route("/areas/<area_id>", methods=["PATCH"])
@allow(*PRODUCERS)
@blueprint.arguments(AreaFields)
@blueprint.response(200, AreaOut)
def change_area(body: dict[str, Any], area_id: str) -> Answer:
    """Change the named fields; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        area = areas.area_by_id(session, viewer=viewer, area_id=area_id)
        require_match(area)
        return _answer(areas.edit_area(session, viewer=viewer, area=area, **body))


@blueprint.route("/areas/<area_id>", methods=["DELETE"])
@allow(*PRODUCERS)
@blueprint.response(204)
def delete_area(area_id: str) -> None:
    """Drop an area no lot names."""
    viewer = current_viewer()
    with one_commit() as session:
        area = areas.area_by_id(session, viewer=viewer, area_id=area_id)
        areas.delete_area(session, viewer=viewer, area=area)


def _answer(area: Area, status: int = 200) -> Answer:
    (shown,) = show_areas(reading(), current_viewer(), [area])
    return shown, status, {"ETag": f'"{etag_of(area)}"'}
