"""Community teams and trainings as rows of figures; they have a commune and no producer."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import String, Uuid, cast, null, select

from agrimarket.kit.access import Viewer
from agrimarket.reports.store import Rows
from agrimarket.teams import rules as teams


def counted(key: str) -> Callable[[Viewer, date], Rows]:
    """The rows of one of teams.COUNTED, with the columns of every figure."""

    def rows(viewer: Viewer, on: date) -> Rows:
        found = teams.COUNTED[key](viewer, on).subquery()
        nothing = cast(null(), String)
        return select(
            found.c.id,
            found.c.label,
            cast(null(), Uuid(as_uuid=False)).label("household_id"),
            found.c.commune_code,
            nothing.label("former_district"),
            nothing.label("channel"),
            found.c.at,
            found.c.amount,
        )

    return rows
