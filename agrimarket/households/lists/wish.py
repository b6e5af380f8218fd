"""What programs and forms say of a file, as a wish for its reader."""

import re
from collections.abc import Mapping
from typing import Any, cast, get_args

from agrimarket.households.intake.header import Field
from agrimarket.households.intake.refusals import MappingInvalid
from agrimarket.households.intake.wish import Wish

FIELDS: tuple[Field, ...] = get_args(Field)
_ONE = re.compile(r"\s*([a-z_]+)\s*:\s*([A-Za-z]{1,3})\s*")


def wish_from(query: Mapping[str, Any]) -> Wish:
    """`sheet`, `header_row` and `columns` ("name:B,commune:F", columns as Excel letters them);
    MappingInvalid."""
    columns = read_columns(query["columns"]) if query.get("columns") else None
    return Wish(sheet=query.get("sheet"), header_row=query.get("header_row"), columns=columns)


def read_columns(text: str) -> dict[Field, int]:
    """Fields and their columns from 0; MappingInvalid."""
    found: dict[Field, int] = {}
    for one in text.split(","):
        pair = _ONE.fullmatch(one)
        if pair is None or pair[1] not in FIELDS or pair[1] in found:
            raise MappingInvalid
        found[cast(Field, pair[1])] = _number(pair[2])
    return found


def letters(column: int) -> str:
    """A column from 0 as Excel letters it: 0 is A, 26 is AA."""
    text, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        text = chr(65 + rest) + text
    return text


def _number(text: str) -> int:
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
