"""From a page's form to the fields of a producer, and back into the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import marshmallow as ma

from agrimarket.households.check import check
from agrimarket.households.models import ProducerKind
from agrimarket.households.schemas import HouseholdFields
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number
from agrimarket.places import Commune, commune, communes, explain, read_place, search

TEXTS = (
    "kind", "head_name", "legal_name", "hamlet", "phone", "phone_of", "citizen_id", "tax_code",
    "birth_date", "sex", "note",
)  # fmt: skip
NUMBERS = ("area_ha", "latitude", "longitude")
# The form's fields > those of a bank account; a field left empty means "as it was".
BANK = {"bank_name": "name", "bank_account": "account_number", "bank_holder": "holder"}
_OF_BANK = {f"bank.{name}": field for field, name in BANK.items()} | {"bank": "bank_account"}
NO_LEGAL_NAME = "Hộ gia đình không có tên đơn vị. Hãy chọn loại khác, hoặc bỏ trống ô này."
MOST_LISTED = 12  # communes of a worker that fit a list on a phone

Typed = Mapping[str, str]  # the page's form


@dataclass(frozen=True, slots=True)
class Place:
    """What the place fields say: a code, or communes to choose from, and what to do."""

    code: str | None = None
    choices: tuple[Commune, ...] = ()
    errors: Mapping[str, list[str]] = field(default_factory=dict)


def read_form(form: Typed) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The fields of the page, empty ones as None, and what could not be read; place is apart."""
    values: dict[str, Any] = {name: form.get(name, "").strip() or None for name in TEXTS}
    values = {name: value for name, value in values.items() if name in form}
    faults: dict[str, list[str]] = {}
    for name in NUMBERS:
        text = form.get(name, "").strip()
        if name in form:
            values[name] = _number(name, text, faults) if text else None
    if "crops" in form:
        crops = form["crops"].replace(";", ",").replace("\n", ",").split(",")
        values["crops"] = [crop.strip() for crop in crops if crop.strip()]
    if "bank_account" in form:
        values["bank"] = {name: form.get(field, "") for field, name in BANK.items()}
    if values.get("kind") is None:
        values.pop("kind", None)
    if values.get("legal_name") and values.get("kind") == ProducerKind.HOUSEHOLD:
        faults["legal_name"] = [NO_LEGAL_NAME]
    try:
        loaded: dict[str, Any] = HouseholdFields().load(values)
    except ma.ValidationError as error:
        loaded = error.valid_data if isinstance(error.valid_data, dict) else {}
        faults |= {name: _sentences(found) for name, found in error.messages_dict.items()}
    return loaded, faults


def filled(form: Typed) -> set[str]:
    """The names of the boxes in which something stands."""
    return {name for name, value in form.items() if value.strip()}


def searched(form: Typed) -> str:
    """What was typed to find a producer by (`tim`), without letters that no database takes."""
    text = form.get("tim", "")[:100]
    return "".join(letter for letter in text if letter.isprintable()).strip()


def read_all(form: Typed, place: Place) -> dict[str, Any]:
    """The fields with the commune; InvalidFields tells at once all that is wrong."""
    values, faults = read_form(form)
    faults |= place.errors
    values["commune_code"] = place.code or ""
    if not faults:
        return values
    try:
        check(values)
    except InvalidFields as refusal:
        others = {name: said for name, said in refusal.fields.items() if name != "commune_code"}
        faults = others | faults
    raise InvalidFields(fields=named_as_in_form(faults))


def named_as_in_form(faults: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Faults by the names of the form's fields, which knows no field within a field."""
    return {_OF_BANK.get(name, name): said for name, said in faults.items()}


def read_own(form: Typed) -> dict[str, Any]:
    """The fields that producers change themselves; InvalidFields."""
    values, faults = read_form(form)
    if faults:
        raise InvalidFields(fields=named_as_in_form(faults))
    return values


def _number(name: str, text: str, faults: dict[str, list[str]]) -> str | None:
    try:
        return str(read_number(text))
    except NumberInvalid as refusal:
        faults[name] = [refusal.detail]
        return None


def _sentences(found: Any) -> list[str]:
    """Messages of a list's items stand under their numbers."""
    if isinstance(found, dict):
        return [sentence for below in found.values() for sentence in _sentences(below)]
    return [str(one) for one in (found if isinstance(found, list) else [found])]


def read_place_fields(form: Typed, viewer: Viewer) -> Place:
    """The commune: tapped, or typed by its name of now or before."""
    own = own_communes(viewer)
    if own:
        code = own[0].code if len(own) == 1 else form.get("commune_code", "")
        return Place(code=code or None)
    text, tapped = form.get("commune_text", "").strip(), form.get("commune_code", "")
    if not text:
        return Place(errors={"commune_text": ["Chưa ghi xã, phường. Hãy ghi tên xã hoặc phường."]})
    reading = read_place(text)
    meant = reading.commune_codes or tuple(one.commune.code for one in search(text, limit=6))
    if tapped in meant:
        return Place(code=tapped)
    if reading.outcome == "found":
        return Place(code=reading.commune_codes[0])
    choices = tuple(commune(code) for code in meant)
    if not choices or reading.outcome == "ambiguous":
        return Place(choices=choices, errors={"commune_text": [explain(reading)]})
    said = explain(reading) if reading.outcome == "choose" else "Hãy chọn một nơi dưới đây."
    return Place(choices=choices, errors={"commune_code": [said]})


def own_communes(viewer: Viewer) -> tuple[Commune, ...]:
    """The communes of a worker, few enough to tap; none for those who type the name."""
    own = tuple(one for one in communes() if one.code in viewer.commune_codes)
    return own if len(own) <= MOST_LISTED else ()


def filled_with(values: Any) -> dict[str, str]:
    """What stands in the form of a household that is to be edited; the citizen number never."""
    names = [name for name in TEXTS if name not in {"citizen_id", "birth_date"}]
    form = {name: str(getattr(values, name) or "") for name in names}
    form["birth_date"] = values.birth_date.isoformat() if values.birth_date else ""
    for name in NUMBERS:
        number = getattr(values, name)
        form[name] = "" if number is None else f"{number}".replace(".", ",")
    form["crops"] = ", ".join(values.crops)
    form["commune_code"] = values.commune_code
    form["commune_text"] = commune(values.commune_code).name
    return form
