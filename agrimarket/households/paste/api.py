"""JSON route that reads a message into fields, for programs that show them before they register."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.paste import Pasted, read_message
from agrimarket.households.paste.limits import refuse_more
from agrimarket.households.paste.read import LONGEST
from agrimarket.kit import clock
from agrimarket.kit.access import REGISTRARS, allow, current_viewer
from agrimarket.kit.fields import Sent, Text
from agrimarket.kit.idempotency import not_kept


class MessageIn(Sent):
    """A message or a list as people write it to each other."""

    example: ClassVar[Mapping[str, Any]] = {
        "text": "Chị Lan thôn 3 xã Nga An 0912000345 cói 2 sào",
    }  # fmt: skip

    text = Text(LONGEST, required=True)


class PastedOut(ma.Schema):
    """One producer as it was read; nothing is saved. `doubts` say what to look at."""

    source = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    head_name = ma.fields.String(required=True, allow_none=True)
    legal_name = ma.fields.String(required=True, allow_none=True)
    sex = ma.fields.String(required=True, allow_none=True)
    birth_date = ma.fields.Date(required=True, allow_none=True)
    birth_year = ma.fields.Integer(required=True, allow_none=True)
    citizen_id = ma.fields.String(required=True, allow_none=True)
    phone = ma.fields.String(required=True, allow_none=True)
    phone_of = ma.fields.String(required=True, allow_none=True)
    phone_absent = ma.fields.Boolean(required=True)
    place = ma.fields.String(required=True, allow_none=True)
    commune_codes = ma.fields.List(ma.fields.String(), required=True)
    hamlet = ma.fields.String(required=True, allow_none=True)
    crops = ma.fields.List(ma.fields.String(), required=True)
    quantities = ma.fields.List(ma.fields.String(), required=True)
    area_ha = ma.fields.Float(required=True, allow_none=True)
    consent_said = ma.fields.Boolean(required=True, allow_none=True)
    note = ma.fields.String(required=True, allow_none=True)
    doubts = ma.fields.List(ma.fields.String(), required=True)


class MessageOut(ma.Schema):
    """The producers of a message, in its order."""

    items = ma.fields.List(ma.fields.Nested(PastedOut), required=True)


@blueprint.route("/household-messages", methods=["POST"])
@allow(*REGISTRARS)
@not_kept
@blueprint.arguments(MessageIn)
@blueprint.response(200, MessageOut)
def read_a_message(body: dict[str, Any]) -> dict[str, list[Pasted]]:
    """Read a pasted message of up to 200 producers into fields; registers nobody."""
    refuse_more(body["text"])
    own = sorted(current_viewer().commune_codes)
    return {"items": read_message(body["text"], today=clock.today(), own=own)}
