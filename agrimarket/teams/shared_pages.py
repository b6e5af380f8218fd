"""What the pages of teams and trainings share: the filter of communes, and the place fields."""

from typing import Any

from flask import request

from agrimarket.households.forms import Place, own_communes, read_place_fields
from agrimarket.kit.access import Viewer, current_viewer
from agrimarket.kit.errors import InvalidFields
from agrimarket.kit.fields import Sent, read_form
from agrimarket.places import communes


def commune_filter(viewer: Viewer) -> list[tuple[str, str]]:
    """The communes a viewer may filter by; none where there is only one."""
    found = [
        (one.code, one.name)
        for one in communes()
        if viewer.whole_province or one.code in viewer.commune_codes
    ]
    return sorted(found, key=lambda pair: pair[1]) if len(found) > 1 else []


def own_place(schema: type[Sent]) -> dict[str, Any]:
    """A new thing's form with its commune, tapped or typed by its name; InvalidFields."""
    place = read_place_fields(request.form, current_viewer())
    form = {name: value for name, value in request.form.items() if name != "id"}
    if place.errors:
        raise InvalidFields(fields={name: list(said) for name, said in place.errors.items()})
    return read_form(schema, form | {"commune_code": place.code or ""})


def place_context(place: Place) -> dict[str, Any]:
    """What the place fields of a form need (place_fields.html)."""
    own = own_communes(current_viewer())
    return {
        "place": place,
        "own_communes": own,
        "all_communes": () if own else communes(),
        "form": request.form,
    }
