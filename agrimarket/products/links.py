"""Links to rooms above this one: their pages are named, never imported."""

from typing import Any

from flask import current_app, url_for


def link_to(endpoint: str, **values: Any) -> str:
    """The page's address, or "" while no room offers it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
