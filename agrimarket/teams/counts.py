"""How many teams, members, trainings and trained people a commune has: for the province's sums."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.teams import store_trainings as store


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
    teams = store.count_teams(session, viewer, until)
    members = store.count_members(session, viewer, until)
    trainings = store.count_trainings(session, viewer, until)
    trained = store.count_trained(session, viewer, until)
    return {
        code: Counts(
            teams.get(code, 0), members.get(code, 0), trainings.get(code, 0), trained.get(code, 0)
        )
        for code in sorted({*teams, *members, *trainings, *trained})
    }
