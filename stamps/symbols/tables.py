"""Symbols as sums: every data bit turns over the same modules, whatever the others say.

Correction, placing and masking are affine over GF(2) in the data bits (ISO/IEC 18004:2015, 7.5 to
7.8), so symbol = blank ⊕ table₀[value₀] ⊕ table₁[value₁] …, with tables probed from `qrcode`.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stamps.symbols import peer
from stamps.symbols.matrix import Level, Packed, bytes_of_row, side_of

Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
Values = npt.NDArray[np.uint16]
_ROOM: Final = 4 << 20  # bytes of tables for one kind of batch: what caches hold
_STRIDE: Final = 128 << 10  # bytes of symbols drawn at a time, for the same reason
_PIECES: Final = (16, 6, 4)  # how many bits a table may take at once, the first that has room


class Field(NamedTuple):
    """Data bits that differ within a batch: `width` bits from bit `start` of the data."""

    start: int
    width: int


def data_bits(version: int, level: Level) -> int:
    """How many data bits a symbol holds, header and filling included."""
    return 8 * sum(data for _, data in peer.blocks(version, level))


def is_probed(version: int, level: Level) -> bool:
    """Whether drawing another batch asks nothing more of `qrcode`."""
    return (version, level) in _PROBED


@lru_cache(maxsize=12)
def turned(version: int, level: Level) -> Words:
    """What each data bit turns over, packed, shape (data bits, words of a symbol)."""
    size, places = side_of(version), peer.places(version)
    shape = peer.blocks(version, level)
    modules = np.zeros((data_bits(version, level), size * size), dtype=np.uint8)
    first = 0
    for number, (total, data) in enumerate(shape):
        rows = np.arange(first * 8, (first + data) * 8)
        modules[rows, places[bits_of(data_order(shape, number))]] = 1
        corrected = places[bits_of(correction_order(shape, number))]
        modules[rows[:, None], corrected] = peer.correction(total, data)
        first += data
    packed = np.packbits(modules.reshape(-1, size, size), axis=2).reshape(len(modules), -1)
    _PROBED.add((version, level))
    return words_of(packed)


_PROBED: Final[set[tuple[int, Level]]] = set()


def data_order(shape: Sequence[tuple[int, int]], number: int) -> Places:
    """Places of a block's data codewords: the blocks take turns (ISO/IEC 18004:2015, 7.6)."""
    data = [count for _, count in shape]
    turns = range(data[number])
    before = [sum(min(count, turn) for count in data) for turn in turns]
    return np.array(
        [
            start + sum(c > turn for c in data[:number])
            for turn, start in zip(turns, before, strict=True)
        ]
    )


def correction_order(shape: Sequence[tuple[int, int]], number: int) -> Places:
    """Places of a block's correction codewords, which follow all data and take turns as well."""
    total, data = shape[number]
    start = sum(count for _, count in shape) + number
    return start + np.arange(total - data) * len(shape)


def bits_of(codewords: Places) -> Places:
    """Numbers of the bits of these codewords, shape (codewords · 8,)."""
    return (codewords[:, None] * 8 + np.arange(8)).ravel()


def words_of(packed: Packed) -> Words:
    """Rows of bytes as rows of words, filled up with zeros."""
    wide = np.zeros((len(packed), -(-packed.shape[1] // 8) * 8), dtype=np.uint8)
    wide[:, : packed.shape[1]] = packed
    return wide.view(np.uint64)


def sum_of(version: int, level: Level, data: bytes) -> Words:
    """What these data bits turn over together, shape (words of a symbol,)."""
    bits = np.unpackbits(np.frombuffer(data, dtype=np.uint8)).astype(np.bool_)
    found: Words = np.bitwise_xor.reduce(turned(version, level)[bits], axis=0)
    return found


def drawn(
    version: int,
    level: Level,
    start: Words,
    fields: Sequence[Field],
    values: Sequence[Values],
    count: int,
) -> Packed:
    """So many symbols, shape (count, size · row_bytes): `start` with each field's value put in.

    `start` is a packed symbol of which these fields are zero; `values[i]`, shape (count,), are
    those of `fields[i]`.
    """
    size = side_of(version)
    tables = _tables(version, level, tuple(fields))
    symbols = np.empty((count, len(start)), dtype=np.uint64)
    stride = max(1, _STRIDE // start.nbytes)
    spare = np.empty((stride, len(start)), dtype=np.uint64)
    for first in range(0, count, stride):
        part = symbols[first : first + stride]
        part[:] = start
        taken = spare[: len(part)]
        for of_field, value in zip(tables, values, strict=True):
            wanted = value[first : first + stride]
            for shift, table in of_field:
                at = wanted if len(of_field) == 1 else wanted >> shift & len(table) - 1
                # a value always stands in its table; "clip" only spares numpy a copy of its own
                table.take(at, axis=0, out=taken, mode="clip")
                np.bitwise_xor(part, taken, out=part)
    return np.ascontiguousarray(symbols.view(np.uint8)[:, : size * bytes_of_row(size)])


def turned_over(version: int, fields: Sequence[Field]) -> int:
    """Bytes that `drawn` would turn over for each symbol."""
    most = _most(version, tuple(fields))
    return sum(-(-field.width // most) for field in fields) * _bytes_of(version)


_Pieces = list[tuple[int, Words]]


@lru_cache(maxsize=6)
def _tables(version: int, level: Level, fields: tuple[Field, ...]) -> list[_Pieces]:
    """For each field, tables by low bits of its value: how far to shift, and what to turn over."""
    bits = turned(version, level)
    most = _most(version, fields)
    return [_pieces(bits[field.start : field.start + field.width], most) for field in fields]


@lru_cache(maxsize=64)
def _most(version: int, fields: tuple[Field, ...]) -> int:
    """How many bits of a field a table may take."""
    for most in _PIECES:
        entries = sum(
            1 << min(most, f.width - low) for f in fields for low in range(0, f.width, most)
        )
        if entries * _bytes_of(version) <= _ROOM:
            break
    return most


def _bytes_of(version: int) -> int:
    """Bytes of a symbol in whole words."""
    size = side_of(version)
    return -(-size * bytes_of_row(size) // 8) * 8


def _pieces(bits: Words, most: int) -> _Pieces:
    found = []
    for low in range(0, len(bits), most):
        table = np.zeros((1, bits.shape[1]), dtype=np.uint64)
        for bit in bits[::-1][low : low + most]:
            table = np.concatenate([table, table ^ bit])
        found.append((low, table))
    return found
