"""A TCP proxy that cuts the line after so many bytes, in the request or in the answer."""

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CHUNK = 1 << 14


@dataclass
class Line:
    """A proxy on `port`; `up` and `down` bytes may pass before it cuts, None for all."""

    port: int
    up: int | None = None
    down: int | None = None


@contextlib.contextmanager
def a_line(server: int) -> Iterator[Line]:
    """Carry what comes to the server's port and back, one connection after the other."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        line = Line(door.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(door, line, server), daemon=True)
        thread.start()
        yield line
        with contextlib.suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)


def _serve(door: socket.socket, line: Line, server: int) -> None:
    while True:
        try:
            near, _ = door.accept()
        except OSError:
            return
        far = socket.create_connection(("127.0.0.1", server))
        ways = [(near, far, line.up), (far, near, line.down)]
        for way in ways:
            threading.Thread(target=_carry, args=way, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket, most: int | None) -> None:
    left = most
    with contextlib.suppress(OSError):
        while left is None or left > 0:
            data = source.recv(CHUNK if left is None else min(CHUNK, left))
            if not data:
                break
            target.sendall(data)
            left = None if left is None else left - len(data)
    for one in (source, target):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
            one.close()


def post(port: int, path: str, token: str, body: Any) -> bytes | None:
    """The whole answer, or None where the line was cut."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    try:
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        content = answer.read()
        whole = len(content) == int(answer.headers.get("Content-Length", len(content)))
        return content if answer.status == 200 and whole else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
