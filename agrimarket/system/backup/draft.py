"""A file that appears under its name whole or not at all."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from agrimarket.system.backup.refusals import (
    BackupFolderMissing,
    BackupRunning,
    BackupThere,
    DiskFull,
)

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def draft(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A new file (mode 600) for writing; it gets its name, on disk, when the block ends well.

    BackupThere, BackupFolderMissing, BackupRunning, DiskFull. A draft that a killed process left
    behind is written over by the next one.
    """
    if path.exists() and not force:
        raise BackupThere(path=path)
    beside = path.with_name(f".{path.name}.part")
    file = _open(beside)
    try:
        with full_disk_in_words(path.parent):
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(beside, path, force=force)
    finally:
        beside.unlink(missing_ok=True)
        with suppress(OSError):  # what a full disk did not take is in nobody's way
            file.close()


def _open(beside: Path) -> BinaryIO:
    try:
        number = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        raise BackupFolderMissing(path=beside.parent) from None
    file = os.fdopen(number, "r+b", buffering=1 << 20)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = os.fstat(number).st_nlink == 0  # its writer ended between our two steps
    except OSError:
        gone = True
    if gone:
        file.close()
        raise BackupRunning(path=beside.parent)
    os.fchmod(number, 0o600)
    file.truncate(0)
    return file


def _name(beside: Path, path: Path, *, force: bool) -> None:
    if force:
        beside.replace(path)
    else:
        try:
            os.link(beside, path)  # unlike a rename it never overwrites
        except FileExistsError:
            raise BackupThere(path=path) from None
        except PermissionError:  # a file system without hard links
            beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def full_disk_in_words(folder: Path) -> Iterator[None]:
    """Turns the system's ways to say that there is no room into DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(path=folder) from None
        raise
