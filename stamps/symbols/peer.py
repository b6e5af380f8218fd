"""The only file that knows the `qrcode` package: it draws single symbols and is probed for tables.

`qrcode` lays out, corrects and masks; everything drawn in bulk is put together from its answers.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import qrcode
import qrcode.base
import qrcode.constants
import qrcode.exceptions
import qrcode.util

from stamps.refusals import SymbolTooLong
from stamps.symbols.matrix import Level, Packed, Symbol

_CORRECTION: Final = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}
Bits = npt.NDArray[np.uint8]  # one bit in each


def smallest_version(text: str, level: Level) -> int:
    """The smallest version 1..40 that holds `text`. Raises SymbolTooLong."""
    code = _code(None, level, None)
    code.add_data(text)
    try:
        return code.best_fit()
    except (qrcode.exceptions.DataOverflowError, ValueError):
        raise SymbolTooLong(letters=len(text)) from None


def draw(text: str, version: int, level: Level, mask: int | None) -> Symbol:
    """One symbol, the mask chosen by `qrcode` where None.

    Raises ValueError for a block of data that is all zero: `qrcode` 8.2 takes its logarithm.
    """
    code = _code(version, level, mask)
    code.add_data(text)
    code.make(fit=False)
    chosen = mask if mask is not None else _mask_of(code.modules)
    packed = _packed(code.modules).tobytes()
    return Symbol(len(code.modules), version, level, chosen, packed)


@lru_cache(maxsize=256)
def blank(version: int, level: Level, mask: int, *, weighed: bool = False) -> Packed:
    """The symbol of codewords that are all zero, packed, shape (size · row_bytes,).

    `weighed` draws it as `qrcode` does while it weighs the masks: format, version and the lone dark
    module are light then, although ISO/IEC 18004:2015, 7.8.3.1, weighs whole symbols.
    """
    code = _code(version, level, mask)
    code.data_cache = [0] * _codewords(version)
    code.makeImpl(weighed, mask)
    return _packed(code.modules).ravel()


@lru_cache(maxsize=16)
def places(version: int) -> npt.NDArray[np.intp]:
    """Where each bit of the codewords stands, as row · size + column, shape (codewords · 8,).

    Asked in binary: drawing k shows at each module bit k of the number of the bit it holds.
    """
    numbers = np.arange(_codewords(version) * 8)
    size = 17 + 4 * version
    held = np.zeros((size, size), dtype=np.intp)
    for k in range(int(numbers[-1] + 1).bit_length()):
        held |= _shown(version, (numbers + 1) >> k & 1).astype(np.intp) << k
    order = np.argsort(held, axis=None)
    return order[-len(numbers) :]


def blocks(version: int, level: Level) -> list[tuple[int, int]]:
    """Codewords and data codewords of each block (ISO/IEC 18004:2015, table 9)."""
    found = qrcode.base.rs_blocks(version, _CORRECTION[level])
    return [(block.total_count, block.data_count) for block in found]


@lru_cache(maxsize=64)
def correction(total: int, data: int) -> Bits:
    """What each data bit does to the correction of its block, shape (data · 8, (total - data) · 8).

    Correction is linear over GF(2) in the data bits (ISO/IEC 18004:2015, 7.5.2).
    """
    block = [qrcode.base.RSBlock(total, data)]
    rows = []
    for bit in range(data * 8):
        buffer = qrcode.util.BitBuffer()
        buffer.buffer = [0] * data
        buffer.buffer[bit // 8] = 0x80 >> bit % 8
        rows.append(qrcode.util.create_bytes(buffer, block)[data:])
    return np.unpackbits(np.array(rows, dtype=np.uint8), axis=1)


def _code(version: int | None, level: Level, mask: int | None) -> "qrcode.QRCode[Any]":
    return qrcode.QRCode(
        version=version, error_correction=_CORRECTION[level], border=0, mask_pattern=mask
    )


def _codewords(version: int) -> int:
    return sum(total for total, _ in blocks(version, "L"))


def _shown(version: int, bits: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Which modules these codeword bits turn over, shape (size, size)."""
    code = _code(version, "L", 0)
    drawn = []
    for data in (bits * 0, bits):
        code.data_cache = np.packbits(data.astype(np.uint8)).tolist()
        code.makeImpl(False, 0)
        drawn.append(np.array(code.modules, dtype=np.bool_))
    return drawn[0] ^ drawn[1]


def _packed(modules: Sequence[Sequence[bool | None]]) -> Packed:
    return np.packbits(np.array(modules, dtype=np.bool_), axis=1)


def _mask_of(modules: Sequence[Sequence[bool | None]]) -> int:
    """The mask a drawn symbol says it has (ISO/IEC 18004:2015, 7.9): row 8, columns 2 to 4."""
    drawn = sum(bool(modules[8][column]) << shift for column, shift in ((2, 2), (3, 1), (4, 0)))
    return drawn ^ 0b101  # the format bits are laid under 101010000010010
