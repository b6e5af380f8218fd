"""Decides over the rows of a list against the producers who are registered."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from agrimarket.households.identity import person_hashes
from agrimarket.households.intake.outcome import Decision, PersonKey, decide
from agrimarket.households.intake.rows import ListRow
from agrimarket.households.lists import foreign
from agrimarket.households.lists.known import in_scope, known_by
from agrimarket.households.lists.read import Asked
from agrimarket.households.lists.updates import plan_updates
from agrimarket.kit.access import Viewer


def decided(
    session: Session, viewer: Viewer, rows: Sequence[ListRow], *, updating: bool, asked: Asked
) -> list[Decision]:
    """What becomes of every row; with `updating`, registered households may change.

    `asked` says which numbers of other places may be told to whoever does not see the province.
    """
    rows = [in_scope(viewer, row) for row in rows]
    citizens = foreign.known_citizens(session, rows)
    if not viewer.whole_province:
        others = foreign.foreign(session, viewer, citizens)
        rows = list(foreign.held(rows, citizens, others, asked))

    def known_citizens(_numbers: Collection[str]) -> Mapping[str, str]:
        return citizens

    def known_persons(keys: Collection[PersonKey]) -> Mapping[PersonKey, str]:
        return known_by(session, keys, person_hashes)

    decisions = decide(rows, known_citizens=known_citizens, known_persons=known_persons)
    return plan_updates(session, viewer, decisions) if updating else decisions
