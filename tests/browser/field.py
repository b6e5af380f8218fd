"""A worker's phone in a real Chromium: its storage lies in a folder and outlives the browser."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from tests.browser.conftest import NAMES, SWITCHES
from tests.browser.village import Village

PIN = "482715"
APP = "/thuc-dia/"
_LOCKS = shutil.ignore_patterns("Singleton*")  # of the browser that made the folder
WORKER = ("--role", "extension_worker", "--name", "Lan", "--commune=16144")
ENGINE = "/static/fieldwork/engine/index.js"
# An error of the engine comes back as {"error": code}, as its pages would meet it.
RUN = """async (given) => {
  const engine = await import('%s');
  try { %s }
  catch (error) {
    return { error: error.code || String(error), sentence: error.sentence, stack: error.stack };
  }
}"""
# A picture that no codec makes small, and the file of it as a camera would write it.
PHOTO = """
async function photo(width, height, seed, quality = 0.9) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const brush = canvas.getContext('2d');
  const image = brush.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  let noise = seed * 2654435761 >>> 0 || 1;
  for (let at = 0; at < words.length; at += 1) {
    noise ^= noise << 13; noise ^= noise >>> 17; noise ^= noise << 5;
    words[at] = 0xff000000 | (noise & 0x3f3f3f) + 0x404040;
  }
  brush.putImageData(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}
"""
DUMP = """async () => {
  const parts = [];
  const letters = (value) => {
    if (value instanceof ArrayBuffer) value = new Uint8Array(value);
    if (ArrayBuffer.isView(value)) {
      parts.push(Array.from(value, (one) => String.fromCharCode(one)).join(''));
    } else if (value && typeof value === 'object') Object.values(value).forEach(letters);
    else parts.push(String(value));
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      indexedDB.open(name).onsuccess = (event) => done(event.target.result);
    });
    for (const store of db.objectStoreNames) {
      letters(await new Promise((done) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      }));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) parts.push(await (await cache.match(request)).text());
  }
  letters({ ...localStorage, ...sessionStorage });
  return parts.join('\\n');
}"""


class Phone:
    """One phone; `open` starts its browser, `close` ends it, `kill` as a dead battery does."""

    def __init__(self, field: "Field", folder: Path, address: str) -> None:
        self.field, self.folder, self.address = field, folder, address
        self.number = field.number
        self.context: BrowserContext
        self.page: Page
        self.wrong: list[str] = []

    def open(self, *, offline: bool = False, video: Path | None = None) -> "Phone":
        """Start the browser at the app; its camera sees a film of JPEG pictures, or a clock."""
        film = [f"--use-file-for-fake-video-capture={video}"] if video else []
        self.context = self.field.tool.chromium.launch_persistent_context(
            str(self.folder), executable_path=self.field.chromium, args=[*SWITCHES, *film],
            viewport={"width": 360, "height": 740}, has_touch=True,
        )  # fmt: skip
        self.context.set_offline(offline)
        self.page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        return self

    def app(self) -> "Phone":
        """Go to the app, and wait until its engine knows how this phone stands."""
        self.page.goto(self.address + APP)
        self.run("await engine.start();")
        return self

    def close(self) -> None:
        with suppress(Error):  # closed already, or killed
            self.context.close()

    def kill(self) -> None:
        """End every process of this browser at once, nothing is put away."""
        for number in _processes_of(self.folder):
            with suppress(ProcessLookupError):  # its parent's end was its own
                os.kill(number, signal.SIGKILL)
        self.close()

    def run(self, body: str, given: Any = None) -> Any:
        """Run lines of JavaScript with `engine` and `given` in the page."""
        return self.page.evaluate(RUN % (ENGINE, body), given)

    def sign_in(self) -> None:
        self.page.goto(f"{self.address}/dang-nhap?khac=1")
        self.page.get_by_label("Tên đăng nhập").fill(self.field.login)
        self.page.get_by_label("Mật khẩu").fill(self.field.password)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Đăng nhập", exact=True).click()

    def set_up(self, pin: str = PIN) -> "Phone":
        """Sign in, make it a field phone, wait until it works without network."""
        self.sign_in()
        self.app()
        set_up = "await engine.setUp(given); return engine.state().phase;"
        said = self.run(set_up, {"pin": pin, "name": "Máy xanh"})
        assert said == "open", said
        self.kept()
        return self

    def kept(self) -> None:
        """Wait until the service worker has the whole app."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    def unlock(self, pin: str = PIN) -> Any:
        return self.run("await engine.unlock(given); return engine.state().phase;", pin)

    def synced(self) -> Any:
        """Send and fetch until nothing moves any more; the last answer."""
        return self.run("""
          for (let round = 0; ; round += 1) {
            const done = await engine.sync.now();
            if (!engine.queue.counts().open || round === 30) return done;
            await new Promise((go) => setTimeout(go, 100));
          }""")

    def emptied(self) -> None:
        """Wait until nothing is left to be sent."""
        left = self.run("""
          for (let at = 0; engine.queue.counts().open && at < 200; at += 1) {
            await new Promise((go) => setTimeout(go, 100));
          }
          return engine.queue.counts().open;""")
        assert left == 0

    def dump(self) -> str:
        """All that the browser keeps of the service, as letters."""
        return str(self.page.evaluate(DUMP))

    def forget(self) -> None:
        """The browser clears what it kept of us, as it does when a phone is full; not cookies."""
        session = self.context.new_cdp_session(self.page)
        what = "indexeddb,cache_storage,service_workers,local_storage"
        session.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": what})


