"""A real Chromium, and real processes of the service it looks at."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import ready
from tests.browser.crawl import signed_in
from tests.browser.village import Village

SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
    # a microphone that beeps and a camera that shows a clock
    *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIGN_IN = re.compile(r"Đăng nhập: (\S+) / (\S+)")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a file; without Chromium a loud skip, which CI turns into a failure."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


def started(folder: Path, command: str) -> Village:
    """A folder set up with `init` or `demo`, with the sign-ins it printed and a token."""
    village = Village(folder)
    village.accounts = dict(SIGN_IN.findall(ready.set_up(village, command)))
    return village


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """An empty service, as after `agrimarket init`."""
    place = started(tmp_path_factory.mktemp("village"), "init")
    with place.serving():
        yield place


@pytest.fixture(scope="session")
def field_village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """An empty service that the files about phones in the field share."""
    place = started(tmp_path_factory.mktemp("field"), "init")
    with place.serving():
        yield place


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """A service with the demo province loaded."""
    place = started(tmp_path_factory.mktemp("province"), "demo")
    with place.serving():
        yield place


@pytest.fixture
def page(request: pytest.FixtureRequest, chromium: Browser, province: Village) -> Iterator[Page]:
    """A page of the account named in the test's parameter."""
    login = getattr(request, "param", "")
    context = signed_in(chromium, province, login)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of visited pages go: AGRIMARKET_LOOK, or a temporary folder."""
    named = os.environ.get("AGRIMARKET_LOOK")
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
