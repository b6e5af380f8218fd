"""How many teams, members, trainings and trained people a commune has: for the province's sums."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.teams import store_counts as store

# What is counted > the rows that make it, of a viewer's places on a Vietnamese day.
COUNTED: Mapping[str, Callable[[Viewer, date], store.Rows]] = {
    "teams": store.teams,
    "members": store.members,
    "trainings": store.trainings,
    "people_trained": store.trained,
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one commune on one day. People are distinct: a household, an account, a place in a team
    or, where a list has but the name, the name without tone marks counts once."""

    teams: int = 0
    members: int = 0
    trainings: int = 0
    people_trained: int = 0


def counts(session: Session, viewer: Viewer, until: date) -> dict[str, Counts]:
    """By commune code, as of the end of a Vietnamese day, in the viewer's scope; communes without
    anything are left out. Somebody trained in two communes counts in both, so communes' people
    do not add up to the province's exactly."""
    found = {key: store.by_commune(session, rows(viewer, until)) for key, rows in COUNTED.items()}
    codes = sorted({code for one in found.values() for code in one})
    return {code: Counts(**{key: one.get(code, 0) for key, one in found.items()}) for code in codes}
