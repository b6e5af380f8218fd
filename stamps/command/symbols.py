"""`symbol`: one QR symbol as a picture, or drawn with letters on the terminal."""

import argparse
import struct
import sys
import zlib
from collections.abc import Sequence
from typing import Final

from stamps.refusals import BadSymbolOption
from stamps.symbols import QUIET_MODULES, symbol

Rows = Sequence[Sequence[bool]]
_HALVES: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
_LARGEST_MODULE: Final = 100  # dots


def draw(options: argparse.Namespace) -> int:
    """The symbol of one text, with its quiet zone, as SVG, PNG, or letters for a dark terminal."""
    if not 1 <= options.module <= _LARGEST_MODULE:
        raise BadSymbolOption(reason=f"ô từ 1 đến {_LARGEST_MODULE} điểm")
    level, mask = options.level, options.mask
    rows = _framed(symbol(options.text, level=level, mask=mask, version=options.qr_version).rows())
    drawn = {"svg": _svg, "png": _png, "text": _text}[options.format](rows, options.module)
    if options.out is None:
        sys.stdout.buffer.write(drawn)
        return 0
    options.out.write_bytes(drawn)
    return 0


def _framed(rows: Rows) -> list[list[bool]]:
    """White of four modules on every side (ISO/IEC 18004:2015, 6.3.8)."""
    side = [False] * QUIET_MODULES
    white = [[False] * (len(rows) + 2 * QUIET_MODULES) for _ in range(QUIET_MODULES)]
    return [*white, *([*side, *row, *side] for row in rows), *white]


def _text(rows: Rows, _module: int) -> bytes:
    """Two modules a letter, white lit: as a dark terminal shows it, phones can read it."""
    below = [*rows[1:], [False] * len(rows)]
    pairs = list(zip(rows, below, strict=True))[::2]
    lines = ["".join(_HALVES[not a, not b] for a, b in zip(*pair, strict=True)) for pair in pairs]
    return ("\n".join(lines) + "\n").encode()


def _svg(rows: Rows, module: int) -> bytes:
    size = len(rows)
    dark = "".join(
        f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size * module}" height="{size * module}" '
        f'viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0,0h{size}v{size}h-{size}z"/><path d="{dark}"/></svg>\n'
    ).encode()


def _png(rows: Rows, module: int) -> bytes:
    """Grey of one bit, no filter (ISO/IEC 15948, 11.2.2)."""
    lines = [b"\0" + _packed([not on for on in row for _ in range(module)]) for row in rows]
    size = len(rows) * module
    head = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    body = zlib.compress(b"".join(line * module for line in lines), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND")


def _packed(bits: Sequence[bool]) -> bytes:
    padded = [*bits, *[False] * (-len(bits) % 8)]
    number = int("".join("01"[bit] for bit in padded), 2)
    return number.to_bytes(len(padded) // 8, "big")


def _chunk(name: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
