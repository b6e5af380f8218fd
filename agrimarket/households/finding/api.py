"""The JSON route that finds a producer by the whole citizen number, which stands in no address."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.finding.find_citizen import find_by_citizen_id
from agrimarket.households.schemas import HouseholdOut
from agrimarket.households.showing.present import Shown
from agrimarket.kit.access import WORKERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.fields import Sent, Text
from agrimarket.kit.idempotency import not_kept


class CitizenIn(Sent):
    """The twelve digits of the card."""

    example: ClassVar[Mapping[str, Any]] = {"citizen_id": "038" + "0" * 9}

    citizen_id = Text(40, required=True)


class FoundOut(ma.Schema):
    """One producer, or none that this caller may see."""

    items = ma.fields.List(ma.fields.Nested(HouseholdOut), required=True)


@blueprint.route("/households/find", methods=["POST"])
@not_kept
@allow(*WORKERS)
@blueprint.arguments(CitizenIn)
@blueprint.response(200, FoundOut)
def find_by_number(body: dict[str, Any]) -> dict[str, list[Shown]]:
    """The producer with this citizen number, inside the caller's scope; counted, kept nowhere."""
    viewer = current_viewer()
    found = find_by_citizen_id(reading(), viewer=viewer, number=body["citizen_id"])
    return {"items": [Shown(found, viewer)] if found else []}
