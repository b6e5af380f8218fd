"""The service as a stranger runs it: its command line and its processes, on a folder of its own."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "tem.example.vn"


@dataclass(frozen=True)
class Answer:
    """What came back over the wire."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def _lower(headers: Any) -> dict[str, str]:
    """Header names do not heed case (RFC 9110 5.1); here they are lower."""
    return {name.lower(): value for name, value in headers.items()}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Stay)


@dataclass
class Service:
    """One data folder and the commands on it."""

    folder: Path
    port: int = 0
    token: str = ""
    url: str | None = None

    @property
    def env(self) -> dict[str, str]:
        more = {"AGRIMARKET_DATABASE_URL": self.url, "AGRIMARKET_ALLOW_SANDBOX": "1"}
        return {
            **os.environ,
            "AGRIMARKET_DATA": str(self.folder / "data"),
            "AGRIMARKET_PUBLIC_HOST": HOST,
            **{name: value for name, value in more.items() if value},
        }

    def run(self, *arguments: str, status: int = 0) -> str:
        """Run `agrimarket ARGUMENTS`; its standard output."""
        done = subprocess.run(
            [sys.executable, "-m", "agrimarket", *arguments],
            env=self.env, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request; never raises for a status."""
        data = None if body is None else json.dumps(body).encode()
        return self.send(method, path, data, "application/json", **headers)

    def send(self, method: str, path: str, data: bytes | None, kind: str, **headers: str) -> Answer:
        """One request with a body of any kind."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=data, method=method,
            headers={"Content-Type": kind, **headers},
        )  # fmt: skip
        if self.token and "Authorization" not in headers:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with _opener.open(request, timeout=120) as answer:
                return Answer(answer.status, answer.read(), _lower(answer.headers))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), _lower(error.headers))

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("POST", path, {} if body is None else body, **headers)

    def made(self, path: str, body: Any) -> Any:
        """POST something that must be created; its JSON."""
        answer = self.post(path, body)
        assert answer.status in (200, 201), (path, answer.status, answer.body.decode())
        return answer.json

    @contextlib.contextmanager
    def serving(self, *, workers: int = 1, worker: bool = False) -> Iterator[int]:
        """Serve on a free port until the block ends; several at once may share the folder."""
        port = free_port()
        command = [sys.executable, "-m", "agrimarket", "serve", "--port", str(port)]
        command += ["--workers", str(workers)] + (["--with-worker"] if worker else [])
        log = (self.folder / f"serve-{port}.log").open("w")
        process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        self.port = self.port or port
        try:
            _wait(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)
            log.close()
            if self.port == port:
                self.port = 0


def free_port() -> int:
    """A loopback port the system chose."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        assert process.poll() is None, "the service stopped while starting"
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            return
        time.sleep(0.1)
    raise AssertionError("the service did not answer within 90 s")
