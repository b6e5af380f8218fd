"""A person at the keyboard: Tab, Enter, Space, arrows and letters; never a mouse."""

from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, Download, Page, Response

PHONE = {"width": 360, "height": 740}
MOST_TABS = 150
NAMES = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return [];
  const labels = [...(el.labels || [])].map(label => label.innerText);
  return [el.getAttribute('aria-label'), ...labels, el.innerText]
    .filter(Boolean).map(text => text.replace(/\\s+/g, ' ').trim());
}"""
RADIO = """() => {
  const el = document.activeElement;
  const mine = el && el.type === 'radio'
    ? [...document.getElementsByName(el.name)].filter(one => one.form === el.form) : [];
  return mine.map(one => one.labels[0].innerText.replace(/\\s+/g, ' ').trim());
}"""
VALUE = "document.activeElement.value"
CHOSEN = "document.activeElement.selectedOptions[0].innerText.trim()"


class NotReached(AssertionError):
    """Nothing with these words can be reached by Tab on this page."""


class Keys:
    """One person's browser, on a phone, without JavaScript; every page opened is looked at."""

    def __init__(self, browser: Browser, address: str, pictures: Path, who: str) -> None:
        self.address, self.pictures, self.who = address, pictures, who
        self.context = browser.new_context(viewport=PHONE, java_script_enabled=False)
        self.page: Page = self.context.new_page()
        self.page.on("response", self._note)
        self.seen: list[str] = []
        self._status = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.context.close()

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.status < 300:
            self._status = response.status
        assert response.status < 400, (response.url, response.status)

    def go(self, path: str) -> None:
        """Type an address, as one opens a bookmark."""
        self.page.goto(self.address + path)
        self.look()

    def look(self) -> None:
        """What must hold of every page: it has a name, fits a phone, and a picture is kept."""
        page = self.page
        where = page.url.removeprefix(self.address)
        assert page.title().strip(), where
        assert page.locator("h1").count() == 1, where
        assert page.locator("h1").inner_text().strip(), where
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], where
        self.seen.append(where)
        name = f"{self.who}-{len(self.seen):02d}.png"
        page.screenshot(path=self.pictures / name, full_page=True)

    def reach(self, words: str) -> None:
        """Tab until what is called so has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if any(name.startswith(words) for name in self.page.evaluate(NAMES)):
                return
        raise NotReached(f"{words!r} on {self.page.url}")

    def follow(self, words: str) -> None:
        """Press the link or button called so, and look at the page it leads to."""
        self.reach(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def unfold(self, words: str) -> None:
        """Open what is folded under these words."""
        self.reach(words)
        self.page.keyboard.press("Enter")

    def download(self, words: str) -> Download:
        """Press a link that answers with a file."""
        self.reach(words)
        with self.page.expect_download() as coming:
            self.page.keyboard.press("Enter")
        return coming.value

    def write(self, label: str, text: str) -> None:
        """Type into the field called so, in place of what stands in it."""
        self.reach(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        assert self.page.evaluate(VALUE) == text

    def date(self, label: str, iso: str) -> None:
        """Type a day into the browser's own date field, part by part."""
        self.reach(label)
        year, month, day = iso.split("-")
        self.page.keyboard.type(month + day + year)
        assert self.page.evaluate(VALUE) == iso

    def select(self, label: str, option: str) -> None:
        """Move down a list until the option is chosen."""
        self.reach(label)
        for _ in range(60):
            if self.page.evaluate(CHOSEN).startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        raise NotReached(f"{option!r} in {label!r}")

    def pick(self, option: str) -> None:
        """Choose one of a group of radio cards: Tab to the group, arrows inside it."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if any(text.startswith(option) for text in self.page.evaluate(RADIO)):
                break
        else:
            raise NotReached(f"{option!r} on {self.page.url}")
        for _ in range(40):
            if any(name.startswith(option) for name in self.page.evaluate(NAMES)):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise NotReached(option)

    def attach(self, label: str, file: Path) -> None:
        """Give the file field called so a file; the dialog itself is the system's, not ours."""
        self.reach(label)
        self.page.locator("*:focus").set_input_files(file)

    @property
    def text(self) -> str:
        """The words on the page."""
        return self.page.locator("main").inner_text()

    def sign_in(self, login: str, password: str) -> None:
        """From the first page to one's work."""
        self.go("/")
        self.follow("Đăng nhập")
        self.write("Tên đăng nhập", login)
        self.reach("Mật khẩu")
        self.page.keyboard.type(password)
        self.follow("Đăng nhập")
        assert self.page.url.endswith("/viec"), self.text
