"""Small files that would become huge, made at run time."""

import io
import struct
import zipfile
import zlib
from typing import Any

import openpyxl


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(
        ">I", zlib.crc32(kind + content))  # fmt: skip


def wide_png(side: int = 13_000) -> bytes:
    """169 million black pixels of one bit in about 20 kB (W3C PNG, clause 5)."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (side + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body)
            + _chunk(b"IEND", b""))  # fmt: skip


def lying_png() -> bytes:
    """Says 100 × 100 and carries rows for 169 million pixels."""
    big = wide_png()
    size = struct.pack(">II", 100, 100) + big[24:29]
    return big[:16] + size + struct.pack(">I", zlib.crc32(b"IHDR" + size)) + big[33:]


def wide_webp() -> bytes:
    """A lossless WebP header that claims 16,384 × 16,384 (RFC 9649, 3.4)."""
    head = b"\x2f" + struct.pack("<I", 0x3FFF | 0x3FFF << 14)
    body = b"VP8L" + struct.pack("<I", len(head)) + head + b"\0"
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _workbook(sheet: bytes, **more: bytes) -> bytes:
    """A workbook whose first sheet's XML is this."""
    book, out = io.BytesIO(), io.BytesIO()
    made: Any = openpyxl.Workbook()
    made.active.append(["Họ và tên", "Xã"])
    made.save(book)
    with (
        zipfile.ZipFile(book) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, True, 9) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(
                entry.filename, sheet if entry.filename.endswith("sheet1.xml") else content
            )
        for name, content in more.items():
            new.writestr(f"xl/{name}", content)
    return out.getvalue()


SHEET = (b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
         b'2006/main"><sheetData>%s</sheetData></worksheet>')  # fmt: skip


def blank_xlsx(megabytes: int = 90) -> bytes:
    """Ninety megabytes of blanks between two cells."""
    return _workbook(SHEET % (b" " * (megabytes << 20)))


def full_xlsx(megabytes: int = 90) -> bytes:
    """The same of real cells, a little less alike, so that it packs like people's lists."""
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Nguy\xe1\xbb\x85n %d</t></is></c></row>'
    rows, size, number = [], 0, 0
    while size < megabytes << 20:
        number += 1
        rows.append(row % (number, number, number * 7919))
        size += len(rows[-1])
    return _workbook(SHEET % b"".join(rows))


def repeated_xlsx(megabytes: int = 90) -> bytes:
    """Ninety megabytes of one row said again and again: about 350 kB."""
    row = b'<row><c t="inlineStr"><is><t>Nguy\xe1\xbb\x85n V\xc4\x83n %d</t></is></c></row>'
    block = b"".join(row % number for number in range(100))
    return _workbook(SHEET % (block * ((megabytes << 20) // len(block))))


def laughing_xlsx() -> bytes:
    """Entities within entities: a billion laughs (XML 1.0, 4.4)."""
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha">{"".join(names)}]>'.encode()
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>'
    return _workbook((SHEET % cell).replace(b"?>", b"?>" + doctype, 1))


def outside_xlsx() -> bytes:
    """An entity that asks for a file of the machine."""
    doctype = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    text = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
    words = ((b"A1", "Họ và tên"), (b"B1", "Xã"), (b"A2", "&a;"))
    first, second, third = (text % (where, word.encode()) for where, word in words)
    cell = b'<row r="1">' + first + second + b'</row><row r="2">' + third + b"</row>"
    return _workbook((SHEET % cell).replace(b"?>", b"?>" + doctype, 1))


def nested_zip(depth: int = 6) -> bytes:
    """Zips of ten zips each, ten megabytes of zeros at the bottom."""
    content = b"\0" * (10 << 20)
    for level in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, True, 9) as archive:
            for number in range(1 if level == 0 else 10):
                archive.writestr(f"xl/{number}.zip", content)
        content = out.getvalue()
    return content


def declared_zip(size: int = 10 << 30) -> bytes:
    """One entry that declares ten gigabytes and holds a few bytes (APPNOTE 4.3.9)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/workbook.xml", "w", force_zip64=True) as entry:
            entry.write(b"<workbook/>")
        archive.filelist[0].file_size = size
    return out.getvalue()


def many_parts() -> bytes:
    """A workbook of 60,000 empty entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"xl/{number}.xml", b"")
    return out.getvalue()
