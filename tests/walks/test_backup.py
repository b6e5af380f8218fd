"""A backup while people write, restored on SQLite and on PostgreSQL: nothing is missing."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests import databases
from tests.builders.products import a_photo
from tests.ready import a_service
from tests.walks.producer import a_producer, a_released_lot, an_approved_product
from tests.walks.service import Service

SECONDS = float(os.environ.get("AGRIMARKET_LOAD_SECONDS", "6"))
PROGRAMS, CALLERS = 2, 2


@dataclass
class Written:
    """What was acknowledged: id to the moment after it was."""

    at: dict[str, float] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)

    def before(self, moment: float) -> set[str]:
        return {id for id, at in self.at.items() if at < moment}


@dataclass(frozen=True)
class Backed:
    """A backup made under load, and what must be in it."""

    service: Service
    file: Path
    safe: set[str]
    code: str
    photo: str
    manifest: dict[str, Any]


@pytest.fixture(scope="module")
def backed(tmp_path_factory: pytest.TempPathFactory) -> Backed:
    """Stamps in use, a photo, writers at work, and a backup in the midst of it."""
    folder = tmp_path_factory.mktemp("loaded")
    service, file, written = a_service(folder), folder / "kept.tar", Written()
    with service.serving():
        code, photo = _stamps_and_photo(service)
        with _writers(service, written):
            _wait_until(lambda: len(written.at) > 20)
            begun = time.time()
            time.sleep(SECONDS / 2)
            said = service.run("backup", str(file))
            time.sleep(SECONDS / 2)
            stopped = time.time()
        assert written.bad == []
        assert service.run("verify").strip() == "ok"
    with tarfile.open(file) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    started = datetime.fromisoformat(manifest["made_at"]).timestamp()
    during = len(written.before(file.stat().st_mtime)) - len(written.before(started))
    written_s = (len(written.before(stopped)) - len(written.before(begun))) / (stopped - begun)
    print(f"{written_s:.0f} writes/s; {during} during it; {said.strip()}")  # fmt: skip
    assert during > 0
    return Backed(service, file, written.before(started), code, photo, manifest)


def _wait_until(true: Any) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come true within 60 s")


def _stamps_and_photo(service: Service) -> tuple[str, str]:
    product = an_approved_product(service, a_producer(service)["id"])
    photo = _upload(service, f"/api/v1/products/{product['id']}/photos", a_photo())
    lot = a_released_lot(service, product["id"])
    order = service.made("/api/v1/stamp-orders", {"lot_id": lot["id"], "count": 10})
    prints = f"/api/v1/stamp-orders/{order['id']}/prints"
    service.made(prints, {"stock": "a4-40", "format": "csv"})
    whole = {"order_id": order["id"], "first": 1, "last": 10, "lot_id": lot["id"]}
    service.made("/api/v1/stamp-activations", whole)
    codes = service.get(f"/api/v1/stamp-orders/{order['id']}/codes.csv").body.decode("utf-8-sig")
    return codes.splitlines()[1].split(",")[1], str(next(iter(photo["urls"].values())))


def _upload(service: Service, path: str, content: bytes) -> Any:
    """A picture as multipart/form-data (RFC 7578)."""
    mark = b"----agrimarket"
    head = b'Content-Disposition: form-data; name="photo"; filename="a.jpg"\r\n'
    body = io.BytesIO()
    body.write(b"--" + mark + b"\r\n" + head + b"Content-Type: image/jpeg\r\n\r\n")
    body.write(content + b"\r\n--" + mark + b"--\r\n")
    request = urllib.request.Request(
        f"http://127.0.0.1:{service.port}{path}", data=body.getvalue(), method="POST",
        headers={"Content-Type": f"multipart/form-data; boundary={mark.decode()}",
                 "Authorization": f"Bearer {service.token}"},
    )  # fmt: skip
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


@contextlib.contextmanager
def _writers(service: Service, written: Written) -> Iterator[None]:
    """Programs beside the server and callers of its API, all at once, until the block ends."""
    stop = service.folder / "stop"
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.walks.writing", str(stop), str(number)],
            env=service.env, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )
        for number in range(PROGRAMS)
    ]  # fmt: skip
    threads = [threading.Thread(target=_listen, args=(one, written)) for one in programs]
    threads += [
        threading.Thread(target=_call, args=(service, number, stop, written))
        for number in range(CALLERS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.touch()
        for thread in threads:
            thread.join()
    assert [program.wait() for program in programs] == [0] * PROGRAMS


def _listen(program: "subprocess.Popen[str]", written: Written) -> None:
    assert program.stdout is not None
    with program.stdout as told:
        for line in told:
            id, at = line.split()
            written.at[id] = float(at)


def _call(service: Service, number: int, stop: Path, written: Written) -> None:
    step = 0
    while not stop.exists():
        step += 1
        body = {"head_name": "Lê Thị Mai", "commune_code": "16144",
                "phone": f"09{PROGRAMS + number}{step:07d}"}  # fmt: skip
        answer = service.post("/api/v1/households", body)
        if answer.status == 201:
            written.at[answer.json["id"]] = time.time()
        else:
            written.bad.append(f"{answer.status} {answer.body.decode()[:200]}")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_nothing_acknowledged_before_it_is_missing(
    backed: Backed, kind: str, tmp_path: Path
) -> None:
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(databases.empty(kind)) if kind == "postgres" else None
        other = Service(tmp_path, token=backed.service.token, url=url)
        shutil.copytree(backed.service.folder / "data-keys", tmp_path / "data-keys")
        said = other.run("restore", str(backed.file))
        assert said.startswith("Đã khôi phục và kiểm tra")
        assert other.run("verify").strip() == "ok"
        counts, ids = _rows(url or f"sqlite:///{tmp_path / 'data' / 'agrimarket.sqlite3'}", backed)
        assert len(backed.safe) > 20
        assert backed.safe - ids == set()
        grown = {"audit_row": 1, "backup_run": 1}  # the restore tells of itself
        for part in backed.manifest["tables"]:
            name = part["table"]
            assert counts[name] == part["rows"] + grown.get(name, 0), name
        with other.serving():
            answer = other.get(f"/{backed.code}?format=json", Authorization="none")
            assert answer.status == 200
            assert answer.json["verdict"].startswith("valid")
            assert other.get(backed.photo, Authorization="none").body.startswith(b"RIFF")
            a_producer(other, "Trịnh Thị Đào")


def _rows(url: str, backed: Backed) -> tuple[dict[str, int], set[str]]:
    """Rows of each table and the ids of producers, counted from outside."""
    engine = create_engine(url)
    with engine.connect() as connection:
        counts = {
            part["table"]: connection.scalar(text(f'SELECT count(*) FROM "{part["table"]}"'))
            for part in backed.manifest["tables"]
        }
        ids = {str(row[0]) for row in connection.execute(text("SELECT id FROM household"))}
    engine.dispose()
    return counts, ids | {_dashed(id) for id in ids if "-" not in id}


def _dashed(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def test_the_backup_can_be_tried_without_touching_anything(backed: Backed) -> None:
    said = backed.service.run("verify", "--backup", str(backed.file))
    assert said.startswith("ok: dữ liệu đến")
