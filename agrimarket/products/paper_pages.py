"""Pages of what stands behind a product: photos, OCOP ratings, certificates."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import DESCRIBERS, PRODUCERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.fields import ReasonIn, read_form
from agrimarket.kit.web.form_page import (
    PageAnswer,
    Save,
    form_page,
    prepared_page,
    typed,
)
from agrimarket.products import gallery, ocop, papers, present, store
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.describe import may_describe
from agrimarket.products.kinds import CERTIFICATE_KINDS, ISSUER_LEVELS
from agrimarket.products.models import Product
from agrimarket.products.named import product_held
from agrimarket.products.read import certificate_of, photo_of, product_of, rating_of
from agrimarket.products.required.data import BASES
from agrimarket.products.schemas import CertificateIn, PhotoForm, RatingIn

PaperSave = Callable[[Session, Product, str], object]


@blueprint.route("/san-pham/<id>/anh", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def photos(id: str) -> PageAnswer:
    """The pictures, and a form to add one."""
    return prepared_page(
        "products/photos.html",
        prepare=lambda: _picture_sent(id),
        context=lambda: _pictures(id),
        done="Đã thêm ảnh.",
    )


def _pictures(id: str) -> dict[str, Any]:
    row = product_of(reading(), viewer=current_viewer(), product_id=id)
    shown = [present.photo(one) for one in store.photos(reading(), row.id)]
    return {"product": row, "photos": shown, "most": gallery.MOST_PHOTOS,
            "values": typed(PhotoForm),
            "may_change": may_describe(current_viewer(), row)}  # fmt: skip


def _picture_sent(id: str) -> Save:
    """Shrink the picture first, so that no other writer waits for it; then how to note it."""
    viewer, file = current_viewer(), request.files.get("photo")
    form = read_form(PhotoForm, request.form)
    content = file.read() if file else b""
    kept = gallery.keep_photo(reading(), viewer=viewer, product_id=id, content=content)

    def save(session: Session) -> str:
        gallery.add_photo(
            session, viewer=viewer, product=product_held(session, id), kept=kept, alt=form["alt"]
        )
        return url_for("products.photos", id=id)

    return save


@blueprint.post("/san-pham/<id>/anh/<photo_id>/len-dau")
@allow(*DESCRIBERS)
def lead_photo(id: str, photo_id: str) -> PageAnswer:
    """Put a picture first."""
    return _with_photo(id, photo_id, "Đã đưa ảnh lên đầu.", gallery.edit_photo, position=1)


@blueprint.post("/san-pham/<id>/anh/<photo_id>/xoa")
@allow(*DESCRIBERS)
def delete_photo(id: str, photo_id: str) -> PageAnswer:
    """Take a picture out."""
    return _with_photo(id, photo_id, "Đã xóa ảnh.", gallery.delete_photo)


@blueprint.route("/san-pham/<id>/giay/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new_certificate(id: str) -> PageAnswer:
    """Note a certificate."""

    def save(session: Session) -> str:
        told = read_form(CertificateIn, request.form)
        papers.add_certificate(
            session, viewer=current_viewer(), product=product_held(session, id), **told
        )
        return url_for("products.show", id=id, _anchor="giay")

    def context() -> dict[str, Any]:
        row = product_of(reading(), viewer=current_viewer(), product_id=id)
        owner = store.owner(reading(), row)
        kinds = {
            code: kind for code, kind in CERTIFICATE_KINDS.items() if owner.kind in kind.serves
        }
        return {"product": row, "kinds": kinds, "bases": BASES, "values": typed(CertificateIn)}

    return form_page("products/certificate.html", save=save, context=context, done="Đã thêm giấy.")


@blueprint.route("/san-pham/<id>/giay/<certificate_id>/go", methods=["GET", "POST"])
@allow(*PRODUCERS)
def remove_certificate(id: str, certificate_id: str) -> PageAnswer:
    """Take a certificate out of force."""

    def save(session: Session, product: Product, reason: str) -> object:
        paper = certificate_of(session, product, certificate_id)
        return papers.remove_certificate(
            session, viewer=current_viewer(), certificate=paper, reason=reason
        )

    row = product_of(reading(), viewer=current_viewer(), product_id=id)
    label = CERTIFICATE_KINDS[certificate_of(reading(), row, certificate_id).kind].label
    return reason_page(
        id, save=save, title=f"Gỡ giấy: {label}", label="Vì sao gỡ?", button="Gỡ giấy",
        done="Đã gỡ giấy. Giấy vẫn nằm trong lịch sử.",
    )  # fmt: skip


@blueprint.route("/san-pham/<id>/sao/moi", methods=["GET", "POST"])
@allow(*WORKERS)
def new_rating(id: str) -> PageAnswer:
    """Note an OCOP recognition from the decision in hand."""

    def save(session: Session) -> str:
        told = read_form(RatingIn, request.form)
        ocop.add_rating(session, viewer=current_viewer(), product=product_held(session, id), **told)
        return url_for("products.show", id=id, _anchor="sao")

    def context() -> dict[str, Any]:
        row = product_of(reading(), viewer=current_viewer(), product_id=id)
        levels = list(ISSUER_LEVELS.items())
        return {"product": row, "levels": levels, "values": typed(RatingIn)}

    return form_page("products/rating.html", save=save, context=context, done="Đã ghi hạng sao.")


@blueprint.route("/san-pham/<id>/sao/<rating_id>/go", methods=["GET", "POST"])
@allow(*WORKERS)
def remove_rating(id: str, rating_id: str) -> PageAnswer:
    """Take a wrong rating out of force."""

    def save(session: Session, product: Product, reason: str) -> object:
        rating = rating_of(session, product, rating_id)
        return ocop.remove_rating(session, viewer=current_viewer(), rating=rating, reason=reason)

    rating_of(reading(), product_of(reading(), viewer=current_viewer(), product_id=id), rating_id)
    return reason_page(
        id, save=save, title="Gỡ hạng sao OCOP", label="Vì sao gỡ?", button="Gỡ hạng sao",
        done="Đã gỡ hạng sao. Quyết định vẫn nằm trong lịch sử.",
    )  # fmt: skip


def reason_page(
    id: str, *, save: PaperSave, title: str, label: str, button: str, done: str
) -> PageAnswer:
    """A page that asks for one sentence and then acts on the product."""

    def act(session: Session) -> str:
        reason = str(request.form.get("reason", "")).strip()
        checked = read_form(ReasonIn, {"reason": reason}) if reason else {"reason": ""}
        save(session, product_held(session, id), checked["reason"])
        return url_for("products.show", id=id)

    def context() -> dict[str, Any]:
        row = product_of(reading(), viewer=current_viewer(), product_id=id)
        return {"product": row, "title": title, "label": label, "button_label": button,
                "values": typed(ReasonIn)}  # fmt: skip

    return form_page("products/reason.html", save=act, context=context, done=done)


def _with_photo(
    id: str, photo_id: str, done: str, verb: Callable[..., object], **told: Any
) -> PageAnswer:
    def save(session: Session) -> str:
        product = product_held(session, id)
        kept = photo_of(session, product, photo_id)
        verb(session, viewer=current_viewer(), product=product, photo=kept, **told)
        return url_for("products.photos", id=id)

    return form_page("products/photos.html", save=save, context=lambda: _pictures(id), done=done)
