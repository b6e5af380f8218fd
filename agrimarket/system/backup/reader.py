"""Reads a backup file as an enemy's: nothing is believed before its hash, nothing is unpacked
under a name that no backup of ours has."""

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from agrimarket.kit.keyfile import Keys
from agrimarket.system.backup import signing
from agrimarket.system.backup.files import EXTRA_SANDBOXES, PIECE
from agrimarket.system.backup.refusals import (
    BackupChanged,
    BackupDamaged,
    NoBackupFile,
    OtherKeys,
)
from agrimarket.system.backup.shape import (
    FILE_LIST,
    LARGEST_MANIFEST,
    MANIFEST,
    SIGNATURE,
    Manifest,
    Member,
    TablePart,
    read_manifest,
)
from agrimarket.system.backup.writer import BLOCK

END = bytes(2 * BLOCK)
NAMES = re.compile(r"tables/[a-z][a-z0-9_]{0,62}\.jsonl\.gz")
FILES = re.compile(r"files/([0-9a-f]{2})/\1[0-9a-f]{62}[-.0-9a-z]{0,20}")
OTHERS = {MANIFEST, SIGNATURE, FILE_LIST, EXTRA_SANDBOXES}


class Slice(io.RawIOBase):
    """The bytes of one member, as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._at, self._end = file, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        self._file.seek(self._at)
        content = self._file.read(min(len(into), self._end - self._at))
        into[: len(content)] = content
        self._at += len(content)
        return len(content)


@dataclass(frozen=True)
class Place:
    """Where a member's bytes lie in the file."""

    name: str
    start: int
    size: int


@dataclass(frozen=True)
class Archive:
    """An opened backup whose manifest is this key file's; contents are checked when read."""

    manifest: Manifest
    _file: BinaryIO
    _places: dict[str, Place]

    def check(self) -> None:
        """BackupChanged unless every table and extra has the hash that the manifest names."""
        for name, member in self.manifest.members.items():
            if self._hash(self._places[name]) != member.sha256:
                raise BackupChanged(part=name)

    def rows(self, part: TablePart) -> Iterator[list[Any]]:
        """The rows of a table, as JSON; BackupDamaged where they are not as many as told."""
        count = 0
        for line in self._lines(part.member.name):
            row = json.loads(line)
            if len(row) != len(part.columns):
                raise BackupDamaged(part=part.member.name)
            count += 1
            yield row
        if count != part.rows:
            raise BackupDamaged(part=part.member.name)

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each kept file's path below the data folder, and its bytes in pieces.

        BackupChanged once the pieces were read and are not what the list says, or when files
        are missing or too many.
        """
        kept = (place for place in _places(self._file) if FILES.fullmatch(place.name))
        for line in self._lines(FILE_LIST):
            listed, place = Member(*json.loads(line)), next(kept, None)
            if place is None or (place.name, place.size) != (listed.name, listed.size):
                raise BackupChanged(part=listed.name)
            yield place.name, self._checked(place, listed)
        if (surplus := next(kept, None)) is not None:
            raise BackupChanged(part=surplus.name)

    def sandboxes(self) -> Iterator[bytes] | None:
        """The stand-ins' database in pieces, where there is one."""
        if EXTRA_SANDBOXES not in self._places:
            return None
        packed = gzip.GzipFile(fileobj=self._slice(EXTRA_SANDBOXES))
        return iter(lambda: packed.read(PIECE), b"")

    def _checked(self, place: Place, listed: Member) -> Iterator[bytes]:
        found = hashlib.sha256()
        for piece in _pieces(Slice(self._file, place.start, place.size)):
            found.update(piece)
            yield piece
        if found.hexdigest() != listed.sha256:
            raise BackupChanged(part=place.name)

    def _lines(self, name: str) -> Iterator[str]:
        packed = gzip.GzipFile(fileobj=io.BufferedReader(self._slice(name), PIECE))
        yield from io.TextIOWrapper(packed, encoding="utf-8", newline="\n")

    def _slice(self, name: str) -> Slice:
        place = self._places[name]
        return Slice(self._file, place.start, place.size)

    def _hash(self, place: Place) -> str:
        found = hashlib.sha256()
        for piece in _pieces(Slice(self._file, place.start, place.size)):
            found.update(piece)
        return found.hexdigest()


