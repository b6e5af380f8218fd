"""Key files of the command line: read with the same care as the service's, made and rotated."""

import argparse
import json
import os
import secrets
import stat
import sys
from pathlib import Path

from stamps.keys import KEY_BYTES, KeyRing
from stamps.refusals import BadKeyRing, KeyFileOpen, KeyFileThere

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def ring_of(path: Path) -> KeyRing:
    """The ring a file holds; BadKeyRing, WeakKey, KeyFileOpen where others can read it."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(handle, encoding="utf-8") as file:
            about = os.fstat(handle)
            if about.st_mode & _OTHERS or about.st_uid != os.geteuid():
                raise KeyFileOpen(path=path)
            return KeyRing.from_dict(json.load(file, object_pairs_hook=_once))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        raise BadKeyRing(reason=f"{path.name}: {type(fault).__name__}") from None


def keys(options: argparse.Namespace) -> int:
    """A new file with a ring, or with `--rotate` one key more in a file that is there.

    The one place of this library that draws at random: a command has no caller who could.
    """
    if options.rotate:
        new, older = secrets.token_bytes(KEY_BYTES), ring_of(options.keys)
        ring = older.rotated(new, pin_key=secrets.token_bytes(KEY_BYTES))
        _replace(options.keys, ring)
    else:
        new = secrets.token_bytes(KEY_BYTES)
        ring = KeyRing.new(new, pin_key=secrets.token_bytes(KEY_BYTES))
        _write(options.keys, ring)
    sys.stderr.write(f"{options.keys}: phiên bản {', '.join(ring.versions)}; tem mới mang chữ đầu ")
    sys.stderr.write(f"{ring.active}. Hãy giữ một bản sao ở nơi khác.\n")
    return 0


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadKeyRing(reason="có mục ghi hai lần")
    return found


def _write(path: Path, ring: KeyRing) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFileThere(path=path) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(ring.to_dict(), file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, ring: KeyRing) -> None:
    """Readers find the old file or the new one, never half of either."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(beside, ring)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
