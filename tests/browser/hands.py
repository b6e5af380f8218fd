"""A worker's thumb on a phone: every tap, swipe and letter is counted, as it would cost time."""

import io
import os
import time
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.test_pictures import SHOWN, keep

PICTURES = bool(os.environ.get("AGRIMARKET_PICTURES"))
TAP, KEY = 1.2, 0.28  # seconds: Fitts-like mean of a thumb, and of a letter on a phone's keyboard
SETTLES = 150  # ms; a browser makes up its mind about a tap after the thumb is off the glass
BAR = 90  # pixels at the foot where the next step stands
SEEN = """(node, bar) => {
  const box = node.getBoundingClientRect();
  const fixed = node.closest('.bar, .toasts');
  return fixed !== null || (box.top >= 0 && box.bottom <= innerHeight - bar);
}"""


def telex(text: str) -> int:
    """Keys to write this in Telex: each tone and each mark is one more."""
    letters = unicodedata.normalize("NFD", text)
    return len(letters) + sum(one in "đĐ" for one in letters)


FROM_THE_TOP = """() => {
  window.scrollTo(0, 0);
  document.getElementById('toasts').replaceChildren();
}"""


@dataclass
class Hands:
    """What was done on one page."""

    page: Page
    taps: int = 0
    swipes: int = 0
    keys: int = 0
    began: float = 0.0

    def begin(self) -> None:
        """Start counting anew."""
        self.taps = self.swipes = self.keys = 0
        self.began = time.monotonic()

    @property
    def machine(self) -> float:
        """Seconds of the machine's own work since `begin`."""
        return time.monotonic() - self.began

    @property
    def estimate(self) -> float:
        """Seconds a person would need, with the machine's."""
        return (self.taps + self.swipes) * TAP + self.keys * KEY + self.machine

    def tap(self, what: Locator) -> None:
        """Put the thumb on something; out of sight costs a swipe first."""
        if not what.evaluate(SEEN, BAR):
            self.swipes += 1
        self.taps += 1
        what.tap()

    def write(self, label: str, text: str, *, onward: bool = False) -> None:
        """Tap a field, or come to it by the keyboard's next key, and type letter by letter."""
        field = self.page.get_by_label(label, exact=True)
        if onward:
            self.keys += 1
            self.page.keyboard.press("Enter")
        else:
            self.tap(field)
        expect(field).to_be_focused()
        self.page.wait_for_timeout(SETTLES)
        self.keys += telex(text)
        for letter in text:  # as phones' keyboards do: committed text, no keys that go down and up
            self.page.keyboard.insert_text(letter)
        expect(field).to_have_value(text)

    def button(self, name: str) -> None:
        """Tap a button called so."""
        self.tap(self.page.get_by_role("button", name=name))

    def link(self, name: str) -> None:
        """Tap a link called so."""
        self.tap(self.page.get_by_role("link", name=name))

    def photo(self, picture: bytes) -> None:
        """Take a picture: into the camera, the shutter, and "use it"."""
        self.taps += 2
        with self.page.expect_file_chooser() as asked:
            self.tap(self.page.locator("label.camera").first)
        asked.value.set_files({"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": picture})
        self.page.locator(".thumbs img").first.wait_for()


def pin(page: Page, figures: str) -> None:
    """Type a PIN on the pad of the screen."""
    for figure in figures:
        page.get_by_role("button", name=figure, exact=True).tap()


def picture(page: Page, name: str) -> None:
    """Renew a picture of the workers' guide, where AGRIMARKET_PICTURES asks for it."""
    if PICTURES:
        page.evaluate("document.fonts.ready")
        page.evaluate(FROM_THE_TOP)
        keep(Image.open(io.BytesIO(page.screenshot())), SHOWN / f"ngoai-dong-{name}.png")


def at_screen(page: Page, path: str) -> None:
    """Go to a screen by its address; asked again where a save was just leaving for its own."""
    there = page.locator(f"main[data-at='#/{path}']")
    for _ in range(4):
        page.evaluate("path => { location.hash = '/' + path; }", path)
        with suppress(TimeoutError):
            there.wait_for(timeout=4_000)
            return
    there.wait_for()


def chosen(page: Page, words: str) -> Locator:
    """A card or segment to be picked."""
    return page.locator("label.choice", has_text=words)


def saved(page: Page) -> None:
    """The words that say where it is now; taken away, so that the next save is told by its own."""
    page.get_by_text("Đã lưu trên máy. Sẽ gửi khi có mạng.").wait_for()
    page.evaluate("document.getElementById('toasts').replaceChildren()")
