"""Rows of a table that was copied into a message: their cells, called by the heads of columns."""

import csv
import re
from collections.abc import Iterator

from agrimarket.places import fold, tidy

_COLUMNS = frozenset(
    ("stt", "tt", "ho ten", "ho va ten", "ten", "ten chu ho", "chu ho", "ghi chu", "ten ho", "dt",
     "cay/con", "cay con", "cay trong", "vat nuoi", "nong san", "dien tich", "quy mo", "xa",
     "phuong", "xa/phuong", "xa, phuong", "thon", "ban", "xom", "thon/ban", "thon, ban", "huyen",
     "sdt", "so dt", "so dien thoai", "dien thoai", "dia chi", "san pham", "sp", "cccd", "nam sinh",
     "ngay sinh", "ns", "gioi tinh", "zalo", "loai hinh", "chu co so", "ho", "ten co so",
     "so luong", "san luong", "lien he", "nguoi dai dien", "nuoi", "trong")
)  # fmt: skip
# columns whose cells may come without the word that says what they are, and that word
_SAID = {"thon": "thôn", "thon/ban": "thôn", "thon, ban": "thôn", "ban": "bản", "xom": "xóm",
         "xa": "xã", "xa/phuong": "xã", "xa, phuong": "xã", "phuong": "phường", "huyen": "huyện",
         "nam sinh": "sinh năm", "ns": "sinh năm", "dia chi": "địa chỉ",
         "san pham": "sản phẩm", "nong san": "sản phẩm", "cay/con": "sản phẩm",
         "ho ten": "họ tên", "ho va ten": "họ tên", "ten": "tên", "ten chu ho": "tên chủ hộ",
         "chu ho": "chủ hộ", "ten ho": "tên hộ"}  # fmt: skip
_KINDS = re.compile(
    r"(?:thon|ban|xom|lang|khu|to|tdp|doi|pho|tieu khu|xa|phuong|thi tran|tt|huyen|h|x|p|th|t)"
    r"(?![^\W\d])"
)
# "Diện tích (sào)", "DT (m2)", "Sào", "Số lượng (con)": the head alone says what its numbers count
_UNITS = {"sao": "sào", "ha": "ha", "m2": "m2", "m²": "m2", "mau": "mẫu", "thuoc": "thước",
          "con": "con", "cay": "cây", "kg": "kg", "tan": "tấn", "ta": "tạ"}  # fmt: skip
_UNIT_HEAD = re.compile(
    r"(?P<name>(?:tong )?(?:dien tich|d\.?tich|dt|quy mo|so luong|sl|san luong)"
    r"(?: (?:dat|trong|nuoi|canh tac|dang ky|san xuat|gieo trong))*)?"
    rf"\s*[(\[/,:\-]?\s*(?:(?:dvt|don vi|tinh(?: theo| bang)?)\s*:?\s*)?"
    rf"(?P<unit>{'|'.join(_UNITS)})\s*[)\]]?"
)
_BARE_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_QUOTED = re.compile(r'(?:^|,)\s*"[^"]*"\s*(?:,|$)')


def rows(lines: Iterator[str]) -> Iterator[str]:
    """The lines; rows below heads of columns say what each cell is, and the heads are gone."""
    heads: list[str] = []
    mark = "|"
    for line in lines:
        if len(line) > 2 and not line.strip("|-:+= –—_"):
            continue
        found, of = _heads(line)
        if found:
            heads, mark = found, of
            continue
        cells = _cells(line, mark)
        if heads and len(cells) == len(heads):
            marked = not line.isascii()
            called = (_called(*one, marked=marked) for one in zip(heads, cells, strict=True))
            yield " | ".join(called)
        elif _QUOTED.search(line):
            yield " | ".join(_cells(line, ","))
        else:
            heads = heads if not line or len(cells) > 2 else []
            yield line


def _heads(line: str) -> tuple[list[str], str]:
    for mark in "|;,":
        cells = [fold(cell).strip(" .:*") for cell in _cells(line, mark)]
        known = sum(cell in _COLUMNS or bool(_unit_of(cell)) for cell in cells)
        if len(cells) > 2 and known > 2 and known * 2 >= len(cells):
            return cells, mark
    return [], "|"


def _cells(line: str, mark: str) -> list[str]:
    """The cells of a row, without the bars at its ends; quoted ones may hold the mark."""
    if mark == "|":
        line = line.strip().strip("|")
    try:
        (row,) = csv.reader([line], delimiter=mark, skipinitialspace=True)
    except (csv.Error, ValueError):
        return line.split(mark)
    return [tidy(cell) for cell in row]


def _unit_of(head: str) -> str | None:
    """The unit a head gives its numbers; "con" alone is what somebody keeps."""
    match = _UNIT_HEAD.fullmatch(head)
    if match is None or (not match["name"] and match["unit"] in ("con", "cay", "ta")):
        return None
    return _UNITS[match["unit"]]


def _called(head: str, cell: str, *, marked: bool) -> str:
    """ "Quyết Thắng" below Thôn is "thôn Quyết Thắng"; "2" below STT is nothing."""
    if head in ("stt", "tt") or cell in ("", "-", "–"):
        return ""
    if (unit := _unit_of(head)) and _BARE_NUMBER.fullmatch(cell):
        return f"{cell} {unit if marked else fold(unit)}"
    word = _SAID.get(head)
    if word == "thôn" and fold(cell).endswith(" thon"):
        return f"{word}: {cell}"  # "Ngư Thôn" is its whole name
    if word is None or _KINDS.match(fold(cell)):
        return cell
    colon = (
        ":" if head in ("san pham", "nong san", "cay/con") or word.endswith(("tên", "hộ")) else ""
    )
    return f"{word}{colon} {cell}"
