"""The server (granian) and the worker as processes."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from agrimarket.kit.jobs import work_forever

THREADS = 8  # of one worker process; each holds a database connection while it answers


def serve(host: str, port: int, workers: int) -> None:
    """Answer requests until told to stop."""
    Granian(
        "agrimarket.app:create_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        factory=True,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """A worker process that lives as long as the block."""
    beside = subprocess.Popen(
        [sys.executable, "-m", "agrimarket", "worker"],
        env={**os.environ, "AGRIMARKET_PARENT": str(os.getpid())},
    )
    try:
        yield
    finally:
        beside.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            beside.wait(timeout=10)


def work(app: Flask) -> None:
    """Run jobs until told to stop, or until the server this worker stands beside is gone."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = os.environ.get("AGRIMARKET_PARENT")
    if parent:
        threading.Thread(target=_watch, args=(int(parent), stop), daemon=True).start()
    work_forever(app, stop)


def _watch(parent: int, stop: threading.Event) -> None:
    while not stop.wait(2):
        if os.getppid() != parent:
            stop.set()
