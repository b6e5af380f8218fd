"""An area as somebody may see it: where it lies is for those who go there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.households.showing.masks import sees_position
from agrimarket.kit.access import Viewer
from agrimarket.lots import store
from agrimarket.lots.areas import PRIVATE
from agrimarket.lots.kinds import AREA_KINDS
from agrimarket.lots.models import Area


class AreaShown:
    """A row with its private fields empty for whoever has no business there."""

    def __init__(self, row: Area, household: Household, viewer: Viewer) -> None:
        self.row = row
        self.household = household
        self.sees_place = sees_position(viewer, household)

    def __getattr__(self, name: str) -> Any:
        if name in PRIVATE and not self.sees_place:
            return None
        return getattr(self.__dict__["row"], name)

    @property
    def kind_label(self) -> str:
        return AREA_KINDS.get(self.row.kind, self.row.kind)


def show_areas(session: Session, viewer: Viewer, rows: Sequence[Area]) -> list[AreaShown]:
    """A list's areas with their producers, in one read."""
    owners = store.owners(session, [row.household_id for row in rows])
    return [AreaShown(row, owners[row.household_id], viewer) for row in rows]
