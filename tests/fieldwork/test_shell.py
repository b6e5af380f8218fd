"""The phone app as files: one version of all of them, the same page for everybody, installable."""

import io
import json
import re
from dataclasses import replace

from flask import Flask
from PIL import Image

from agrimarket.fieldwork import shell_pages
from agrimarket.kit import web
from tests.accounts.browsers import Browser, an_account
from tests.shape.code import LONGEST_FILE

LISTED = re.compile(r"^const APP = (\{.*\});\n")
SCRIPTS = sorted(shell_pages.STATIC.rglob("*.js"))
# What would make markup or code of data, or be stopped by the pages' own policy (kit/headers.py).
FORBIDDEN = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|localStorage)"
)


def told(browser: Browser) -> dict[str, object]:
    """What the worker is told of the app."""
    answer = browser.get("/thuc-dia/sw.js")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/javascript")
    found = LISTED.match(answer.text)
    assert found
    app: dict[str, object] = json.loads(found[1])
    return app


def test_no_title_tells_the_browsers_history_who_was_looked_at() -> None:
    titles = [line.strip() for path in SCRIPTS for line in path.read_text("utf-8").splitlines()
              if "document.title" in line]  # fmt: skip
    assert [line.partition(";")[0] for line in titles] == ["document.title = NAME"]


def test_the_page_is_the_same_for_everybody_and_names_its_version(app: Flask) -> None:
    stranger, lan = Browser(app), Browser(app)
    an_account("lan@xa.example", "Lan")
    lan.sign_in("lan@xa.example")
    pages = [stranger.get("/thuc-dia/"), lan.get("/thuc-dia/"), lan.get("/thuc-dia/")]
    assert len({page.text for page in pages}) == 1
    assert {page.headers["X-App-Version"] for page in pages} == {told(stranger)["version"]}
    assert "Set-Cookie" not in pages[0].headers


def test_every_file_of_the_app_is_listed_as_it_is_served(app: Flask) -> None:
    browser = Browser(app)
    files = told(browser)["files"]
    assert isinstance(files, dict)
    own = [path for path in SCRIPTS if path != shell_pages.WORKER]
    names = {f"/static/fieldwork/{path.relative_to(shell_pages.STATIC).as_posix()}" for path in own}
    assert names <= set(files)
    assert len(own) > 20
    shared = ["/static/style.css", "/static/fonts/BeVietnamPro-Bold.woff2"]
    for path in [*sorted(names)[:3], *shared]:
        address, mark = files[path]
        answer = browser.get(f"{path}?v={address}")
        assert "immutable" in answer.headers["Cache-Control"]
        assert shell_pages._sha(answer.data) == mark


def test_a_change_of_any_file_is_a_change_of_the_app(app: Flask) -> None:
    browser = Browser(app)
    before = told(browser)
    assets = app.extensions[web.EXTENSION]
    kept = assets._files["fieldwork/engine/fold.js"]
    assets._files["fieldwork/engine/fold.js"] = replace(kept, body=kept.body + b"\n", mark="0" * 8)
    after = told(browser)
    assert after["version"] != before["version"]
    assert browser.get("/thuc-dia/").headers["X-App-Version"] == after["version"]


def test_nothing_personal_can_be_kept_by_the_worker(app: Flask) -> None:
    """It fetches without cookies, and answers from its cache for files of the app alone."""
    text = shell_pages.WORKER.read_text("utf-8")
    assert text.count('credentials: "omit"') == text.count("cache.put(") == 2


def test_it_can_be_installed(app: Flask) -> None:
    browser = Browser(app)
    answer = browser.get("/thuc-dia/manifest.webmanifest")
    assert answer.content_type == "application/manifest+json"
    manifest = json.loads(answer.data)
    assert manifest["start_url"] == manifest["scope"] == "/thuc-dia/"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        picture = Image.open(io.BytesIO(browser.get(icon["src"]).data))
        assert "x".join(map(str, picture.size)) == icon["sizes"]
        corner = picture.convert("RGBA").getpixel((0, 0))
        assert (corner[3] == 255) == (icon["purpose"] == "maskable")


def test_scripts_are_short_and_make_no_markup_of_data() -> None:
    """The first line of each says why it exists."""
    texts = {path.name: path.read_text("utf-8") for path in SCRIPTS}
    assert [name for name, text in texts.items() if not text.startswith("// ")] == []
    assert [name for name, text in texts.items() if text.count("\n") > LONGEST_FILE] == []
    assert [name for name, text in texts.items() if FORBIDDEN.search(text)] == []
