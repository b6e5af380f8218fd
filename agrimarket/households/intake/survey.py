"""What stands in a file, sheet by sheet, so that its uploader can say which is the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agrimarket.households.intake.cells import as_text, is_blank
from agrimarket.households.intake.header import Header
from agrimarket.households.intake.sheet import tables
from agrimarket.households.intake.table import Table
from agrimarket.households.intake.wish import Columns, Wish, guessed, header_of

_SAMPLES, _MOST_COLUMNS = 3, 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, and what stands in the first rows below."""

    place: int
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A sheet: its rows below the header; `header` is None where nobody knows its words, and
    `likely` the line that looks like one then."""

    name: str
    header: Header | None
    likely: Header
    rows: int
    table: Table

    def columns(self, row: int | None = None) -> list[Column]:
        """The columns under the header in `row` (from 1), or under the likely one."""
        head = self.likely if row is None else _line(self.table, row - 1)
        below = self.table.lines[head.last + 1 :]
        return [
            Column(place, text, tuple(_samples(below, place)))
            for place, text in enumerate(head.texts[:_MOST_COLUMNS])
            if text or any(_samples(below, place))
        ]


def survey(source: bytes, known: Mapping[str, Columns]) -> Sequence[Surveyed]:
    """Every visible sheet with something in it; a ListRefused."""
    return [
        _surveyed(table, known)
        for table in tables(source)
        if any(not is_blank(cell) for line in table.lines for cell in line)
    ]


def _surveyed(table: Table, known: Mapping[str, Columns]) -> Surveyed:
    header, _wish = header_of(table, Wish(known=known))
    likely = header or guessed(table)
    rows = sum(not all(map(is_blank, line)) for line in table.lines[likely.last + 1 :])
    return Surveyed(table.name, header, likely, rows, table)


def _line(table: Table, place: int) -> Header:
    line = table.lines[place] if 0 <= place < len(table.lines) else []
    return Header(place, place, {}, tuple(map(as_text, line)))


def _samples(below: Sequence[Sequence[object]], place: int) -> list[str]:
    found = (as_text(line[place]) for line in below[:20])  # type: ignore[arg-type]  # cells
    return [text for text in found if text][:_SAMPLES]
