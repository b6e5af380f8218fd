"""Static files with a content hash in the address, so that browsers may keep them for a year."""

import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
from flask import Request, Response

from agrimarket.kit.web.fonts import Fonts

YEAR = 31_536_000
# one stylesheet is one request; its parts are small files in static/css
BUNDLES = {
    "style.css": (
        *("fonts", "tokens", "base", "layout", "buttons", "forms", "lists", "finder"),
        *("states", "panels", "story", "ways", "work", "sheets", "print"),
    ),
    "public.css": ("title-font", "tokens", "base", "buttons", "panels", "story", "public"),
}
SQUEEZED = ("text/", "image/svg+xml", "application/json", "application/manifest+json")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,>]) ?")
_URL = re.compile(r'url\("([^"]+)"\)')


@dataclass
class Asset:
    """One file as it goes over the wire."""

    name: str
    body: bytes
    kind: str
    mark: str
    squeezed: dict[str, bytes] = field(default_factory=dict)

    def brotli(self) -> bytes:
        """The body in brotli, pressed once at the highest level."""
        if "br" not in self.squeezed:
            self.squeezed["br"] = brotli.compress(self.body, quality=11)
        return self.squeezed["br"]


class Assets:
    """All static files of one app, in memory (well under 200 kB); fonts are made when asked for."""

    def __init__(self, folder: Path, fonts: Fonts) -> None:
        self._fonts = fonts
        self._files: dict[str, Asset] = {}
        self._font_names = {f"fonts/{name}": name for name in fonts.names()}
        self._read(folder, "", skip=folder / "css")
        for name, parts in BUNDLES.items():
            text = "".join((folder / "css" / f"{part}.css").read_text("utf-8") for part in parts)
            self._keep(name, self._stylesheet(text).encode())

    def add(self, prefix: str, folder: Path) -> None:
        """Take in a room's own folder under a prefix of its own."""
        self._read(folder, f"{prefix}/")

    def url(self, name: str) -> str:
        """/static/NAME?v=HASH; LookupError for a file that does not exist."""
        mark = self._fonts.mark if name in self._font_names else self._files[name].mark
        return f"/static/{name}?v={mark}"

    def get(self, name: str) -> Asset | None:
        """The file of that name; a font is made now if this is its first time."""
        if name in self._font_names and name not in self._files:
            body = self._fonts.read(self._font_names[name])
            assert body is not None
            self._files[name] = Asset(name, body, "font/woff2", self._fonts.mark)
        return self._files.get(name)

    def respond(self, asset: Asset, request: Request) -> Response:
        """The answer to a GET or HEAD: kept for a year under its hash, else checked each time."""
        squeeze = asset.kind.startswith(SQUEEZED)
        pressed = squeeze and request.accept_encodings["br"] > 0
        answer = Response(asset.brotli() if pressed else asset.body, content_type=asset.kind)
        if squeeze:
            answer.vary.add("Accept-Encoding")
        if pressed:
            answer.headers["Content-Encoding"] = "br"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        lasting = request.args.get("v") == asset.mark
        answer.headers["Cache-Control"] = (
            f"public, max-age={YEAR}, immutable" if lasting else "no-cache"
        )
        answer.set_etag(f"{asset.mark}-br" if pressed else asset.mark)
        answer.make_conditional(request)
        return answer

    def _read(self, folder: Path, prefix: str, skip: Path | None = None) -> None:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (skip is None or skip not in path.parents):
                self._keep(prefix + path.relative_to(folder).as_posix(), path.read_bytes())

    def _keep(self, name: str, body: bytes) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self._files[name] = Asset(name, body, kind, hashlib.sha256(body).hexdigest()[:8])

    def _stylesheet(self, text: str) -> str:
        """Comments and spare white space out, addresses with their hash in."""
        text = _SPACE.sub(" ", _COMMENT.sub("", text))
        text = _AROUND.sub(r"\1", text).replace(";}", "}").strip()
        return _URL.sub(lambda found: f'url("{self.url(found[1])}")', text)
