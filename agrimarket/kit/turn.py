"""A fair queue before SQLite's one writer: SQLite itself lets waiters poll and some starve."""

import fcntl
import os
from pathlib import Path

from sqlalchemy.orm import Session

KEY = "turn"


def take(session: Session) -> None:
    """Wait for this machine's turn to write; the kernel wakes waiters in order of arrival.

    A no-op on PostgreSQL and for databases in memory. A process that dies gives its turn back.
    """
    url = session.get_bind().engine.url
    if url.get_backend_name() != "sqlite" or not url.database or session.info.get(KEY) is not None:
        return
    file = os.open(Path(f"{url.database}-turn"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except BaseException:
        os.close(file)
        raise
    session.info[KEY] = file


def give_back(session: Session) -> None:
    """Let the next writer in."""
    file = session.info.pop(KEY, None)
    if file is not None:
        os.close(file)
