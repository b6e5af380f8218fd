"""Symbols of texts with little in common: each bit of all of them in one row, eight to a byte.

In such rows a data module is a copy, and a correction bit a sum of rows (ISO/IEC 18004:2015, 7.5 to
7.7). Sums are shared by the method of four Russians: all 64 sums of six rows are made once, and
each correction bit takes the one it wants, as probed from `qrcode`.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from stamps.symbols import peer
from stamps.symbols.matrix import Level, Packed, bytes_of_row, side_of
from stamps.symbols.peer import Bits
from stamps.symbols.tables import (
    Field,
    Places,
    Values,
    Words,
    bits_of,
    correction_order,
    data_bits,
    data_order,
)

_STRIDE: Final = 2 << 20  # bytes of symbols drawn at a time: what caches hold
_LANES: Final = 64  # symbols of a word, and so of the narrowest row
_TOGETHER: Final = 6  # data bits whose sums are made at once
# Which halves change places, at which step, in words of a machine that writes its low byte first.
_BITS: Final = ((4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333), (1, 0x5555555555555555))
_BYTES: Final = ((32, 0x00000000FFFFFFFF), (16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF))


class Plan(NamedTuple):
    """Where rows go. Row numbers count the rows of the fields, then the correction, then nothing.

    `data`, shape (groups, bits together, blocks): the row of each data bit, the blocks ended
    together; `wanted`, shape (groups, correction bits of a block): which sum of a group's rows each
    correction bit takes; `modules`, shape (bits of a symbol's words,): the row of each module.
    """

    fields: int
    data: Places
    wanted: Places
    modules: Places


def drawn(
    version: int,
    level: Level,
    start: Words,
    fields: Sequence[Field],
    values: Sequence[Values],
    count: int,
) -> Packed:
    """So many symbols, shape (count, size · row_bytes), as `tables.drawn` makes them."""
    size = side_of(version)
    plan = _plan(version, level, tuple(fields))
    symbols = np.empty((count, size * bytes_of_row(size)), dtype=np.uint8)
    stride = _STRIDE // start.nbytes
    for first in range(0, count, stride):
        part = symbols[first : first + stride]
        own = [value[first : first + stride] for value in values]
        whole = _turned_over(plan, fields, own, len(part))
        whole ^= start
        part[:] = whole.view(np.uint8)[: len(part), : part.shape[1]]
    return symbols


def _turned_over(
    plan: Plan, fields: Sequence[Field], values: Sequence[Values], count: int
) -> Words:
    """What the fields turn over in each symbol, shape (at least count, words of a symbol)."""
    width = -(-count // _LANES)
    blocks, sums = plan.data.shape[2], plan.wanted.shape[1]
    rows = np.zeros((plan.fields + blocks * sums + 1, width), dtype=np.uint64)
    letters = rows[: plan.fields].reshape(-1, 8, width)
    _fill(letters.view(np.uint8).reshape(len(letters), -1), fields, values, count)
    _transpose(letters, _BITS)
    _correct(rows[plan.fields : -1].reshape(sums, blocks, width), rows, plan)
    modules = rows.take(plan.modules, axis=0).reshape(-1, 8, width)
    _transpose(modules, _BITS)
    turned = modules.reshape(-1, 8, 8 * width)  # eight bytes of a symbol below one another
    _transpose(turned, _BYTES)
    return turned.transpose(2, 1, 0).reshape(-1, len(turned))


def _fill(letters: Packed, fields: Sequence[Field], values: Sequence[Values], count: int) -> None:
    """Each field's values, the high byte first where there are two, one symbol after the other."""
    place = 0
    for field, value in zip(fields, values, strict=True):
        if field.width > 8:
            letters[place, :count] = value >> 8
            place += 1
        letters[place, :count] = value
        place += 1


def _transpose(rows: Words, steps: Sequence[tuple[int, int]]) -> None:
    """Change places in each eight by eight, in place: bits of all bytes, or bytes of all words.

    `rows` has the shape (…, 8, width); part i of row j becomes part j of row i.
    """
    most = steps[0][0]
    for step, mask in steps:
        apart = 4 * step // most
        pairs = rows.reshape(-1, 4 // apart, 2, apart, rows.shape[-1])
        high, low = pairs[:, :, 0], pairs[:, :, 1]
        crossing = ((high >> np.uint64(step)) ^ low) & np.uint64(mask)
        low ^= crossing
        high ^= crossing << np.uint64(step)


def _correct(corrected: Words, rows: Words, plan: Plan) -> None:
    """Add to `corrected`, shape (correction bits of a block, blocks, width)."""
    sums = np.zeros((1 << _TOGETHER, *corrected.shape[1:]), dtype=np.uint64)
    taken = np.empty_like(corrected)
    for data, wanted in zip(plan.data, plan.wanted, strict=True):
        for bit, row in enumerate(data):
            half = 1 << bit
            np.bitwise_xor(sums[:half], rows[row], out=sums[half : 2 * half])
        sums.take(wanted, axis=0, out=taken, mode="clip")
        np.bitwise_xor(corrected, taken, out=corrected)


@lru_cache(maxsize=6)
def _plan(version: int, level: Level, fields: tuple[Field, ...]) -> Plan:
    shape = peer.blocks(version, level)
    row_of_bit = _row_of_bit(fields, data_bits(version, level))
    number = 8 * sum(1 + (field.width > 8) for field in fields)
    most = max(data for _, data in shape)
    corrections = shape[0][0] - shape[0][1]
    nothing = number + len(shape) * corrections * 8
    row_of_bit[row_of_bit < 0] = nothing
    held = np.empty(8 * sum(total for total, _ in shape), dtype=np.intp)
    data = np.full((most * 8, len(shape)), nothing)
    first = 0
    for block, (_, own) in enumerate(shape):
        bits = row_of_bit[first : first + own * 8]
        data[len(data) - len(bits) :, block] = bits
        held[bits_of(data_order(shape, block))] = bits
        sums = number + np.arange(corrections * 8) * len(shape) + block
        held[bits_of(correction_order(shape, block))] = sums
        first += own * 8
    # Zeros before a message leave its remainder as it is: the longest block's sums serve all.
    varies = (data != nothing).any(axis=1)
    probed = peer.correction(most + corrections, most)
    groups, wanted = _grouped(data[varies], probed[varies], nothing)
    return Plan(number, groups, wanted, _modules(version, held, nothing))


def _grouped(data: Places, probed: Bits, nothing: int) -> tuple[Places, Places]:
    """Data bits some at a time, and for each correction bit the number of the sum it wants."""
    short = -len(data) % _TOGETHER
    rows = np.pad(data, ((0, short), (0, 0)), constant_values=nothing)
    bits = np.pad(probed, ((0, short), (0, 0))).reshape(-1, _TOGETHER, probed.shape[1])
    wanted = (bits.astype(np.intp) << np.arange(_TOGETHER)[:, None]).sum(axis=1)
    return rows.reshape(-1, _TOGETHER, data.shape[1]), wanted


def _row_of_bit(fields: Sequence[Field], bits: int) -> Places:
    """The row of each data bit, -1 for those no field holds."""
    found = np.full(bits, -1)
    place = 0
    for start, width in fields:
        places = 1 + (width > 8)
        low = np.arange(width - 1, -1, -1)
        found[start : start + width] = (place + places - 1 - low // 8) * 8 + low % 8
        place += places
    return found


def _modules(version: int, held: Places, nothing: int) -> Places:
    """The row of each module, whole words of packed rows, in each byte the lowest bit first."""
    size = side_of(version)
    whole = np.full(size * size, nothing)
    whole[peer.places(version)[: len(held)]] = held
    row = bytes_of_row(size) * 8
    wide = np.full((-(-size * row // _LANES) * _LANES), nothing)
    wide[: size * row].reshape(size, row)[:, :size] = whole.reshape(size, size)
    return wide.reshape(-1, 8)[:, ::-1].ravel()
