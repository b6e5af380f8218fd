"""JSON routes of required papers: the rules for anybody, what is missing for those concerned."""

from typing import Any

from agrimarket.kit.access import READERS, allow, current_viewer, public
from agrimarket.kit.db import reading
from agrimarket.products.blueprints import api as blueprint
from agrimarket.products.read import product_of
from agrimarket.products.required.ask import required_papers
from agrimarket.products.required.missing import check_purpose
from agrimarket.products.required.schemas import (
    MissingPapersOut,
    PapersDayOnly,
    RequiredPapersOut,
    RequiredPapersQuery,
)
from agrimarket.products.required.told import missing_by_purpose, rule_json


@blueprint.route("/required-papers")
@public
@blueprint.arguments(RequiredPapersQuery, location="query")
@blueprint.response(200, RequiredPapersOut)
def required(query: dict[str, Any]) -> dict[str, Any]:
    """Which papers the rules of a day ask for; suspended rules give way to the earlier ones."""
    if query["purpose"]:
        check_purpose(query["purpose"])
    return {"on": query["on"], "items": [rule_json(one) for one in required_papers(**query)]}


@blueprint.route("/products/<product_id>/missing-papers")
@allow(*READERS)
@blueprint.arguments(PapersDayOnly, location="query")
@blueprint.response(200, MissingPapersOut)
def missing(query: dict[str, Any], product_id: str) -> dict[str, Any]:
    """What a product lacks for stamps and for each channel on a day, and by which law."""
    session, on = reading(), query["on"]
    product = product_of(session, viewer=current_viewer(), product_id=product_id)
    found = missing_by_purpose(session, product, on)
    shown = {
        purpose: [{"requirement": rule_json(one.requirement),
                   "ended_on": one.ended.valid_to if one.ended else None,
                   "unchecked_id": one.unchecked.id if one.unchecked else None}
                  for one in lacking]
        for purpose, lacking in found.items()
    }  # fmt: skip
    return {"on": on, "purposes": shown}
