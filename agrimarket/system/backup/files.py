"""The files beside the database: kept by content, the stand-ins' state, little marks."""

import gzip
import io
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from agrimarket.channels.registry import FILE as SANDBOXES
from agrimarket.config import Settings, demo_mark, host_note
from agrimarket.system.backup.shape import FILE_LIST, Member, Progress
from agrimarket.system.backup.writer import Writer

KEPT = re.compile(r"[0-9a-f]{64}[-.0-9a-z]{0,20}")  # drafts have other names
PIECE = 1 << 20
EXTRA_SANDBOXES = "extra/sandboxes.sqlite3.gz"


@dataclass
class Copied:
    """What became of the kept files."""

    count: int = 0
    bytes: int = 0
    missing: list[str] = field(default_factory=list)


def copy_files(writer: Writer, settings: Settings, tell: Progress) -> Copied:
    """Every kept file, then the list of them with their hashes.

    A file is written before the commit of its row and never changed, so a copy made after the
    snapshot has all that the snapshot names. One that is erased meanwhile is noted as missing.
    """
    copied, listed = Copied(), io.BytesIO()
    with gzip.GzipFile(fileobj=listed, mode="wb", mtime=0, filename="") as lines:
        for path in _kept(settings.data / "files"):
            member = _copy(writer, path)
            if member is None:
                copied.missing.append(path.name)
                continue
            line = [member.name, member.size, member.sha256]
            lines.write(json.dumps(line).encode() + b"\n")
            copied.count, copied.bytes = copied.count + 1, copied.bytes + member.size
            tell("files", copied.count)
    writer.add(FILE_LIST, listed.getvalue())
    return copied


def _kept(root: Path) -> Iterator[Path]:
    for folder in sorted(root.glob("[0-9a-f][0-9a-f]")):
        yield from sorted(path for path in folder.iterdir() if KEPT.fullmatch(path.name))


def _copy(writer: Writer, path: Path) -> Member | None:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file, writer.member(f"files/{path.parent.name}/{path.name}") as member:
        while piece := file.read(PIECE):
            member.write(piece)
    return writer.written.pop()  # in the list of files, not in the manifest


def copy_sandboxes(writer: Writer, settings: Settings) -> None:
    """What the marketplaces' stand-ins know, where they are used; their own consistent copy."""
    path = settings.data / SANDBOXES
    if not path.exists():
        return
    with tempfile.NamedTemporaryFile(dir=settings.data, prefix=".sandboxes-") as draft:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft.name)) as copy:
            source.backup(copy)
        with (
            writer.member(EXTRA_SANDBOXES) as member,
            gzip.GzipFile(fileobj=member, mode="wb", mtime=0, filename="") as packed,
        ):
            while piece := draft.read(PIECE):
                packed.write(piece)


def marks(settings: Settings) -> dict[str, str]:
    """The little files of the data folder, name to content."""
    paths = (host_note(settings.data), demo_mark(settings))
    return {path.name: path.read_text() for path in paths if path.exists()}
