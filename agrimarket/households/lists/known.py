"""Which rows of a list are in their uploader's work, and which people are registered already."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.intake.rows import ListRow
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import Viewer

T = TypeVar("T")


def in_scope(viewer: Viewer, row: ListRow) -> ListRow:
    """A row of communes that are all outside the viewer's work is refused, in words."""
    codes = row.commune_codes
    if not codes or any(may_write_in(viewer, code) for code in codes):
        return row
    return refused(row, CommuneOutsideScope.code, CommuneOutsideScope.sentence)


def refused(row: ListRow, code: str, words: str) -> ListRow:
    """The row with one error more."""
    found = {**dict(zip(row.errors, row.reasons, strict=True)), code: words}
    errors = tuple(sorted(found))
    return replace(row, errors=errors, reasons=tuple(found[one] for one in errors))


def known_by(
    session: Session, values: Collection[T], hashes_of: Callable[[T], Mapping[str, str]]
) -> dict[T, str]:
    """Which of the values belong to which household's id, asked column by column."""
    found: dict[T, str] = {}
    for chunk in store.chunks(list(values)):
        by_column: dict[str, dict[str, T]] = {}
        for value in chunk:
            for column, hashed in hashes_of(value).items():
                by_column.setdefault(column, {})[hashed] = value
        for column, wanted in by_column.items():
            ids = store.ids_by(session, getattr(Household, column), wanted)
            found |= {wanted[hashed]: household_id for hashed, household_id in ids.items()}
    return found
