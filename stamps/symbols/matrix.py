"""What a drawn symbol is, alone and in a batch, and which choices there are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Final, Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from stamps.refusals import BadSymbolOption

Level = Literal["L", "M", "Q", "H"]
LEVELS: Final = get_args(Level)
QUIET_MODULES: Final = 4  # ISO/IEC 18004:2015, 5.3.8
LARGEST: Final = 40  # the largest version there is; BULK_LARGEST the largest drawn in bulk
BULK_LARGEST: Final = 10
BULK_MASK: Final = 2  # any fixed mask reads well, and one for all is the quickest

Packed = npt.NDArray[np.uint8]


class Symbol(NamedTuple):
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
        return bytes_of_row(self.size)

    def rows(self) -> tuple[tuple[bool, ...], ...]:
        """The modules, `size` rows of `size`; True is dark."""
        return tuple(tuple(row) for row in self.array().tolist())

    def array(self) -> npt.NDArray[np.bool_]:
        """The modules as an array of shape (size, size); True is dark."""
        packed = np.frombuffer(self.packed, dtype=np.uint8).reshape(self.size, self.row_bytes)
        return np.unpackbits(packed, axis=1, count=self.size).astype(np.bool_)


# `Symbol._make` without its steps in Python: half the time of a whole batch would go there.
_NEW: Final[Callable[[Iterable[object]], Symbol]] = partial(tuple.__new__, Symbol)


@dataclass(frozen=True, slots=True, eq=False)
class SymbolBatch:
    """Symbols of one version and level as arrays, for those who draw thousands.

    `packed` has the shape (n, size · row_bytes), each row laid out as `Symbol.packed`; `masks` the
    shape (n,). A batch is also a sequence of `Symbol`s, made as they are asked for.
    """

    size: int
    version: int
    level: Level
    masks: npt.NDArray[np.uint8]
    packed: Packed

    @property
    def row_bytes(self) -> int:
        """Bytes of one packed row."""
        return bytes_of_row(self.size)

    def __len__(self) -> int:
        return len(self.packed)

    def __getitem__(self, place: int) -> Symbol:
        mask, packed = int(self.masks[place]), self.packed[place].tobytes()
        return Symbol(self.size, self.version, self.level, mask, packed)

    def __iter__(self) -> Iterator[Symbol]:
        whole = self.packed.view(np.dtype((np.void, self.packed.shape[1])))
        shared = repeat(self.size), repeat(self.version), repeat(self.level)
        fields = zip(*shared, self.masks.tolist(), whole[:, 0].tolist(), strict=False)
        return map(_NEW, fields)

    def arrays(self) -> npt.NDArray[np.bool_]:
        """The modules, shape (n, size, size); True is dark."""
        rows = self.packed.reshape(len(self), self.size, self.row_bytes)
        return np.unpackbits(rows, axis=2, count=self.size).astype(np.bool_)


def side_of(version: int) -> int:
    """Modules along one side of a version (ISO/IEC 18004:2015, 5.3.1)."""
    return 17 + 4 * version


def bytes_of_row(size: int) -> int:
    """Bytes that hold one row of so many modules."""
    return (size + 7) // 8


def refuse_options(level: str, mask: int | None, version: int | None = None) -> None:
    """Raise BadSymbolOption for a level, mask or version that does not exist."""
    if level not in LEVELS:
        raise BadSymbolOption(reason=f"mức sửa lỗi {level} không có, chọn L, M, Q hoặc H")
    if mask is not None and mask not in range(8):
        raise BadSymbolOption(reason=f"mặt nạ {mask} không có, chọn từ 0 đến 7")
    if version is not None and version not in range(1, LARGEST + 1):
        raise BadSymbolOption(reason=f"phiên bản {version} không có, chọn từ 1 đến {LARGEST}")
