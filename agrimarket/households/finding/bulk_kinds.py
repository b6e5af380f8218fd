"""What can be done to many producers at once: how each act is read, done and taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy.orm import Session

from agrimarket.accounts.ranks import OF_COMMUNES
from agrimarket.households import store_people
from agrimarket.households.check import LONGEST, LONGEST_CROP, MOST_CROPS
from agrimarket.households.columns import search_text
from agrimarket.households.details import Details
from agrimarket.households.finding.filters import ME, NOBODY
from agrimarket.households.forgetting import remove as removing
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import InvalidFields, Refusal
from agrimarket.places import fold, tidy

Done = Mapping[str, Any]
UNDONE = "Hoàn tác việc làm với nhiều hộ"


@dataclass(frozen=True, slots=True)
class Value:
    """What to set: as kept, as told; `communes` are those an owner works in (None: all)."""

    kept: str | None
    text: str
    communes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What one producer was before, and what it is now."""

    before: Done
    after: Done


Undo = Callable[[Session, Viewer, Household, Done, Done], bool]


@dataclass(frozen=True, slots=True)
class ActKind:
    """`read` checks the value once, `do` changes one producer or leaves it, `undo` puts it back;
    `said` tells it: "Đã đặt thôn cho 34 hộ."."""

    said: str
    read: Callable[[Session, Viewer, str], Value]
    do: Callable[[Session, Viewer, Household, Value], Change | None]
    undo: Undo


def _hamlet(_session: Session, _viewer: Viewer, value: str) -> Value:
    text = tidy(value)
    if not text or len(text) > LONGEST["hamlet"]:
        raise InvalidFields(fields={"hamlet": ["Hãy ghi tên thôn, bản, tổ dân phố, dưới 120 chữ."]})
    return Value(text, text)


def _crop(_session: Session, _viewer: Viewer, value: str) -> Value:
    text = tidy(value)
    if not text or len(text) > LONGEST_CROP:
        raise InvalidFields(fields={"crop": ["Hãy ghi tên một sản phẩm, dưới 80 chữ."]})
    return Value(text, text)


def _owner(session: Session, viewer: Viewer, value: str) -> Value:
    if value == NOBODY:
        return Value(None, "không ai")
    account = store_people.worker(
        session, viewer, (viewer.account_id or "") if value == ME else value
    )
    if account is None:
        raise InvalidFields(fields={"owner": ["Hãy chọn một cán bộ trong danh sách."]})
    whole = Role(account.role) not in OF_COMMUNES
    places = frozenset(row.commune_code for row in account.communes)
    return Value(account.id, account.name, None if whole else places)


def _nothing(_session: Session, _viewer: Viewer, _value: str) -> Value:
    return Value(None, "")


def _set_hamlet(s: Session, viewer: Viewer, household: Household, value: Value) -> Change | None:
    if household.hamlet == value.kept:
        return None
    return _written(s, viewer, household, {"hamlet": value.kept})


def _add_crop(s: Session, viewer: Viewer, household: Household, value: Value) -> Change | None:
    known = {fold(crop) for crop in household.crops}
    if fold(value.text) in known or len(household.crops) >= MOST_CROPS:
        return None
    return _written(s, viewer, household, {"crops": [*household.crops, value.text]})


def _set_owner(s: Session, viewer: Viewer, household: Household, value: Value) -> Change | None:
    there = value.communes is None or household.commune_code in value.communes
    if household.owner_id == value.kept or not there:
        return None
    names = store_people.names(s, viewer, [household.owner_id] if household.owner_id else [])
    change = Change({"owner_id": household.owner_id}, {"owner_id": value.kept})
    household.owner_id, household.updated_at = value.kept, clock.now()
    was = names.get(household.owner_id or "", None)
    _note(s, viewer, household, {"owner": was}, {"owner": value.text if value.kept else None})
    return change


def _remove(s: Session, viewer: Viewer, household: Household, _value: Value) -> Change | None:
    if household.state != HouseholdState.DRAFT:
        return None
    try:
        removing.remove(s, viewer=viewer, household=household, reason="Bỏ nhiều bản nháp một lần")
    except Refusal:  # somebody sells through it, or it is no draft of this viewer's
        return None
    return Change({}, {"removed": True})


def _back(s: Session, viewer: Viewer, household: Household, before: Done, after: Done) -> bool:
    if household.deleted_at is not None:
        return False
    now = {name: getattr(household, name) for name in after}
    if now != dict(after):
        return False
    if "owner_id" in before:
        household.owner_id, household.updated_at = before["owner_id"], clock.now()
        _note(s, viewer, household, {}, {"changed": ["owner"]}, UNDONE)
    else:
        _written(s, viewer, household, before, UNDONE)
    return True


def _crop_back(s: Session, viewer: Viewer, household: Household, before: Done, after: Done) -> bool:
    """Also where more crops came since: only the one that was added goes again."""
    if _back(s, viewer, household, before, after):
        return True
    added = after["crops"][-1]
    if household.deleted_at is not None or added not in household.crops:
        return False
    kept = [crop for crop in household.crops if crop != added]
    _written(s, viewer, household, {"crops": kept}, UNDONE)
    return True


def _restore(s: Session, viewer: Viewer, household: Household, _before: Done, _after: Done) -> bool:
    if household.deleted_at is None:
        return False
    try:
        removing.restore(s, viewer=viewer, household=household)
    except Refusal:  # the person was registered again meanwhile
        return False
    return True


def _written(
    s: Session, viewer: Viewer, household: Household, values: Done, reason: str | None = None
) -> Change:
    before = {name: getattr(household, name) for name in values}
    for name, value in values.items():
        setattr(household, name, value)
    # a producer's row has the names that its words are made of
    household.search_text = search_text(cast(Details, household))
    household.updated_at = clock.now()
    _note(s, viewer, household, before, {**values, "changed": list(values)}, reason)
    return Change(before, dict(values))


def _note(
    s: Session, viewer: Viewer, household: Household, before: Done, after: Done,
    reason: str | None = None,
) -> None:  # fmt: skip
    audit.record(
        s, viewer, "household_edited", kind="household", id=household.id, before=before,
        after=after, reason=reason, person=household.id,
    )  # fmt: skip


KINDS: Mapping[str, ActKind] = {
    "hamlet": ActKind("Đã đặt thôn, bản cho {count} hộ.", _hamlet, _set_hamlet, _back),
    "crop": ActKind("Đã thêm sản phẩm cho {count} hộ.", _crop, _add_crop, _crop_back),
    "owner": ActKind("Đã giao {count} hộ.", _owner, _set_owner, _back),
    "remove": ActKind("Đã bỏ {count} bản nháp.", _nothing, _remove, _restore),
}
