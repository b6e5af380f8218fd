"""QR symbols, one or a hundred thousand; the only file that knows the `qrcode` package."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, Final, Literal, get_args

import numpy as np
import numpy.typing as npt
import qrcode
import qrcode.constants
import qrcode.exceptions
import qrcode.util

from stamps.refusals import BadSymbolOption, SymbolTooLong

Level = Literal["L", "M", "Q", "H"]
LEVELS: Final = get_args(Level)
BULK_MASK: Final = 2  # any fixed mask reads well; one for all is what makes a batch affine
QUIET_MODULES: Final = 4  # ISO/IEC 18004:2015, 5.3.8

_CORRECTION: Final = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}
# ISO/IEC 18004:2015, table 5; a letter's place is its value, two letters make 45·a + b in 11 bits.
_ALPHANUMERIC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE_OF_BYTE: Final = np.full(256, 255, dtype=np.uint16)
_VALUE_OF_BYTE[np.frombuffer(_ALPHANUMERIC.encode(), dtype=np.uint8)] = np.arange(45)
_PAIR_BITS, _SINGLE_BITS = 11, 6
# Probes start from these values, because `qrcode` fails on a block of data that is all zero; with
# any one bit turned over they stay letters (at most 2024 and 44).
_BASE: Final = {_PAIR_BITS: 0b01010101010, _SINGLE_BITS: 0b001010}
_CHUNK: Final = 2048
_WORTH_A_TABLE: Final = 128  # below this many symbols, asking `qrcode` for each is quicker

Words = npt.NDArray[np.uint64]
_DIGIT_RUN: Final = re.compile(r"[0-9]{20}")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol without its quiet zone.

    `packed` holds the rows one after the other, each in `row_bytes` bytes, leftmost module in the
    highest bit, 1 dark: the form a 1-bit image takes in PDF, PNG and printers alike.
    """

    size: int
    version: int
    level: Level
    mask: int
    packed: bytes

    @property
    def row_bytes(self) -> int:
        """Bytes of one packed row."""
        return (self.size + 7) // 8

    def rows(self) -> tuple[tuple[bool, ...], ...]:
        """The modules, `size` rows of `size`; True is dark."""
        return tuple(tuple(row) for row in self.array().tolist())

    def array(self) -> npt.NDArray[np.bool_]:
        """The modules as an array of shape (size, size); True is dark."""
        packed = np.frombuffer(self.packed, dtype=np.uint8).reshape(self.size, self.row_bytes)
        return np.unpackbits(packed, axis=1, count=self.size).astype(np.bool_)


def fitting_version(text: str, *, level: Level = "Q") -> int:
    """The smallest version 1..40 that holds `text` at `level`. Raises SymbolTooLong."""
    _refuse_options(level, None)
    code = _drawn_by(None, level, None)
    code.add_data(text)
    try:
        return code.best_fit()
    except (qrcode.exceptions.DataOverflowError, ValueError):
        raise SymbolTooLong(letters=len(text)) from None


def symbol(
    text: str, *, level: Level = "Q", mask: int | None = None, version: int | None = None
) -> Symbol:
    """One symbol. `mask` 0..7, or None for the one with the fewest lost points; `version` 1..40,
    or None for the smallest that fits (ISO/IEC 18004:2015).

    Raises BadSymbolOption, SymbolTooLong.
    """
    _refuse_options(level, mask)
    smallest = fitting_version(text, level=level)
    if version is not None and not smallest <= version <= 40:
        raise BadSymbolOption(reason=f"phiên bản {version} không chứa hết nội dung")
    code = _drawn_by(version or smallest, level, mask)
    code.add_data(text)
    try:
        code.make(fit=False)
    except ValueError:  # `qrcode` 8.2 cannot make the correction of an all-zero block: glog(0)
        raise BadSymbolOption(reason="nội dung có quá nhiều số 0 liền nhau") from None
    chosen = mask if mask is not None else _mask_of(code.modules)
    packed = np.packbits(np.array(code.modules, dtype=np.bool_), axis=1)
    return Symbol(len(code.modules), version or smallest, level, chosen, packed.tobytes())


def symbols(texts: Iterable[str], *, level: Level = "Q", mask: int = BULK_MASK) -> Iterator[Symbol]:
    """Symbols of many texts in order, all with one mask: the bits `qrcode` draws, in bulk.

    Each text gets the smallest version that holds it. Memory does not grow with their number.
    Raises BadSymbolOption, SymbolTooLong.
    """
    _refuse_options(level, mask)
    return _streamed(iter(texts), level, mask)


def _refuse_options(level: str, mask: int | None) -> None:
    if level not in LEVELS:
        raise BadSymbolOption(reason=f"mức sửa lỗi {level} không có, chọn L, M, Q hoặc H")
    if mask is not None and mask not in range(8):
        raise BadSymbolOption(reason=f"mặt nạ {mask} không có, chọn từ 0 đến 7")


def _drawn_by(version: int | None, level: Level, mask: int | None) -> "qrcode.QRCode[Any]":
    return qrcode.QRCode(
        version=version, error_correction=_CORRECTION[level], border=0, mask_pattern=mask
    )


