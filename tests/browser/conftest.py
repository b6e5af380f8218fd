"""A real Chromium, and real processes of the service it looks at."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

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
    """A folder set up with `init` or `demo`, with the sign-ins that the command printed."""
    village = Village(folder)
    village.accounts = dict(SIGN_IN.findall(village.run(command)))
    return village


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """An empty service, as after `agrimarket init`."""
    place = started(tmp_path_factory.mktemp("village"), "init")
    with place.serving():
        yield place


@pytest.fixture(scope="session")
def field_village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """An empty service that the files about phones in the field share, with an officer's token."""
    place = started(tmp_path_factory.mktemp("field"), "init")
    officer = ("token", "create", "--role", "province_officer", "--name", "Phúc")
    place.token = place.run(*officer).strip()
    with place.serving():
        yield place


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """A service with the demo province loaded, and a token to ask it for codes."""
    place = started(tmp_path_factory.mktemp("province"), "demo")
    place.token = place.run(
        "token", "create", "--role", "province_officer", "--name", "Phúc"
    ).strip()
    with place.serving():
        yield place


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of visited pages go: AGRIMARKET_LOOK, or a temporary folder."""
    named = os.environ.get("AGRIMARKET_LOOK")
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
