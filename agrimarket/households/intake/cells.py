"""A cell of a list as the reader gives it, and as text."""

from datetime import date, datetime, time, timedelta

from agrimarket.places import tidy

Cell = int | float | str | bool | date | datetime | time | timedelta

# stands for every error a formula leaves in a cell
ERROR = "#N/A"


def is_number(cell: Cell) -> bool:
    """Whether the cell holds a number; a tick box (true, false) is none."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def as_text(cell: Cell) -> str:
    """The cell's content in one line, tidied; a whole number without ".0", empty as ""."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return tidy(str(cell))


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell, or only spaces."""
    if not isinstance(cell, str):
        return False
    return not cell or (not cell[0].isalnum() and not as_text(cell))
