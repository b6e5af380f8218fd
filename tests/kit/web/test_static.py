"""Static files: one stylesheet, hashed addresses, small over the wire."""

from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.kit import web
from agrimarket.kit.web.assets import BUNDLES


def url_of(app: Flask, name: str) -> str:
    return str(app.jinja_env.globals["static_url"](name))


@pytest.mark.parametrize("name", ["style.css", "public.css", "icons.svg", "logo.svg", "live.js"])
def test_a_hashed_address_lasts_a_year(showcase: Flask, client: FlaskClient, name: str) -> None:
    url = url_of(showcase, name)
    assert len(url.partition("?v=")[2]) == 8
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_old_address_is_checked_each_time(client: FlaskClient) -> None:
    answer = client.get("/static/style.css?v=00000000")
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get("/static/style.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_brotli_for_who_takes_it(client: FlaskClient) -> None:
    plain = client.get("/static/style.css")
    pressed = client.get("/static/style.css", headers={"Accept-Encoding": "gzip, br"})
    assert pressed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(pressed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == pressed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != pressed.headers["ETag"]


@pytest.mark.parametrize(
    "name", ["nope.css", "css/base.css", "../__init__.py", "fonts/x.woff2", ""]
)
def test_anything_else_is_missing(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_a_misspelt_name_stops_the_page(showcase: Flask) -> None:
    with pytest.raises(LookupError):
        url_of(showcase, "stlye.css")


def test_stylesheets_are_whole(client: FlaskClient) -> None:
    for name in BUNDLES:
        css = client.get(f"/static/{name}").get_data(as_text=True)
        assert css.count("{") == css.count("}") > 50
        assert "/*" not in css
        assert "http" not in css
        assert "data:" not in css
        for url in css.split('url("')[1:]:
            assert client.get(url.split('"')[0]).status_code == 200


def test_first_view_of_a_buyer_stays_small(client: FlaskClient) -> None:
    """Everything but the photo; the whole first view may have 30 kB."""
    accept = {"Accept-Encoding": "br"}
    page = brotli.compress(client.get("/origin/good").data, quality=5)
    names = ("public.css", "icons.svg", "logo.svg", "terrace.svg", "fonts/BeVietnamPro-Title.woff2")
    wire = len(page) + sum(len(client.get(f"/static/{n}", headers=accept).data) for n in names)
    assert wire < 19_000


def test_a_room_may_bring_its_own_files(tmp_path: Path) -> None:
    app = Flask("room", static_folder=None)
    app.config["FONT_CACHE"] = tmp_path / "fonts"
    web.install(app)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "sync.js").write_text('"use strict";\n', "utf-8")
    web.add_static(app, "fieldwork", tmp_path / "own")
    url = url_of(app, "fieldwork/sync.js")
    answer = app.test_client().get(url)
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_wrong_setup_says_so_at_start(tmp_path: Path) -> None:
    with pytest.raises(web.WrongSetup, match="static_folder=None"):
        web.install(Flask("a"))
    with pytest.raises(web.WrongSetup, match="FONT_CACHE"):
        web.install(Flask("b", static_folder=None))
