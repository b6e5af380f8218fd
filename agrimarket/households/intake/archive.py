"""Looks into an xlsx file's packing before anything unpacks it: bombs, locks, wrong formats."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from agrimarket.households.intake.refusals import (
    CellsTooFar,
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileNotXlsx,
    FileOldXls,
    FileOpenDocument,
    FileTooBig,
)

# A list of 33,130 rows is 3 MB packed and 25 MB unpacked; no list has more than 50,000 rows.
_MOST_BYTES = 15 * 2**20  # the whole upload may be 16 MB
_MOST_UNPACKED = 72 * 2**20
_MOST_ENTRIES = 1_000
# Deflate cannot pack sheets of different people better than about 30 to 1.
_MOST_RATIO = 100
_SMALL = 2**20  # below this a high ratio harms nobody
# Cells of the smallest rectangle around everything, which the reader lays out in memory.
_MOST_CELLS = 5_000_000
# The same text may be referred to by every cell, and is copied for each.
_MOST_TEXT = 2 * 2**30

OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2, also around locked xlsx files
PACKED = b"PK"
_BOOK = "xl/workbook.xml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_ENCRYPTED_FLAG = 1  # APPNOTE 4.4.4, bit 0

_PACKING_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,  # a packing method zipfile does not know
    EOFError,
    ValueError,
    OSError,
    zlib.error,
)

_REF = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,9})(\d{1,9})["']""")
_REF_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,9})\d{1,9}["']""")
_REF_NUMBER = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{1,9}(\d{1,9})["']""")
_ROW_REF = re.compile(rb"""\sr\s*=\s*["'](\d{1,9})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_EMPTY_CELL = re.compile(
    rb"""<c(?:\s+[a-z]+="[^"<>]*")*\s*(?:/>|>\s*(?:<v\s*/>|<v></v>)?\s*</c>)"""
)  # both ways in which libraries write one
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*\bt\s*=\s*["']e["'][^<>]*>""")
_TEXT = re.compile(rb">[^<]+")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")


def unpack(source: bytes) -> dict[str, bytes]:
    """What is needed of an xlsx file's XML parts, unpacked within limits; raises a ListRefused.

    Names of sheets and relations whole; of everything else the cells with an error alone.

    The declared sizes are looked at first; the entries are then unpacked one by one, so that
    a declared size that lies is found here (zipfile stops at it and the checksum fails).
    """
    _refuse_other_formats(source)
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            parts = {
                entry.filename: _looked_at(entry.filename, archive.read(entry))
                for entry in entries
                if entry.filename.lower().endswith((".xml", ".rels"))
            }
    except _PACKING_FAULTS as fault:
        raise FileDamaged from fault
    if _BOOK not in parts:
        raise FileOpenDocument if _OPEN_DOCUMENT in source[:200] else FileNotXlsx
    if any(part.far for part in parts.values()):
        raise CellsTooFar
    longest = max(part.longest_text for part in parts.values())
    if longest * sum(part.cells for part in parts.values()) > _MOST_TEXT:
        raise FileTooBig(megabytes=_MOST_BYTES // 2**20)
    return {name: part.kept for name, part in parts.items()}


@dataclass(frozen=True, slots=True)
class _Part:
    """What must be known of an XML part, which is 25 times as large: few are in memory at once."""

    kept: bytes
    far: bool
    longest_text: int
    cells: int


def _looked_at(name: str, content: bytes) -> _Part:
    """Names of sheets and relations whole; of everything else the cells with an error alone."""
    whole = name == _BOOK or name.lower().endswith(".rels")
    perhaps = b'"e"' in content or b"'e'" in content  # found much sooner than the whole cell
    cells = len(_CELL.findall(content))
    return _Part(
        kept=content if whole else b"".join(_ERROR_CELL.findall(content) if perhaps else ()),
        far=_is_far(content, cells),
        longest_text=max(map(len, _TEXT.findall(content)), default=0),
        cells=cells,
    )


def _refuse_other_formats(source: bytes) -> None:
    if not source:
        raise FileEmpty
    if len(source) > _MOST_BYTES:
        raise FileTooBig(megabytes=_MOST_BYTES // 2**20)
    if source.startswith(OLE):
        raise FileEncrypted if _LOCKED in source else FileOldXls
    if not source.startswith(PACKED):
        raise FileNotXlsx


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > max(_SMALL, _MOST_RATIO * entry.compress_size) for entry in entries
    )
    if bomb or unpacked > _MOST_UNPACKED or len(entries) > _MOST_ENTRIES:
        raise FileTooBig(megabytes=_MOST_BYTES // 2**20)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise FileEncrypted


def _is_far(content: bytes, cells: int) -> bool:
    """Two cells at opposite ends of a sheet make a table of 17 billion (32 bytes each)."""
    if _rectangle(content, cells) <= _MOST_CELLS:
        return False
    filled = _EMPTY_CELL.sub(b"", content)
    return _rectangle(filled, len(_CELL.findall(filled))) > _MOST_CELLS


def _rectangle(content: bytes, cells: int) -> int:
    """Cells of the rectangle from A1 that holds all cells; an upper bound, never too small."""
    letters = _REF_COLUMN.findall(content)
    width = max(map(_column, set(letters)), default=0)
    rows = max(map(int, set(_REF_NUMBER.findall(content))), default=0)
    unnamed = cells - len(letters)
    if unnamed > 0:  # a cell without its reference stands behind the one before it
        width += unnamed
        rows = max(rows, *map(int, _ROW_REF.findall(content)), 0) + len(_ROW.findall(content))
    return width * rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def error_cells(parts: Mapping[str, bytes], sheet_name: str) -> list[tuple[int, int]]:
    """(row, column) from 0 of the cells that hold an error such as #N/A.

    The reader gives them as empty, but an unreadable citizen number is not a missing one.
    """
    found = []
    for cell in _ERROR_CELL.findall(_sheet_part(parts, sheet_name)):
        if reference := _REF.search(cell):
            found.append((int(reference[2]) - 1, _column(reference[1]) - 1))
    return found


def _sheet_part(parts: Mapping[str, bytes], sheet_name: str) -> bytes:
    """The sheet's content, by way of the workbook's list and its relations (ECMA-376 1, 12.3)."""
    targets = {
        one[b"Id"]: one[b"Target"]
        for one in _tags(_RELATION, parts.get("xl/_rels/workbook.xml.rels", b""))
        if b"Id" in one and b"Target" in one
    }
    for sheet in _tags(_SHEET, parts[_BOOK]):
        name = unescape(sheet.get(b"name", b"").decode("utf-8", "replace"))
        if name == sheet_name:
            key = next((value for key, value in sheet.items() if key.endswith(b":id")), b"")
            path = targets.get(key, b"").decode("utf-8", "replace").removeprefix("/xl/")
            return parts.get(f"xl/{path}", b"")
    return b""


def _tags(pattern: re.Pattern[bytes], content: bytes) -> list[dict[bytes, bytes]]:
    return [dict(_ATTRIBUTE.findall(tag)) for tag in pattern.findall(content)]
