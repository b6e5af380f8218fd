"""Pictures of a producer, as JSON and as pictures, for whoever may see the producer."""

from typing import Any

import marshmallow as ma
from flask import Response, url_for

from agrimarket.households import rules
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.blueprints import pages
from agrimarket.households.depth import photos, store_photos
from agrimarket.households.field_models import HouseholdPhoto
from agrimarket.kit.access import LOOKERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.files import WIDTHS

CACHED_SECONDS = 86_400


class HouseholdPhotoOut(ma.Schema):
    """A picture; `sha256` is of the bytes as they came, so that whoever sent it can compare."""

    id = ma.fields.String(required=True)
    sha256 = ma.fields.String(required=True)
    size = ma.fields.Integer(required=True)
    width = ma.fields.Integer(required=True)
    height = ma.fields.Integer(required=True)
    url = ma.fields.String(required=True)
    created_at = ma.fields.AwareDateTime(required=True)


@blueprint.route("/households/<household_id>/photos")
@allow(*LOOKERS)
@blueprint.response(200, HouseholdPhotoOut(many=True))
def photos_index(household_id: str) -> list[dict[str, Any]]:
    """A producer's pictures, oldest first."""
    session = reading()
    household = rules.get(session, viewer=current_viewer(), household_id=household_id)
    return [photo_json(photo) for photo in store_photos.photos(session, household.id)]


@blueprint.route("/households/<household_id>/photos/<photo_id>.webp")
@allow(*LOOKERS)
@blueprint.file("image/webp")
def photo_image(household_id: str, photo_id: str) -> Response:
    """One picture as kept, without place or camera."""
    return picture(household_id, photo_id, WIDTHS[-1])


@pages.get("/ho/<household_id>/anh/<photo_id>-<int:width>.webp", endpoint="photo")
@allow(*LOOKERS)
def photo_page(household_id: str, photo_id: str, width: int) -> Response:
    """One picture at least this wide where it is, for pages and for the phone."""
    return picture(household_id, photo_id, width)


def picture(household_id: str, photo_id: str, width: int) -> Response:
    """The picture for this viewer; no cache but their own keeps it."""
    session = reading()
    household = rules.get(session, viewer=current_viewer(), household_id=household_id)
    content = photos.bytes_of(photos.photo_of(session, household, photo_id), width)
    answer = Response(content, mimetype="image/webp")
    answer.headers["Cache-Control"] = f"private, max-age={CACHED_SECONDS}"
    return answer


def photo_json(photo: HouseholdPhoto) -> dict[str, Any]:
    """One picture as JSON."""
    names = ("id", "sha256", "size", "width", "height", "created_at")
    url = url_for("households_api.photo_image", household_id=photo.household_id, photo_id=photo.id)
    return {name: getattr(photo, name) for name in names} | {"url": url}
