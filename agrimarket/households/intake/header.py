"""Knows the columns of a list by the words people head them with."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from agrimarket.households.intake.cells import Cell, as_text
from agrimarket.households.intake.table import Merged
from agrimarket.places import fold, tidy, tone_key

Field = Literal[
    "number",
    "name",
    "citizen_id",
    "birth_date",
    "sex",
    "phone",
    "hamlet",
    "commune",
    "district",
    "product",
    "area_ha",
    "consent",
    "note",
]

# Words seen in lists of communes; punctuation, case, spaces and tone style do not matter.
_WORDS: dict[Field, tuple[str, ...]] = {
    "number": ("STT", "TT"),
    "name": ("Họ và tên chủ hộ", "Họ tên", "Tên chủ hộ", "Chủ hộ"),
    "citizen_id": ("Số CCCD", "CCCD/CMND", "Số căn cước"),
    "birth_date": ("Ngày sinh", "Ngày tháng năm sinh"),
    "sex": ("Giới tính", "Nam/Nữ"),
    "phone": ("Số điện thoại", "SĐT", "Điện thoại"),
    "hamlet": ("Thôn/Bản", "Thôn, bản"),
    "commune": ("Xã/Phường", "Xã, phường", "Xã"),
    "district": ("Huyện (cũ)", "Huyện", "Huyện/TX/TP"),
    "product": ("Sản phẩm chính",),
    "area_ha": ("Diện tích (ha)",),
    "consent": ("Đồng ý cung cấp dữ liệu", "Đồng ý"),
    "note": ("Ghi chú",),
}
# Close relatives, taken only where no column of the words above is there for the field.
_OTHER_WORDS: dict[Field, tuple[str, ...]] = {
    "name": ("Họ và tên", "Họ tên chủ hộ"),
    "citizen_id": ("CCCD", "Số CCCD/CMND", "Số căn cước công dân", "Căn cước công dân"),
    "hamlet": ("Thôn", "Thôn/Bản/Tổ dân phố"),
    "commune": ("Phường/Xã", "Xã/Phường/Thị trấn"),
    "district": ("Huyện/Thị xã/Thành phố",),
    "product": ("Sản phẩm",),
}

_PUNCTUATION = re.compile(r"[\W_]+")


def _key(text: str) -> str:
    return tone_key(_PUNCTUATION.sub(" ", tidy(text)))


def _table(words: Mapping[Field, Sequence[str]]) -> dict[str, Field]:
    """Fields by heading. Headings typed without accents count too, save for consent: "Dong y"
    may be Đông y, and nobody consents by a column on traditional medicine."""
    exact = {_key(text): field for field, texts in words.items() for text in texts}
    plain = {fold(key): field for key, field in exact.items() if field != "consent"}
    return plain | exact


_BY_KEY = _table(_WORDS)
_BY_OTHER_KEY = _table(_OTHER_WORDS)


# A header stands near the top; looking for one in 50,000 rows would take seconds.
_MOST_ABOVE, _MOST_ABOVE_TWO = 1000, 100


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (lines from 0; `last` differs where it has two), and its columns."""

    first: int
    last: int
    columns: Mapping[Field, int]
    texts: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """The same for lists with the same headings in the same columns."""
        return fingerprint(self.texts)


def fingerprint(texts: Sequence[str]) -> str:
    """64 hex letters that stand for these headings; case, tones and spaces do not matter."""
    said = "\n".join(_key(text) for text in texts).rstrip("\n")
    return hashlib.sha256(said.encode()).hexdigest()


def read_header(cells: Sequence[Cell]) -> dict[Field, int] | None:
    """Which column (from 0) holds which field, where this row is a header; else None.

    A header names at least a person and a commune column. Of two columns for one field the
    first counts; columns nobody knows are left alone.
    """
    columns = known_columns([[cell] for cell in cells])
    return columns if "name" in columns and "commune" in columns else None


def known_columns(wordings: Sequence[Sequence[Cell]]) -> dict[Field, int]:
    """Which column holds which field; every column may be worded in several ways."""
    columns: dict[Field, int] = {}
    for table in (_BY_KEY, _BY_OTHER_KEY):
        found: dict[Field, int] = {}
        for column, wording in enumerate(wordings):
            keys = (table.get(_key(cell)) for cell in wording if isinstance(cell, str) and cell)
            field = next((one for one in keys if one is not None), None)
            if field is not None:
                found.setdefault(field, column)
        columns = found | columns
    return columns


def find_header(lines: Sequence[Sequence[Cell]], merged: Sequence[Merged] = ()) -> Header | None:
    """The first line that is a header; else the first two lines that are one together."""
    for place, line in enumerate(lines[:_MOST_ABOVE]):
        if columns := read_header(line):
            return Header(place, place, columns, tuple(map(as_text, line)))
    spread = {range_[0]: range_[1][1] for range_ in merged if range_[1][1] > range_[0][1]}
    for place in range(min(len(lines) - 1, _MOST_ABOVE_TWO)):
        if found := _two_lines(lines, place, spread):
            return found
    return None


def _two_lines(
    lines: Sequence[Sequence[Cell]], place: int, spread: Mapping[tuple[int, int], int]
) -> Header | None:
    """Groups above ("Địa chỉ") and columns below ("Xã", "Huyện"), or columns over both lines."""
    upper, lower = _spread(lines[place], place, spread), lines[place + 1]
    above, below = known_columns([[one] for one in upper]), known_columns([[one] for one in lower])
    if not {"name", "commune"} & above.keys() or not {"name", "commune"} & below.keys():
        return None
    wordings = [[low, f"{up} {low}", up] for up, low in zip(upper, lower, strict=True)]
    columns = known_columns(wordings)
    if not {"name", "commune"} <= columns.keys():
        return None
    texts = tuple(as_text(low) or as_text(up) for up, low in zip(upper, lower, strict=True))
    return Header(place, place + 1, columns, texts)


def _spread(line: Sequence[Cell], place: int, spread: Mapping[tuple[int, int], int]) -> list[Cell]:
    """The line with the words of merged cells in each of their columns."""
    found = list(line)
    for (row, column), last in spread.items():
        if row == place and column < len(found):
            found[column : last + 1] = [found[column]] * (min(last + 1, len(found)) - column)
    return found
