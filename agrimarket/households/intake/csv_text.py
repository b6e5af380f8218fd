"""Opens a list kept as text: what parts its cells is found, numbers are numbers as in Excel."""

import csv
import io
import re
from collections.abc import Iterator

from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.header import find_header
from agrimarket.households.intake.letters import read_letters
from agrimarket.households.intake.refusals import (
    CellsTooFar,
    FileNotXlsx,
    FileWebPage,
    ListQuoteOpen,
)
from agrimarket.households.intake.table import Table

NAME = "Danh sách"
_SEPARATORS = ";,\t"
_SAID = re.compile(
    r"sep=(.)\r?\n?", re.IGNORECASE
)  # Excel's own first line, which it does not show
_LONGEST = 32_767  # letters in a cell of Excel
# Excel writes numbers without their zeros: ten and eleven digits may be a citizen number.
_NUMBER = re.compile(r"[1-9][0-9]{9,10}")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_OTHER_TEXT = ("{\\rtf", "%PDF", "%!PS", "From:", "MIME-Version")
_LOOK, _LOOK_FAR = 60, 5000  # lines, and letters of each, in which a separator shows itself
_WIDEST, _MOST_CELLS = 16_384, 5_000_000  # columns of Excel; the rectangle, as for workbooks


def text_table(source: bytes) -> Iterator[Table]:
    """The one table of a CSV file; a ListRefused where it is none."""
    text = read_letters(source)
    start = text.lstrip()[:200].lower()
    if start.startswith("<"):
        raise FileWebPage
    if start.startswith(tuple(one.lower() for one in _OTHER_TEXT)):
        raise FileNotXlsx
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text)
    lines = _rows(text[said.end() :] if said else text, separator)
    yield Table(NAME, _even(lines))


def _separator(text: str) -> str:
    """The one under which a header is found; else the one that cuts most lines alike."""
    head = "\n".join(line[:_LOOK_FAR] for line in text.splitlines()[:_LOOK])
    best = (0, 0, "")
    for separator in _SEPARATORS:
        try:
            lines = list(csv.reader(io.StringIO(head), delimiter=separator))
        except csv.Error:  # under this one a cell has no end
            continue
        header = find_header(_even(list(map(list, lines))))
        widths = [len(line) for line in lines if line]
        alike = max((widths.count(width) for width in widths if width > 1), default=0)
        best = max(best, (len(header.columns) if header else 0, alike, separator))
    if not best[1]:
        raise FileNotXlsx
    return best[2]


def _rows(text: str, separator: str) -> list[list[Cell]]:
    """The lines without blank ends; CellsTooFar where they make too large a table."""
    rows: list[list[Cell]] = []
    last = width = 0
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(len(cell) > _LONGEST for cell in line):
                raise ListQuoteOpen
            while line and not line[-1].strip():
                line.pop()
            rows.append([_cell(cell) for cell in line])
            width, last = max(width, len(line)), len(rows) if line else last
            if width > _WIDEST or width * last > _MOST_CELLS:
                raise CellsTooFar
    except csv.Error as fault:
        raise ListQuoteOpen from fault
    return rows[:last]


def _cell(text: str) -> Cell:
    if found := _TEXT_FORMULA.fullmatch(text):
        return found[1]
    return int(text) if _NUMBER.fullmatch(text) else text


def _even(lines: list[list[Cell]]) -> list[list[Cell]]:
    """Every line as long as the longest, as sheets have them."""
    width = max(map(len, lines), default=0)
    return [[*line, *[""] * (width - len(line))] for line in lines]
