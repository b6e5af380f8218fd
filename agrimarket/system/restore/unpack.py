"""Brings a backup's files back: first beside, whole and checked, then to their places."""

import os
from collections.abc import Iterable
from pathlib import Path

from agrimarket.channels.registry import FILE as SANDBOXES
from agrimarket.system.backup.reader import Archive
from agrimarket.system.backup.shape import Progress
from agrimarket.trail.day_files import FOLDER as HEADS

MARKS = ("public-host", "demo")
# What belongs to the database that was there before: the stand-ins' state, and the daily heads,
# against which any restored database looks rolled back (those kept elsewhere still tell).
OUTDATED = (f"{SANDBOXES}-wal", f"{SANDBOXES}-shm", SANDBOXES, HEADS)


def files(archive: Archive, folder: Path, tell: Progress) -> None:
    """Write every kept file below `folder`; BackupChanged where one is not what it was."""
    for count, (name, pieces) in enumerate(archive.files(), 1):
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, pieces)
        tell("files", count)


def look_at_files(archive: Archive, tell: Progress) -> None:
    """The same check without keeping anything."""
    for count, (_, pieces) in enumerate(archive.files(), 1):
        for _piece in pieces:
            pass
        tell("files", count)


def extras(archive: Archive, folder: Path) -> None:
    """The state of the marketplaces' stand-ins and the little marks."""
    sandboxes = archive.sandboxes()
    if sandboxes is not None:
        _write(folder / SANDBOXES, sandboxes)
    for name in MARKS:
        if name in archive.manifest.marks:
            _write(folder / name, [archive.manifest.marks[name].encode()])


def put_in_place(folder: Path, data: Path, stamp: str) -> None:
    """Move everything unpacked to where the service looks; nothing kept by content is lost.

    The database comes after this: files without rows are harmless, rows without files are not.
    """
    os.sync()
    for path in sorted((folder / "files").rglob("*")):
        if path.is_file():
            target = data / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    for name in OUTDATED:
        if (data / name).exists():
            (data / name).replace(data / f"{name}.before-{stamp}")
    for name in (SANDBOXES, *MARKS):
        if (folder / name).exists():
            (folder / name).replace(data / name)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        for piece in pieces:
            file.write(piece)
