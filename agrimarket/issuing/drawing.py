"""Drawing a sheet into a kept file, outside any write: the same plan gives the same bytes."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from agrimarket.issuing.hand_over import SUFFIX as PACKAGE_SUFFIX
from agrimarket.issuing.hand_over import TYPE as PACKAGE_TYPE
from agrimarket.issuing.hand_over import Handed, write_package
from agrimarket.issuing.listing import CSV_HEAD, csv_lines
from agrimarket.issuing.print_refusals import SheetChanged, SheetRefused
from agrimarket.kit import files
from stamps import MEDIA_TYPES, Facts, KeyRing, StampRefusal, labels, write_sheet

CSV, PACKAGE = "csv", "zip"
SUFFIXES = {**{name: f".{name}" for name in MEDIA_TYPES}, CSV: ".csv", PACKAGE: PACKAGE_SUFFIX}
TYPES = {**MEDIA_TYPES, CSV: "text/csv; charset=utf-8", PACKAGE: PACKAGE_TYPE}
_TELL_EVERY = 5_000
_BLOCK = 1 << 20

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Plan:
    """A print that may be drawn: plain values, no row and no session."""

    print_id: str
    asked_at: datetime
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
    scale_percent: tuple[float, float] = (100.0, 100.0)
    dpi: int | None = None
    cut_marks: bool = False
    handed_to: str | None = None
    with_pin: bool = False
    reason: str | None = None
    stars_ended: bool = False  # they were valid when it was asked for, and are not any more
    sha256: str | None = None  # what the file was, where it is made again

    @property
    def count(self) -> int:
        """Stamps of the range."""
        return self.last - self.first + 1

    @property
    def labels(self) -> int:
        """Labels to draw, copies counted."""
        return self.count * self.copies

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

    `progress` is told the labels drawn so far; what it raises ends the drawing and leaves no
    file. Raises SheetRefused, and SheetChanged where a file made again is not what it was.
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
        if plan.sha256 not in (None, drawn.sha256):
            raise SheetChanged
        drawn.path.parent.mkdir(parents=True, exist_ok=True)
        Path(draft).replace(drawn.path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return drawn


def _write(plan: Plan, ring: KeyRing, out: BinaryIO, progress: Progress | None) -> None:
    if plan.format == CSV:
        _write_list(plan, ring, out, progress)
    elif plan.format == PACKAGE:
        write_package(out, _handed(plan), ring=ring, progress=progress)
    else:
        _write_sheet(plan, ring, out, progress)


def _write_list(plan: Plan, ring: KeyRing, out: BinaryIO, progress: Progress | None) -> None:
    out.write(CSV_HEAD.encode())
    lines = csv_lines(
        ring, serials=plan.serials, version=plan.key_version, first=plan.first, host=plan.host,
        gtin=plan.facts.gtin,
    )  # fmt: skip
    for done, line in enumerate(lines, start=1):
        out.write(line.encode())
        if progress is not None and done % _TELL_EVERY == 0:
            progress(done)


def _write_sheet(plan: Plan, ring: KeyRing, out: BinaryIO, progress: Progress | None) -> None:
    codes = ring.make_many(plan.serials, version=plan.key_version)
    pins = ring.pins_many(plan.serials, version=plan.key_version) if plan.with_pin else None
    sheet = labels(codes, facts=plan.facts, order_no=plan.order_label, first=plan.first, pins=pins)
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
            scale_percent=plan.scale_percent,
            dpi=plan.dpi,
            cut_marks=plan.cut_marks,
            progress=progress,
        )
    except StampRefusal as refusal:
        raise SheetRefused(why=refusal.detail, cause=refusal.code) from None


def _handed(plan: Plan) -> Handed:
    return Handed(
        print_id=plan.print_id,
        asked_at=plan.asked_at,
        order_label=plan.order_label,
        serials=plan.serials,
        first=plan.first,
        key_version=plan.key_version,
        host=plan.host,
        facts=plan.facts,
        to=plan.handed_to or "",
        with_pin=plan.with_pin,
    )


def _digest(out: BinaryIO) -> str:
    """The SHA-256 of the whole file; leaves the position at its end."""
    digest = hashlib.sha256()
    out.seek(0)
    while block := out.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
