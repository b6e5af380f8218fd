"""The server (granian) and the worker as processes."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

from flask import Flask

from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.jobs import work_forever
from agrimarket.system.server import until_orphaned

STOP_SECONDS = 10


class PortTaken(Refusal):
    """Another program, or a service that still runs, listens on the port."""

    code = "port_taken"
    kind = Kind.CONFLICT
    sentence = (
        "Cổng {port} đang có chương trình khác dùng. Hãy dừng nó, hoặc chọn cổng khác, "
        "ví dụ PORT=8080 make run."
    )


def serve(host: str, port: int, workers: int) -> None:
    """Answer requests until told to stop; PortTaken.

    The server runs in a session of its own, so that Ctrl-C reaches this process alone, which
    then asks the server to stop once and sees to it that it does.
    """
    refuse_taken(host, port)
    server = subprocess.Popen(  # noqa: S603 (our own module; the host was bound a moment ago)
        [sys.executable, "-m", "agrimarket.system.server", host, str(port), str(workers)],
        env={**os.environ, "AGRIMARKET_PARENT": str(os.getpid())},
        start_new_session=True,
    )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    while server.poll() is None and not stop.wait(0.2):
        pass
    if server.poll() is None:
        _end(server)
    elif server.returncode:
        sys.exit(1)


def refuse_taken(host: str, port: int) -> None:
    """PortTaken where somebody listens already: the server itself would share the port silently."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(port=port) from None


def _end(server: "subprocess.Popen[bytes]") -> None:
    """Ask to stop, wait, then insist with the whole session of the server."""
    server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """A worker process that lives as long as the block."""
    beside = subprocess.Popen(
        [sys.executable, "-m", "agrimarket", "worker"],
        env={**os.environ, "AGRIMARKET_PARENT": str(os.getpid())},
        start_new_session=True,
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
        threading.Thread(target=until_orphaned, args=(int(parent), stop), daemon=True).start()
    work_forever(app, stop)
