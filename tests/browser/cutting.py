"""A loopback proxy that cuts connections after some bytes, as a weak network does."""

import contextlib
import random
import socket
import threading


class Cutter:
    """Passes bytes to a port; while `most` is set, connections end at a random byte below it."""

    def __init__(self, target: int, seed: int = 1) -> None:
        self.target, self.random = target, random.Random(seed)
        self.most: int | None = None
        self.cuts = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _listen(self) -> None:
        while True:
            try:
                inner, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(inner,), daemon=True).start()

    def _serve(self, inner: socket.socket) -> None:
        left: list[int | None] = [None]
        with contextlib.suppress(OSError):
            outer = socket.create_connection(("127.0.0.1", self.target), timeout=30)
            pair = (inner, outer)
            both = [threading.Thread(target=self._pass, args=(a, b, left, pair), daemon=True)
                    for a, b in (pair, pair[::-1])]  # fmt: skip
            for one in both:
                one.start()

    def _passes(self, left: list[int | None], length: int) -> int:
        """How many of these bytes still go through this connection."""
        if self.most is None:
            return length
        before = self.random.randrange(1, self.most) if left[0] is None else left[0]
        left[0] = before - length
        return min(length, before)

    def _pass(
        self, source: socket.socket, sink: socket.socket, left: list[int | None],
        pair: tuple[socket.socket, socket.socket],
    ) -> None:  # fmt: skip
        with contextlib.suppress(OSError):
            while data := source.recv(16384):
                passes = self._passes(left, len(data))
                if data.startswith(b"HTTP/1.") and passes < data.find(b"\r\n\r\n") + 4:
                    passes = 0  # over TLS no browser takes half a header for a whole one
                sink.sendall(data[:passes])
                if passes < len(data):
                    self.cuts += 1
                    break
        for one in pair:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
