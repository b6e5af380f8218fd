"""Changes of the key file: a version added, let write, and at last forgotten; one at a time."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agrimarket.kit import keyfile
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.keyfile import LAST_VERSION, VERSIONED


class RotationRunning(Refusal):
    """Another process changes the same key file."""

    code = "rotation_running"
    kind = Kind.CONFLICT
    sentence = "Một lệnh đổi khóa khác đang chạy trên tệp khóa này. Hãy chờ nó xong rồi chạy lại."


class VersionsUsedUp(Refusal):
    """A version is one byte."""

    code = "key_versions_used_up"
    sentence = "Đã dùng hết 255 phiên bản khóa. Hãy nhờ người viết phần mềm."


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Nobody else changes the key file inside the block; RotationRunning."""
    lock = path.with_name(f"{path.name}.lock")
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RotationRunning from None
    else:
        yield
    finally:
        os.close(handle)


def add(path: Path) -> bool:
    """Add a newer key for each purpose that has one key alone; it opens but does not write yet.

    False where a rotation was begun before. VersionsUsedUp, UnsafeStart.
    """
    content = keyfile.read(path)
    alone = [name for name in VERSIONED if len(content[name]) == 1]
    if not alone:
        return False
    for name in alone:
        newest = max(map(int, content[name]))
        if newest >= LAST_VERSION:
            raise VersionsUsedUp
        content[name][str(newest + 1)] = keyfile.new_key()
        content.setdefault("writing", {})[name] = newest
    keyfile.replace(path, content)
    return True


def is_held_back(path: Path) -> bool:
    """Whether the newest keys may not write yet."""
    return bool(keyfile.read(path).get("writing"))


def let_write(path: Path) -> None:
    """From now on the newest keys write."""
    content = keyfile.read(path)
    if content.pop("writing", None):
        keyfile.replace(path, content)


def drop_older(path: Path) -> None:
    """Keep the newest key of each purpose alone; what an older one sealed is lost."""
    content: dict[str, Any] = keyfile.read(path)
    for name in VERSIONED:
        newest = str(max(map(int, content[name])))
        content[name] = {newest: content[name][newest]}
    keyfile.replace(path, content)


def has_older(path: Path) -> bool:
    """Whether a purpose still has more than one key."""
    content = keyfile.read(path)
    return any(len(content[name]) > 1 for name in VERSIONED)
