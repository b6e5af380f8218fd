"""Which of two records' values the merged one gets, field by field; what belongs together, goes."""

from collections.abc import Mapping
from typing import Any

from agrimarket.households.check import LONGEST, MOST_CROPS, check
from agrimarket.households.details import FIELDS, Details
from agrimarket.households.showing.labels import FIELD_LABELS
from agrimarket.kit.errors import InvalidFields
from agrimarket.places.spelling import fold, has_accents

KEEP, MERGE, BOTH = "keep", "merge", "both"
SIDES = (KEEP, MERGE, BOTH)
# A choice > the fields it decides together; every other field is a choice of its own.
_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "commune_code": ("commune_code", "former_district"),
    "phone": ("phone", "phone_of"),
    "position": ("latitude", "longitude"),
}
_GROUPED = {name for names in _TOGETHER.values() for name in names}
CHOICES: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in FIELDS if name not in _GROUPED},
    **_TOGETHER,
}
JOINED = frozenset({"crops", "payment_kinds", "wish_channels", "note"})  # may take both
LABELS = {name: FIELD_LABELS.get(name, name) for name in CHOICES} | {"position": "Vị trí nhà"}
Sides = Mapping[str, str]  # choice > keep, merge or both


def suggested(keep: Details, merge: Details, *, newer: str) -> dict[str, str]:
    """The sensible side of each choice; `newer` is the side that was changed last.

    A value before none, the longer name and the one with tone marks, lists joined; for the rest
    (telephone, hamlet, area and the like) the newest. Who it is stays with the record kept.
    """
    found = {}
    for choice, names in CHOICES.items():
        mine, theirs = _values(keep, names), _values(merge, names)
        if mine == theirs or not any(theirs):
            found[choice] = KEEP
        elif not any(mine):
            found[choice] = MERGE
        elif choice in JOINED and _joined(choice, keep, merge) is not None:
            found[choice] = BOTH
        elif choice in {"head_name", "legal_name"}:
            found[choice] = MERGE if _better_name(str(theirs[0]), str(mine[0])) else KEEP
        elif choice in {"kind", "commune_code", "citizen_id", "tax_code", "birth_date", "sex"}:
            found[choice] = KEEP
        else:
            found[choice] = newer
    if found["commune_code"] == KEEP and keep.commune_code != merge.commune_code:
        found["hamlet"] = KEEP  # a hamlet is of its commune
    return found


def checked(typed: Mapping[str, str], default: Sides) -> dict[str, str]:
    """The sides somebody chose over the suggested ones; InvalidFields."""
    faults = {}
    for choice, side in typed.items():
        if choice not in CHOICES:
            faults[f"fields.{choice}"] = ["Không có ô này. Hãy xem lại tên ô."]
        elif side not in SIDES or (side == BOTH and choice not in JOINED):
            faults[f"fields.{choice}"] = [
                "Hãy chọn keep hoặc merge" + (", hoặc both." if choice in JOINED else ".")
            ]
    if faults:
        raise InvalidFields(fields=faults)
    return {**default, **typed}


def chosen(keep: Details, merge: Details, sides: Sides) -> Details:
    """The details of the merged record, checked as any others are; InvalidFields."""
    values: dict[str, Any] = {}
    for choice, names in CHOICES.items():
        side = sides[choice]
        if side == BOTH:
            values[choice] = _joined(choice, keep, merge)
            continue
        source = merge if side == MERGE else keep
        values |= {name: getattr(source, name) for name in names}
    taxed = merge if sides["tax_code"] == MERGE else keep
    if taxed.tax_is_citizen_id:
        values["tax_code"] = values["citizen_id"]
    return check(values)


def _joined(choice: str, keep: Details, merge: Details) -> Any:
    """Both values in one; None where that is too much."""
    mine, theirs = getattr(keep, choice), getattr(merge, choice)
    if choice == "note":
        text = ". ".join(dict.fromkeys(one.rstrip(". ") for one in (mine, theirs) if one))
        return text if len(text) <= LONGEST["note"] else None
    known = {fold(one) for one in mine}
    both = [*mine, *(one for one in theirs if fold(one) not in known)]
    return both if len(both) <= MOST_CROPS else None


def _better_name(one: str, other: str) -> bool:
    return (has_accents(one), len(one)) > (has_accents(other), len(other))


def _values(details: Details, names: tuple[str, ...]) -> list[Any]:
    return [getattr(details, name) for name in names]
