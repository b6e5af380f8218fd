"""Reads what a household grows or makes, on how much land, and whether it agreed."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from agrimarket.households.intake.cells import Cell, as_text, is_number
from agrimarket.places import tone_key

# Consent is never read into anything else: without accents "dong y" is no agreement.
_AGREED = frozenset(tone_key(word) for word in ("x", "có", "đồng ý", "yes", "1", "true", "✓"))
_HECTARES = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?(?:ha)?", re.IGNORECASE)
_MOST_HECTARES = 100_000  # beyond any household: the province has 1.1 million in all


@lru_cache(maxsize=256, typed=True)
def read_consent(cell: Cell) -> bool:
    """Whether the cell says x, có, đồng ý, yes, 1, true or ✓, in any case; all else is no."""
    return tone_key(as_text(cell)) in _AGREED


@lru_cache(maxsize=1024, typed=True)
def read_area(cell: Cell) -> Decimal | None:
    """Hectares, from a number or text with a decimal point or comma; None where unreadable."""
    if is_number(cell):
        text = repr(cell)
    else:
        found = _HECTARES.fullmatch(as_text(cell))
        text = found[1].replace(",", ".") if found else ""
    try:
        area = Decimal(text)
    except InvalidOperation:
        return None
    return area if area.is_finite() and 0 < area <= _MOST_HECTARES else None


def read_note(note: Cell, area_cell: Cell, area: Decimal | None) -> str:
    """The note; an area nobody could read is kept here, so that nothing typed is lost."""
    text, area_text = as_text(note), as_text(area_cell)
    if area is None and area_text:
        kept = f"Diện tích ghi trong danh sách: {area_text}"
        return f"{text}. {kept}" if text else kept
    return text
