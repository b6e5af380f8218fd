"""What the uploader said of a file: which sheet, which line is the header, which column is what."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from agrimarket.households.intake.cells import as_text, is_blank
from agrimarket.households.intake.header import (
    Field,
    Header,
    find_header,
    fingerprint,
)
from agrimarket.households.intake.refusals import MappingInvalid
from agrimarket.households.intake.table import Table

ALL = "*"
_LOOK = 30  # lines in which a header of unknown words is sought
Columns = Mapping[Field, int]


@dataclass(frozen=True, slots=True)
class Wish:
    """`sheet`: a name, ALL, or None for the first with a header. `columns` from 0, for the
    header in `header_row` (from 1; None: found or guessed). `known`: mappings remembered by
    the fingerprint of their header."""

    sheet: str | None = None
    header_row: int | None = None
    columns: Columns | None = None
    known: Mapping[str, Columns] = field(default_factory=dict)


def header_of(table: Table, wish: Wish) -> tuple[Header | None, Wish]:
    """The table's header by the wish, and the wish for the tables after it; MappingInvalid."""
    if wish.columns is None or wish.sheet not in (None, ALL, table.name):
        return _known(table, wish.known), wish
    header = _said(table, wish.header_row, wish.columns)
    known = {**wish.known, header.fingerprint: wish.columns}
    return header, replace(wish, columns=None, header_row=None, known=known)


def guessed(table: Table) -> Header:
    """The line that looks most like a header where no words are known: the most texts."""
    texts = [
        sum(isinstance(cell, str) and not is_blank(cell) for cell in line)
        for line in table.lines[:_LOOK]
    ]
    place = texts.index(max(texts)) if texts else 0
    return _at(table, place, {})


def _said(table: Table, row: int | None, columns: Columns) -> Header:
    natural = find_header(table.lines, table.merged)
    if row is None or (natural is not None and row - 1 == natural.last):
        header = natural or guessed(table)
    else:
        header = _at(table, row - 1, {})
    width = len(header.texts)
    places = list(columns.values())
    fits = all(0 <= place < width for place in places) and len(set(places)) == len(places)
    if not fits or not {"name", "commune"} <= columns.keys():
        raise MappingInvalid
    return replace(header, columns=dict(columns))


def _at(table: Table, place: int, columns: Columns) -> Header:
    line = table.lines[place] if 0 <= place < len(table.lines) else []
    return Header(place, place, columns, tuple(map(as_text, line)))


def _known(table: Table, known: Mapping[str, Columns]) -> Header | None:
    natural = find_header(table.lines, table.merged)
    if natural is not None:
        return replace(natural, columns=known.get(natural.fingerprint, natural.columns))
    for place in range(min(_LOOK, len(table.lines)) if known else 0):
        one = _at(table, place, {})
        if columns := known.get(fingerprint(one.texts)):
            return replace(one, columns=columns)
    return None
