"""Opens an Excel list: finds its header, maps its columns, gives its rows as they stand."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from agrimarket.households.intake.archive import error_cells, unpack
from agrimarket.households.intake.cells import ERROR, Cell, as_text, is_blank
from agrimarket.households.intake.header import Field, read_header
from agrimarket.households.intake.refusals import (
    FileDamaged,
    HeaderMissing,
    NoRows,
    TooManyRows,
)
from agrimarket.places import fold, has_accents, tone_key

MOST_ROWS = 50_000  # TooManyRows says it
_NEEDED: tuple[Field, ...] = ("name", "commune")
_TOTAL_WORDS = frozenset({tone_key("Tổng"), tone_key("Cộng")})
# "Tong" alone may be the family name Tống
_TOTAL_WITHOUT_ACCENTS = ("tong cong", "tong so")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of the list: its number as the sheet shows it, its cells by field, and all of it."""

    row: int
    cells: Mapping[Field, Cell] = field(repr=False)
    values: tuple[Cell, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list as it stands in a workbook: header texts, columns by field, rows with content."""

    sheet_name: str
    header_row: int
    columns: Mapping[Field, int]
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


def open_list(source: bytes) -> ListSheet:
    """The list in an xlsx file; raises a ListRefused (file unreadable, no header, no rows,
    more than MOST_ROWS).

    The first visible sheet with a header counts. Title rows above the header are skipped, and
    below it blank rows, rows that hold a running number alone, totals and repeated headers.
    """
    parts = unpack(source)
    for sheet in _sheets(source):
        lines = _lines(sheet, error_cells(parts, sheet.name))
        for place, line in enumerate(lines):
            if columns := read_header(line):
                return _list(sheet.name, lines, place, columns)
    raise HeaderMissing


def _sheets(source: bytes) -> Iterator[CalamineSheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(source)) as book:
            for about in book.sheets_metadata:
                is_list = about.typ == SheetTypeEnum.WorkSheet
                if is_list and about.visible == SheetVisibleEnum.Visible:
                    yield book.get_sheet_by_name(about.name)
    except (CalamineError, OSError, ValueError) as fault:
        raise FileDamaged from fault


def _lines(sheet: CalamineSheet, errors: Sequence[tuple[int, int]]) -> list[list[Cell]]:
    """Every row from the first of the sheet, so that a row's place is its number less one."""
    lines: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for row, column in errors:
        if row < len(lines) and column < len(lines[row]):
            lines[row][column] = ERROR
    return lines


def _list(
    name: str, lines: Sequence[Sequence[Cell]], place: int, columns: Mapping[Field, int]
) -> ListSheet:
    head = lines[place]
    rows = tuple(
        RawRow(number, {one: line[column] for one, column in columns.items()}, tuple(line))
        for number, line in enumerate(lines[place + 1 :], start=place + 2)
        if not _says_nothing(line, columns) and not _repeats(line, head, columns)
    )
    if not rows:
        raise NoRows
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    return ListSheet(name, place + 1, dict(columns), tuple(map(as_text, head)), rows)


def _repeats(line: Sequence[Cell], head: Sequence[Cell], columns: Mapping[Field, int]) -> bool:
    """Whether the header stands here again, as on the next page of a printed list."""
    return all(line[columns[one]] == head[columns[one]] for one in _NEEDED)


def _says_nothing(line: Sequence[Cell], columns: Mapping[Field, int]) -> bool:
    """Blank, numbered but not filled in, or a total."""
    number = columns.get("number")
    if all(is_blank(cell) for place, cell in enumerate(line) if place != number):
        return number is None or not _has_letters(line[number])
    return _is_total(line)


def _has_letters(cell: Cell) -> bool:
    return any(letter.isalpha() for letter in as_text(cell)) and not _is_total([cell])


def _is_total(line: Sequence[Cell]) -> bool:
    """Whether the row's only text begins with Tổng or Cộng; numbers may stand beside it."""
    texts = [cell for cell in line if isinstance(cell, str) and not is_blank(cell)]
    if len(texts) != 1:
        return False
    text = as_text(texts[0])
    first = "".join(letter if letter.isalpha() else " " for letter in text).split()[:1]
    if any(tone_key(word) in _TOTAL_WORDS for word in first):
        return True
    return not has_accents(text) and fold(text).startswith(_TOTAL_WITHOUT_ACCENTS)
