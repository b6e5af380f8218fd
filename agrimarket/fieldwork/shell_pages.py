"""The phone app as files: its page, its manifest, and the service worker that keeps it offline."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, current_app, jsonify, render_template

from agrimarket.fieldwork.blueprints import pages as blueprint
from agrimarket.kit import web
from agrimarket.kit.access import public
from agrimarket.kit.web.assets import Asset, Assets

STATIC = Path(__file__).parent / "static"
WORKER = STATIC / "worker" / "sw.js"
SHELL = "/thuc-dia/"
NOT_KEPT = (".webmanifest", "worker/sw.js")
# What the page uses of the whole service's files.
SHARED = (
    "style.css", "icons.svg", "logo.svg", "favicon.svg", "fonts/BeVietnamPro-Regular.woff2",
    "fonts/BeVietnamPro-SemiBold.woff2", "fonts/BeVietnamPro-Bold.woff2",
)  # fmt: skip
MANIFEST: dict[str, Any] = {
    "id": SHELL,
    "name": "Sổ ngoài đồng · Tem nông sản",
    "short_name": "Sổ ngoài đồng",
    "description": "Ghi hộ sản xuất ngay tại ruộng, không cần mạng.",
    "lang": "vi",
    "start_url": SHELL,
    "scope": SHELL,
    "display": "standalone",
    "orientation": "portrait",
    "background_color": "#fbf9f4",
    "theme_color": "#1b5e3a",
}
ICONS = (
    ("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"),
    ("icon-maskable-192.png", 192, "maskable"), ("icon-maskable-512.png", 512, "maskable"),
)  # fmt: skip


@blueprint.get("/")
@public
def shell() -> Response:
    """The page of the app: the same for everybody, so that a phone may keep it."""
    response = Response(_page(), content_type="text/html; charset=utf-8")
    response.headers["X-App-Version"] = version()
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/sw.js")
@public
def service_worker() -> Response:
    """The worker with the list of files in front: a change of any file is a change of it."""
    app = {"version": version(), "shell": SHELL, "files": files()}
    text = f"const APP = {json.dumps(app)};\n{WORKER.read_text('utf-8')}"
    response = Response(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """What a phone needs to install the app."""
    icons = [
        {"src": _assets().url(f"fieldwork/icons/{name}"), "sizes": f"{size}x{size}",
         "type": "image/png", "purpose": purpose}
        for name, size, purpose in ICONS
    ]  # fmt: skip
    response = jsonify({**MANIFEST, "icons": icons})
    response.content_type = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


def files() -> dict[str, list[str]]:
    """Path of each file of the app > [the ?v= of its address, 8 hex of its SHA-256]."""
    own = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*"))
    kept = [f"fieldwork/{name}" for name in own if not name.endswith(NOT_KEPT)]
    found = {name: _assets().get(name) for name in (*SHARED, *kept)}
    return {f"/static/{name}": _mark(asset) for name, asset in found.items() if asset is not None}


def version() -> str:
    """16 hex that change with any file of the app, its worker or its page."""
    told = json.dumps([files(), _page(), WORKER.read_text("utf-8")])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _mark(asset: Asset) -> list[str]:
    return [asset.mark, _sha(asset.body)]


@cache
def _sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:8]


def _page() -> str:
    return render_template("fieldwork/app.html")


def _assets() -> Assets:
    found: Assets = current_app.extensions[web.EXTENSION]
    return found
