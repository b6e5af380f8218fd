"""What commands of every room share: the app they run in, and the file they write."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import BinaryIO, ParamSpec, TypeVar

import click
from flask import Flask

from agrimarket.kit.errors import Refusal

P = ParamSpec("P")
R = TypeVar("R")
_BLOCK = 1 << 18


def in_app(command: Callable[P, R]) -> Callable[P, R]:
    """Run the command with an app context; cli.py puts the app's maker into the context."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with the_app().app_context():
            return command(*args, **kwargs)

    return wrapped


def on_ground(command: Callable[P, R]) -> Callable[P, R]:
    """The same without pages and other rooms, for a command that needs settings, keys, database.

    Where the caller put a ready app into the context (tests do) that one serves.
    """

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with the_app("ground").app_context():
            return command(*args, **kwargs)

    return wrapped


def the_app(kind: str = "") -> Flask:
    """The app of this command line, made when first needed; `kind` names a sort that cli.py has."""
    maker = click.get_current_context().find_root().obj
    make: Callable[[], Flask] = getattr(maker, kind, maker) if kind else maker
    return make()


class OutNotWritable(Refusal):
    """The folder of --out is not there, or nothing may be written under that name."""

    code = "out_not_writable"
    sentence = "Không ghi được tệp {path}. Hãy tạo thư mục đó và cho phép ghi, rồi làm lại."


class OutDiskFull(Refusal):
    """The disk or a quota is met while --out is written."""

    code = "out_disk_full"
    sentence = "Ổ đĩa của {path} không đủ chỗ. Hãy dọn bớt hoặc chọn ổ khác rồi làm lại."


def check_out(out: Path) -> None:
    """Before the work begins and is noted in the trail: the file may be written. OutNotWritable."""
    there = os.access(out, os.F_OK)
    fits = os.access(out, os.W_OK) if there else os.access(out.parent, os.W_OK | os.X_OK)
    if not fits or (there and out.is_dir()):
        raise OutNotWritable(path=out)


def write_out(out: Path, content: bytes | str, *, mode: int = 0o666) -> None:
    """The whole content as the file (text as UTF-8); OutNotWritable, OutDiskFull.

    `mode` is what a new file may be at most; 0o600 is for its owner alone.
    """
    written = content.encode() if isinstance(content, str) else content
    with _opened(out, mode) as file:
        file.write(written)


def copy_out(out: Path, kept: Path) -> None:
    """A kept file as the file, block by block: ten megabytes need not stand in memory.

    OutNotWritable, OutDiskFull.
    """
    with _opened(out, 0o666) as file, kept.open("rb") as source:
        shutil.copyfileobj(source, file, _BLOCK)


@contextmanager
def _opened(out: Path, mode: int) -> Iterator[BinaryIO]:
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "wb") as file:
            yield file
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (OutDiskFull if full else OutNotWritable)(path=out) from error
