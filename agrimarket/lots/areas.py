"""Growing areas, workshops and warehouses of a producer."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from agrimarket.households.check import LATITUDES, LONGITUDES, POSITION_WRONG
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.ids import take_id
from agrimarket.lots import store, store_area_papers
from agrimarket.lots.kinds import AREA_KINDS
from agrimarket.lots.models import Area
from agrimarket.lots.refusals import AreaInUse, AreaKindUnknown, AreaNameMissing, DateInFuture
from agrimarket.places.spelling import tidy
from agrimarket.products.gln import accept_gln
from agrimarket.products.refusals import HouseholdMissing

PRIVATE = ("address", "latitude", "longitude")  # the trail says of these only that they changed


class AreaFacts(TypedDict, total=False):
    """What may be told of a place: the code as given and its day, a GLN, where it lies (WGS 84)."""

    name: str
    kind: str
    code: str | None
    code_given_on: date | None
    gln: str | None
    address: str | None
    latitude: float | None
    longitude: float | None


def area_by_id(session: Session, *, viewer: Viewer, area_id: str) -> Area:
    """An area of a producer in the viewer's scope; NotFound."""
    area = store.area(session, viewer, area_id)
    if area is None:
        raise NotFound
    return area


def create_area(
    session: Session,
    *,
    viewer: Viewer,
    household_id: str,
    id: str | None = None,
    **facts: Unpack[AreaFacts],
) -> Area:
    """A place where a producer's lots come from; `name` is needed, `kind` growing if left out.

    Raises HouseholdMissing, AreaNameMissing, AreaKindUnknown, DateInFuture, GlnInvalid,
    InvalidFields (the position), IdTaken.
    """
    if store.household(session, viewer, household_id) is None:
        raise HouseholdMissing(fields={"household_id": [HouseholdMissing.sentence]})
    area = Area(household_id=household_id, name="", kind="growing")
    if id is not None:
        take_id(session, area, id)
    _put(area, {"name": "", **facts})
    session.add(area)
    session.flush()
    audit.record(
        session, viewer, "area_created", kind="area", id=area.id,
        after=_told(area), person=household_id,
    )  # fmt: skip
    return area


def edit_area(
    session: Session, *, viewer: Viewer, area: Area, **changes: Unpack[AreaFacts]
) -> Area:
    """Set the named fields, None empties one. Refuses as create_area."""
    before, place = _told(area), [getattr(area, name) for name in PRIVATE]
    _put(area, changes)
    moved = [name for name, old in zip(PRIVATE, place, strict=True) if getattr(area, name) != old]
    session.flush()
    after: dict[str, Any] = {**_told(area), **({"changed": moved} if moved else {})}
    audit.record(
        session, viewer, "area_edited", kind="area", id=area.id,
        before=before, after=after, person=area.household_id,
    )  # fmt: skip
    return area


def delete_area(session: Session, *, viewer: Viewer, area: Area) -> None:
    """Drop an area no lot names; certificates that named it cover one place fewer. AreaInUse."""
    if store.area_in_use(session, area.id):
        raise AreaInUse
    audit.record(
        session, viewer, "area_deleted", kind="area", id=area.id,
        before=_told(area), person=area.household_id,
    )  # fmt: skip
    store_area_papers.let_go(session, area.id)
    session.delete(area)
    session.flush()


def _told(area: Area) -> dict[str, str | None]:
    return {
        "name": area.name,
        "kind": area.kind,
        "code": area.code,
        "code_given_on": day_text(area.code_given_on),
        "gln": area.gln,
    }


def _put(area: Area, told: Mapping[str, Any]) -> None:
    """Check all of it, then set it."""
    clean: dict[str, Any] = {
        name: (tidy(value) or None) if isinstance(value, str) else value
        for name, value in told.items()
    }
    if "name" in clean and not clean["name"]:
        raise AreaNameMissing(fields={"name": [AreaNameMissing.sentence]})
    if "kind" in clean and clean["kind"] not in AREA_KINDS:
        raise AreaKindUnknown(fields={"kind": [AreaKindUnknown.sentence]})
    if (clean.get("code_given_on") or date.min) > clock.today():
        raise DateInFuture(fields={"code_given_on": [DateInFuture.sentence]})
    if "gln" in clean:
        clean["gln"] = accept_gln(clean["gln"])
    _check_place(*(clean.get(name, getattr(area, name)) for name in ("latitude", "longitude")))
    for name, value in clean.items():
        setattr(area, name, value)


def _check_place(latitude: float | None, longitude: float | None) -> None:
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        missing = "latitude" if latitude is None else "longitude"
        raise InvalidFields(fields={missing: [POSITION_WRONG]})
    inside = LATITUDES[0] <= latitude <= LATITUDES[1]
    if not (inside and LONGITUDES[0] <= longitude <= LONGITUDES[1]):
        raise InvalidFields(fields={"latitude": [POSITION_WRONG]})
