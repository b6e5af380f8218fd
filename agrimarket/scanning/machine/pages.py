"""Public addresses of a lot's machine forms, and of the words and places that they name."""

import marshmallow as ma
from flask import Response, request

from agrimarket.kit.access import PUBLIC, public
from agrimarket.kit.db import reading
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.lots.models import Lot
from agrimarket.places import commune, is_commune
from agrimarket.scanning import store
from agrimarket.scanning.blueprints import pages as blueprint
from agrimarket.scanning.machine.addresses import PLACE_PATH, VOCABULARY_PATH
from agrimarket.scanning.machine.answer_pages import LD_JSON, answered, public_base, public_epcis
from agrimarket.scanning.machine.as_json import items_json
from agrimarket.scanning.machine.items import completeness_of
from agrimarket.scanning.machine.passport import passport_of
from agrimarket.scanning.machine.schemas import EpcisQuery
from agrimarket.scanning.machine.words import vocabulary


@blueprint.get("/lot/<lot_id>/epcis")
@public
def lot_epcis(lot_id: str) -> Response:
    """A lot's events, EPCIS 2.0 in JSON-LD, a page at a time."""
    lot = _lot(lot_id)
    try:
        asked = EpcisQuery().load(request.args.to_dict())
    except ma.ValidationError as error:
        raise InvalidFields(fields=dict(error.messages_dict)) from None
    return public_epcis(reading(), lot, asked["page"], asked["page_size"])


@blueprint.get("/lot/<lot_id>/passport")
@public
def lot_passport(lot_id: str) -> Response:
    """The digital passport of Decree 37/2026, Article 32."""
    return answered(passport_of(reading(), lot=_lot(lot_id), base=public_base()))


@blueprint.get("/lot/<lot_id>/completeness")
@public
def lot_completeness(lot_id: str) -> Response:
    """The ten items of Circular 02/2024: what is told and what is owed."""
    found = completeness_of(reading(), viewer=PUBLIC, lot=_lot(lot_id))
    return answered(items_json(found, next_steps=False))


@blueprint.get(VOCABULARY_PATH)
@public
def own_words() -> Response:
    """The words of our own that events use, as JSON-LD."""
    return answered(vocabulary(public_base()), LD_JSON)


@blueprint.get(f"{PLACE_PATH}<code>")
@public
def place_words(code: str) -> Response:
    """A commune that events name as the place where something happened."""
    if not is_commune(code):
        raise NotFound
    told = {
        "@context": "https://schema.org",
        "@id": f"{public_base()}{PLACE_PATH}{code}",
        "@type": "AdministrativeArea",
        "name": commune(code).name,
        "identifier": code,
    }
    return answered(told, LD_JSON)


def _lot(lot_id: str) -> Lot:
    """A lot that left the yard; NotFound for all others."""
    lot = store.public_lot(reading(), lot_id)
    if lot is None:
        raise NotFound
    return lot
