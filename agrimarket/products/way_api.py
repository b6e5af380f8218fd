"""JSON routes of a product's way: what waits for an answer, and the steps behind it."""

from typing import Any

from agrimarket.kit.access import LOOKERS, WORKERS, Role, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.shown import Shown
from agrimarket.products import waiting
from agrimarket.products.blueprints import api as blueprint
from agrimarket.products.named import product_seen
from agrimarket.products.way_schemas import ApprovalOut, ApprovalQuery, ProductStepOut

STEERING = (*WORKERS, Role.AUDITOR)


@blueprint.route("/product-approvals")
@allow(*STEERING)
@blueprint.arguments(ApprovalQuery, location="query")
@blueprint.response(200, page_schema(ApprovalOut))
def approvals(query: dict[str, Any]) -> Page[Shown]:
    """Products that wait for an officer's answer, the longest wait first."""
    return waiting.waiting(reading(), viewer=current_viewer(), **query)


@blueprint.route("/products/<product_id>/steps")
@allow(*LOOKERS)
@blueprint.response(200, ProductStepOut(many=True))
def steps(product_id: str) -> list[Shown]:
    """Who moved it where, why and by when; newest first."""
    product = product_seen(product_id)
    return waiting.way_of(reading(), product)
