"""A producer's thumb on the service's own pages: taps, swipes, letters, and words to be read."""

import io
import time
from dataclasses import dataclass, field

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import KEY, PICTURES, TAP, telex
from tests.browser.test_pictures import SHOWN, keep

READ = 0.25  # seconds a syllable: four a second, a slow reader's pace
PHONE = {"width": 360, "height": 740}
# In sight, and not under the bar of buttons that stays at thumb height.
SEEN = """node => {
  const box = node.getBoundingClientRect();
  const bar = node.closest('.sticky') ? null : document.querySelector('.actions.sticky');
  const floor = bar ? Math.min(innerHeight, bar.getBoundingClientRect().top) : innerHeight;
  return box.top >= 0 && box.bottom <= floor;
}"""
# What is written in the part of the page that stands in the window now.
IN_SIGHT = """() => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.height > 0 && box.bottom > 0 && box.top < innerHeight && node.data.trim())
      found.push(node.data.trim());
  }
  return found;
}"""


@dataclass
class Thumb:
    """What a person did on these pages since `begin`, and how long it takes them at the least."""

    page: Page
    address: str
    shown: bool = False  # whether pictures of this phone go into the guide
    taps: int = 0
    swipes: int = 0
    keys: int = 0
    read: set[str] = field(default_factory=set)
    began: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Start counting anew, with the page that is open unread."""
        self.taps = self.swipes = self.keys = 0
        self.read = set()
        self.began = time.monotonic()
        self._arrive()

    @property
    def syllables(self) -> int:
        """Syllables of all that came in sight; the same words are read once."""
        return sum(len(words.split()) for words in self.read)

    @property
    def machine(self) -> float:
        """Seconds that the machine itself took since `begin`."""
        return time.monotonic() - self.began

    @property
    def estimate(self) -> float:
        """Seconds for a person who taps, swipes, types in Telex and reads all that is in sight."""
        hand = (self.taps + self.swipes) * TAP + self.keys * KEY
        return hand + self.syllables * READ + self.machine

    def _arrive(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        self._look()

    def _look(self) -> None:
        self.read |= set(self.page.evaluate(IN_SIGHT))

    def tap(self, what: Locator) -> None:
        """Put the thumb on something; out of sight costs a swipe, and what comes up is read."""
        if not what.evaluate(SEEN):
            what.evaluate("node => node.scrollIntoView({ block: 'center' })")
            self.swipes += 1
            self._look()
        self.taps += 1
        what.tap()

    def go(self, words: str) -> None:
        """Tap a link or a button that leads to another page."""
        found = self.page.locator("main a, main button").filter(has_text=words).first
        with self.page.expect_navigation():
            self.tap(found)
        self._arrive()

    def write(self, label: str, text: str) -> None:
        """Tap a field and type."""
        box = self.page.get_by_label(label, exact=False).first
        self.tap(box)
        self.keys += telex(text)
        box.fill(text)
        expect(box).to_have_value(text)

    def choose(self, label: str, option: str) -> None:
        """Open a list of the phone's own, swipe in it, tap a line."""
        box = self.page.get_by_label(label)
        if not box.evaluate(SEEN):
            self.swipes += 1
        self.taps += 2
        self.swipes += 1
        box.select_option(label=option)

    def photo(self, label: str, picture: bytes) -> None:
        """Into the camera, the shutter, "use it"."""
        box = self.page.get_by_label(label)
        assert box.get_attribute("capture") == "environment"
        if not box.evaluate(SEEN):
            self.swipes += 1
        self.taps += 3
        box.set_input_files({"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": picture})

    def keep_picture(self, name: str) -> None:
        """Renew a picture of the producers' guide, where AGRIMARKET_PICTURES asks for it."""
        if PICTURES and self.shown:
            self.page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
            self.page.evaluate("document.fonts.ready")
            shot = Image.open(io.BytesIO(self.page.screenshot()))
            keep(shot, SHOWN / f"nguoi-san-xuat-{name}.png")
