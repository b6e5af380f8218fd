"""A running process notices that its key file was changed, without being started anew."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from agrimarket.config import UnsafeStart
from agrimarket.kit import keyfile
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.logs import log

LOOK_SECONDS = 1.0
_WATCH = "agrimarket.key_watch"
_KEYS = "agrimarket.keys"

Seen = tuple[int, int, int]
Check = Callable[[Keys], None]
"""What rooms above demand of the keys; raises UnsafeStart."""


@dataclass
class _Watch:
    path: Path
    seen: Seen
    looked: float
    check: Check


def watch(app: Flask, path: Path, check: Check) -> Keys:
    """Open the key file for this app and look at it again from time to time; UnsafeStart."""
    seen = _look(path) if path.exists() else (0, 0, 0)
    keys = keyfile.load(path)
    check(keys)
    app.extensions[_KEYS] = keys
    app.extensions[_WATCH] = _Watch(path, seen, time.monotonic(), check)
    app.before_request(lambda: notice(app))
    return keys


def notice(app: Flask) -> None:
    """At most once a second: where the file is another one, open it. Called as every request,
    commit and job begins. A file that cannot be opened leaves the keys as they are."""
    kept: _Watch | None = app.extensions.get(_WATCH)
    now = time.monotonic()
    if kept is None or now - kept.looked < LOOK_SECONDS:
        return
    kept.looked = now
    try:
        seen = _look(kept.path)
        if seen != kept.seen:
            keys = keyfile.load(kept.path)
            kept.check(keys)
            app.extensions[_KEYS] = keys
            kept.seen = seen
            log.info("keys_reloaded")
    except (UnsafeStart, OSError) as error:
        log.error("keys_unreadable", error=error)


def keys_of(app: Flask) -> Keys:
    """The keys as they stand, at most a second old."""
    notice(app)
    keys: Keys = app.extensions[_KEYS]
    return keys


def forget_look(app: Flask) -> None:
    """Look at once: for the process that has just written the file."""
    kept: _Watch | None = app.extensions.get(_WATCH)
    if kept is not None:
        kept.looked = float("-inf")
    notice(app)


def _look(path: Path) -> Seen:
    about = path.stat()
    return about.st_mtime_ns, about.st_size, about.st_ino
