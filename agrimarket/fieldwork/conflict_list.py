"""A conflict as people read it: field by field, who said what and when, masked as on any page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import conflicts, store_conflicts
from agrimarket.fieldwork import goods_conflicts as goods
from agrimarket.fieldwork.models import FieldConflict
from agrimarket.households import rules
from agrimarket.households.identity import masked
from agrimarket.households.models import Household
from agrimarket.households.showing import masks
from agrimarket.households.showing.labels import FIELD_LABELS, KIND_LABELS, SEX_LABELS
from agrimarket.households.showing.present import Shown
from agrimarket.kit import audit
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.places import commune, is_commune
from agrimarket.products.edits import EDITED
from agrimarket.products.kinds import CATEGORIES

NOTHING = "chưa có"
TITLES = {
    conflicts.EDIT: "Hai người sửa khác nhau",
    conflicts.DELETE: "Máy xóa hộ, trong khi hộ vừa được sửa",
    conflicts.DELETED: "Máy sửa hộ đã bị xóa",
    conflicts.MERGED: "Máy sửa hộ đã gộp vào hộ khác",
    goods.PRODUCT: "Hai người sửa sản phẩm khác nhau",
}
REASON = "Lý do xóa"
OURS = "field_conflict_"  # acts about conflicts themselves
WORDS: Mapping[str, Mapping[Any, str]] = {
    "kind": KIND_LABELS, "sex": SEX_LABELS, "category": CATEGORIES,
}  # fmt: skip
HIDDEN = {"citizen_id", "tax_code"}
PLACE = {"latitude", "longitude"}
CALLERS = {"phone_of", "birth_date", "note", "wish_note"}  # for those who call people
HIDDEN_WORDS = "đã ghi"


def shown(session: Session, viewer: Viewer, row: FieldConflict) -> dict[str, Any]:
    """Both versions for this viewer; NotFound where the producer is out of reach by now."""
    household = store_conflicts.household(session, viewer, row.household_id)
    if household is None:
        raise NotFound
    mine = conflicts.wanted(session, row)
    if row.kind == goods.PRODUCT:
        sides = _of_goods(session, viewer, row, mine)
    else:
        acts = rules.history(session, viewer=viewer, household=household)
        sides = _sides(household, viewer, mine, acts)
    return {
        "id": row.id, "operation_id": row.operation_id, "kind": row.kind,
        "title": TITLES[row.kind], "household_id": row.household_id,
        "household_name": household.name, "stays_id": household.merged_into,
        "fields_": sides, "mine_by": row.who_name,
        "mine_at": row.told_at, "choice": row.choice, "settled_at": row.settled_at,
    }  # fmt: skip


def _sides(
    household: Household, viewer: Viewer, mine: Mapping[str, Any], acts: Sequence[audit.Entry]
) -> list[dict[str, Any]]:
    now = Shown(household, viewer)
    found = []
    for name, value in sorted(mine.items()):
        act = next((one for one in acts if _changed(one, name)), None)
        found.append({
            "field": name,
            "label": REASON if name == "reason" else FIELD_LABELS.get(name, name),
            "mine": _mine(viewer, household, name, value),
            "theirs": _theirs(now, household, name),
            "theirs_by": act.signed if act else "",
            "theirs_at": act.at if act else None,
        })  # fmt: skip
    return found


def _of_goods(
    session: Session, viewer: Viewer, row: FieldConflict, mine: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The same of a product; one that is out of sight by now has nothing on the other side."""
    try:
        product = goods.product_in(session, viewer, row)
    except NotFound:
        product = None
    acts = audit.history(session, kind="product", id=product.id) if product else []
    found = []
    for name, value in sorted(mine.items()):
        act = next((one for one in acts if one.action == EDITED and name in one.after), None)
        found.append({
            "field": name, "label": goods.LABELS[name], "mine": _words(name, value),
            "theirs": _words(name, getattr(product, name, None)),
            "theirs_by": act.signed if act else "", "theirs_at": act.at if act else None,
        })  # fmt: skip
    return found


def _changed(act: audit.Entry, field: str) -> bool:
    """Whether an act changed the record itself, not only what is said about it here."""
    told = act.after.get("changed")
    return not act.action.startswith(OURS) and isinstance(told, list) and field in told


def _mine(viewer: Viewer, household: Household, name: str, value: Any) -> str:
    """What the phone wanted, masked for this viewer as what stands there is."""
    if value in (None, "", []):
        return NOTHING
    if name == "phone":
        return masks.shown_phone(viewer, str(value)) or NOTHING
    if name in CALLERS and not masks.sees_phones(viewer):
        return HIDDEN_WORDS
    if name == "citizen_id" and not masks.sees_last_digits(viewer):
        return masks.HIDDEN * len(str(value))
    if name == "bank" and not masks.sees_bank(viewer, household):
        return HIDDEN_WORDS
    return _words(name, value)


def _theirs(now: Shown, household: Household, name: str) -> str:
    if name == "citizen_id":
        return now.citizen_id_masked or NOTHING
    if name == "bank":
        return _words(name, now.bank)
    return _words(name, getattr(now, name, None))


def _words(name: str, value: Any) -> str:
    """A value as people read it; numbers that are kept closed only by their end."""
    if value is None or value in ("", []):
        return NOTHING
    if name in HIDDEN:
        return masked(str(value))
    if name in PLACE:
        return "đã ghi vị trí"
    if name == "commune_code":
        return commune(value).name if is_commune(value) else str(value)
    if name == "birth_date":
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    if name == "bank":
        return _bank(value)
    if name == "crops":
        return _crops(value)
    return WORDS.get(name, {}).get(value, str(value))


def _bank(value: Mapping[str, Any]) -> str:
    number = str(value.get("account_number") or value.get("account_number_masked") or "")
    end = masked(number) if len(number) > 3 else number
    return f"{value.get('name') or value.get('bank_code') or ''} {end}".strip()


def _crops(value: Any) -> str:
    if isinstance(value, Mapping):
        added, gone = value.get("add") or [], value.get("remove") or []
        return "; ".join([*(f"thêm {one}" for one in added), *(f"bỏ {one}" for one in gone)])
    return ", ".join(value)
