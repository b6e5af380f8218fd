"""Where a key file lies and who can reach it, looked at before a letter of it is believed."""

import json
import os
import secrets
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from agrimarket.config import UnsafeStart

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LARGEST = 1 << 20  # a key file has a few kB


def text_of(path: Path) -> str:
    """What stands in the file; UnsafeStart where it is missing, no plain file, somebody else's,
    or can be read or exchanged by others. Looks at the very file that is read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise UnsafeStart(f"Chưa có tệp khóa {path}. Hãy chạy: agrimarket init") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnsafeStart(
            f"Không mở được tệp khóa {path} ({why}). Hãy sửa quyền của tệp."
        ) from None
    try:
        _refuse(path, os.fstat(handle))
        content = os.read(handle, _LARGEST)
    finally:
        os.close(handle)
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise broken(path) from None


def write_new(path: Path, content: Mapping[str, Any]) -> None:
    """A file that its owner alone may read, on disk when this returns; FileExistsError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: Mapping[str, Any], *, load: Callable[[Path], object]) -> None:
    """Put new content in the file's place at once: readers find the old file or the new one.

    `load` opens it first: what could not be opened again must not take the place. On disk when
    this returns, since what is sealed, printed or logged next needs the new key for good.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        write_new(beside, content)
        load(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def broken(path: Path) -> UnsafeStart:
    """The refusal of a file that says no keys."""
    return UnsafeStart(f"Tệp khóa {path} bị hỏng. Hãy lấy lại bản sao giữ riêng.")


def _refuse(path: Path, about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise UnsafeStart(
            f"{path} không phải là tệp khóa. Hãy đặt đúng tệp vào đó, hoặc sửa AGRIMARKET_KEY_FILE."
        )
    if about.st_mode & _OTHERS:
        raise UnsafeStart(f"Tệp khóa {path} đang mở cho người khác. Hãy chạy: chmod 600 {path}")
    if about.st_uid != os.geteuid():
        raise UnsafeStart(
            f"Tệp khóa {path} thuộc người dùng khác. Hãy chạy: chown {os.geteuid()} {path}"
        )
    folder = path.parent.stat().st_mode
    if folder & stat.S_IWOTH and not folder & stat.S_ISVTX:
        raise UnsafeStart(
            f"Ai cũng thay được tệp trong thư mục {path.parent}. Hãy chạy: chmod 700 {path.parent}"
        )
