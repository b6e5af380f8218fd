"""Knows the columns of a list by the words people head them with."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from agrimarket.households.intake.cells import Cell
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


def read_header(cells: Sequence[Cell]) -> dict[Field, int] | None:
    """Which column (from 0) holds which field, where this row is a header; else None.

    A header names at least a person and a commune column. Of two columns for one field the
    first counts; columns nobody knows are left alone.
    """
    columns: dict[Field, int] = {}
    for table in (_BY_KEY, _BY_OTHER_KEY):
        found: dict[Field, int] = {}
        for column, cell in enumerate(cells):
            field = table.get(_key(cell)) if isinstance(cell, str) else None
            if field is not None:
                found.setdefault(field, column)
        columns = found | columns
    return columns if "name" in columns and "commune" in columns else None
