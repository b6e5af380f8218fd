"""Areas as people of the province say them, in hectares."""

import re
from decimal import Decimal

from agrimarket.households.paste.numbers import NUMBER, is_number, value_of
from agrimarket.households.paste.written import Written

# Square metres. Mẫu, sào and thước of Trung Bộ: 1 mẫu = 10 sào, 1 sào = 15 thước.
UNITS: dict[str, Decimal | int] = {
    "ha": 10_000, "hec ta": 10_000, "hec-ta": 10_000, "hecta": 10_000, "heca": 10_000,
    "mau": 5_000, "sao": 500, "thuoc": Decimal(500) / 15,
    "m2": 1, "m²": 1, "m vuong": 1, "met vuong": 1, "met": 1,
}  # fmt: skip
# máu, sao, thuốc, Hà are other words
MARKED = {"mau": "mẫu", "sao": "sào", "thuoc": "thước", "ha": "ha", "met": "mét"}
_UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
_ONE = rf"(?<![\w.,])({NUMBER})\s*({_UNIT})(?![\w²])(?:\s+(ruoi))?"
AREA = re.compile(_ONE)
# "1 mẫu 2": the number behind counts the next smaller unit
_TAIL = re.compile(r"\s+([1-9])(?![\w.,]|\s*(?:con|cay|goc|kg|ta|tan|nguoi|lao|vu|thang|nam))")
_SMALLER: dict[str, Decimal | int] = {"mau": 500, "sao": Decimal(500) / 15}
_LABEL = re.compile(
    r"(?:tong )?(?:dien tich|dtich|d\.tich|dt)(?: dat)?(?: trong)?\s*[:=]?\s*(?:la\s+)?$"
)
# "xóm 5 Hà Lĩnh": the number is the hamlet's
_HAMLET = re.compile(r"(?<![\w])(?:thon|xom|tdp|dan pho|tieu khu)\s*$")
_METRE = Decimal(10_000)


def take_area(written: Written) -> Decimal | None:
    """The area, several parts ("1 mẫu 2 sào") and several plots added up; None without one."""
    total, found = Decimal(0), False
    for match in written.find(AREA):
        unit = match[2]
        if unit in MARKED and not written.is_said(*match.span(2), MARKED[unit]):
            continue
        if not is_number(written, *match.span(1)) or _is_place(written, match):
            continue
        found, end = True, match.end()
        total += value_of(match[1]) * UNITS[unit] + (UNITS[unit] / Decimal(2) if match[3] else 0)
        tail = _TAIL.match(written.plain, end)
        if tail and unit in _SMALLER and not AREA.match(written.plain, tail.start(1)):
            total += int(tail[1]) * _SMALLER[unit]
            end = tail.end()
        label = _LABEL.search(written.plain[: match.start()])
        written.take(label.start() if label else match.start(), end)
    return (total / _METRE).quantize(Decimal("0.0001")) if found and total else None


def _is_place(written: Written, match: re.Match[str]) -> bool:
    """ "xom 5 Ha Linh": a hamlet by its number, and a commune that begins as the unit does."""
    begins = written.said(*match.span(2)).istitle() and written.text[match.end() :][:2].istitle()
    return begins or _HAMLET.search(written.plain[: match.start()]) is not None