def _mask_of(modules: Sequence[Sequence[bool | None]]) -> int:
    """The mask a drawn symbol says it has (ISO/IEC 18004:2015, 7.9): row 8, columns 2 to 4."""
    drawn = sum(bool(modules[8][column]) << shift for column, shift in ((2, 2), (3, 1), (4, 0)))
    return drawn ^ 0b101  # the format bits are laid under 101010000010010


def _streamed(texts: Iterator[str], level: Level, mask: int) -> Iterator[Symbol]:
    probed: set[tuple[str, int]] = set()
    while chunk := list(islice(texts, _CHUNK)):
        for shape, group in groupby(chunk, key=_shape):
            alike = list(group)
            values = _alphanumeric(alike) if len(shape[0]) > 1 else None
            if values is None or (len(alike) < _WORTH_A_TABLE and shape not in probed):
                yield from (symbol(text, level=level, mask=mask) for text in alike)
            else:
                probed.add(shape)
                yield from _tables(*shape, level, mask).draw(values)


def _shape(text: str) -> tuple[str, int]:
    """What the texts of one batch share: letter pairs up to the last slash, and the length."""
    return text[: (text.rfind("/") + 1) // 2 * 2], len(text)


def _alphanumeric(texts: Sequence[str]) -> npt.NDArray[np.uint16] | None:
    """Values of letters, shape (n, length), where `qrcode` draws all in one alphanumeric run."""
    try:
        raw = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8)
    except UnicodeEncodeError:
        return None
    values = _VALUE_OF_BYTE[raw].reshape(len(texts), -1)
    # `qrcode` looks for runs of twenty digits and draws those in numeric mode
    if values.max() == 255 or any(_DIGIT_RUN.search(text) for text in texts):
        return None
    return values


def _letters(value: int, bits: int) -> str:
    """The one or two letters that a value of 6 or 11 bits stands for."""
    if bits == _SINGLE_BITS:
        return _ALPHANUMERIC[value]
    return _ALPHANUMERIC[value // 45] + _ALPHANUMERIC[value % 45]


class _Tables:
    """A batch of one stem, length, level and mask: symbol = base ⊕ table₀[pair₀] ⊕ table₁[pair₁] …

    Data bits, Reed–Solomon code and mask are all affine over GF(2) in the bits of the letters
    (ISO/IEC 18004:2015, 7.4.4, 7.5 and 7.8), so one probe of `qrcode` for each bit of each pair
    after the stem tells the whole batch, without any error correction of our own.
    """

    def __init__(self, stem: str, length: int, level: Level, mask: int) -> None:
        tail = length - len(stem)
        self._start = len(stem)
        pairs = [_PAIR_BITS] * (tail // 2)
        self._widths = pairs + [_SINGLE_BITS] * (tail % 2)
        self._text = stem + "".join(_letters(_BASE[bits], bits) for bits in self._widths)
        self._base = symbol(self._text, level=level, mask=mask)
        self._words = -(-len(self._base.packed) // 8)
        self._tables = [self._table(place) for place in range(len(self._widths))]
        self._zero = self._row(self._base)
        for bits, table in zip(self._widths, self._tables, strict=True):
            self._zero = self._zero ^ table[_BASE[bits]]

    def _row(self, drawn: Symbol) -> Words:
        return np.frombuffer(drawn.packed.ljust(8 * self._words, b"\0"), dtype=np.uint64)

    def _table(self, place: int) -> Words:
        """Shape (2^bits, words): what each value of the letters at `place` changes.

        Values above 2024 (or 44) never occur, yet the table is whole: it is linear.
        """
        bits, at = self._widths[place], self._start + 2 * place
        table = np.zeros((1, self._words), dtype=np.uint64)
        for bit in range(bits):
            letters = _letters(_BASE[bits] ^ 1 << bit, bits)
            text = self._text[:at] + letters + self._text[at + len(letters) :]
            base = self._base
            probe = symbol(text, level=base.level, mask=base.mask, version=base.version)
            table = np.concatenate([table, table ^ (self._row(probe) ^ self._row(base))])
        return table

    def draw(self, values: npt.NDArray[np.uint16]) -> Iterator[Symbol]:
        """One symbol for each row of letter values, shape (n, length)."""
        tail = values[:, self._start :]
        drawn = np.broadcast_to(self._zero, (len(values), self._words)).copy()
        for place, (bits, table) in enumerate(zip(self._widths, self._tables, strict=True)):
            value = tail[:, 2 * place]
            drawn ^= table[value * 45 + tail[:, 2 * place + 1] if bits == _PAIR_BITS else value]
        base, step, raw = self._base, 8 * self._words, drawn.tobytes()
        for start in range(0, len(raw), step):
            packed = raw[start : start + len(base.packed)]
            yield Symbol(base.size, base.version, base.level, base.mask, packed)


@lru_cache(maxsize=16)
def _tables(stem: str, length: int, level: Level, mask: int) -> _Tables:
    return _Tables(stem, length, level, mask)