class Field:
    """A village with one worker, and phones to give her."""

    def __init__(
        self, tool: Playwright, village: Village, chromium: str, folder: Path, login: str,
        role: tuple[str, ...] = WORKER,
    ) -> None:  # fmt: skip
        self.tool, self.village, self.chromium, self.folder = tool, village, chromium, folder
        self.login, self.number = login, 0
        village.account(self.login, *role)
        self.password = village.accounts[self.login]

    @contextmanager
    def fresh(self) -> Iterator[Phone]:
        """A phone that never was here."""
        with self._on(self.folder / f"phone-{self.number}") as phone:
            yield phone

    @contextmanager
    def phone(self, *, offline: bool = False, port: int = 0) -> Iterator[Phone]:
        """The worker's phone as it was when it had just been set up, and unlocked.

        `port` is a way to the service of one's own: cookies do not heed ports, storage does.
        """
        folder = self.folder / f"copy-{self.number + 1}"
        shutil.copytree(self._set_up(), folder, symlinks=True, ignore=_LOCKS)
        with self._on(folder, port) as phone:
            phone.context.set_offline(offline)
            phone.app()
            if not port:
                assert phone.unlock() == "open"
            yield phone

    def _set_up(self) -> Path:
        folder = self.folder / "set-up"
        if not folder.exists():
            with self._on(folder) as phone:
                phone.set_up()
                phone.synced()
        return folder

    @contextmanager
    def _on(self, folder: Path, port: int = 0) -> Iterator[Phone]:
        self.number += 1
        address = f"http://127.0.0.1:{port}" if port else self.village.address
        phone = Phone(self, folder, address)
        try:
            yield phone.open()
        finally:
            phone.close()
        assert phone.wrong == []

    def told(self) -> dict[str, dict[str, Any]]:
        """Every producer the service tells phones of, by id, with the hashes of photos."""
        found: dict[str, dict[str, Any]] = {}
        cursor, more = "", True
        while more:
            page = self.village.get(f"/api/v1/sync/changes?cursor={cursor}&page_size=200").json
            cursor, more = page["cursor"], page["more"]
            for item in page["items"]:
                if item["kind"] == "household" and not item["gone"]:
                    found[item["id"]] = item["data"]
        return found


@contextmanager
def a_field(
    village: Village, folder: Path, login: str, role: tuple[str, ...] = WORKER
) -> Iterator[Field]:
    """Phones are given to this new worker (or whom `role` says) of a village; without Chromium a
    loud skip."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as tool:
        yield Field(tool, village, chromium, folder, login, role)


def _processes_of(folder: Path) -> list[int]:
    """Processes that were started with this folder as the browser's own."""
    mark = f"--user-data-dir={folder}".encode()
    return [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if mark in _read(path)
    ]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # it ended meanwhile
