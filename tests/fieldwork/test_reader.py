"""Our QR reader in a real Chromium: cards as cameras see them, every version, nothing misread.

Clauses are those of ISO/IEC 18004:2015. AGRIMARKET_SYNC=all looks at a thousand cards of each kind.
"""

import functools
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from stamps import StampRefusal, symbol
from tests.fieldwork.camera import CLEAN, HARSH, MODERATE, Damage, Grey, card_pictures, seen

pytestmark = pytest.mark.browser

READER = Path(__file__).parents[2] / "agrimarket" / "fieldwork" / "static" / "reader"
HOME = "http://reader.test/"
# The service's own policy: what runs here runs there.
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
ALL = os.environ.get("AGRIMARKET_SYNC") == "all"
AT_ONCE = 40  # frames in one go
READ_ALL = """async ([count, width, height]) => {
  const { readImage } = await import("/index.js");
  const raw = new Uint8Array(await (await fetch("/frames")).arrayBuffer());
  const texts = [], times = [];
  for (let i = 0; i < count; i += 1) {
    const image = new ImageData(width, height);
    for (let at = 0, from = i * width * height; at < image.data.length; at += 4, from += 1) {
      image.data[at] = image.data[at + 1] = image.data[at + 2] = raw[from];
      image.data[at + 3] = 255;
    }
    const start = performance.now();
    texts.push(readImage(image));
    times.push(performance.now() - start);
  }
  return { texts, times };
}"""
Reader = Callable[[Sequence[Grey]], dict[str, Any]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the file; without Chromium a loud skip, which CI turns into a failure."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page that may load the reader's files and nothing else."""
    opened = chromium.new_page()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(HOME)
        kind = "text/javascript" if name else "text/html"
        body = (READER / name).read_bytes() if name else b"<!doctype html><title>reader</title>"
        headers = {"Content-Type": kind, "Content-Security-Policy": POLICY}
        route.fulfill(body=body, headers=headers)

    opened.route("**/*", answer)
    opened.goto(HOME)
    yield opened
    opened.close()


@pytest.fixture
def read(page: Page) -> Reader:
    """Reads frames of one size in the page: their texts, and the milliseconds each took."""

    def reading(frames: Sequence[Grey]) -> dict[str, Any]:
        height, width = frames[0].shape
        raw = b"".join(frame.tobytes() for frame in frames)
        page.route(HOME + "frames", lambda route: route.fulfill(body=raw))
        answer: dict[str, Any] = page.evaluate(READ_ALL, [len(frames), width, height])
        page.unroute(HOME + "frames")
        return answer

    return reading


def plain(text: str, *, module: int = 4, **options: Any) -> Grey:
    """A symbol as it was drawn, with its quiet zone."""
    dark = np.pad(symbol(text, **options).array(), 4)
    white: Grey = (255 * (1 - np.kron(dark, np.ones((module, module))))).astype(np.uint8)
    return white


def test_every_version_and_level_is_read(read: Reader) -> None:
    """Versions 1 to 10, all levels; alignment (6.3.6), version information (7.10), blocks (7.5)."""
    for version in range(1, 11):
        texts = [f"{level}{version:02d}-TEM" if version == 1 else
                 f"HTTPS://A.VN/{level}{version}" for level in "LMQH"]  # fmt: skip
        frames = []
        for text in list(texts):
            try:
                frames.append(plain(text, level=text.split("/")[-1][0], version=version))
            except StampRefusal:
                texts.remove(text)  # too long for this version and level
        assert read(frames)["texts"] == texts
        assert len(texts) >= 3 or version == 2


@pytest.mark.parametrize(
    "text",
    ["0123456789012345", "12", "HTTPS://TEM.VN/1FXY0YKYWGBJSMJT", "$%*+-./: A", "bưởi Diễn 3", "é"],
)
def test_numbers_letters_and_bytes(read: Reader, text: str) -> None:
    """Modes of 7.4: numeric, alphanumeric, byte in UTF-8; and mixed runs."""
    assert read([plain(text, level="M")])["texts"] == [text]


def test_turned_mirrored_and_on_a_long_photograph(read: Reader) -> None:
    upright = plain("HTTPS://TEM.VN/XOAY", module=3)
    for turned in (np.rot90(upright), np.rot90(upright, 2), upright[:, ::-1].copy()):
        assert read([np.ascontiguousarray(turned)])["texts"] == ["HTTPS://TEM.VN/XOAY"]
    photograph = np.full((1500, 2000), 190, dtype=np.uint8)
    large = plain("HTTPS://TEM.VN/XOAY", module=9)
    photograph[700 : 700 + len(large), 1200 : 1200 + len(large)] = large
    assert read([photograph])["texts"] == ["HTTPS://TEM.VN/XOAY"]


def test_what_is_no_symbol_is_not_read(read: Reader) -> None:
    draw = np.random.default_rng(3)
    noise = draw.integers(0, 256, (480, 640), dtype=np.uint8)
    blocks = np.kron(draw.integers(0, 2, (48, 64)) * 255, np.ones((10, 10))).astype(np.uint8)
    paper = np.full((480, 640), 240, dtype=np.uint8)
    assert read([noise, blocks, paper])["texts"] == [None, None, None]
    tiny = np.full((8, 8), 255, dtype=np.uint8)
    assert read([tiny])["texts"] == [None]


def test_more_errors_than_the_level_mends_are_refused_and_not_guessed(read: Reader) -> None:
    """Half of the modules turned over at random: no text rather than a wrong one."""
    draw = np.random.default_rng(11)
    frames = []
    for number in range(16):
        dark = np.pad(symbol(f"HTTPS://TEM.VN/{number:016d}", level="Q", version=3).array(), 4)
        hit = draw.random(dark.shape) < draw.uniform(0.1, 0.5)
        hit[:13, :13] = hit[:13, -13:] = hit[-13:, :13] = False
        frames.append((255 * (1 - np.kron(dark ^ hit, np.ones((4, 4))))).astype(np.uint8))
    texts = read(frames)["texts"]
    assert all(t in (None, f"HTTPS://TEM.VN/{n:016d}") for n, t in enumerate(texts))


@functools.lru_cache(maxsize=1)
def cards(start: int) -> list[Any]:
    return card_pictures(range(start, start + AT_ONCE), seed=2026)


@pytest.mark.parametrize(
    ("name", "damage", "few", "share"),
    [("clean", CLEAN, 20, 1.0), ("moderate", MODERATE, 36, 0.98), ("harsh", HARSH, 4, 0.0)],
)
def test_cards_as_a_camera_sees_them(
    read: Reader, record_property: Any, name: str, damage: Damage, few: int, share: float
) -> None:
    """No wrong read ever; all clean ones and 98 of 100 moderately damaged ones are read.

    Of few cards one may be missed, which a thousand would allow twenty times.
    """
    count = 1000 if ALL else few
    right = wrong = 0
    times: list[float] = []
    for start in range(0, count, AT_ONCE):
        part = list(enumerate(cards(start), start=start))[: count - start]
        frames = [
            seen(card, middle, damage, random.Random(f"{name}{number}"))
            for number, (_, card, middle) in part
        ]
        answer = read(frames)
        times += answer["times"]
        for (_, (text, _, _)), found in zip(part, answer["texts"], strict=True):
            right += found == text
            wrong += found not in (None, text)
    record_property(f"reader_{name}", {"cards": count, "read": right, "wrong": wrong})
    print(json.dumps({"kind": name, "ms median": float(np.median(times)),
                      "ms p95": float(np.quantile(times, 0.95))}))  # fmt: skip
    assert wrong == 0
    allowed = int(count * (1 - share)) + (1 if share < 1 and not ALL else 0)
    assert right >= count - allowed or share == 0
    if share:
        assert float(np.median(times)) < 60  # a frame of 640 × 480 on one core


def test_a_video_is_watched_until_told_to_stop(page: Page) -> None:
    """Without a BarcodeDetector our own decoder reads the frames; a text is told once."""
    rows = [[bool(one) for one in row] for row in symbol("HTTPS://TEM.VN/QUAY").rows()]
    told = page.evaluate(
        """async (rows) => {
      const { watch } = await import("/index.js");
      delete globalThis.BarcodeDetector;
      const canvas = document.createElement("canvas");
      canvas.width = 320; canvas.height = 240;
      const pen = canvas.getContext("2d");
      const draw = () => {
        pen.fillStyle = "#fff"; pen.fillRect(0, 0, 320, 240); pen.fillStyle = "#000";
        rows.forEach((row, y) => row.forEach((dark, x) => {
          if (dark) pen.fillRect(60 + 5 * x, 30 + 5 * y, 5, 5);
        }));
      };
      const video = document.createElement("video");
      video.srcObject = canvas.captureStream(10); video.muted = true;
      const timer = setInterval(draw, 60);
      await video.play();
      const texts = [];
      await new Promise((resolve, reject) => {
        const stop = watch(video, (text) => {
          texts.push(text);
          setTimeout(() => { stop(); resolve(); }, 500);
        });
        setTimeout(() => reject(new Error("nothing was read")), 15000);
      });
      clearInterval(timer);
      return texts;
    }""",
        rows,
    )
    assert told == ["HTTPS://TEM.VN/QUAY"]


def test_a_browsers_own_reader_is_preferred(page: Page) -> None:
    told = page.evaluate(
        """async () => {
      const { watch } = await import("/index.js");
      globalThis.BarcodeDetector = class {
        static async getSupportedFormats() { return ["qr_code"]; }
        async detect() { return [{ rawValue: "own" }]; }
      };
      return await new Promise((resolve) => {
        const stop = watch({ readyState: 4 }, (text) => { stop(); resolve(text); });
      });
    }"""
    )
    assert told == "own"
