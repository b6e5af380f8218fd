"""Which teams and trainings a viewer may see, as SQL conditions."""

from sqlalchemy import ColumnElement, false, true

from agrimarket.kit.access import REGISTRARS, Role, Viewer
from agrimarket.teams.models import Team, Training

SEERS = (*REGISTRARS, Role.AUDITOR)


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The province sees all teams, a commune its own; producers and buyers none."""
    if not _sees(viewer):
        return false()
    return true() if viewer.whole_province else Team.commune_code.in_(viewer.commune_codes)


def visible_trainings(viewer: Viewer) -> ColumnElement[bool]:
    """The same for trainings, by the commune where they were held."""
    if not _sees(viewer):
        return false()
    return true() if viewer.whole_province else Training.commune_code.in_(viewer.commune_codes)


def _sees(viewer: Viewer) -> bool:
    program = viewer.role is Role.API_CLIENT and viewer.household_id is None
    return program or viewer.is_one_of(SEERS)
