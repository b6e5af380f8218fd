"""An area in a form's box: nothing but an area may stand there, and how it is read back."""

import re
from decimal import ROUND_HALF_UP, Decimal

from agrimarket.households.paste.areas import SAO, take_square_metres
from agrimarket.households.paste.written import TAKEN, Written
from agrimarket.kit.errors import Refusal

MOST_M2 = Decimal(1_000_000_000)  # 100,000 ha, as for a producer's whole land
HECTARE = Decimal(10_000)
LONGEST = 60
_CENT = Decimal("0.01")
_THOUSAND = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")  # 1 200 m2
_BETWEEN = re.compile(rf"(?:{TAKEN}|\bva\b|[ ,;+.])*")


class AreaUnread(Refusal):
    """No number with a measure that is known."""

    code = "area_unread"
    sentence = "Hãy ghi diện tích kèm đơn vị, ví dụ 2 sào, 500 m2 hoặc 0,35 ha."


def read_area(text: str) -> Decimal:
    """Square metres, two decimals, of what people write (1 mẫu 2 sào, 0,35 ha); AreaUnread."""
    written = Written(_THOUSAND.sub(".", text) if len(text) <= LONGEST else "")
    found = take_square_metres(written) or Decimal(0)
    if not _BETWEEN.fullmatch(written.plain) or not 0 < found <= MOST_M2:
        raise AreaUnread
    return max(found.quantize(_CENT, ROUND_HALF_UP), _CENT)


def area_text(m2: Decimal | None) -> str:
    """As people here read it back: sào where it is land one works by hand, hectares above 1."""
    if m2 is None:
        return ""
    if m2 >= HECTARE:
        return f"{_number(m2 / HECTARE)} ha"
    if m2 >= SAO / 2:
        return f"{_number(m2)} m² ({_number(m2 / SAO)} sào)"
    return f"{_number(m2)} m²"


def _number(value: Decimal) -> str:
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    text = f"{rounded:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
