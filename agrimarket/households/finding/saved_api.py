"""JSON routes of saved views: each caller sees its own."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.finding import saved_views
from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.models import SavedView
from agrimarket.households.finding.saved_views import SAVERS
from agrimarket.households.schemas import HouseholdFilters
from agrimarket.kit.access import allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.fields import OwnId, Sent, Text, words
from agrimarket.kit.paging import Page, PageQuery, page_schema

Answer = tuple[SavedView, int, dict[str, str]]
_YES_OR_NO = words("Hãy gửi true hoặc false.")


class FiltersIn(HouseholdFilters, Sent):
    """The filters of GET /api/v1/households, under the same names."""


class SavedViewChange(Sent):
    """Only what is to change."""

    example: ClassVar[Mapping[str, Any]] = {"pinned": True}

    name = Text(80)
    filters = ma.fields.Nested(
        FiltersIn, error_messages=words("Hãy gửi các bộ lọc như của GET /api/v1/households.")
    )
    pinned = ma.fields.Boolean(truthy={True}, falsy={False}, error_messages=_YES_OR_NO)


class SavedViewIn(SavedViewChange):
    """Filters under a name; a view of the same name is replaced."""

    example: ClassVar[Mapping[str, Any]] = {
        "name": "Hộ chưa có điện thoại", "filters": {"gap": "phone_missing"}, "pinned": True,
    }  # fmt: skip

    id = OwnId()
    name = Text(80, required=True)
    filters = ma.fields.Nested(
        FiltersIn, required=True,
        error_messages=words("Hãy gửi các bộ lọc như của GET /api/v1/households."),
    )  # fmt: skip


class SavedViewOut(ma.Schema):
    """A view as it was saved."""

    id = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    filters = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)
    pinned = ma.fields.Boolean(required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


@blueprint.route("/household-views")
@allow(*SAVERS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema(SavedViewOut))
def saved_views_index(query: dict[str, Any]) -> Page[SavedView]:
    """This caller's saved views, pinned ones first."""
    return saved_views.page_of(reading(), viewer=current_viewer(), **query)


@blueprint.route("/household-views", methods=["POST"])
@allow(*SAVERS)
@blueprint.arguments(SavedViewIn)
@blueprint.response(201, SavedViewOut)
def saved_view_save(body: dict[str, Any]) -> Answer:
    """Save filters under a name."""
    filters = Filters.of(body.pop("filters"))
    with one_commit() as session:
        view = saved_views.save(session, viewer=current_viewer(), filters=filters, **body)
        return _answer(view, 201)


@blueprint.route("/household-views/<view_id>")
@allow(*SAVERS)
@blueprint.response(200, SavedViewOut)
def saved_view_show(view_id: str) -> Answer:
    """One saved view, with its ETag."""
    return _answer(saved_views.get(reading(), viewer=current_viewer(), view_id=view_id))


@blueprint.route("/household-views/<view_id>", methods=["PATCH"])
@allow(*SAVERS)
@blueprint.arguments(SavedViewChange)
@blueprint.response(200, SavedViewOut)
def saved_view_change(body: dict[str, Any], view_id: str) -> Answer:
    """Rename, pin or narrow a view; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        view = saved_views.get(session, viewer=viewer, view_id=view_id)
        require_match(view)
        saved_views.change(session, viewer=viewer, view=view, changes=body)
        return _answer(view)


@blueprint.route("/household-views/<view_id>", methods=["DELETE"])
@allow(*SAVERS)
@blueprint.response(204)
def saved_view_remove(view_id: str) -> None:
    """Forget a view; no producer is touched."""
    with one_commit() as session:
        view = saved_views.get(session, viewer=current_viewer(), view_id=view_id)
        saved_views.remove(session, view=view)


def _answer(view: SavedView, status: int = 200) -> Answer:
    return view, status, {"ETag": f'"{etag_of(view)}"'}
