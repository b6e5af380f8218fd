"""A real PostgreSQL for the tests: started on a free loopback port, never as root."""

import atexit
import functools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import warm

FOLDERS = ("/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin")
OPTIONS = {
    "fsync": "off",  # a crash of the machine may lose test data
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "128MB",
}


@dataclass(frozen=True)
class Server:
    """A running cluster."""

    port: int
    user: str

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://{self.user}@127.0.0.1:{self.port}/{name}"


@functools.cache
def server() -> Server:
    """Start the cluster once a process; skips, loudly, where there are no binaries."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL binaries: apt-get install postgresql-15")
    folder = Path(tempfile.mkdtemp(prefix="agrimarket-pg-", dir=warm.in_memory() or "/tmp"))
    user = _other_user()
    if user:
        shutil.chown(folder, user=user)
    data = folder / "data"
    _run(user, [f"{binaries}/initdb", "-D", str(data), "-U", "tests", "-A", "trust", "-E", "UTF8"])
    port = _free_port()
    options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
    options += f" -p {port} -k {folder}"
    _run(user, [f"{binaries}/pg_ctl", "-D", str(data), "-w", "-o", options,
                "-l", str(folder / "log"), "start"])  # fmt: skip
    atexit.register(_stop, user, binaries, data, folder)
    return Server(port, "tests")


def _binaries() -> str | None:
    for folder in FOLDERS:
        if Path(folder, "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return str(Path(found).resolve().parent) if found else None


def _other_user() -> str | None:
    """PostgreSQL refuses to run as root; `postgres` or `nobody` runs it then."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, command: list[str]) -> None:
    """Run as that user, without a shell; the output is shown when it fails."""
    # a server that stays would keep a pipe open for ever, so output goes to a file
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            command,
            user=user,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            check=False,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )
        said.seek(0)
        text = said.read()
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {text}")


def _stop(user: str | None, binaries: str, data: Path, folder: Path) -> None:
    _run(user, [f"{binaries}/pg_ctl", "-D", str(data), "-m", "immediate", "stop"])
    shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
