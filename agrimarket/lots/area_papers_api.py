"""JSON routes of the places that a certificate covers."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.fields import Id, Sent
from agrimarket.kit.openapi import example_id
from agrimarket.lots import area_papers
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.products.papers.rules import paper_of

AREAS = "/certificates/<certificate_id>/areas"
MOST = 500
Answer = tuple[dict[str, list[str]], int, dict[str, str]]


class CoveredAreasIn(Sent):
    """The places it covers from now on."""

    example: ClassVar[Mapping[str, Any]] = {"area_ids": [example_id("area")]}

    area_ids = ma.fields.List(
        Id(),
        required=True,
        validate=ma.validate.Length(max=MOST, error=f"Hãy kể không quá {MOST} nơi."),
        error_messages={
            "invalid": "Hãy gửi một danh sách mã nơi sản xuất.",
            "required": "Thiếu danh sách nơi sản xuất.",
            "null": "Hãy gửi danh sách, rỗng cũng được.",
        },
    )


class CoveredAreasOut(ma.Schema):
    """The places it covers that this caller may see."""

    area_ids = ma.fields.List(ma.fields.String(), required=True)


@blueprint.route(AREAS)
@allow(*READERS)
@blueprint.response(200, CoveredAreasOut)
def areas_of_paper(certificate_id: str) -> Answer:
    """Which places a paper covers; its ETag is the paper's."""
    session, viewer = reading(), current_viewer()
    paper = paper_of(session, viewer=viewer, certificate_id=certificate_id)
    found = area_papers.choices(session, viewer=viewer, certificate=paper)
    ids = [one.area.id for one in found if one.named]
    return {"area_ids": ids}, 200, {"ETag": f'"{etag_of(paper)}"'}


@blueprint.route(AREAS, methods=["PUT"])
@allow(*PRODUCERS)
@blueprint.arguments(CoveredAreasIn)
@blueprint.response(200, CoveredAreasOut)
def set_paper_areas(body: dict[str, list[str]], certificate_id: str) -> Answer:
    """Say anew which places a paper covers; needs the paper's If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        paper = paper_of(session, viewer=viewer, certificate_id=certificate_id, lock=True)
        require_match(paper)
        ids = area_papers.set_areas(session, viewer=viewer, certificate=paper, **body)
        return {"area_ids": ids}, 200, {"ETag": f'"{etag_of(paper)}"'}
