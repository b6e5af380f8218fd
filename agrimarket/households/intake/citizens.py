"""Reads citizen numbers (CCCD) and compares them with sex and birth date."""

import re
from datetime import date

from agrimarket.households.intake.cells import Cell, as_text, is_number
from agrimarket.households.intake.result import Read

# Circular 59/2021/TT-BCA, article 4: 3 digits province of birth registration, 1 century and
# sex, 2 birth year, 6 others; no check digit.
_LENGTH = 12
_PROVINCES = range(1, 97)
_CENTURIES = (19, 20)


def read_citizen_id(cell: Cell) -> Read[str | None]:
    """Twelve digits, or None where the cell is empty; citizen_id_invalid.

    Number cells of 10 or 11 digits get back the zeros Excel took: citizen_id_zero_restored.
    """
    text = as_text(cell).replace(" ", "")
    if not text:
        return Read(None)
    restored = is_number(cell) and len(text) in (10, 11)
    number = text.zfill(_LENGTH) if restored else text
    if not re.fullmatch(r"[0-9]{12}", number):
        return Read(None, error="citizen_id_invalid")
    if int(number[:3]) not in _PROVINCES or int(number[3]) // 2 >= len(_CENTURIES):
        return Read(None, error="citizen_id_invalid")
    return Read(number, warning="citizen_id_zero_restored" if restored else None)


def agrees(citizen_id: str, sex: str | None, birth_date: date | None) -> bool:
    """Whether a valid number fits the sex ("male", "female") and birth date, where known."""
    century, female = divmod(int(citizen_id[3]), 2)
    if sex is not None and (sex == "female") != bool(female):
        return False
    if birth_date is None:
        return True
    return birth_date.year == _CENTURIES[century] * 100 + int(citizen_id[4:6])
