"""Drawing a sheet into a kept file, outside any write: the same plan gives the same bytes."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from agrimarket.issuing.refusals import SheetRefused
from agrimarket.kit import files
from stamps import (
    MEDIA_TYPES,
    Facts,
    KeyRing,
    StampRefusal,
    labels,
    scan_address,
    write_sheet,
)

CSV = "csv"
CSV_HEAD = "position,code,url\n"
SUFFIXES = {**{name: f".{name}" for name in MEDIA_TYPES}, CSV: ".csv"}
TYPES = {**MEDIA_TYPES, CSV: "text/csv; charset=utf-8"}
_TELL_EVERY = 5_000
_BLOCK = 1 << 20

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Plan:
    """A print that may be drawn: plain values, no row and no session."""

    order_id: str
    order_label: str
    first_serial: int  # of the order's position 1
    key_version: str
    facts: Facts
    host: str
    first: int
    last: int
    stock: str
    format: str
    skip: int = 0
    copies: int = 1
    offset_mm: tuple[float, float] = (0.0, 0.0)
    reason: str | None = None

    @property
    def labels(self) -> int:
        """Labels to draw, copies counted."""
        return (self.last - self.first + 1) * self.copies

    @property
    def serials(self) -> range:
        """The serials of the positions to draw."""
        before = self.first_serial - 1
        return range(before + self.first, before + self.last + 1)


@dataclass(frozen=True)
class Drawn:
    """A kept file: its SHA-256 (hex), which is its name, and its size."""

    sha256: str
    bytes: int
    format: str

    @property
    def path(self) -> Path:
        return path_of(self.sha256, self.format)


def path_of(sha256: str, format: str) -> Path:
    """Where a kept sheet lies."""
    return files.path_of(sha256, SUFFIXES[format])


def draw(plan: Plan, *, ring: KeyRing, progress: Progress | None = None) -> Drawn:
    """Draw and keep the file; memory does not grow with the number of labels.

    `progress` is told the labels drawn so far. Raises SheetRefused.
    """
    folder = files.path_of("0" * 64, "").parents[1]
    folder.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "w+b") as out:
            _write(plan, ring, out, progress)
            out.flush()
            os.fsync(out.fileno())
            drawn = Drawn(_digest(out), out.tell(), plan.format)
        drawn.path.parent.mkdir(parents=True, exist_ok=True)
        Path(draft).replace(drawn.path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return drawn


def _write(plan: Plan, ring: KeyRing, out: BinaryIO, progress: Progress | None) -> None:
    if plan.format == CSV:
        out.write(CSV_HEAD.encode())
        for done, line in enumerate(csv_lines(plan, ring), start=1):
            out.write(line.encode())
            if progress is not None and done % _TELL_EVERY == 0:
                progress(done)
        return
    codes = ring.make_many(plan.serials, version=plan.key_version)
    sheet = labels(codes, facts=plan.facts, order_no=plan.order_label, first=plan.first)
    try:
        write_sheet(
            out,
            sheet,
            host=plan.host,
            stock=plan.stock,
            format=plan.format,
            skip=plan.skip,
            copies=plan.copies,
            offset_mm=plan.offset_mm,
            progress=progress,
        )
    except StampRefusal as refusal:
        raise SheetRefused(why=refusal.detail, cause=refusal.code) from None


def csv_lines(plan: Plan, ring: KeyRing) -> Iterator[str]:
    """`position,code,url` lines without the heading, in order of positions."""
    codes = ring.make_many(plan.serials, version=plan.key_version)
    for place, code in zip(count(plan.first), codes, strict=False):
        yield f"{place},{code},{scan_address(code, host=plan.host)}\n"


def _digest(out: BinaryIO) -> str:
    """The SHA-256 of the whole file; leaves the position at its end."""
    digest = hashlib.sha256()
    out.seek(0)
    while block := out.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
