"""What a list changed in households, told field by field to whoever may know."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from agrimarket.households.lists.kept_cells import open_changes
from agrimarket.households.models import HouseholdImport
from agrimarket.households.showing.labels import FIELD_LABELS, SEX_LABELS
from agrimarket.kit.access import REGISTRARS, Viewer
from agrimarket.places import commune, is_commune

EMPTY = "chưa có"


def told_changes(viewer: Viewer, listed: HouseholdImport, line: Any) -> list[dict[str, Any]]:
    """`field`, `before`, `after` of each, for people of the uploader's kind; programs that call
    nobody, and everybody else, get the names of the fields alone."""
    changes = open_changes(line, import_id=listed.id)
    if listed.who != viewer.caller or not viewer.is_one_of(REGISTRARS):
        return [{"field": name} for name in changes]
    return [
        {"field": name, "before": before, "after": after}
        for name, (before, after) in changes.items()
    ]


def change_words(told: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The same in the words of a page: label, before, after."""
    return [
        {
            "label": FIELD_LABELS.get(one["field"], one["field"]),
            "before": _said(one["field"], one.get("before")),
            "after": _said(one["field"], one.get("after")),
        }
        for one in told
    ]


def _said(name: str, value: Any) -> str:
    if value in (None, "", []):
        return EMPTY
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if name == "birth_date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if name == "sex":
        return str(SEX_LABELS.get(value, value))
    if name == "commune_code" and is_commune(value):
        return commune(value).name
    if name == "area_ha":
        return f"{value} ha".replace(".", ",")
    return str(value)
