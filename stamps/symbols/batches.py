"""Symbols of many texts, in order: the bits `qrcode` draws, put together from tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from stamps.refusals import BadSymbolOption
from stamps.symbols import masking, peer, slices
from stamps.symbols.encoding import encoded, version_of
from stamps.symbols.matrix import (
    BULK_LARGEST,
    BULK_MASK,
    Level,
    Symbol,
    SymbolBatch,
    bytes_of_row,
    refuse_options,
    side_of,
)
from stamps.symbols.runs import Alike, alike, bytes_in
from stamps.symbols.tables import drawn, is_probed, sum_of, turned_over, words_of

_CHUNK = 1024  # larger is no quicker, and each thousand costs a megabyte
# Below so many symbols, asking `qrcode` for each is quicker than for tables.
_WORTH_TABLES = {False: 128, True: 16}  # whether the mask is free
_MOST_TURNED = 7 << 10  # bytes tables may turn over for a symbol; where more, slices are quicker


def fitting_version(text: str, *, level: Level = "Q") -> int:
    """The smallest version 1..40 that holds `text` at `level`.

    Raises SymbolTooLong, BadSymbolOption for half a letter (a lone surrogate), and TypeError for
    what is no text, as all verbs here do.
    """
    refuse_options(level, None)
    bytes_in(text)
    return peer.smallest_version(text, level)


def symbol(
    text: str, *, level: Level = "Q", mask: int | None = None, version: int | None = None
) -> Symbol:
    """One symbol. `mask` 0..7, or None for the one with the fewest lost points; `version` 1..40,
    or None for the smallest that fits (ISO/IEC 18004:2015).

    Raises BadSymbolOption, SymbolTooLong, TypeError for what is no text.
    """
    refuse_options(level, mask, version)
    held = _held(version, fitting_version(text, level=level))
    try:
        return peer.draw(text, held, level, mask)
    except ValueError:  # a block of data that is all zero
        if held > BULK_LARGEST:
            raise BadSymbolOption(reason="nội dung có quá nhiều số 0 liền nhau") from None
    (group,) = alike([text])
    return _from_tables(group, held, level, mask)[0]


def symbols(
    texts: Iterable[str],
    *,
    level: Level = "Q",
    mask: int | None = BULK_MASK,
    version: int | None = None,
) -> Iterator[Symbol]:
    """Symbols of many texts in order: the bits `qrcode` draws, in bulk up to version 10.

    `mask` is one for all, or None for each text's own as `qrcode` chooses it; `version` one for
    all, or None for the smallest that holds each text. Memory does not grow with their number.
    Raises BadSymbolOption, SymbolTooLong.
    """
    refuse_options(level, mask, version)
    return _streamed(iter(texts), level, mask, version)


def batch(
    texts: Sequence[str],
    *,
    level: Level = "Q",
    mask: int | None = BULK_MASK,
    version: int | None = None,
) -> SymbolBatch:
    """Symbols of many texts as arrays: as `symbols`, all of one version, in memory at once.

    `version` None is the smallest that holds every text. Raises BadSymbolOption, SymbolTooLong.
    """
    refuse_options(level, mask, version)
    groups = list(alike(texts))
    held = _held(version, max((version_of(group.runs, level) for group in groups), default=1))
    size = side_of(held)
    parts = [_drawn(texts, group, held, level, mask) for group in groups]
    if len(parts) == 1:
        return parts[0]
    masks = np.empty(len(texts), dtype=np.uint8)
    packed = np.empty((len(texts), size * bytes_of_row(size)), dtype=np.uint8)
    for group, part in zip(groups, parts, strict=True):
        masks[group.places], packed[group.places] = part.masks, part.packed
    return SymbolBatch(size, held, level, masks, packed)


def _held(version: int | None, smallest: int) -> int:
    if version is not None and version < smallest:
        raise BadSymbolOption(reason=f"phiên bản {version} không chứa hết nội dung")
    return version or smallest


def _streamed(
    texts: Iterator[str], level: Level, mask: int | None, version: int | None
) -> Iterator[Symbol]:
    while chunk := list(islice(texts, _CHUNK)):
        groups = list(alike(chunk))
        held = [_held(version, version_of(group.runs, level)) for group in groups]
        parts = [_drawn(chunk, *pair, level, mask) for pair in zip(groups, held, strict=True)]
        if len(parts) == 1:
            yield from parts[0]
            continue
        places = np.concatenate([group.places for group in groups])
        found = list(chain.from_iterable(parts))
        yield from (found[place] for place in np.argsort(places).tolist())


def _drawn(
    texts: Sequence[str], group: Alike, version: int, level: Level, mask: int | None
) -> SymbolBatch:
    """One group of the texts as a batch, in the quicker of both ways."""
    few = len(group.places) < _WORTH_TABLES[mask is None] and not is_probed(version, level)
    if not few and version <= BULK_LARGEST:
        return _from_tables(group, version, level, mask)
    own = [texts[place] for place in group.places.tolist()]
    singles = [symbol(text, level=level, mask=mask, version=version) for text in own]
    masks = np.array([single.mask for single in singles], dtype=np.uint8)
    packed = np.frombuffer(b"".join(single.packed for single in singles), dtype=np.uint8)
    return SymbolBatch(side_of(version), version, level, masks, packed.reshape(len(own), -1))


def _from_tables(group: Alike, version: int, level: Level, mask: int | None) -> SymbolBatch:
    data = encoded(group.columns, group.runs, version, level)
    start = words_of(peer.blank(version, level, mask or 0)[None])[0]
    start = start ^ sum_of(version, level, data.shared)
    few = turned_over(version, data.fields) <= _MOST_TURNED
    draw = drawn if few else slices.drawn
    packed = draw(version, level, start, data.fields, data.values, len(group.places))
    masks = np.full(len(packed), mask or 0, dtype=np.uint8)
    if mask is None:
        masks = masking.chosen(version, level, packed)
        packed ^= masking.changes(version, level)[masks]
    return SymbolBatch(side_of(version), version, level, masks, packed)
