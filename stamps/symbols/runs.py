"""How `qrcode` cuts texts into runs of digits, of letters and of bytes: many texts at a time."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stamps.refusals import BadSymbolOption

NUMERIC, ALPHANUMERIC, BYTES = range(3)
SHORTEST: Final = 20  # `QRCode.add_data` makes a run of its own of no fewer letters
LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # ISO/IEC 18004:2015, table 5
_KINDS: Final = bytes(
    NUMERIC if c in b"0123456789" else ALPHANUMERIC if c in LETTERS.encode() else BYTES
    for c in range(256)
)
_STEPS: Final = (1, 2, 4, 8, 4)  # runs of 2, 4, 8, 16 and in the end SHORTEST
_STRIDE: Final = 100 << 10  # letters looked at together: what caches hold
_LINE_END: Final = ord("\n")

Raw = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


class Run(NamedTuple):
    """So many bytes in one mode."""

    mode: int
    length: int


class Alike(NamedTuple):
    """Texts cut alike: their `places` among all, their bytes, shape (length, n), and the runs."""

    places: npt.NDArray[np.intp]
    columns: Raw
    runs: tuple[Run, ...]


def bytes_in(text: str) -> int:
    """How many bytes a text takes. BadSymbolOption for half a letter, TypeError for no text."""
    if not isinstance(text, str):
        raise TypeError(f"a symbol holds text, not {type(text).__name__}")
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        raise BadSymbolOption(reason="nội dung có nửa chữ Unicode") from None


def alike(texts: Sequence[str]) -> Iterator[Alike]:
    """The texts in groups of one length and one cut, each text in exactly one group."""
    lengths = list(map(len, texts))
    if not all(map(str.isascii, texts)):
        lengths = [bytes_in(text) for text in texts]
    if len(set(lengths)) == 1:
        yield from _of_length(np.arange(len(texts)), _columns(texts, lengths[0]))
        return
    for length in sorted(set(lengths)):
        places = np.flatnonzero(np.equal(lengths, length))
        own = [texts[place] for place in places.tolist()]
        yield from _of_length(places, _columns(own, length))


def _columns(texts: Sequence[str], length: int) -> Raw:
    """The bytes of texts of one length, those of one place together, shape (length, n).

    A few texts at a time: the system hands out new memory for more, which takes longest of all.
    """
    columns = np.empty((length, len(texts)), dtype=np.uint8)
    stride = max(1, _STRIDE // max(1, length))
    for first in range(0, len(texts), stride):
        some = texts[first : first + stride]
        whole = np.frombuffer("".join(some).encode(), dtype=np.uint8)
        columns[:, first : first + stride] = whole.reshape(len(some), length).T
    return columns


def varying(columns: Raw) -> Flags:
    """In which columns the texts differ, shape (length,)."""
    differ: Flags = (columns != columns[:, :1]).any(axis=1)
    return differ


def _of_length(places: npt.NDArray[np.intp], columns: Raw) -> Iterator[Alike]:
    modes = _modes(columns)
    if modes.shape[1] == 1:
        yield Alike(places, columns, _runs(modes[:, 0]))
        return
    cuts: dict[bytes, list[int]] = {}
    whole = np.ascontiguousarray(modes.T).view(np.dtype((np.void, len(modes))))
    for number, cut in enumerate(whole[:, 0].tolist()):
        cuts.setdefault(cut, []).append(number)
    for own in cuts.values():
        yield Alike(places[own], np.ascontiguousarray(columns[:, own]), _runs(modes[:, own[0]]))


def _runs(modes: Raw) -> tuple[Run, ...]:
    """Neighbours of one mode together."""
    edges = [0, *(np.flatnonzero(np.diff(modes)) + 1).tolist(), len(modes)]
    return tuple(
        Run(int(modes[start]), end - start) for start, end in pairwise(edges) if end > start
    )


def _modes(columns: Raw) -> Raw:
    """The mode of each byte, shape (length, n), or (length, 1) where all texts are cut alike."""
    if len(columns) <= SHORTEST:
        return _modes_of_short(columns, _kinds(columns))
    stride = max(1, _STRIDE // len(columns))
    parts = [columns[:, first : first + stride] for first in range(0, columns.shape[1], stride)]
    # What some texts leave open stays open with more of them: those of one part are asked first.
    known = _modes_by_columns(parts[0], parts[:1])
    if known is not None and len(parts) > 1:
        known = _modes_by_columns(columns, parts)
    return _modes_of_long(parts) if known is None else known


def _kinds(columns: Raw) -> Raw:
    """The narrowest mode that each byte alone could stand in."""
    kinds = columns.tobytes().translate(_KINDS)
    return np.frombuffer(kinds, dtype=np.uint8).reshape(columns.shape)


def _modes_of_short(columns: Raw, kinds: Raw) -> Raw:
    """One mode for a short text, yet `$` in the patterns of `qrcode` overlooks a last line end."""
    modes = np.empty_like(kinds)
    if not len(columns):
        return modes[:, :1]
    modes[:] = kinds.max(axis=0)
    if len(columns) > 1:
        ended = columns[-1] == _LINE_END
        modes[:-1, ended] = kinds[:-1, ended].max(axis=0)
    return _one_for_all(modes)


def _modes_by_columns(columns: Raw, parts: Sequence[Raw]) -> Raw | None:
    """The quick answer, where no text can be cut otherwise than all are; else None."""
    low = _kinds(columns[:, 0]).copy()
    high = low.copy()
    places = np.flatnonzero(varying(columns))
    if len(places):
        own = slice(places[0], places[-1] + 1)
        for part in parts:
            kinds = _kinds(part[own])
            np.minimum(low[own], kinds.min(axis=1), out=low[own])
            np.maximum(high[own], kinds.max(axis=1), out=high[own])
    if _in_runs(low == NUMERIC).any():
        return None
    possible, certain = _in_runs(low <= ALPHANUMERIC), _in_runs(high <= ALPHANUMERIC)
    if (possible != certain).any():
        return None
    return np.where(certain, ALPHANUMERIC, BYTES).astype(np.uint8)[:, None]


def _modes_of_long(parts: Sequence[Raw]) -> Raw:
    found = [_one_for_all(_modes_of_some(_kinds(part))) for part in parts]
    if all(np.array_equal(modes, found[0][:, :1]) for modes in found):
        return found[0]
    whole = [np.broadcast_to(modes, part.shape) for modes, part in zip(found, parts, strict=True)]
    return np.concatenate(whole, axis=1)


def _modes_of_some(kinds: Raw) -> Raw:
    digits = _in_runs(kinds == NUMERIC)
    letters = _in_runs((kinds <= ALPHANUMERIC) & ~digits)
    modes: Raw = np.uint8(BYTES) - letters.view(np.uint8)  # letters are one mode below bytes
    if digits.any():
        modes[digits] = NUMERIC
    return modes


def _one_for_all(modes: Raw) -> Raw:
    return modes if varying(modes).any() else modes[:, :1]


def _in_runs(flags: Flags) -> Flags:
    """Which flags stand in a run of at least `SHORTEST` along the first axis."""
    if len(flags) < SHORTEST:
        return np.zeros_like(flags)
    if flags.all():
        return flags
    begin = flags
    for step in _STEPS:
        begin = begin[:-step] & begin[step:]
    found = np.zeros_like(flags)
    if begin.any():
        found[: len(begin)] = begin
        for step in _STEPS:
            found[step:] |= found[:-step]
    return found
