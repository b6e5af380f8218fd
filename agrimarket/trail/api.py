"""JSON of the trail, for auditors and the province."""

from typing import Any

from agrimarket.kit.access import allow, current_viewer
from agrimarket.kit.api import ApiBlueprint
from agrimarket.kit.db import reading
from agrimarket.kit.paging import Page, page_schema
from agrimarket.trail import rules
from agrimarket.trail.kinds import SEARCHERS
from agrimarket.trail.schemas import AuditQuery, AuditRowOut, wanted_of

blueprint = ApiBlueprint("trail", __name__, description="Nhật ký: ai làm gì, lúc nào")


@blueprint.route("/audit-rows")
@allow(*SEARCHERS)
@blueprint.arguments(AuditQuery, location="query")
@blueprint.response(200, page_schema(AuditRowOut))
def audit_rows(query: dict[str, Any]) -> Page[Any]:
    """Acts, newest first; values are masked as the thing's own page masks them."""
    return rules.search(
        reading(),
        viewer=current_viewer(),
        wanted=wanted_of(query),
        page=query["page"],
        size=query["page_size"],
    )
