"""Looks into an xlsx file's packing before anything unpacks it: bombs, locks, wrong formats."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
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
_ROW_REF = re.compile(rb"""\sr\s*=\s*["'](\d{1,9})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_EMPTY_CELL = re.compile(rb"""<c(?:\s+[a-z]+="[^"<>]*")*\s*/>""")
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*\bt\s*=\s*["']e["'][^<>]*>""")
_TEXT = re.compile(rb">[^<]+")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")


def unpack(source: bytes) -> dict[str, bytes]:
    """The XML parts of an xlsx file, unpacked within limits; raises a ListRefused.

    The declared sizes are looked at first; the entries are then unpacked one by one, so that
    a declared size that lies is found here (zipfile stops at it and the checksum fails).
    """
    _refuse_other_formats(source)
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            parts = {
                entry.filename: archive.read(entry)
                for entry in entries
                if entry.filename.lower().endswith((".xml", ".rels"))
            }
    except _PACKING_FAULTS as fault:
        raise FileDamaged from fault
    if "xl/workbook.xml" not in parts:
        raise FileOpenDocument if _OPEN_DOCUMENT in source[:200] else FileNotXlsx
    for content in parts.values():
        _refuse_far_cells(content)
    _refuse_copied_text(parts)
    return parts


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


def _refuse_far_cells(content: bytes) -> None:
    """Two cells at opposite ends of a sheet make a table of 17 billion (32 bytes each)."""
    if (
        _rectangle(content) > _MOST_CELLS
        and _rectangle(_EMPTY_CELL.sub(b"", content)) > _MOST_CELLS
    ):
        raise CellsTooFar


def _rectangle(content: bytes) -> int:
    """Cells of the rectangle from A1 that holds all cells; an upper bound, never too small."""
    columns, rows, named = set(), 0, 0
    for reference in _REF.finditer(content):
        columns.add(reference[1])
        rows = max(rows, int(reference[2]))
        named += 1
    width = max(map(_column, columns), default=0)
    unnamed = len(_CELL.findall(content)) - named
    if unnamed > 0:  # a cell without its reference stands behind the one before it
        width += unnamed
        rows = max(rows, *map(int, _ROW_REF.findall(content)), 0) + len(_ROW.findall(content))
    return width * rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refuse_copied_text(parts: Mapping[str, bytes]) -> None:
    longest = max(
        (len(text) for content in parts.values() for text in _TEXT.findall(content)), default=0
    )
    cells = sum(len(_CELL.findall(content)) for content in parts.values())
    if longest * cells > _MOST_TEXT:
        raise FileTooBig(megabytes=_MOST_BYTES // 2**20)


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
    for sheet in _tags(_SHEET, parts["xl/workbook.xml"]):
        name = unescape(sheet.get(b"name", b"").decode("utf-8", "replace"))
        if name == sheet_name:
            key = next((value for key, value in sheet.items() if key.endswith(b":id")), b"")
            path = targets.get(key, b"").decode("utf-8", "replace").removeprefix("/xl/")
            return parts.get(f"xl/{path}", b"")
    return b""


def _tags(pattern: re.Pattern[bytes], content: bytes) -> list[dict[bytes, bytes]]:
    return [dict(_ATTRIBUTE.findall(tag)) for tag in pattern.findall(content)]
