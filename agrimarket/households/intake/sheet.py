"""Finds the lists in a file: their headers, their columns, their rows as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import overload

from agrimarket.households.intake.archive import OLE, PACKED
from agrimarket.households.intake.book import book_tables
from agrimarket.households.intake.cells import Cell, as_text, is_blank
from agrimarket.households.intake.csv_text import text_table
from agrimarket.households.intake.header import Field, Header
from agrimarket.households.intake.merges import filled
from agrimarket.households.intake.refusals import (
    FileEmpty,
    FileTooBig,
    HeaderMissing,
    NoRows,
    SheetUnknown,
    TooManyRows,
)
from agrimarket.households.intake.table import Table
from agrimarket.households.intake.wish import ALL, Wish, header_of
from agrimarket.places import fold, has_accents, tone_key

MOST_ROWS = 50_000  # TooManyRows says it
_MOST_TEXT_BYTES = 15 * 2**20
_NEEDED: tuple[Field, ...] = ("name", "commune")
_TOTAL_WORDS = frozenset({tone_key("Tổng"), tone_key("Cộng")})
# "Tong" alone may be the family name Tống
_TOTAL_WITHOUT_ACCENTS = ("tong cong", "tong so")
# The template's own row: it shows how to fill in, and is nobody.
EXAMPLE, EXAMPLE_NAME, EXAMPLE_PHONE = "Ví dụ", "Nguyễn Thị Hoa", "0912345678"
EXAMPLE_NOTE = "Dòng này không được nhập"  # left there, it is nobody's note


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of the list: its number as the sheet shows it, its cells by field, and all of it.

    `sheet` counts the lists of one file from 0.
    """

    row: int
    cells: Mapping[Field, Cell] = field(repr=False)
    values: Sequence[Cell] = field(repr=False)
    sheet: int = 0


@dataclass(frozen=True, slots=True)
class RawRows(Sequence[RawRow]):
    """The rows of a list with content, each made when it is asked for: a list may be long."""

    numbers: Sequence[int]
    lines: Sequence[Sequence[Cell]] = field(repr=False)
    columns: Mapping[Field, int]
    sheet: int

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> RawRow: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[RawRow]: ...

    def __getitem__(self, place: int | slice) -> RawRow | Sequence[RawRow]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        line = self.lines[place]
        cells = {one: line[column] for one, column in self.columns.items()}
        return RawRow(self.numbers[place], cells, line, self.sheet)


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list as it stands in a workbook: header texts, columns by field, rows with content."""

    sheet_name: str
    header_row: int
    columns: Mapping[Field, int]
    header: tuple[str, ...]
    rows: RawRows


def open_list(source: bytes) -> ListSheet:
    """The first list in an xlsx or CSV file; raises a ListRefused (file unreadable, no header, no
    rows, more than MOST_ROWS).

    The first visible sheet with a header counts. Title rows above the header are skipped, and
    below it blank rows, rows that hold a running number alone, totals and repeated headers.
    """
    return open_lists(source, Wish())[0]


def open_lists(source: bytes, wish: Wish) -> list[ListSheet]:
    """The same for the sheets that are wished for, at least one; SheetUnknown, MappingInvalid."""
    found: list[ListSheet] = []
    names: list[str] = []
    for table in tables(source):
        header, wish = header_of(table, wish)
        if header is None:
            continue
        names.append(table.name)
        if wish.sheet in (None, ALL, table.name):
            found.append(_list(table, header, sum(bool(one.rows) for one in found)))
        if found and wish.sheet != ALL:
            break
    if not found:
        raise SheetUnknown(name=wish.sheet, sheets=", ".join(names)) if names else HeaderMissing
    return _checked(found)


def tables(source: bytes) -> Iterator[Table]:
    """The visible sheets of a workbook, or the one table of a text file; a ListRefused."""
    if not source:
        raise FileEmpty
    if source.startswith((OLE, PACKED)):
        yield from book_tables(source)
    elif len(source) > _MOST_TEXT_BYTES:
        raise FileTooBig(megabytes=_MOST_TEXT_BYTES // 2**20)
    else:
        yield from text_table(source)


def _checked(found: list[ListSheet]) -> list[ListSheet]:
    full = [one for one in found if one.rows]
    if not full:
        raise NoRows
    if sum(len(one.rows) for one in full) > MOST_ROWS:
        raise TooManyRows
    return full


def _list(table: Table, header: Header, number: int) -> ListSheet:
    lines, columns = filled(table, header), header.columns
    head, below = lines[header.last], header.last + 1
    places = [
        place
        for place in range(below, len(lines))
        if not _says_nothing(lines[place], columns) and not _repeats(lines[place], head, columns)
    ]
    rows = RawRows(
        [place + 1 for place in places], [lines[place] for place in places], dict(columns), number
    )
    return ListSheet(table.name, header.last + 1, rows.columns, header.texts, rows)


def _repeats(line: Sequence[Cell], head: Sequence[Cell], columns: Mapping[Field, int]) -> bool:
    """Whether the header stands here again, as on the next page of a printed list."""
    return all(line[columns[one]] == head[columns[one]] for one in _NEEDED)


def _says_nothing(line: Sequence[Cell], columns: Mapping[Field, int]) -> bool:
    """Blank, numbered but not filled in, or a total."""
    number = columns.get("number")
    if all(is_blank(cell) for place, cell in enumerate(line) if place != number):
        return number is None or not _has_letters(line[number])
    return _is_total(line) or _is_example(line, columns)


def _is_example(line: Sequence[Cell], columns: Mapping[Field, int]) -> bool:
    """Whether it is the form's own row; a real person may be typed over it, "Ví dụ" left there."""
    number, phone = columns.get("number"), columns.get("phone")
    if number is None or line[number] != EXAMPLE:
        return False
    same = phone is None or as_text(line[phone]) in ("", EXAMPLE_PHONE)
    return same and fold(as_text(line[columns["name"]])) == fold(EXAMPLE_NAME)


def _has_letters(cell: Cell) -> bool:
    return any(letter.isalpha() for letter in as_text(cell)) and not _is_total([cell])


def _is_total(line: Sequence[Cell]) -> bool:
    """Whether the row's only text begins with Tổng or Cộng; numbers may stand beside it."""
    found = (cell for cell in line if isinstance(cell, str) and not is_blank(cell))
    texts = list(islice(found, 2))
    if len(texts) != 1:
        return False
    text = as_text(texts[0])
    first = "".join(letter if letter.isalpha() else " " for letter in text).split()[:1]
    if any(tone_key(word) in _TOTAL_WORDS for word in first):
        return True
    return not has_accents(text) and fold(text).startswith(_TOTAL_WITHOUT_ACCENTS)
