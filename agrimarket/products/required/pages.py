"""Pages of required papers: the rules of a day, and what a product or producer still lacks."""

from collections.abc import Sequence
from typing import Any

from flask import render_template

from agrimarket.households.showing.labels import KIND_LABELS
from agrimarket.kit.access import READERS, Role, allow, current_viewer, public
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.web.form_page import read_day_query
from agrimarket.products import store
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.kinds import CATEGORIES, ISSUER_LEVELS
from agrimarket.products.models import Product, ProductState
from agrimarket.products.read import product_of
from agrimarket.products.required.ask import required_papers
from agrimarket.products.required.data import OCOP_RECOGNISERS
from agrimarket.products.required.missing import purposes
from agrimarket.products.required.schemas import PapersDayOnly, RequiredPapersQuery
from agrimarket.products.required.told import missing_by_purpose
from agrimarket.products.todo import BASIS, Gap, gaps

MOST_PRODUCTS = 50


@blueprint.get("/giay-to")
@public
def rules_of_day() -> str:
    """Which papers are asked for on a day, for whom, and by which law."""
    query = read_day_query(RequiredPapersQuery)
    query["purpose"] = query["purpose"] if query["purpose"] in purposes() else ""
    return render_template(
        "products/required.html",
        query=query,
        found=required_papers(**query),
        categories=CATEGORIES,
        kinds=KIND_LABELS,
        purposes=purposes(),
        recognisers=[row for row in OCOP_RECOGNISERS if row.holds(query["on"])],
        levels={code: label.split(" (")[0].lower() for code, label in ISSUER_LEVELS.items()},
    )


@blueprint.get("/san-pham/<id>/con-thieu")
@allow(*READERS)
def missing(id: str) -> str:
    """What one product lacks for stamps and for each channel, why, and what to do next."""
    row = product_of(reading(), viewer=current_viewer(), product_id=id)
    return _missing_page([row], row)


@blueprint.get("/ho/<household_id>/con-thieu-giay")
@allow(*READERS)
def missing_of_household(household_id: str) -> str:
    """The same for everything a producer offers."""
    session, viewer = reading(), current_viewer()
    owner = store.household(session, viewer, household_id)
    if owner is None:
        raise NotFound
    found = store.search(session, viewer, household_id=household_id, page_size=MOST_PRODUCTS)
    rows = [row for row in found.items if row.state != ProductState.WITHDRAWN]
    return _missing_page(rows, None, household=owner)


def _others(rows: Sequence[Product]) -> dict[str, list[Gap]]:
    """By product what is missing besides papers: a picture, a price, what is told of it."""
    return {row.id: [gap for gap in gaps(reading(), row) if gap.code != BASIS.code] for row in rows}


def _missing_page(rows: Sequence[Product], one: Product | None, **beside: Any) -> str:
    on = read_day_query(PapersDayOnly)["on"]
    found = [(row, missing_by_purpose(reading(), row, on)) for row in rows]
    own = current_viewer().role is Role.PRODUCER
    return render_template(
        "products/missing.html", found=found, one=one, others=_others(rows), on=on,
        purposes=purposes(), is_own=own,
        household=beside.get("household"), may_add=current_viewer().role is not Role.AUDITOR,
    )  # fmt: skip
