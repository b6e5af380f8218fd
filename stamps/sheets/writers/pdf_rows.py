"""What differs from label to label, as one table of bytes a run: no Python for each letter."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from stamps.sheets.drawing import Slot
from stamps.sheets.fonts import MM_PER_POINT, Weight, width_mm
from stamps.sheets.layout import snapped
from stamps.sheets.writers.pdf_fonts import PLAIN, PdfFonts
from stamps.sheets.writers.pdf_words import text
from stamps.sheets.writers.port import Job, Run
from stamps.symbols import Symbol

Bytes = npt.NDArray[np.uint8]
_DIGITS: Final = 10 ** np.arange(5, -1, -1)
_HOLE: Final = b"\0"  # stands in the pattern where bytes of one label alone go
_NUMBER: Final = _HOLE * 7  # 012.345
_DATA: Final = b"ID "


class Rows:
    """Page content of a run's labels, one row a label, all rows of one length.

    Constant bytes come from a pattern by cell; symbols, words and the places of centred words are
    laid over them column by column. A row that cannot be written so (letters beyond ASCII, words
    that must shrink, an image whose bytes hold `EI`) is made by itself.
    """

    def __init__(self, job: Job, fonts: PdfFonts, run: Run, form: int) -> None:
        self._job, self._fonts, self._run, self._form = job, fonts, run, form
        words = list(zip(*(run.design.spelled(label) for label in run.labels), strict=True))
        slots = run.design.slots
        columns = [_Column(slot, said, fonts) for slot, said in zip(slots, words, strict=True)]
        packed = b"".join([symbol.packed for symbol in run.symbols])
        images = np.frombuffer(packed, np.uint8).reshape(len(run.labels), -1)
        odd = (images[:, :-1] == ord("E")) & (images[:, 1:] == ord("I"))
        self._odd = odd.any(axis=1)
        for column in columns:
            self._odd |= column.odd
        self._table = self._filled(columns, images)
        self._odd_places = np.flatnonzero(self._odd).tolist()

    def _filled(self, columns: Sequence["_Column"], images: Bytes) -> Bytes:
        run, per_page = self._run, self._job.stock.per_page
        middle = b"".join(column.pattern for column in columns)
        tail = _DATA + _HOLE * images.shape[1] + b"\nEI Q Q\n"
        heads = [self._head(cell, run.symbols[0]) for cell in range(per_page)]
        pattern = np.array([list(head[0] + middle + head[1] + tail) for head in heads], np.uint8)
        cells = np.arange(run.first, run.first + len(run.labels)) % per_page
        table = pattern[cells]
        at = len(heads[0][0])
        for column in columns:
            column.lay(table, at)
            at += len(column.pattern)
        at += len(heads[0][1]) + len(_DATA)
        table[:, at : at + images.shape[1]] = images
        return table

    def _head(self, cell: int, symbol: Symbol) -> tuple[bytes, bytes]:
        """What stands before the words and between words and image, alike long for every cell."""
        fit = self._run.design.fit
        x, y = self._job.corner(cell)
        left = snapped(x + fit.x, self._job.dpi) - x
        low = snapped(y + fit.y, self._job.dpi) - y + fit.side_mm
        side = _number(fit.side_mm)
        # inline images: ISO 32000-1:2008, 8.9.7; 1 is dark
        return (
            b"q 1 0 0 1 %b %b cm/K%d Do " % (_number(x), _number(-y), self._form),
            b"q %b 0 0 %b %b %b cm BI/W %d/H %d/BPC 1/CS/G/D[1 0]"
            % (side, side, _number(left), _number(-low), symbol.size, symbol.size),
        )

    def between(self, start: int, end: int) -> bytes:
        """Content of the labels from `start` up to `end`, counted in the run."""
        parts = []
        for place in [odd for odd in self._odd_places if start <= odd < end]:
            parts += [self._table[start:place].tobytes(), self._alone(place)]
            start = place + 1
        return b"".join([*parts, self._table[start:end].tobytes()])

    def _alone(self, place: int) -> bytes:
        run = self._run
        symbol = run.symbols[place]
        before, between = self._head((run.first + place) % self._job.stock.per_page, symbol)
        words = b" ".join(text(self._fonts, said) for said in run.design.words(run.labels[place]))
        # a reader may take EI for the end of the image, so its bytes go as hex digits
        data = symbol.packed.hex().encode()
        return b"%b%b %b/F/AHx ID %b>\nEI Q Q\n" % (before, words, between, data)


class _Column:
    """One slot of all labels of a run: the pattern of its bytes and what goes into the holes."""

    def __init__(self, slot: Slot, said: Sequence[str], fonts: PdfFonts) -> None:
        self._slot = slot
        length = len(said[0])
        joined = "".join(said).encode("ascii", "replace")
        self.odd = np.zeros(len(said), np.bool_)
        if len(joined) != length * len(said) or any(len(one) != length for one in said):
            joined = b"?" * length * len(said)
            self.odd[:] = True
        self._letters = np.frombuffer(joined, np.uint8).reshape(len(said), length)
        self.odd |= ~_plain()[self._letters].all(axis=1)
        wide = _advances(slot.weight)[self._letters].sum(axis=1) * (slot.size * MM_PER_POINT)
        self.odd |= wide > slot.most_mm + 1e-9
        self._x = (slot.x - slot.anchor * wide) / MM_PER_POINT
        self.pattern = b"BT/%b %.3f Tf %b %.3f Td(%b)Tj ET " % (
            fonts.plain_name(slot.weight),
            slot.size,
            _NUMBER,
            -slot.y / MM_PER_POINT,
            _HOLE * length,
        )
        if not self.odd.all():
            fonts.notice_plain(self._letters[~self.odd], slot.weight)

    def lay(self, table: Bytes, start: int) -> None:
        """Lay places and letters over the columns of `table` from `start` on."""
        at = start + self.pattern.index(_NUMBER)
        thousandths = np.rint(np.clip(self._x, 0, 999) * 1000).astype(np.int64)
        digits = (thousandths[:, None] // _DIGITS % 10 + ord("0")).astype(np.uint8)
        table[:, at : at + 3] = digits[:, :3]
        table[:, at + 3] = ord(".")
        table[:, at + 4 : at + 7] = digits[:, 3:]
        at = start + self.pattern.index(b"(") + 1
        table[:, at : at + self._letters.shape[1]] = self._letters


def _number(mm: float) -> bytes:
    """Millimetres as points, always eight bytes: -123.456, 0012.345."""
    return b"%08.3f" % (mm / MM_PER_POINT)


def _plain() -> npt.NDArray[np.bool_]:
    """By byte: whether the letter stands for itself in a literal string."""
    table = np.zeros(256, np.bool_)
    table[np.frombuffer(PLAIN.encode("ascii"), np.uint8)] = True
    return table


def _advances(weight: Weight) -> npt.NDArray[np.float64]:
    """By byte: how far a letter advances, in em."""
    table = np.zeros(256)
    for letter in PLAIN:
        table[ord(letter)] = width_mm(letter, weight, 1) / MM_PER_POINT
    return table
