"""Reads the issuing pages' forms: numbers as people type them, and texts."""

from collections.abc import Container
from datetime import date
from decimal import Decimal

from flask import request
from marshmallow import ValidationError

from agrimarket.kit.errors import InvalidFields
from agrimarket.kit.fields import NOT_A_DAY, Day
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number

MONEY = "Hãy gõ giá một tem, ví dụ 180 hoặc 95,5."
NUMBER = "Hãy gõ một số nguyên, ví dụ 1.500."


def whole(name: str, *, missing: int | None = None) -> int:
    """A whole number of the form; InvalidFields at its field. `missing` stands for an empty one."""
    text = request.form.get(name, "").strip()
    if not text and missing is not None:
        return missing
    try:
        found = read_number(text)
    except NumberInvalid:
        raise InvalidFields(fields={name: [NUMBER]}) from None
    if found != int(found) or found > 10**9:
        raise InvalidFields(fields={name: [NUMBER]})
    return int(found)


def millimetres(name: str) -> float:
    """A shift of the print, -20 to 20 mm, empty is none; InvalidFields at its field."""
    text = request.form.get(name, "").strip().replace("−", "-")
    try:
        found = float(read_number(text.lstrip("-"))) if text else 0.0
    except NumberInvalid:
        found = 99.0
    if found > 20:
        raise InvalidFields(fields={name: ["Hãy gõ từ -20 đến 20 mm, ví dụ 0,5."]})
    return -found if text.startswith("-") else found


def text(name: str, most: int = 500) -> str | None:
    """A text of the form without its edges; None when empty."""
    found = request.form.get(name, "").replace("\0", "").strip()
    if len(found) > most:
        raise InvalidFields(fields={name: [f"Hãy viết ngắn lại, không quá {most} chữ."]})
    return found or None


def money(name: str) -> Decimal | None:
    """An amount of đồng, two places at most; None when empty. InvalidFields at its field."""
    given = request.form.get(name, "").strip()
    if not given:
        return None
    try:
        found = read_number(given)
    except NumberInvalid:
        raise InvalidFields(fields={name: [MONEY]}) from None
    if not 0 <= found <= 10**9 or found != round(found, 2):
        raise InvalidFields(fields={name: [MONEY]})
    return found


def day(name: str) -> date | None:
    """A day as people type it or a date box sends it; None when empty."""
    given = request.form.get(name, "").strip()
    if not given:
        return None
    try:
        found: date = Day().deserialize(given)
    except ValidationError:
        raise InvalidFields(fields={name: [NOT_A_DAY]}) from None
    return found


def one_of(name: str, choices: Container[str]) -> str | None:
    """One of the choices of a list box; None when none is chosen. InvalidFields at its field."""
    given = request.form.get(name, "")
    if given and given not in choices:
        raise InvalidFields(fields={name: ["Hãy chọn một dòng trong danh sách."]})
    return given or None
