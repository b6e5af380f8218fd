"""Pages of the sizes a product is sold in."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import DESCRIBERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, typed
from agrimarket.products import store_packs
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.describe import may_describe
from agrimarket.products.models import ProductPack
from agrimarket.products.named import product_held
from agrimarket.products.packs import rules
from agrimarket.products.packs.schemas import PackChange, PackIn
from agrimarket.products.read import product_of
from agrimarket.products.units import PACK_UNITS


@blueprint.route("/san-pham/<id>/goi", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def packs(id: str) -> PageAnswer:
    """The sizes, and a form to add one."""

    def save(session: Session) -> str:
        told = read_form(PackIn, request.form)
        rules.add_pack(session, viewer=current_viewer(), product=product_held(session, id), **told)
        return url_for("products.packs", id=id)

    return form_page("products/packs.html", save=save, context=lambda: _sizes(id),
                     done="Đã thêm cỡ gói.")  # fmt: skip


@blueprint.route("/san-pham/<id>/goi/<pack_id>", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def pack(id: str, pack_id: str) -> PageAnswer:
    """Change one size."""

    def save(session: Session) -> str:
        product = product_held(session, id)
        found = rules.pack_of(session, product, pack_id)
        told = read_form(PackChange, request.form)
        rules.edit_pack(session, viewer=current_viewer(), product=product, pack=found, **told)
        return url_for("products.packs", id=id)

    def context() -> dict[str, Any]:
        product = product_of(reading(), viewer=current_viewer(), product_id=id)
        found = rules.pack_of(reading(), product, pack_id)
        values = typed(PackChange, found)
        if request.method == "GET":
            values["amount"] = rules.amount_words(found.amount)
        return {**_sizes(id), "pack": found, "values": values}

    return form_page("products/pack.html", save=save, context=context, done="Đã lưu cỡ gói.")


@blueprint.post("/san-pham/<id>/goi/<pack_id>/bo")
@allow(*DESCRIBERS)
def remove_pack(id: str, pack_id: str) -> PageAnswer:
    """Take a size out."""
    return _with_pack(id, pack_id, "Đã bỏ cỡ gói.", rules.remove_pack)


@blueprint.post("/san-pham/<id>/goi/<pack_id>/chuyen")
@allow(*DESCRIBERS)
def move_pack(id: str, pack_id: str) -> PageAnswer:
    """Move it to the place `den`, counted from 1."""
    place = request.form.get("den", "")
    wanted = int(place) if place.isdecimal() and len(place) < 3 else None
    return _with_pack(id, pack_id, "Đã chuyển cỡ gói.", rules.edit_pack, position=wanted)


def _with_pack(
    id: str, pack_id: str, done: str, verb: Callable[..., object], **told: Any
) -> PageAnswer:
    """One button on one size; a refusal stands on top of the sizes' page."""

    def save(session: Session) -> str:
        product = product_held(session, id)
        found = rules.pack_of(session, product, pack_id)
        verb(session, viewer=current_viewer(), product=product, pack=found, **told)
        return url_for("products.packs", id=id)

    return form_page("products/packs.html", save=save, context=lambda: _sizes(id), done=done)


def _sizes(id: str) -> dict[str, Any]:
    row = product_of(reading(), viewer=current_viewer(), product_id=id)
    return {
        "product": row, "packs": [shown_pack(one) for one in store_packs.packs(reading(), row.id)],
        "most": rules.MOST_PACKS, "units": list(PACK_UNITS.items()),
        "values": typed(PackIn), "may_change": may_describe(current_viewer(), row),
        "reopens": row.state == "approved",
    }  # fmt: skip


def shown_pack(pack: ProductPack) -> dict[str, Any]:
    """A size as pages tell it."""
    return {"row": pack, "amount": rules.amount_words(pack.amount, pack.unit)}
