"""Decides over the rows of a list against the producers who are registered."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.identity import citizen_indexes, person_hashes
from agrimarket.households.intake.outcome import Decision, PersonKey, decide
from agrimarket.households.intake.rows import ListRow
from agrimarket.households.lists.updates import plan_updates
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import Viewer

T = TypeVar("T")


def decided(
    session: Session, viewer: Viewer, rows: Sequence[ListRow], *, updating: bool
) -> list[Decision]:
    """What becomes of every row; with `updating`, registered households may change."""

    def known_citizens(numbers: Collection[str]) -> Mapping[str, str]:
        return _known(session, numbers, citizen_indexes)

    def known_persons(keys: Collection[PersonKey]) -> Mapping[PersonKey, str]:
        return _known(session, keys, person_hashes)

    decisions = decide(
        [_in_scope(viewer, row) for row in rows],
        known_citizens=known_citizens,
        known_persons=known_persons,
    )
    return plan_updates(session, viewer, decisions) if updating else decisions


def _in_scope(viewer: Viewer, row: ListRow) -> ListRow:
    """A row of communes that are all outside the viewer's work is refused, in words."""
    codes = row.commune_codes
    if not codes or any(may_write_in(viewer, code) for code in codes):
        return row
    found = {**dict(zip(row.errors, row.reasons, strict=True))}
    found[CommuneOutsideScope.code] = CommuneOutsideScope.sentence
    errors = tuple(sorted(found))
    return replace(row, errors=errors, reasons=tuple(found[code] for code in errors))


def _known(
    session: Session, values: Collection[T], hashes_of: Callable[[T], Mapping[str, str]]
) -> dict[T, str]:
    """Which of the values belong to which household's id, asked column by column."""
    by_column: dict[str, dict[str, T]] = {}
    for value in values:
        for column, hashed in hashes_of(value).items():
            by_column.setdefault(column, {})[hashed] = value
    found: dict[T, str] = {}
    for column, wanted in by_column.items():
        ids = store.ids_by(session, getattr(Household, column), wanted)
        found |= {wanted[hashed]: household_id for hashed, household_id in ids.items()}
    return found
