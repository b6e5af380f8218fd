"""Files kept by content hash beside the database; pictures are re-encoded before they are kept."""

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from PIL import Image, ImageOps, UnidentifiedImageError

from agrimarket.kit.errors import Kind, Refusal

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 25_000_000
LARGEST_PHOTO = 12 << 20
WIDTHS = (320, 800, 1600)
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})


class NotAPhoto(Refusal):
    """The bytes are no picture we read, whatever the name says."""

    code = "not_a_photo"
    sentence = "Tệp này không phải ảnh JPEG, PNG hoặc WebP. Hãy chụp lại hoặc chọn ảnh khác."


class HeicPhoto(NotAPhoto):
    """A picture in the format that iPhones keep their own pictures in; browsers show it nowhere."""

    code = "photo_heic"
    sentence = (
        "Ảnh này ở dạng HEIC của iPhone nên chưa dùng được. Hãy vào Cài đặt, Camera, Định dạng, "
        "chọn Tương thích nhất rồi chụp lại; hoặc gửi ảnh chụp màn hình của ảnh này."
    )


class PhotoTooLarge(Refusal):
    """More pixels or bytes than any phone takes; refused before decoding."""

    code = "photo_too_large"
    kind = Kind.TOO_LARGE
    sentence = "Ảnh quá lớn (trên 25 triệu điểm ảnh hoặc 12 MB). Hãy chụp nhỏ lại rồi gửi."


@dataclass(frozen=True)
class KeptPhoto:
    """A picture as kept: the hash of its largest version, size in pixels, widths on disk."""

    sha256: str
    width: int
    height: int
    widths: tuple[int, ...]


def keep(content: bytes, suffix: str) -> str:
    """Store bytes under their SHA-256 (hex) and answer it; the same bytes are stored once."""
    name = hashlib.sha256(content).hexdigest()
    _write(path_of(name, suffix), content)
    return name


def _write(path: Path, content: bytes) -> None:
    """Write a file that is either whole or not there; one that is there is the same."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)


def path_of(sha256: str, suffix: str) -> Path:
    """Where content lies; names are hashes, so no input ever becomes a path."""
    if not (len(sha256) == 64 and sha256.isalnum()):
        raise ValueError("not a content hash")
    root: Path = current_app.extensions["agrimarket.settings"].data / "files"
    return root / sha256[:2] / f"{sha256}{suffix}"


def keep_photo(content: bytes) -> KeptPhoto:
    """Check, turn upright, shrink, strip and keep a picture as WebP in several widths.

    NotAPhoto, HeicPhoto and PhotoTooLarge are raised before any pixel is decoded; positions and all
    other metadata (EXIF) are left behind.
    """
    upright = _decoded(content)
    widest = min(upright.width, WIDTHS[-1])
    widths = [*(width for width in WIDTHS if width < widest), widest]
    largest = _webp(upright, widest)
    name = keep(largest, f"-{widest}.webp")
    for width in widths[:-1]:
        _write(path_of(name, f"-{width}.webp"), _webp(upright, width))
    size = (widest, round(upright.height * widest / upright.width))
    return KeptPhoto(name, size[0], size[1], tuple(widths))


def repainted(content: bytes) -> bytes:
    """The picture as one WebP without metadata, for what is kept sealed; as keep_photo refuses."""
    upright = _decoded(content)
    return _webp(upright, min(upright.width, WIDTHS[-1]))


def _decoded(content: bytes) -> Image.Image:
    """Upright pixels; size and kind are looked at before any pixel is decoded."""
    if len(content) > LARGEST_PHOTO:
        raise PhotoTooLarge
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise HeicPhoto
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PhotoTooLarge
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NotAPhoto from None


def _webp(picture: Image.Image, width: int) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    if width != picture.width:
        # reducing_gap: shrink by whole steps first, which no eye can tell and takes half the time
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=65 if width <= WIDTHS[0] else 80, method=2)
    return out.getvalue()