def refuse_missing(path: Path) -> None:
    """NoBackupFile, before anything else is asked for."""
    if not path.is_file() or not os.access(path, os.R_OK):
        raise NoBackupFile(path=path)


@contextmanager
def opened(path: Path, keys: Keys, key_file: Path) -> Iterator[Archive]:
    """The backup at `path`; NoBackupFile, BackupDamaged, BackupChanged, OtherKeys.

    Its tables were all found to be what the manifest says, and the manifest to be signed with
    this key file, before the block begins.
    """
    try:
        file = path.open("rb")
    except OSError:
        raise NoBackupFile(path=path) from None
    with file:
        places = _index(file)
        content = _small(file, places, MANIFEST)
        _refuse_others(file, places, content, keys, key_file)
        archive = Archive(_manifest(content), file, places)
        _refuse_other_members(archive.manifest, places)
        archive.check()
        yield archive


def _refuse_others(
    file: BinaryIO, places: dict[str, Place], content: bytes, keys: Keys, key_file: Path
) -> None:
    found = _small(file, places, SIGNATURE).decode("ascii", "replace")
    if signing.signed_by(keys, content, found):
        manifest = _manifest(content)
        opens = set(manifest.field_keys) <= set(keys.fields)
        if not opens or manifest.blind_index not in keys.blind_index:
            raise OtherKeys(path=key_file)
    elif _manifest(content).key_id != signing.key_id(keys):
        raise OtherKeys(path=key_file)
    else:
        raise BackupChanged(part=MANIFEST)


def _manifest(content: bytes) -> Manifest:
    try:
        return read_manifest(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BackupDamaged(part=MANIFEST) from None


def _refuse_other_members(manifest: Manifest, places: dict[str, Place]) -> None:
    expected = {name: member.size for name, member in manifest.members.items()}
    found = {name: place.size for name, place in places.items() if name not in SIGNED}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise BackupChanged(part=name)


SIGNED = {MANIFEST, SIGNATURE}


def _index(file: BinaryIO) -> dict[str, Place]:
    """Where everything but the kept files lies; each name once, the signature last."""
    found: dict[str, Place] = {}
    last = ""
    for place in _places(file):
        last = place.name
        if FILES.fullmatch(last):
            continue
        if last in found:
            raise BackupDamaged(part=last)
        found[last] = place
    if last != SIGNATURE or MANIFEST not in found or FILE_LIST not in found:
        raise BackupDamaged(part=MANIFEST)
    return found


def _places(file: BinaryIO) -> Iterator[Place]:
    """Members in order; BackupDamaged for links, folders, strange names, cut or longer files."""
    total = file.seek(0, io.SEEK_END)
    at = 0
    while True:
        file.seek(at)
        header = file.read(2 * BLOCK)
        if header == END and at + len(END) == total:
            return
        place = _place(header[:BLOCK], at + BLOCK)
        at = place.start + place.size + -place.size % BLOCK
        if at + len(END) > total:
            raise BackupDamaged(part=place.name)
        yield place


def _place(header: bytes, start: int) -> Place:
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    except (tarfile.HeaderError, ValueError):
        raise BackupDamaged(part="tar") from None
    name = info.name
    known = name in OTHERS or NAMES.fullmatch(name) or FILES.fullmatch(name)
    if info.type != tarfile.REGTYPE or info.size < 0 or not known:
        raise BackupDamaged(part="tar")
    return Place(name, start, info.size)


def _small(file: BinaryIO, places: dict[str, Place], name: str) -> bytes:
    place = places[name]
    if place.size > LARGEST_MANIFEST:
        raise BackupDamaged(part=name)
    file.seek(place.start)
    return file.read(place.size)


def _pieces(source: Slice) -> Iterator[bytes]:
    return iter(lambda: source.read(PIECE) or b"", b"")
