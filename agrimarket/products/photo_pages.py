"""Buttons and forms beside each picture of a product: what it shows, and its place."""

from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import DESCRIBERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, typed
from agrimarket.products import gallery, present
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.read import photo_of, product_of
from agrimarket.products.schemas import PhotoChange


@blueprint.route("/san-pham/<id>/anh/<photo_id>", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def photo_words(id: str, photo_id: str) -> PageAnswer:
    """Say what a picture shows, or move it; `position` alone is a button."""

    def save(session: Session) -> str:
        product = product_of(session, viewer=current_viewer(), product_id=id, lock=True)
        photo = photo_of(session, product, photo_id)
        told = read_form(PhotoChange, request.form)
        gallery.edit_photo(session, viewer=current_viewer(), product=product, photo=photo, **told)
        return url_for("products.photos", id=id)

    def context() -> dict[str, Any]:
        row = product_of(reading(), viewer=current_viewer(), product_id=id)
        found = photo_of(reading(), row, photo_id)
        return {"product": row, "photo_shown": present.photo(found),
                "values": typed(PhotoChange, found)}  # fmt: skip

    return form_page("products/photo.html", save=save, context=context, done="Đã lưu ảnh.")
