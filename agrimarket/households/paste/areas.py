"""The one reader of areas as people of the province say them, in a message or in a form's box."""

import re
from decimal import Decimal

from agrimarket.households.paste.numbers import NUMBER, is_number, value_of
from agrimarket.households.paste.produce import known_produce
from agrimarket.households.paste.written import Written

# Square metres. The sào of the North Central coast (Trung Bộ) is 500 m²; in the North it is 360:
# another province gives another number. 1 mẫu = 10 sào, 1 sào = 15 thước.
SAO = Decimal(500)
THUOC = SAO / 15
UNITS: dict[str, Decimal | int] = {
    "ha": 10_000, "hec ta": 10_000, "hec-ta": 10_000, "hecta": 10_000, "heca": 10_000,
    "mau": SAO * 10, "sao": SAO, "thuoc": THUOC,
    "m2": 1, "m²": 1, "m vuong": 1, "met vuong": 1, "met": 1,
}  # fmt: skip
# máu, sao, thuốc, Hà are other words
MARKED = {"mau": "mẫu", "sao": "sào", "thuoc": "thước", "ha": "ha", "met": "mét"}
_UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
_UNIT += r"|(?<=[0-9])s"  # "rau 2s"
_ONE = (
    rf"(?<![\w.])(?<![0-9],)({NUMBER})\s*({_UNIT})(?:(?![\w²])|(?=[1-9](?![\w.,])))(?:\s+(ruoi))?"
)
AREA = re.compile(_ONE)
# "1 mẫu 2": the number behind counts the next smaller unit
_TAIL = re.compile(r"\s+([1-9])(?![\w.,]|\s*(?:con|cay|goc|kg|ta|tan|nguoi|lao|vu|thang|nam))")
_TENTH = re.compile(r"([1-9])(?![\w.,])")
_SMALLER: dict[str, Decimal] = {"mau": SAO, "sao": THUOC}
_LABEL = re.compile(
    r"(?:tong )?(?:dien tich|dtich|d\.tich|dt)(?: dat)?(?: trong)?\s*[:=]?\s*(?:la\s+)?$"
)
# "xóm 5 Hà Lĩnh": the number is the hamlet's
_HAMLET = re.compile(r"(?<![\w])(?:thon|xom|tdp|dan pho|tieu khu)\s*$")
_NOTHING_ELSE = re.compile(r"\s*(?:[,;.|)+&\-–\x02]|(?:va|voi)(?![\w])|$)")
_HECTARE = Decimal(10_000)


def take_area(written: Written) -> Decimal | None:
    """Hectares of what `take_square_metres` takes, four decimals; None without an area."""
    found = take_square_metres(written)
    return (found / _HECTARE).quantize(Decimal("0.0001")) if found else None


def take_square_metres(written: Written) -> Decimal | None:
    """The area, several parts ("1 mẫu 2 sào") and several plots added up; None without one.

    A bare number is none: nobody knows whether it means sào or square metres.
    """
    total, found = Decimal(0), False
    for match in written.find(AREA):
        unit = "sao" if match[2] == "s" else match[2]
        if not _is_unit(written, match):
            continue
        if not is_number(written, *match.span(1)) or _is_place(written, match):
            continue
        found, end = True, match.end()
        total += value_of(match[1]) * UNITS[unit] + (UNITS[unit] / Decimal(2) if match[3] else 0)
        tenth = _TENTH.match(written.plain, end)
        if tenth:  # "2ha5"
            total += int(tenth[1]) * Decimal(UNITS[unit]) / 10
            end = tenth.end()
        tail = _TAIL.match(written.plain, end)
        if tail and unit in _SMALLER and not AREA.match(written.plain, tail.start(1)):
            total += int(tail[1]) * _SMALLER[unit]
            end = tail.end()
        label = _LABEL.search(written.plain[: match.start()])
        written.take(label.start() if label else match.start(), end)
    return total if found and total else None


def _is_unit(written: Written, match: re.Match[str]) -> bool:
    """Whether the unit is one; "ngô 3 sao" is of sào beside a crop, though others have marks."""
    unit = match[2]
    if unit not in MARKED or written.is_said(*match.span(2), MARKED[unit]):
        return True
    if written.said(*match.span(2)) != "sao" or "ocop" in written.whole:
        return False
    behind, ahead = written.plain[: match.start()], written.plain[match.end() :]
    made = known_produce(written)
    over = _NOTHING_ELSE.match(ahead) is not None
    return any(
        (not behind[one.end :].strip() and over and one.end <= match.start())
        or (one.start >= match.end() and not ahead[: one.start - match.end()].strip())
        for one in made
    )


def _is_place(written: Written, match: re.Match[str]) -> bool:
    """ "xom 5 Ha Linh": a hamlet by its number, and a commune that begins as the unit does."""
    begins = written.said(*match.span(2)).istitle() and written.text[match.end() :][:2].istitle()
    return begins or _HAMLET.search(written.plain[: match.start()]) is not None
