"""Reads areas as people say them: 2 sào, 1 mẫu 3 sào, 500 m2, 0,35 ha."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from agrimarket.kit.errors import Refusal
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number
from agrimarket.places import fold

# Square metres of each measure. The sào of the North Central coast (Trung Bộ) is 500 m²; in the
# North it is 360: another province gives another row. A thước is a fifteenth of the sào.
SAO = Decimal(500)
MEASURES: Mapping[str, Decimal] = {
    "m2": Decimal(1), "met vuong": Decimal(1), "m vuong": Decimal(1),
    "thuoc": SAO / 15, "sao": SAO, "mau": SAO * 10,
    "ha": Decimal(10_000), "hecta": Decimal(10_000), "hec ta": Decimal(10_000),
    "hec-ta": Decimal(10_000),
}  # fmt: skip
MOST_M2 = Decimal(1_000_000_000)  # 100,000 ha, as for a producer's whole land
LONGEST = 60
_CENT = Decimal("0.01")
_MEASURE = "|".join(re.escape(name) for name in sorted(MEASURES, key=len, reverse=True))
_PART = re.compile(rf"(nua|\d[\d., ]*?)\s*({_MEASURE})(\s+ruoi)?(?![a-z0-9])")


class AreaUnread(Refusal):
    """No number with a measure that is known."""

    code = "area_unread"
    sentence = "Hãy ghi diện tích kèm đơn vị, ví dụ 2 sào, 500 m2 hoặc 0,35 ha."


def read_area(text: str) -> Decimal:
    """Square metres, two decimals, of what people write; AreaUnread.

    Parts add up (1 mẫu 2 sào); rưỡi is half of the measure before it, nửa half of the one after.
    A bare number is refused: nobody knows whether it means sào or square metres.
    """
    told = fold(text.replace("²", "2")) if len(text) <= LONGEST else ""
    found, at = Decimal(0), 0
    for part in _PART.finditer(told):
        if told[at : part.start()].strip(" ,;+") not in {"", "va"}:
            raise AreaUnread
        found, at = found + _square_metres(*part.groups()), part.end()
    if not at or told[at:].strip(" .") or not 0 < found <= MOST_M2:
        raise AreaUnread
    return max(found.quantize(_CENT, ROUND_HALF_UP), _CENT)


def _square_metres(number: str, measure: str, half: str | None) -> Decimal:
    try:
        many = Decimal("0.5") if number == "nua" else read_number(number.strip(" ,."))
    except NumberInvalid:
        raise AreaUnread from None
    return (many + (Decimal("0.5") if half else 0)) * MEASURES[measure]


def area_text(m2: Decimal | None) -> str:
    """As people here read it back: sào where it is land one works by hand, hectares above 1."""
    if m2 is None:
        return ""
    if m2 >= MEASURES["ha"]:
        return f"{_number(m2 / MEASURES['ha'])} ha"
    if m2 >= SAO / 2:
        return f"{_number(m2)} m² ({_number(m2 / SAO)} sào)"
    return f"{_number(m2)} m²"


def _number(value: Decimal) -> str:
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    text = f"{rounded:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
