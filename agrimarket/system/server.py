"""The server process: granian alone, so that it starts while the app is loaded beside it."""

import os
import signal
import sys
import threading

from granian import Granian
from granian.constants import Interfaces

THREADS = 8  # of one worker process; each holds a database connection while it answers
LOOK_SECONDS = 1.0


def until_orphaned(parent: int, stop: threading.Event) -> None:
    """Set `stop` once the process that began this one is gone."""
    while not stop.wait(LOOK_SECONDS):
        if os.getppid() != parent:
            stop.set()


def _end_when_orphaned(parent: int) -> None:
    until_orphaned(parent, threading.Event())
    os.kill(os.getpid(), signal.SIGTERM)


def main(host: str, port: str, workers: str) -> None:
    """Answer requests until told to stop, or until the supervisor is gone."""
    os.umask(0o077)  # as the command line does, for a server that was begun by itself
    parent = os.environ.get("AGRIMARKET_PARENT")
    if parent:
        threading.Thread(target=_end_when_orphaned, args=(int(parent),), daemon=True).start()
    Granian(
        "agrimarket.app:served",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        factory=True,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
