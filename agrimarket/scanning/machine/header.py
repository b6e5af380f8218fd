"""Names and dates of the lots and places in a document, beside the events and outside hashes."""

from collections.abc import Collection
from typing import Any, cast

from agrimarket.kit import clock
from agrimarket.lots.models import Lot
from agrimarket.lots.status import lot_status
from agrimarket.places import commune
from agrimarket.scanning.machine.addresses import Addresses, own
from agrimarket.scanning.machine.store import Known

# EPCIS 2.0, 9.5: the vocabularies of master data.
CLASSES = "urn:epcglobal:epcis:vtype:EPCClass"
READ_POINTS = "urn:epcglobal:epcis:vtype:ReadPoint"
NAME = "urn:epcglobal:cbv:mda#descriptionShort"
LOT_NUMBER = "urn:epcglobal:cbv:mda#lotNumber"
EXPIRES = "urn:epcglobal:cbv:mda#itemExpirationDate"
PLACE_NAME = "urn:epcglobal:cbv:mda#name"


def header(to: Addresses, lots: Collection[Known]) -> dict[str, Any]:
    """Lots and places by the addresses that events name them with.

    A producer's name stands here only while the public may read it, so that a withdrawn consent
    takes it away and changes no event.
    """
    ordered = sorted(lots, key=lambda lot: lot.id)
    places = {to.place(lot.commune_code, lot.gln): lot.commune_code for lot in ordered}
    return {
        "epcisMasterData": {
            "vocabularyList": [
                {"type": CLASSES, "vocabularyElementList": [_lot(to, lot) for lot in ordered]},
                {
                    "type": READ_POINTS,
                    "vocabularyElementList": [
                        _element(uri, {PLACE_NAME: commune(code).name})
                        for uri, code in sorted(places.items())
                    ],
                },
            ]
        }
    }


def _lot(to: Addresses, lot: Known) -> dict[str, Any]:
    row = cast(Lot, lot)  # it has what a status is read from
    told = {
        NAME: lot.product_name,
        LOT_NUMBER: lot.lot_code,
        EXPIRES: lot.use_by.isoformat() if lot.use_by else None,
        to.vocabulary + "commune": commune(lot.commune_code).name,
        to.vocabulary + "producer": lot.household_name if lot.named else None,
        to.vocabulary + "status": own(lot_status(row, clock.today())),
    }
    return _element(to.lot(lot), told)


def _element(uri: str, told: dict[str, str | None]) -> dict[str, Any]:
    attributes = [{"id": name, "attribute": value} for name, value in told.items() if value]
    return {"id": uri, "attributes": attributes}
