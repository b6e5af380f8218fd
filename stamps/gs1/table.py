"""Rows of the table as values: what an identifier is, found by its digits."""

import re
from dataclasses import dataclass
from typing import Final

from stamps.gs1.measures import rows as measure_rows
from stamps.gs1.rows import ROWS, SHARED
from stamps.refusals import UnknownIdentifier

# GS1 General Specifications, 7.8.5: after these no separator is needed, for ever.
_FIXED: Final = tuple(f"{n:02}" for n in (*range(5), *range(11, 21), *range(31, 37), 41))
_PART: Final = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)(?::([a-z0-9]+))?\]?")
_SPREAD: Final = re.compile(r"([0-9]+)x([0-9])-([0-9])")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a value: its letters, exact or greatest length, and the rule it obeys."""

    letters: str
    length: int
    up_to: bool
    rule: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Identifier:
    """One application identifier.

    `needs`: alternatives, each a group of beginnings that must all be there. `qualifiers`: None
    unless it is a primary key of an address; then the sequences that may follow it.
    """

    ai: str
    title: str
    parts: tuple[Part, ...]
    needs: tuple[tuple[str, ...], ...]
    never_with: tuple[str, ...]
    qualifiers: tuple[tuple[str, ...], ...] | None
    attribute: bool

    @property
    def fixed(self) -> bool:
        """Whether element strings need no separator after it."""
        return self.ai.startswith(_FIXED)


def find(ai: str) -> Identifier:
    """The row of an identifier; raises UnknownIdentifier."""
    try:
        return IDENTIFIERS[ai]
    except KeyError:
        raise UnknownIdentifier(ai=ai) from None


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(
        Part(letters, int(length), bool(dots), rule or None, bool(bracket))
        for bracket, letters, dots, length, rule in _PART.findall(SHARED.get(text, text))
    )


def _needs(text: str) -> tuple[tuple[str, ...], ...]:
    for name, written in SHARED.items():
        text = text.replace(name, written)
    return tuple(tuple(group.split("+")) for group in text.split("|")) if text else ()


def _spread(text: str) -> list[str]:
    found = _SPREAD.fullmatch(text)
    if found is None:
        return [text]
    return [f"{found[1]}{last}" for last in range(int(found[2]), int(found[3]) + 1)]


def _read(row: str) -> list[Identifier]:
    written, form, needs, never_with, address, title = (cell.strip() for cell in row.split(";"))
    sequences = address.removeprefix("key").strip()
    qualifiers = tuple(tuple(one.split()) for one in sequences.split("|"))
    return [
        Identifier(
            ai=ai,
            title=title,
            parts=_parts(form),
            needs=_needs(needs),
            never_with=tuple(never_with.split()),
            qualifiers=qualifiers if address.startswith("key") else None,
            attribute=address != "no",
        )
        for ai in _spread(written)
    ]


IDENTIFIERS: Final = {
    one.ai: one for row in (ROWS + measure_rows()).strip().splitlines() for one in _read(row)
}
PRIMARY_KEYS: Final = tuple(ai for ai, one in IDENTIFIERS.items() if one.qualifiers is not None)
