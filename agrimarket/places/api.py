"""Place names over the API, answered as the command `agrimarket place` does."""

import marshmallow as ma

from agrimarket.kit.access import public
from agrimarket.kit.api import ApiBlueprint
from agrimarket.kit.fields import Text
from agrimarket.places.read import read_place

blueprint = ApiBlueprint("places", __name__, description="Xã, phường nay và trước")


class PlaceQuery(ma.Schema):
    """A place as people write it."""

    q = Text(300, least=1, required=True, metadata={"example": "Xã Nga An"})


class PlaceOut(ma.Schema):
    """How the text was understood."""

    outcome = ma.fields.String(required=True)
    commune_codes = ma.fields.List(ma.fields.String(), required=True)


@blueprint.route("/places")
@public
@blueprint.arguments(PlaceQuery, location="query")
@blueprint.response(200, PlaceOut)
def read(query: dict[str, str]) -> object:
    """Read a place name: found, choose, ambiguous or unknown, with current commune codes."""
    return read_place(query["q"])
