"""Growing areas, workshops and warehouses of a producer."""

from sqlalchemy.orm import Session

from agrimarket.kit import audit
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.lots import store
from agrimarket.lots.kinds import AREA_KINDS
from agrimarket.lots.models import Area
from agrimarket.lots.refusals import AreaInUse, AreaKindUnknown, AreaNameMissing
from agrimarket.places.spelling import tidy
from agrimarket.products.refusals import HouseholdMissing


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
    name: str,
    kind: str = "growing",
    code: str | None = None,
    id: str | None = None,
) -> Area:
    """A place where a producer's lots come from; a growing-area code is kept as given.

    Raises HouseholdMissing, AreaNameMissing, AreaKindUnknown, IdTaken.
    """
    if store.household(session, viewer, household_id) is None:
        raise HouseholdMissing(fields={"household_id": [HouseholdMissing.sentence]})
    area = Area(household_id=household_id)
    if id is not None:
        area.id = accept_id(id)
        if session.get(Area, area.id) is not None:
            raise IdTaken
    _put(area, name=name, kind=kind, code=code)
    session.add(area)
    session.flush()
    audit.record(
        session, viewer, "area_created", kind="area", id=area.id,
        after=_told(area), person=household_id,
    )  # fmt: skip
    return area


def edit_area(
    session: Session,
    *,
    viewer: Viewer,
    area: Area,
    name: str | None = None,
    kind: str | None = None,
    code: str | None = None,
) -> Area:
    """Mend what was typed; None leaves a field. AreaNameMissing, AreaKindUnknown."""
    before = _told(area)
    _put(
        area,
        name=area.name if name is None else name,
        kind=area.kind if kind is None else kind,
        code=area.code if code is None else code,
    )
    session.flush()
    audit.record(
        session, viewer, "area_edited", kind="area", id=area.id,
        before=before, after=_told(area), person=area.household_id,
    )  # fmt: skip
    return area


def delete_area(session: Session, *, viewer: Viewer, area: Area) -> None:
    """Drop an area no lot names. AreaInUse."""
    if store.area_in_use(session, area.id):
        raise AreaInUse
    audit.record(
        session, viewer, "area_deleted", kind="area", id=area.id,
        before=_told(area), person=area.household_id,
    )  # fmt: skip
    session.delete(area)
    session.flush()


def _told(area: Area) -> dict[str, str | None]:
    return {"name": area.name, "kind": area.kind, "code": area.code}


def _put(area: Area, *, name: str, kind: str, code: str | None) -> None:
    if not tidy(name):
        raise AreaNameMissing(fields={"name": [AreaNameMissing.sentence]})
    if kind not in AREA_KINDS:
        raise AreaKindUnknown(fields={"kind": [AreaKindUnknown.sentence]})
    area.name, area.kind, area.code = tidy(name), kind, tidy(code or "") or None
