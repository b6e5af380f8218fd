"""JSON routes of what stands behind a product: photos, OCOP ratings, certificates."""

from typing import Any

from agrimarket.kit.access import (
    DESCRIBERS,
    LOOKERS,
    PRODUCERS,
    READERS,
    WORKERS,
    allow,
    current_viewer,
)
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.fields import ReasonIn
from agrimarket.kit.shown import Shown
from agrimarket.products import gallery, ocop, papers, present, store
from agrimarket.products.blueprints import api as blueprint
from agrimarket.products.named import product_held, product_seen
from agrimarket.products.read import certificate_of, photo_of, rating_of
from agrimarket.products.schemas import (
    CertificateChange,
    CertificateIn,
    CertificateOut,
    PhotoChange,
    PhotoFile,
    PhotoForm,
    PhotoOut,
    RatingIn,
    RatingOut,
)
from agrimarket.products.standing import valid_rating

Answer = tuple[Shown, int, dict[str, str]]
PHOTOS = "/products/<product_id>/photos"
RATINGS = "/products/<product_id>/ratings"
PAPERS = "/products/<product_id>/certificates"


@blueprint.route(PHOTOS, methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(PhotoFile, location="files")
@blueprint.arguments(PhotoForm, location="form")
@blueprint.response(201, PhotoOut)
def add_photo(sent: dict[str, Any], form: dict[str, str], product_id: str) -> Answer:
    """Add a picture (JPEG, PNG, WebP), or put it in the place of `replaces`."""
    file, viewer = sent.get("photo") or sent.get("file"), current_viewer()
    kept = gallery.keep_photo(
        reading(), viewer=viewer, product_id=product_id, replaces=form["replaces"] or "",
        content=file.read() if file else b"",
    )  # fmt: skip
    with one_commit() as session:
        product = product_held(session, product_id)
        old = photo_of(session, product, form["replaces"]) if form["replaces"] else None
        row = gallery.add_photo(
            session, viewer=viewer, product=product, kept=kept, alt=form["alt"], replaces=old
        )
        return _tagged(present.photo(row), 201)


@blueprint.route(PHOTOS)
@allow(*LOOKERS)
@blueprint.response(200, PhotoOut(many=True))
def photos(product_id: str) -> list[Shown]:
    """A product's pictures in order."""
    product = product_seen(product_id)
    return [present.photo(one) for one in store.photos(reading(), product.id)]


@blueprint.route(f"{PHOTOS}/<photo_id>")
@allow(*LOOKERS)
@blueprint.response(200, PhotoOut)
def photo(product_id: str, photo_id: str) -> Answer:
    """One picture, with its ETag."""
    product = product_seen(product_id)
    return _tagged(present.photo(photo_of(reading(), product, photo_id)))


@blueprint.route(f"{PHOTOS}/<photo_id>", methods=["PATCH"])
@allow(*DESCRIBERS)
@blueprint.arguments(PhotoChange)
@blueprint.response(200, PhotoOut)
def change_photo(body: dict[str, Any], product_id: str, photo_id: str) -> Answer:
    """Say what it shows, or move it; needs If-Match."""
    with one_commit() as session:
        product = product_held(session, product_id)
        kept = photo_of(session, product, photo_id)
        require_match(kept)
        gallery.edit_photo(session, viewer=current_viewer(), product=product, photo=kept, **body)
        return _tagged(present.photo(kept))


@blueprint.route(f"{PHOTOS}/<photo_id>", methods=["DELETE"])
@allow(*DESCRIBERS)
@blueprint.response(204)
def delete_photo(product_id: str, photo_id: str) -> None:
    """Take a picture out."""
    with one_commit() as session:
        product = product_held(session, product_id)
        kept = photo_of(session, product, photo_id)
        gallery.delete_photo(session, viewer=current_viewer(), product=product, photo=kept)


@blueprint.route(RATINGS, methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(RatingIn)
@blueprint.response(201, RatingOut)
def add_rating(body: dict[str, Any], product_id: str) -> Answer:
    """Note an OCOP recognition; it is valid for 36 months from the decision."""
    with one_commit() as session:
        product = product_held(session, product_id)
        row = ocop.add_rating(session, viewer=current_viewer(), product=product, **body)
        return _tagged(present.shown_rating(row, valid_rating(session, product)), 201)


@blueprint.route(RATINGS)
@allow(*READERS)
@blueprint.response(200, RatingOut(many=True))
def ratings(product_id: str) -> list[Shown]:
    """Every recognition ever noted, newest first."""
    product = product_seen(product_id)
    newest = valid_rating(reading(), product)
    return [present.shown_rating(row, newest) for row in store.ratings(reading(), product.id)]


@blueprint.route(f"{RATINGS}/<rating_id>")
@allow(*READERS)
@blueprint.response(200, RatingOut)
def rating(product_id: str, rating_id: str) -> Answer:
    """One recognition; a wrong one is removed and noted anew, never changed."""
    product = product_seen(product_id)
    row = rating_of(reading(), product, rating_id)
    return _tagged(present.shown_rating(row, valid_rating(reading(), product)))


@blueprint.route(f"{RATINGS}/<rating_id>/remove", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, RatingOut)
def remove_rating(body: dict[str, str], product_id: str, rating_id: str) -> Answer:
    """Take a wrong one out of force; it stays as history with the reason."""
    with one_commit() as session:
        row = rating_of(session, product_held(session, product_id), rating_id)
        ocop.remove_rating(session, viewer=current_viewer(), rating=row, **body)
        return _tagged(present.shown_rating(row, None))


@blueprint.route(PAPERS, methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(CertificateIn)
@blueprint.response(201, CertificateOut)
def add_certificate(body: dict[str, Any], product_id: str) -> Answer:
    """Note a certificate; `commitment` serves small producers as the safety basis."""
    with one_commit() as session:
        product = product_held(session, product_id)
        paper = papers.add_certificate(session, viewer=current_viewer(), product=product, **body)
        return _tagged(present.certificate(paper), 201)


@blueprint.route(PAPERS)
@allow(*READERS)
@blueprint.response(200, CertificateOut(many=True))
def certificates(product_id: str) -> list[Shown]:
    """Every certificate ever noted, newest first."""
    product = product_seen(product_id)
    return [present.certificate(paper) for paper in store.certificates(reading(), product.id)]


@blueprint.route(f"{PAPERS}/<certificate_id>")
@allow(*READERS)
@blueprint.response(200, CertificateOut)
def certificate(product_id: str, certificate_id: str) -> Answer:
    """One certificate, with its ETag."""
    product = product_seen(product_id)
    return _tagged(present.certificate(certificate_of(reading(), product, certificate_id)))


@blueprint.route(f"{PAPERS}/<certificate_id>", methods=["PATCH"])
@allow(*PRODUCERS)
@blueprint.arguments(CertificateChange)
@blueprint.response(200, CertificateOut)
def change_certificate(body: dict[str, Any], product_id: str, certificate_id: str) -> Answer:
    """Mend what was typed; needs If-Match."""
    with one_commit() as session:
        paper = certificate_of(session, product_held(session, product_id), certificate_id)
        require_match(paper)
        papers.edit_certificate(session, viewer=current_viewer(), certificate=paper, **body)
        return _tagged(present.certificate(paper))


@blueprint.route(f"{PAPERS}/<certificate_id>/remove", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, CertificateOut)
def remove_certificate(body: dict[str, str], product_id: str, certificate_id: str) -> Answer:
    """Take it out of force; it stays as history with the reason."""
    with one_commit() as session:
        paper = certificate_of(session, product_held(session, product_id), certificate_id)
        papers.remove_certificate(session, viewer=current_viewer(), certificate=paper, **body)
        return _tagged(present.certificate(paper))


def _tagged(shown: Shown, status: int = 200) -> Answer:
    return shown, status, {"ETag": f'"{etag_of(shown.row)}"'}
