"""Writes a tar member by member without knowing their sizes beforehand, in bounded memory."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from agrimarket.system.backup.shape import Member

BLOCK = 512  # POSIX.1-2017, pax, "ustar Interchange Format"


class Growing(io.RawIOBase):
    """A member while it is written: counts and hashes what goes through."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]  # we are given bytes alone
        self._file.write(content)
        self._hash.update(content)
        self.size += len(content)
        return len(content)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class Writer:
    """A tar being written into a seekable file."""

    def __init__(self, file: BinaryIO, moment: datetime) -> None:
        self._file = file
        self._moment = int(moment.timestamp())
        self.written: list[Member] = []

    @contextmanager
    def member(self, name: str) -> Iterator[Growing]:
        """A new member; its header is filled in when the block ends."""
        start = self._file.tell()
        self._file.write(bytes(BLOCK))
        growing = Growing(self._file)
        yield growing
        self._file.write(bytes(-growing.size % BLOCK))
        end = self._file.tell()
        self._file.seek(start)
        self._file.write(self._header(name, growing.size))
        self._file.seek(end)
        self.written.append(Member(name, growing.size, growing.sha256))

    def add(self, name: str, content: bytes) -> Member:
        """A member at once."""
        with self.member(name) as growing:
            growing.write(content)
        return self.written[-1]

    def close(self) -> None:
        """The end of the archive: two empty blocks."""
        self._file.write(bytes(2 * BLOCK))

    def _header(self, name: str, size: int) -> bytes:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._moment, 0o600
        header = info.tobuf(tarfile.GNU_FORMAT)  # sizes beyond 8 GiB in one block
        assert len(header) == BLOCK, "names of members are short"
        return header
