"""Gives merged cells their words in every row and column they stand for."""

from collections.abc import Sequence

from agrimarket.households.intake.cells import Cell, as_text, is_blank
from agrimarket.households.intake.header import Field, Header, known_columns
from agrimarket.households.intake.table import Table

# "Xã Nga An" once beside twenty rows is the commune of all of them.
_DOWNWARD: tuple[Field, ...] = ("hamlet", "commune", "district", "product", "consent")


def filled(table: Table, header: Header) -> list[list[Cell]]:
    """The table's lines, the cells below the header filled in where they are merged."""
    if table.merged:
        _fill_down(table, header)
        _join_names(table, header)
    return table.lines


def _fill_down(table: Table, header: Header) -> None:
    columns = {header.columns[one] for one in _DOWNWARD if one in header.columns}
    for (first, left), (last, _right) in table.merged:
        if left not in columns or first <= header.last or first == last:
            continue
        for line in table.lines[first + 1 : last + 1]:
            if is_blank(line[left]) and not all(map(is_blank, line)):
                line[left] = table.lines[first][left]


def _join_names(table: Table, header: Header) -> None:
    """A heading "Họ và tên" over two columns: family name in the one, given name in the other."""
    column = header.columns["name"]
    if header.last > header.first and "name" in _words(table.lines[header.last]):
        return
    for (first, left), (_last, right) in table.merged:
        if header.first <= first <= header.last and left == column < right:
            for line in table.lines[header.last + 1 :]:
                line[column] = _joined(line[column : right + 1])


def _joined(cells: Sequence[Cell]) -> Cell:
    said = [cell for cell in cells if not is_blank(cell)]
    return said[0] if len(said) == 1 else " ".join(map(as_text, said))


def _words(line: Sequence[Cell]) -> set[Field]:
    return set(known_columns([[cell] for cell in line]))
