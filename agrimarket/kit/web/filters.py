"""How numbers, money, days and codes look on every page: 33.130 · 125.000 ₫ · 22/11/2026."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from agrimarket.kit import clock

NBSP = "\u00a0"
MISSING = "chưa có"
Number = int | float | Decimal


def number(value: Number | str | None, missing: str = MISSING) -> str:
    """Dots group thousands, a comma divides; at most two decimals: 33.130 and 1.234,5."""
    if value is None or value == "":
        return missing
    if isinstance(value, str):
        return value  # what a person typed is shown back as typed
    exact = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, _, part = f"{exact:,f}".partition(".")
    part = part.rstrip("0")
    text = whole.replace(",", ".") + (f",{part}" if part else "")
    return "0" if text == "-0" else text


def money(value: Number | None, missing: str = MISSING) -> str:
    """Whole đồng with its sign: 125.000 ₫ (no line break inside)."""
    if value is None:
        return missing
    dong = Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{number(dong)}{NBSP}₫"


def percent(value: Number | None, missing: str = MISSING) -> str:
    """A share as percent with at most one decimal: 0.125 is 12,5%."""
    if value is None:
        return missing
    return number((Decimal(str(value)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)) + "%"


def vn_date(value: date | None, missing: str = MISSING) -> str:
    """A day as 22/11/2026; a moment is read on the Vietnamese calendar."""
    day = _day(value)
    return f"{day:%d/%m/}{day.year:04d}" if day else missing


def vn_month(value: date | None, missing: str = MISSING) -> str:
    """A month as 11/2026."""
    day = _day(value)
    return f"{day:%m/}{day.year:04d}" if day else missing


def vn_datetime(value: datetime | None, missing: str = MISSING) -> str:
    """A moment as 22/11/2026 14:05, Vietnamese time; a moment without zone is refused."""
    if not value:
        return missing
    local = _aware(value).astimezone(clock.VIETNAM)
    return f"{vn_date(local)} {local:%H:%M}"


_NEAR = {
    "vi": {0: "hôm nay", -1: "hôm qua", 1: "ngày mai"},
    "en": {0: "today", -1: "yesterday", 1: "tomorrow"},
}
_FAR = {"vi": ("{} ngày trước", "{} ngày nữa"), "en": ("{} days ago", "in {} days")}


def relative_day(value: date | None, lang: str = "vi", missing: str = MISSING) -> str:
    """Days as people say them within a week of today, the date beyond."""
    day = _day(value)
    if day is None:
        return missing
    away = (day - clock.today()).days
    if away in _NEAR[lang]:
        return _NEAR[lang][away]
    if abs(away) <= 6:
        return _FAR[lang][away > 0].format(abs(away))
    return vn_date(day)


def iso(value: date | str | None) -> str:
    """For <time datetime> and date fields: 2026-11-22, or 2026-11-22T14:05+07:00."""
    if not value:
        return ""
    if isinstance(value, datetime):
        return _aware(value).astimezone(clock.VIETNAM).isoformat(timespec="minutes")
    return value if isinstance(value, str) else value.isoformat()


def grouped_code(value: str | None) -> str:
    """A stamp code in groups of four: 1FXY-0YKY-WGBJ-SMJT."""
    letters = re.sub(r"[\s-]", "", value or "").upper()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def phone(value: str | None) -> str:
    """A Vietnamese number as people read it out: 0912 345 678, 0237 3852 123."""
    text = re.sub(r"[\s.\-]", "", value or "")
    digits = re.sub(r"^(\+84|84(?=\d{9,10}$))0?", "0", text)
    if re.fullmatch(r"0\d{9}", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if re.fullmatch(r"0\d{10}", digits):
        return f"{digits[:4]} {digits[4:8]} {digits[8:]}"
    return (value or "").strip()


def field_id(name: str) -> str:
    """The element id of a form field: crops[0].name is f-crops-0-name."""
    return "f-" + re.sub(r"[^0-9A-Za-z_]+", "-", name).strip("-")


def sentences(value: Any) -> list[str]:
    """A field's errors as a list, whether one sentence or several came."""
    if not value:
        return []
    return [value] if isinstance(value, str) else [str(one) for one in value]


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment on a page needs a time zone")
    return value


def _day(value: date | None) -> date | None:
    if isinstance(value, datetime):
        return clock.vietnam_day(_aware(value))
    return value or None


ALL: dict[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        *(number, money, percent, vn_date, vn_month, vn_datetime, relative_day),
        *(iso, grouped_code, phone, field_id, sentences),
    )
}
