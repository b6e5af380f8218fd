"""Pages that describe a product: whose it is, and the one form that tells all of it."""

from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.households.choose_pages import choose_producer
from agrimarket.households.models import Household
from agrimarket.kit.access import DESCRIBERS, OFFICERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, Save, form_page, prepared_page, typed
from agrimarket.places import commune
from agrimarket.products import describe, gallery, groups, standards, store
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.checks import BEGINNINGS
from agrimarket.products.models import Product
from agrimarket.products.read import product_of
from agrimarket.products.schemas import ProductChange, ProductIn

TICKS = "standard"  # the boxes of suggested standards


@blueprint.route("/san-pham/moi", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def new() -> PageAnswer:
    """Describe a new product of a producer; without one, choose whose it is."""
    household_id = request.args.get("household") or current_viewer().household_id
    if not household_id:
        return choose_producer(
            "products.new", "Sản phẩm của hộ nào?", "products.index",
            why="Chọn hộ sản xuất trước, rồi mô tả sản phẩm.",
        )  # fmt: skip

    def context() -> dict[str, Any]:
        owner = store.household(reading(), current_viewer(), household_id)
        if owner is None:
            raise NotFound
        return _describing(owner)

    return prepared_page(
        "products/form.html", prepare=lambda: _prepared(household_id), context=context,
        done="Đã lưu bản nháp. Xem còn thiếu gì rồi gửi duyệt.",
    )  # fmt: skip


def _prepared(household_id: str) -> Save:
    """What was typed is read and the picture shrunk before the commit; both are kept in one."""
    viewer = current_viewer()
    told = read_form(ProductIn, {**_sent(), "household_id": household_id})
    file = request.files.get("photo")
    content = file.read() if file else b""
    kept = gallery.keep_first(content) if content else None

    def save(session: Session) -> str:
        product = describe.create_product(session, viewer=viewer, **told)
        if kept is not None:
            gallery.add_photo(session, viewer=viewer, product=product, kept=kept)
        return url_for("products.show", id=product.id)

    return save


@blueprint.route("/san-pham/<id>/sua", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def edit(id: str) -> PageAnswer:
    """Change what is told of it."""

    def save(session: Session) -> str:
        product = product_of(session, viewer=current_viewer(), product_id=id, lock=True)
        changes = read_form(ProductChange, _sent())
        describe.edit_product(session, viewer=current_viewer(), product=product, **changes)
        return url_for("products.show", id=id)

    def context() -> dict[str, Any]:
        row = product_of(reading(), viewer=current_viewer(), product_id=id)
        return _describing(store.owner(reading(), row), row)

    return form_page("products/form.html", save=save, context=context, done="Đã lưu thay đổi.")


def _sent() -> dict[str, str]:
    """The form as the schema knows it: one list chose group and sub-group, boxes are a text."""
    sent = request.form.to_dict()
    if "category" in sent:
        category, subgroup = groups.read_choice(sent["category"])
        sent["category"] = category
        sent.setdefault("subgroup", subgroup or "")
    if "standards" in sent:
        sent["standards"] = standards.joined(request.form.getlist(TICKS), sent["standards"])
    return sent


def _describing(owner: Household, row: Product | None = None) -> dict[str, Any]:
    """What the describing form needs, for a new product or for one that is changed."""
    values = typed(ProductChange, row)
    ticked, words = request.form.getlist(TICKS), values["standards"]
    if request.method == "GET":
        ticked, words = standards.split(values["standards"])
        values["category"] = values["subgroup"] or values["category"]
    return {
        "household": owner,
        "commune_name": commune(owner.commune_code).name,
        "product": row,
        "values": {**values, "standards": words},
        "ticked": ticked,
        "suggested": standards.SUGGESTED,
        "groups": groups.choices(),
        "beginnings": BEGINNINGS,
        "reopens": row is not None
        and row.state == "approved"
        and not current_viewer().is_one_of(OFFICERS),
    }
