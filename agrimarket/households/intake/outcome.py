"""Decides over a whole list what becomes of each row: created, duplicate, a choice, rejected."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar

from agrimarket.households.intake.rows import ListRow
from agrimarket.households.intake.words import (
    DUPLICATE_OF_HOUSEHOLD_WORDS,
    DUPLICATE_OF_ROW_WORDS,
)
from agrimarket.places import fold

K = TypeVar("K")
V = TypeVar("V")
Outcome = Literal["created", "duplicate", "choose_commune", "rejected", "updated", "unchanged"]
OUTCOMES: tuple[Outcome, ...] = ("created", "duplicate", "choose_commune", "rejected")
# where a list may change who is registered (update mode)
UPDATE_OUTCOMES: tuple[Outcome, ...] = (*OUTCOMES, "updated", "unchanged")


class PersonKey(NamedTuple):
    """Tells people without a citizen number apart: name without tone marks, phone, commune.

    Two people of one name without a phone are told apart by their birth dates.
    """

    name: str
    phone: str | None
    commune_code: str
    birth_date: date | None


def person_key(
    *, name: str, phone: str | None, commune_code: str, birth_date: date | None
) -> PersonKey:
    """The key of a row or of a registered household; the phone with its leading 0, or None."""
    return PersonKey(fold(name), phone or None, commune_code, None if phone else birth_date)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a row; warnings only where it is created.

    `duplicate_of` is the id of the registered household, `duplicate_row` the earlier row (of
    list `duplicate_sheet`). An updated row carries the fields it sets, and how each stood before.
    """

    row: ListRow
    outcome: Outcome
    duplicate_of: str | None = None
    duplicate_row: int | None = None
    duplicate_sheet: int | None = None
    changes: Mapping[str, Any] | None = None
    before: Mapping[str, Any] | None = None

    @property
    def errors(self) -> tuple[str, ...]:
        """Error codes, sorted."""
        return self.row.errors

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warning codes of a created row, sorted; none on others."""
        return self.row.warnings if self.outcome == "created" else ()

    @property
    def commune_codes(self) -> tuple[str, ...]:
        """Current codes, sorted; there on every row whose place was read."""
        return self.row.commune_codes

    @property
    def reason(self) -> str:
        """Why the row was not simply created, for the reason column; empty where it was."""
        if self.outcome == "rejected":
            return " ".join(self.row.reasons)
        if self.outcome == "choose_commune":
            return self.row.place_words
        if self.duplicate_row is not None:
            return DUPLICATE_OF_ROW_WORDS.format(row=self.duplicate_row)
        return DUPLICATE_OF_HOUSEHOLD_WORDS if self.outcome == "duplicate" else ""


KnownCitizens = Callable[[Collection[str]], Mapping[str, str]]
KnownPersons = Callable[[Collection[PersonKey]], Mapping[PersonKey, str]]


def decide(
    rows: Sequence[ListRow], *, known_citizens: KnownCitizens, known_persons: KnownPersons
) -> list[Decision]:
    """The outcome of every row, in order; rejected wins over duplicate, that over a choice.

    Each callable is asked once, with all citizen numbers or person keys of rows that are not
    rejected, and answers which of them belong to which registered household's id. Households
    match a row without a citizen number by name, phone and commune; never by phone alone.
    """
    sound = [row for row in rows if not row.errors]
    citizens = known_citizens({row.citizen_id for row in sound if row.citizen_id})
    persons = known_persons({key for row in sound if not row.citizen_id for key in _keys(row)})
    seen: dict[str | PersonKey, ListRow] = {}
    return [_decide(row, citizens, persons, seen) for row in rows]


def _decide(
    row: ListRow,
    citizens: Mapping[str, str],
    persons: Mapping[PersonKey, str],
    seen: dict[str | PersonKey, ListRow],
) -> Decision:
    if row.errors:
        return Decision(row, "rejected")
    keys = _keys(row)
    own: tuple[str | PersonKey, ...] = (row.citizen_id,) if row.citizen_id else keys
    known = citizens.get(row.citizen_id) if row.citizen_id else _first(persons, keys)
    if known is not None:
        return Decision(row, "duplicate", duplicate_of=known)
    earlier = _first(seen, own)
    if earlier is not None:
        return Decision(row, "duplicate", duplicate_row=earlier.row, duplicate_sheet=earlier.sheet)
    for key in (row.citizen_id, *keys):
        if key is not None:
            seen.setdefault(key, row)
    return Decision(row, "created" if len(row.commune_codes) == 1 else "choose_commune")


def _first(table: Mapping[K, V], keys: Iterable[K]) -> V | None:
    return next((table[key] for key in keys if key in table), None)


def _keys(row: ListRow) -> tuple[PersonKey, ...]:
    """One key for each commune the row may mean: a choice still open matches any of them."""
    return tuple(
        person_key(name=row.name, phone=row.phone, commune_code=code, birth_date=row.birth_date)
        for code in row.commune_codes
    )


def counts(
    decisions: Iterable[Decision], outcomes: Sequence[Outcome] = OUTCOMES
) -> dict[Outcome, int]:
    """How many rows had each outcome; all of them are named."""
    tally = Counter(decision.outcome for decision in decisions)
    return {outcome: tally[outcome] for outcome in outcomes}
