"""What a backup file is made of: its tables, its files and the manifest that vouches for them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT, VERSION = "agrimarket-backup", 1
MANIFEST = "manifest.json"  # after all others, for only then it is known
SIGNATURE = "manifest.hmac"  # the last member, over the manifest's bytes
FILE_LIST = "files.jsonl.gz"
LARGEST_MANIFEST = 16 << 20

Progress = Callable[[str, int], None]  # what is being done, how many pieces of it so far


@dataclass(frozen=True)
class Column:
    """`kind` is text, int, real, bool, uuid, moment, date, bytes, json or decimal."""

    name: str
    kind: str
    scale: int | None = None  # digits after the point of a decimal


@dataclass(frozen=True)
class Table:
    """A table as the database has it now."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Member:
    """One member of the archive as written: bytes in the file and their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class TablePart:
    """A table in the archive: one JSON array a line, gzipped; `bytes` is before compression."""

    table: str
    columns: tuple[tuple[str, str], ...]  # name and kind
    rows: int
    bytes: int
    member: Member


@dataclass(frozen=True)
class Manifest:
    """What the backup holds. `revision` is the newest migration of the database it came from."""

    revision: str
    made_at: str  # ISO 8601, UTC: everything acknowledged before this moment is in it
    host: str
    database: str
    key_id: str
    field_keys: tuple[int, ...]  # versions of the key file that sealed values need
    blind_index: int  # and the one that equal values are found by
    tables: tuple[TablePart, ...]
    left_out: tuple[str, ...]
    files: int
    file_bytes: int
    missing: tuple[str, ...]  # files that were taken away while the backup ran
    extras: tuple[Member, ...]  # the list of files, state of the marketplaces' stand-ins
    marks: Mapping[str, str]  # little files of the data folder

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables)

    @property
    def members(self) -> dict[str, Member]:
        """Every member but the kept files and the manifest itself."""
        return {one.name: one for one in (*(part.member for part in self.tables), *self.extras)}

    def content(self) -> bytes:
        """The bytes that are signed: JSON with sorted keys."""
        about = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return json.dumps(about, ensure_ascii=False, sort_keys=True).encode()


def read_manifest(about: Mapping[str, Any]) -> Manifest:
    """The manifest from its JSON; KeyError, TypeError or ValueError where it is none."""
    if about["format"] != FORMAT or about["version"] != VERSION:
        raise ValueError("another format")
    kept = {name: value for name, value in about.items() if name not in {"format", "version"}}
    kept["tables"] = tuple(_table_part(part) for part in about["tables"])
    kept["extras"] = tuple(Member(**one) for one in about["extras"])
    for name in ("field_keys", "left_out", "missing"):
        kept[name] = tuple(about[name])
    return Manifest(**kept)


def _table_part(about: Mapping[str, Any]) -> TablePart:
    columns = tuple((str(name), str(kind)) for name, kind in about["columns"])
    return TablePart(**{**about, "columns": columns, "member": Member(**about["member"])})
