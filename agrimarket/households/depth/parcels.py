"""A producer's fields, ponds and barns: what stands there, how much, in which months."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.check import LATITUDES, LONGITUDES, POSITION_WRONG
from agrimarket.households.depth import store as store_depth
from agrimarket.households.depth.area_words import AreaUnread, read_area
from agrimarket.households.depth.kinds import COUNT_UNITS, PARCEL_KINDS
from agrimarket.households.depth.members import check_days, known, refuse_writing
from agrimarket.households.depth.models import Parcel
from agrimarket.households.models import Household
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.ids import take_id
from agrimarket.places import tidy

NAME_NEEDED = "Hãy đặt tên cho nơi này, ví dụ: Ruộng đồng Cửa."
KIND_UNKNOWN = "Hãy chọn một loại trong danh sách."
UNIT_NEEDED = "Hãy chọn đơn vị đếm: con, cây…"
COUNT_NEEDED = "Hãy ghi số lượng, hoặc bỏ đơn vị đếm."
BOTH_MONTHS = "Hãy ghi cả tháng đầu và tháng cuối của mùa."
MONTH_WRONG = "Tháng từ 1 đến 12."
MOST = 2_000_000_000
PLAIN = ("kind", "count", "count_unit", "season_from", "season_to", "latitude", "longitude",
         "since", "until")  # fmt: skip
# The trail says of a position only that it changed.
TOLD = ("name", "kind", "crop", "count", "count_unit", "season_from", "season_to", "area_m2")


def parcel(session: Session, *, household: Household, parcel_id: str) -> Parcel:
    """One parcel of a producer whom the viewer may see; NotFound."""
    found = store_depth.parcel(session, household.id, parcel_id)
    if found is None:
        raise NotFound
    return found


def add_parcel(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    id: str | None = None,
    **typed: Any,
) -> Parcel:
    """A new one; `name` is needed. `area` is text (area_words.py), season in months, position in
    degrees (WGS 84), `count` in `count_unit`.

    The producer is visible and locked. InvalidFields, IdTaken, CommuneOutsideScope, NoLongerDraft.
    """
    refuse_writing(viewer, household)
    made = Parcel(household_id=household.id, name="", kind="field")
    if id is not None:
        take_id(session, made, id)
    _put(made, {"name": "", **typed})
    session.add(made)
    session.flush()
    audit.record(
        session, viewer, "parcel_added", kind="household", id=household.id,
        after=known(told(made)), person=household.id,
    )  # fmt: skip
    return made


def change_parcel(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    parcel: Parcel,
    changes: Mapping[str, Any],
) -> Parcel:
    """Set the named fields, null empties one; `until` ends it. Refuses as add_parcel."""
    refuse_writing(viewer, household)
    before, place = told(parcel), (parcel.latitude, parcel.longitude)
    _put(parcel, changes)
    moved = place != (parcel.latitude, parcel.longitude)
    if told(parcel) != before or moved:
        parcel.updated_at = clock.now()
        session.flush()
        after = told(parcel) | ({"changed": ["latitude", "longitude"]} if moved else {})
        audit.record(
            session, viewer, "parcel_changed", kind="household", id=household.id,
            before=known(before), after=known(after), person=household.id,
        )  # fmt: skip
    return parcel


def told(parcel: Parcel) -> dict[str, Any]:
    """What the trail keeps: everything but where it lies."""
    facts = {"parcel": parcel.id, "parcel_kind": parcel.kind, "crop": parcel.crop,
             "heads": parcel.count, "count_unit": parcel.count_unit,
             "season_from": parcel.season_from, "season_to": parcel.season_to}  # fmt: skip
    area = None if parcel.area_m2 is None else f"{parcel.area_m2:.2f}"
    return {"name": parcel.name, **facts, "area_m2": area,
            "since": day_text(parcel.since), "until": day_text(parcel.until)}  # fmt: skip


def _put(parcel: Parcel, values: Mapping[str, Any]) -> None:
    faults: dict[str, list[str]] = {}
    if "name" in values:
        parcel.name = tidy(values["name"] or "")[:120]
    if "crop" in values:
        parcel.crop = tidy(values["crop"] or "")[:80] or None
    if "area" in values:
        try:
            parcel.area_m2 = read_area(values["area"]) if values["area"] else None
        except AreaUnread as refusal:
            faults["area"] = [refusal.detail]
    for name in PLAIN:
        if name in values:
            setattr(parcel, name, values[name])
    parcel.kind = parcel.kind or "field"
    _check(parcel, faults)
    if faults:
        raise InvalidFields(fields=faults)


def _check(parcel: Parcel, faults: dict[str, list[str]]) -> None:
    if not parcel.name:
        faults["name"] = [NAME_NEEDED]
    if parcel.kind not in PARCEL_KINDS:
        faults["kind"] = [KIND_UNKNOWN]
    if parcel.count is None and parcel.count_unit:
        faults["count"] = [COUNT_NEEDED]
    if parcel.count is not None and parcel.count_unit not in COUNT_UNITS:
        faults["count_unit"] = [UNIT_NEEDED]
    months = (parcel.season_from, parcel.season_to)
    if (months[0] is None) != (months[1] is None):
        faults["season_to" if months[1] is None else "season_from"] = [BOTH_MONTHS]
    if any(month is not None and not 1 <= month <= 12 for month in months):
        faults["season_from"] = [MONTH_WRONG]
    check_days(parcel.since, parcel.until, faults)
    _check_place(parcel, faults)


def _check_place(parcel: Parcel, faults: dict[str, list[str]]) -> None:
    latitude, longitude = parcel.latitude, parcel.longitude
    if latitude is None and longitude is None:
        return
    inside = (
        latitude is not None
        and longitude is not None
        and LATITUDES[0] <= latitude <= LATITUDES[1]
        and LONGITUDES[0] <= longitude <= LONGITUDES[1]
    )
    if not inside:
        faults["latitude"] = [POSITION_WRONG]
