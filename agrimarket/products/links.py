"""Links to rooms above this one: their pages are named, never imported."""

from typing import Any

from flask import url_for
from werkzeug.routing import BuildError


def link_to(endpoint: str, **values: Any) -> str:
    """The page's address, or "" while no room offers it under this name."""
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return ""
