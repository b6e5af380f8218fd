"""A proxy that cuts the line after so many bytes, of the request or the answer, or at random."""

import contextlib
import http.client
import json
import random
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

CHUNK = 1 << 14
Way = Literal["up", "down"]


@dataclass
class Line:
    """A proxy on `port`; None lets all bytes pass.

    `up` and `down` are how many bytes of a new connection may pass either way. While `most` is
    set, every connection ends at a random byte below it, both ways counted together, and no
    answer is cut within its headers: over TLS no browser takes half of them for the whole.
    """

    port: int
    up: int | None = None
    down: int | None = None
    most: int | None = None
    cuts: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(1))


@contextlib.contextmanager
def a_line(server: int) -> Iterator[Line]:
    """Carry what comes to the server's port and back, any number of connections at once."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        line = Line(door.getsockname()[1])
        threading.Thread(target=_serve, args=(door, line, server), daemon=True).start()
        yield line
        with contextlib.suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)


def _serve(door: socket.socket, line: Line, server: int) -> None:
    while True:
        try:
            near, _ = door.accept()
        except OSError:
            return
        try:
            far = socket.create_connection(("127.0.0.1", server), timeout=30)
        except OSError:
            near.close()
            continue
        far.settimeout(None)
        call = _Call(line, near, far)
        for way in ("up", "down"):
            threading.Thread(target=call.carry, args=(way,), daemon=True).start()


class _Call:
    """One connection through the line."""

    def __init__(self, line: Line, near: socket.socket, far: socket.socket) -> None:
        self.line, self.ends = line, {"up": (near, far), "down": (far, near)}
        self.room: dict[Way, int | None] = {"up": line.up, "down": line.down}
        self.left: int | None = None  # of `most`, once it was drawn

    def carry(self, way: Way) -> None:
        """Pass bytes one way until the line is cut or an end closes; then both are closed."""
        source, target = self.ends[way]
        with contextlib.suppress(OSError):
            while self.room[way] != 0 and (data := source.recv(CHUNK)):
                passes = self._passes(way, data)
                target.sendall(data[:passes])
                if passes < len(data):
                    self.line.cuts += 1
                    break
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _passes(self, way: Way, data: bytes) -> int:
        """How many of these bytes still go through."""
        if self.line.most is not None:
            return self._at_random(data)
        room = self.room[way]
        if room is None:
            return len(data)
        self.room[way] = max(0, room - len(data))
        return min(room, len(data))

    def _at_random(self, data: bytes) -> int:
        if self.left is None:
            self.left = self.line.chance.randrange(1, self.line.most or 2)
        passes = min(self.left, len(data))
        self.left -= passes
        headers = data.find(b"\r\n\r\n") + 4
        return 0 if data.startswith(b"HTTP/1.") and passes < headers else passes


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
