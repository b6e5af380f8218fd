"""Files made to hurt, sent to a real server: refused within two seconds and 200 MB."""

import contextlib
import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import bombs
from tests.ready import a_service
from tests.walks.producer import a_producer
from tests.walks.service import Answer, Service

MOST_SECONDS, MOST_MEGABYTES = 2.0, 200


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = a_service(tmp_path_factory.mktemp("bombs"))
    with service.serving():
        yield service


def _family(pid: int) -> list[int]:
    found = [pid]
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(stat[1]) == pid:
                    found += _family(int(entry.name))
    return found


def resident(pids: list[int]) -> float:
    """Megabytes that these processes hold."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError, IndexError):
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            total += pages * os.sysconf("SC_PAGE_SIZE")
    return total / (1 << 20)


class Watch:
    """The most memory the service held while the block ran, and how long it took."""

    def __enter__(self) -> "Watch":
        self.pids = [pid for pid in _family(os.getpid()) if pid != os.getpid()]
        self.before = self.most = resident(self.pids)
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()
        self.began = time.monotonic()
        return self

    def _look(self) -> None:
        while not self.stop.wait(0.005):
            self.most = max(self.most, resident(self.pids))

    def __exit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self.began
        self.stop.set()
        self.thread.join()

    @property
    def more(self) -> float:
        return self.most - self.before


def upload(service: Service, path: str, name: str, content: bytes) -> Answer:
    """One multipart request."""
    edge = uuid.uuid4().hex
    head = (f"--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n")  # fmt: skip
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    return service.send("POST", path, body, f"multipart/form-data; boundary={edge}")


PHOTOS = {"wide.png": bombs.wide_png, "lying.png": bombs.lying_png, "wide.webp": bombs.wide_webp}
LISTS = {
    "blank": bombs.blank_xlsx, "repeated": bombs.repeated_xlsx, "laughing": bombs.laughing_xlsx,
    "nested": bombs.nested_zip, "declared": bombs.declared_zip, "parts": bombs.many_parts,
}  # fmt: skip


@pytest.mark.parametrize("name", PHOTOS)
def test_a_picture_that_would_be_huge(served: Service, name: str) -> None:
    household = a_producer(served, phone=f"091234567{list(PHOTOS).index(name)}")
    product = served.made("/api/v1/products", {
        "household_id": household["id"], "name": "Bưởi", "category": "food"})  # fmt: skip
    content = PHOTOS[name]()
    with Watch() as watch:
        answer = upload(served, f"/api/v1/products/{product['id']}/photos", name, content)
    # one that lies about its size is read no further than it says
    assert answer.status in ({201, 422} if name == "lying.png" else {413, 422}), answer.body
    assert watch.seconds < MOST_SECONDS
    assert watch.more < MOST_MEGABYTES


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_would_be_huge(served: Service, name: str) -> None:
    content = LISTS[name]()
    with Watch() as watch:
        answer = upload(served, "/api/v1/household-imports?dry_run=true", f"{name}.xlsx", content)
    assert answer.status in {413, 422}, answer.body
    assert answer.json["detail"]
    assert watch.seconds < MOST_SECONDS
    assert watch.more < MOST_MEGABYTES


def test_an_entity_reads_no_file(served: Service) -> None:
    answer = upload(served, "/api/v1/household-imports", "a.xlsx", bombs.outside_xlsx())
    assert answer.status in {201, 413, 422}
    assert b"root:" not in answer.body


@pytest.mark.parametrize("path", ["/api/v1/households", "/dang-nhap", "/api/v1/household-imports"])
@pytest.mark.parametrize("sent", [10, 40 << 20])
def test_ten_gigabytes_declared(served: Service, path: str, sent: int) -> None:
    with Watch() as watch:
        status = _raw(served, path, f"Content-Length: {10 << 30}", [b"x" * min(sent, 1 << 20)] *
                      max(1, sent >> 20))  # fmt: skip
    assert status == 413
    assert watch.seconds < MOST_SECONDS
    assert watch.more < MOST_MEGABYTES


def test_a_body_without_an_end(served: Service) -> None:
    piece = b"100000\r\n" + b"x" * (1 << 20) + b"\r\n"
    with Watch() as watch:
        status = _raw(served, "/api/v1/households", "Transfer-Encoding: chunked", [piece] * 300)
    assert status in {400, 413, 422}
    assert watch.more < MOST_MEGABYTES


def _raw(service: Service, path: str, length: str, pieces: list[bytes]) -> int:
    """A request by hand, sent until the other side has heard enough."""
    head = (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {service.token}\r\n"
            f"Content-Type: application/json\r\n{length}\r\n\r\n")  # fmt: skip
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as line:
        line.sendall(head.encode())
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for piece in pieces:
                line.sendall(piece)
        return int(line.recv(64).split()[1])


@pytest.mark.parametrize("body", [
    b"[" * 1_000_000, b'{"a":' * 100_000, b"[" + b"[]," * 3_000_000 + b"[]]",
    b'{"head_name":"' + b"a" * (9 << 20) + b'"}', b"1" * 5_000_000, b'"\\ud800"', b"\xff\xfe\x00",
    json.dumps({f"k{n}": n for n in range(200_000)}).encode(),
], ids=["deep", "deeper", "wide", "long", "number", "surrogate", "bytes", "keys"])  # fmt: skip
def test_json_made_to_hurt(served: Service, body: bytes) -> None:
    with Watch() as watch:
        answer = served.send("POST", "/api/v1/households", body, "application/json")
    assert answer.status in {400, 413, 422}
    assert watch.seconds < MOST_SECONDS
    assert watch.more < MOST_MEGABYTES
