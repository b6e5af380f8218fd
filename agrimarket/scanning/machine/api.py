"""Machine forms of lots for those with a token, also of lots that did not leave the yard yet.

The addresses stand below /lots and so does the scope: they are routes of the room of lots.
"""

from typing import Any

from agrimarket.kit.access import READERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.read import lot_of
from agrimarket.scanning.machine.answer_pages import public_base
from agrimarket.scanning.machine.as_json import items_json
from agrimarket.scanning.machine.document import epcis_of
from agrimarket.scanning.machine.items import completeness_of
from agrimarket.scanning.machine.passport import passport_of
from agrimarket.scanning.machine.schemas import (
    CompletenessOut,
    EpcisOut,
    EpcisQuery,
    PassportOut,
)


@blueprint.route("/lots/<lot_id>/epcis")
@allow(*READERS)
@blueprint.arguments(EpcisQuery, location="query")
@blueprint.response(200, EpcisOut)
def lot_epcis(query: dict[str, Any], lot_id: str) -> dict[str, Any]:
    """A lot's events as an EPCIS 2.0 document, a page at a time; the public's own address is
    /lot/{lot_id}/epcis."""
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=lot_id)
    here = f"/api/v1/lots/{lot.id}/epcis"
    return epcis_of(
        reading(), viewer=current_viewer(), lot=lot, base=public_base(), here=here, **query
    ).body


@blueprint.route("/lots/<lot_id>/passport")
@allow(*READERS)
@blueprint.response(200, PassportOut)
def lot_passport(lot_id: str) -> dict[str, Any]:
    """A lot's digital passport, with what its minimum still owes."""
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=lot_id)
    return passport_of(reading(), lot=lot, base=public_base())


@blueprint.route("/lots/<lot_id>/completeness")
@allow(*READERS)
@blueprint.response(200, CompletenessOut)
def lot_completeness(lot_id: str) -> dict[str, Any]:
    """The ten items of traceability: what is told, what is owed and what to do next."""
    viewer = current_viewer()
    lot = lot_of(reading(), viewer=viewer, lot_id=lot_id)
    return items_json(completeness_of(reading(), viewer=viewer, lot=lot), next_steps=True)
