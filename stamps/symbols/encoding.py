"""Texts cut alike, as the data bits of a symbol (ISO/IEC 18004:2015, 7.4): which of them vary."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from stamps.symbols.matrix import Level
from stamps.symbols.peer import smallest_version
from stamps.symbols.runs import ALPHANUMERIC, BYTES, LETTERS, NUMERIC, Raw, Run, varying
from stamps.symbols.tables import Field, Values, data_bits

_INDICATORS: Final = (0b0001, 0b0010, 0b0100)  # table 2, by mode
# Bits of the count of letters by mode, for versions up to 9, 26 and 40 (table 3).
_COUNTS: Final = ((9, (10, 9, 8)), (26, (12, 11, 16)), (40, (14, 13, 16)))
# Letters taken together by mode, and the bits of one, two or three of them (7.4.3 to 7.4.5).
_TOGETHER: Final = ((4, 7, 10), (6, 11), (8,))
_FILLING: Final = (0xEC, 0x11)  # 7.4.10


def _values(mode: int) -> tuple[Values, ...]:
    """Value of each byte in the last, last but one … place of those taken together."""
    base, letters = {NUMERIC: (10, LETTERS[:10]), ALPHANUMERIC: (45, LETTERS)}.get(mode, (0, ""))
    value = np.arange(256, dtype=np.uint16)
    value[np.frombuffer(letters.encode(), dtype=np.uint8)] = np.arange(len(letters))
    return tuple(value * np.uint16(base**place) for place in range(len(_TOGETHER[mode])))


_VALUES: Final = tuple(_values(mode) for mode in (NUMERIC, ALPHANUMERIC, BYTES))


class Piece(NamedTuple):
    """Letters taken together: mode, first column, how many, and the data bits they become."""

    mode: int
    column: int
    letters: int
    field: Field


class Layout(NamedTuple):
    """Where everything of texts cut alike stands: mode indicators and counts, then the letters."""

    heads: tuple[tuple[Field, int], ...]
    pieces: tuple[Piece, ...]
    length: int


@lru_cache(maxsize=256)
def version_of(runs: tuple[Run, ...], level: Level) -> int:
    """The smallest version for texts cut so. Raises SymbolTooLong."""
    return smallest_version("".join("0Aa"[run.mode] * run.length for run in runs), level)


@lru_cache(maxsize=256)
def layout(runs: tuple[Run, ...], version: int) -> Layout:
    """Data bits of texts cut so, for a version they fit."""
    counts = next(widths for last, widths in _COUNTS if version <= last)
    heads: list[tuple[Field, int]] = []
    pieces: list[Piece] = []
    bit = column = 0
    for mode, length in runs:
        for width, value in ((4, _INDICATORS[mode]), (counts[mode], length)):
            heads.append((Field(bit, width), value))
            bit += width
        most = len(_TOGETHER[mode])
        for start in range(0, length, most):
            letters = min(most, length - start)
            width = _TOGETHER[mode][letters - 1]
            pieces.append(Piece(mode, column + start, letters, Field(bit, width)))
            bit += width
        column += length
    return Layout(tuple(heads), tuple(pieces), bit)


class Encoded(NamedTuple):
    """The data of many texts: the bits all share, and the values of the fields that vary."""

    shared: bytes
    fields: list[Field]
    values: list[Values]


def encoded(columns: Raw, runs: tuple[Run, ...], version: int, level: Level) -> Encoded:
    """Data of texts, shape (length, n), cut into `runs`, for a version they fit."""
    plan = layout(runs, version)
    varies = varying(columns).tolist()
    own = [p for p in plan.pieces if any(varies[p.column : p.column + p.letters])]
    steady = [p for p in plan.pieces if not any(varies[p.column : p.column + p.letters])]
    known = [(piece.field, int(_value(columns[:, :1], piece)[0])) for piece in steady]
    shared = _filled([*plan.heads, *known], plan.length, data_bits(version, level))
    return Encoded(shared, [p.field for p in own], [_value(columns, p) for p in own])


def _value(columns: Raw, piece: Piece) -> Values:
    """The value of a piece in each text, shape (n,), of columns, shape (length, n)."""
    last = piece.column + piece.letters - 1
    if piece.mode == BYTES:
        whole: Values = columns[last].astype(np.uint16)
        return whole
    value: Values = _VALUES[piece.mode][0].take(columns[last])
    for place in range(1, piece.letters):
        value += _VALUES[piece.mode][place].take(columns[last - place])
    return value


def _filled(known: Sequence[tuple[Field, int]], length: int, whole: int) -> bytes:
    """Data with the known fields in it, zeros for the others, end and filling (7.4.9, 7.4.10)."""
    number = sum(value << whole - field.start - field.width for field, value in known)
    end = min(-(-min(length + 4, whole) // 8) * 8, whole)
    data = bytearray(number.to_bytes(whole // 8, "big"))
    for turn, place in enumerate(range(end // 8, whole // 8)):
        data[place] = _FILLING[turn % 2]
    return bytes(data)
