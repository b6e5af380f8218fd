"""JSON routes of products; photos, ratings and certificates are in papers_api.py."""

from typing import Any

from agrimarket.kit.access import DESCRIBERS, LOOKERS, OFFICERS, PRODUCERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.fields import ReasonIn
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.shown import Shown
from agrimarket.products import decide, describe, papers_api, present, store, way_api
from agrimarket.products.blueprints import api as blueprint
from agrimarket.products.models import Product
from agrimarket.products.packs import api as packs_api
from agrimarket.products.papers import api as certificates_api
from agrimarket.products.read import product_of
from agrimarket.products.required import api as required_api
from agrimarket.products.schemas import (
    OneProductOut,
    ProductChange,
    ProductIn,
    ProductOut,
    ProductQuery,
)

__all__ = [
    "blueprint", "certificates_api", "packs_api", "papers_api", "required_api", "way_api",
]  # fmt: skip

Answer = tuple[Shown, int, dict[str, str]]


@blueprint.route("/products", methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(ProductIn)
@blueprint.response(201, OneProductOut)
def create(body: dict[str, Any]) -> Answer:
    """Describe a product of a producer; it begins as a draft."""
    with one_commit() as session:
        return _answer(describe.create_product(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/products")
@allow(*LOOKERS)
@blueprint.arguments(ProductQuery, location="query")
@blueprint.response(200, page_schema(ProductOut))
def index(query: dict[str, Any]) -> Page[Shown]:
    """Products this caller may see, last changed first; `q` ignores tone marks and case."""
    page = store.search(reading(), current_viewer(), **query)
    return page.shown_as(present.listed(reading(), page.items))


@blueprint.route("/products/<product_id>")
@allow(*LOOKERS)
@blueprint.response(200, OneProductOut)
def show(product_id: str) -> Answer:
    """One product, with its ETag."""
    return _answer(product_of(reading(), viewer=current_viewer(), product_id=product_id))


@blueprint.route("/products/<product_id>", methods=["PATCH"])
@allow(*DESCRIBERS)
@blueprint.arguments(ProductChange)
@blueprint.response(200, OneProductOut)
def change(body: dict[str, Any], product_id: str) -> Answer:
    """Change the named fields; needs If-Match. Name, category and GTIN ask for approval anew."""
    viewer = current_viewer()
    with one_commit() as session:
        product = product_of(session, viewer=viewer, product_id=product_id, lock=True)
        require_match(product)
        return _answer(describe.edit_product(session, viewer=viewer, product=product, **body))


@blueprint.route("/products/<product_id>/submit", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, OneProductOut)
def submit(product_id: str) -> Answer:
    """Ask an officer to approve it."""
    viewer = current_viewer()
    with one_commit() as session:
        product = product_of(session, viewer=viewer, product_id=product_id, lock=True)
        return _answer(decide.submit_product(session, viewer=viewer, product=product))


@blueprint.route("/products/<product_id>/approve", methods=["POST"])
@allow(*OFFICERS)
@blueprint.response(200, OneProductOut)
def approve(product_id: str) -> Answer:
    """Vouch for it; the producer's consent is needed."""
    viewer = current_viewer()
    with one_commit() as session:
        product = product_of(session, viewer=viewer, product_id=product_id, lock=True)
        return _answer(decide.approve_product(session, viewer=viewer, product=product))


@blueprint.route("/products/<product_id>/supplement", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, OneProductOut)
def supplement(body: dict[str, str], product_id: str) -> Answer:
    """Say what is missing before it can be approved."""
    viewer = current_viewer()
    with one_commit() as session:
        product = product_of(session, viewer=viewer, product_id=product_id, lock=True)
        return _answer(decide.ask_supplement(session, viewer=viewer, product=product, **body))


@blueprint.route("/products/<product_id>/withdraw", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, OneProductOut)
def withdraw(body: dict[str, str], product_id: str) -> Answer:
    """End its offer; stamps already on packs stay as they are."""
    viewer = current_viewer()
    with one_commit() as session:
        product = product_of(session, viewer=viewer, product_id=product_id, lock=True)
        return _answer(decide.withdraw_product(session, viewer=viewer, product=product, **body))


def _answer(product: Product, status: int = 200) -> Answer:
    return present.whole(reading(), product), status, {"ETag": f'"{etag_of(product)}"'}
