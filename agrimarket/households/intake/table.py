"""A sheet as it stands, whatever file it came from: its name and its lines of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agrimarket.households.intake.cells import Cell

# ((first row, first column), (last row, last column)), from 0
Merged = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Table:
    """Every line from the sheet's first row, so that a line's place is its number less one."""

    name: str
    lines: list[list[Cell]] = field(repr=False)
    merged: Sequence[Merged] = ()
