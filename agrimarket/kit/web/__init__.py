"""The pages' foundation: base templates, building blocks, style, icons, fonts and formats."""

from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request

from agrimarket.kit.access import public
from agrimarket.kit.web import filters, urls
from agrimarket.kit.web.assets import Assets
from agrimarket.kit.web.fonts import Fonts

__all__ = ["add_static", "install", "make_fonts", "web_blueprint"]

HERE = Path(__file__).parent
EXTENSION = "agrimarket.assets"


class WrongSetup(RuntimeError):
    """The app was put together in a way that pages could not work; the message says what to do."""


@public
def static(filename: str) -> Response:
    """One static file; its bytes never change under an address that carries ?v=."""
    assets: Assets = current_app.extensions[EXTENSION]
    found = assets.get(filename)
    if found is None:
        abort(404)
    return assets.respond(found, request)


def web_blueprint() -> Blueprint:
    """The blueprint `web`: templates and /static/<name> (endpoint `web.static`)."""
    blueprint = Blueprint("web", __name__, template_folder="templates")
    blueprint.add_url_rule("/static/<path:filename>", "static", static)
    return blueprint


def install(app: Flask) -> None:
    """Register the blueprint, filters and template globals.

    Needs `Flask(static_folder=None)` and `app.config["FONT_CACHE"]`, the folder (a Path) where
    font files are kept; raises WrongSetup without.
    """
    if app.has_static_folder:
        raise WrongSetup("Create the app with Flask(..., static_folder=None); kit/web has /static.")
    if not isinstance(app.config.get("FONT_CACHE"), Path):
        raise WrongSetup('Set app.config["FONT_CACHE"] to the folder (a Path) for font files.')
    assets = Assets(HERE / "static", Fonts(app.config["FONT_CACHE"]))
    app.extensions[EXTENSION] = assets
    app.register_blueprint(web_blueprint())
    app.jinja_env.filters.update(filters.ALL)
    app.jinja_env.globals.update(
        static_url=assets.url, page_url=urls.page_url, query_url=urls.query_url
    )


def add_static(app: Flask, prefix: str, folder: Path) -> None:
    """Serve a room's own files as /static/PREFIX/NAME, with `static_url("PREFIX/NAME")`."""
    assets: Assets = app.extensions[EXTENSION]
    assets.add(prefix, folder)


def make_fonts(folder: Path) -> list[Path]:
    """Make every font file now (2 s), so that the first visitor does not wait; safe to repeat."""
    return Fonts(folder).make_all()
