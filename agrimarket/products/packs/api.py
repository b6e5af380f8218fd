"""JSON routes of the sizes a product is sold in."""

from typing import Any

from agrimarket.kit.access import DESCRIBERS, LOOKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.products import store_packs
from agrimarket.products.blueprints import api as blueprint
from agrimarket.products.models import ProductPack
from agrimarket.products.named import product_held, product_seen
from agrimarket.products.packs import rules
from agrimarket.products.packs.schemas import PackChange, PackIn, PackOut

PACKS = "/products/<product_id>/packs"
Answer = tuple[ProductPack, int, dict[str, str]]


@blueprint.route(PACKS, methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(PackIn)
@blueprint.response(201, PackOut)
def add_pack(body: dict[str, Any], product_id: str) -> Answer:
    """Add a size, last in order. A number on an approved product asks for approval anew."""
    with one_commit() as session:
        product = product_held(session, product_id)
        pack = rules.add_pack(session, viewer=current_viewer(), product=product, **body)
        return _tagged(pack, 201)


@blueprint.route(PACKS)
@allow(*LOOKERS)
@blueprint.response(200, PackOut(many=True))
def packs(product_id: str) -> list[ProductPack]:
    """The sizes in order."""
    product = product_seen(product_id)
    return store_packs.packs(reading(), product.id)


@blueprint.route(f"{PACKS}/<pack_id>")
@allow(*LOOKERS)
@blueprint.response(200, PackOut)
def pack(product_id: str, pack_id: str) -> Answer:
    """One size, with its ETag."""
    product = product_seen(product_id)
    return _tagged(rules.pack_of(reading(), product, pack_id))


@blueprint.route(f"{PACKS}/<pack_id>", methods=["PATCH"])
@allow(*DESCRIBERS)
@blueprint.arguments(PackChange)
@blueprint.response(200, PackOut)
def change_pack(body: dict[str, Any], product_id: str, pack_id: str) -> Answer:
    """Change the named fields, or its place; needs If-Match."""
    with one_commit() as session:
        product = product_held(session, product_id)
        pack = rules.pack_of(session, product, pack_id)
        require_match(pack)
        viewer = current_viewer()
        rules.edit_pack(session, viewer=viewer, product=product, pack=pack, **body)
        return _tagged(pack)


@blueprint.route(f"{PACKS}/<pack_id>", methods=["DELETE"])
@allow(*DESCRIBERS)
@blueprint.response(204)
def remove_pack(product_id: str, pack_id: str) -> None:
    """Take a size out; lots packed in it keep their own amounts."""
    with one_commit() as session:
        product = product_held(session, product_id)
        found = rules.pack_of(session, product, pack_id)
        rules.remove_pack(session, viewer=current_viewer(), product=product, pack=found)


def _tagged(pack: ProductPack, status: int = 200) -> Answer:
    return pack, status, {"ETag": f'"{etag_of(pack)}"'}
