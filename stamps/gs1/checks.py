"""Rules about the content of a value, by the name that the table gives them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from stamps.gs1 import dates, digits
from stamps.gs1.countries import COUNTRIES, CURRENCIES, LANDS

Rule = Callable[[str], str | None]
"""Takes a part of a value whose letters and length are right; says what is wrong, or None."""

_NORTH_TO_SOUTH: Final = 180 * 10**7
_ROUND: Final = 360 * 10**7
_GS1_PREFIX: Final = 4  # the shortest company prefix of General Specifications, 1.4.2
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{1,30}")
_ENCODED: Final = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")


def _day(text: str) -> str | None:
    return None if dates.exists(text) else f"không có ngày {_told(text)}"


def _day_or_month(text: str) -> str | None:
    return None if dates.exists(text, month_only=True) else f"không có ngày {_told(text)}"


def _told(text: str) -> str:
    return f"{text[4:6]}/{text[2:4]}/{text[:2]}"


def _full_day(text: str) -> str | None:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return f"không có ngày {text[6:]}/{text[4:6]}/{text[:4]}"
    return None


def _below(limit: int, what: str) -> Rule:
    return lambda text: None if int(text) < limit else f"{what} {text} không có"


def _time(text: str) -> str | None:
    fits = int(text[:2]) < 24 and int(text[2:]) < 60
    return None if fits else f"giờ {text[:2]}:{text[2:]} không có"


def _deadline(text: str) -> str | None:
    """9999 where no time is told (General Specifications, 3.8.25)."""
    return None if text == "9999" else _time(text)


def _iban(text: str) -> str | None:
    """ISO 13616: the two check digits make the rearranged number 1 modulo 97."""
    if not _IBAN.fullmatch(text):
        return "không phải số tài khoản IBAN"
    number = int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4]))
    return None if number % 97 == 1 else "số kiểm tra của tài khoản sai"


def _piece(text: str) -> str | None:
    piece, total = int(text[:2]), int(text[2:])
    return None if 1 <= piece <= total else f"không có mảnh {piece} trong {total}"


def _sequence(text: str) -> str | None:
    fits = re.fullmatch(r"[1-9]/[1-9]", text) and text[0] <= text[2]
    return None if fits else "phải viết như 1/2"


def _check_pair(text: str) -> str | None:
    if not digits.has_check_pair(text):
        return "hai chữ kiểm tra ở cuối sai"
    return _company(text)


def _company(text: str) -> str | None:
    prefix = text[:_GS1_PREFIX]
    fits = len(prefix) == _GS1_PREFIX and digits.is_digits(prefix)
    return None if fits else "phải bắt đầu bằng mã doanh nghiệp, ít nhất 4 chữ số"


def _one_of(allowed: frozenset[str], what: str) -> Rule:
    return lambda text: None if text in allowed else f"{what} {text} không có"


def _must(fits: Callable[[str], object], otherwise: str) -> Rule:
    return lambda text: None if fits(text) else otherwise


RULES: Final[dict[str, Rule]] = {
    "digit": _must(digits.is_checked, "chữ số kiểm tra ở cuối sai"),
    "pair": _check_pair,
    "company": _company,
    "day": _day,
    "day0": _day_or_month,
    "fullday": _full_day,
    "time": _time,
    "deadline": _deadline,
    "hour": _below(24, "giờ"),
    "minute": _below(60, "phút"),
    "country": _one_of(COUNTRIES, "nước có mã"),
    "country999": _one_of(COUNTRIES | {"999"}, "nước có mã"),
    "land": _one_of(LANDS, "nước có mã"),
    "currency": _one_of(CURRENCIES, "đồng tiền có mã"),
    "latitude": _must(lambda text: int(text) <= _NORTH_TO_SOUTH, "vĩ độ quá lớn"),
    "longitude": _must(lambda text: int(text) <= _ROUND, "kinh độ quá lớn"),
    "percent": _must(_ENCODED.fullmatch, "dấu % viết sai"),
    "iban": _iban,
    "piece": _piece,
    "sequence": _sequence,
    "zero": _must(lambda text: text == "0", "chữ số đầu phải là 0"),
    "nonzero": _must(int, "không được bằng 0"),
    "leading": _must(lambda text: text == "0" or text[0] != "0", "không được bắt đầu bằng 0"),
    "minus": _must(lambda text: text == "-", "sau nhiệt độ chỉ có dấu trừ"),
    "yesno": _one_of(frozenset("01"), "lựa chọn"),
    "winding": _one_of(frozenset("019"), "chiều cuộn"),
    "sex": _one_of(frozenset("0129"), "giới tính"),
    "media": _must(lambda text: 1 <= int(text) <= 10 or int(text) >= 80, "loại nhãn không có"),
    "importer": _must(re.compile(r"[-_0-9A-Za-z]").fullmatch, "số nhập khẩu không có"),
}
