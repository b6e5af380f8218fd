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


class NotAPhoto(Refusal):
    """The bytes are no picture we read, whatever the name says."""

    code = "not_a_photo"
    sentence = "Tệp này không phải ảnh JPEG, PNG hoặc WebP. Hãy chụp lại hoặc chọn ảnh khác."


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
    path = path_of(name, suffix)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    return name


def path_of(sha256: str, suffix: str) -> Path:
    """Where content lies; names are hashes, so no input ever becomes a path."""
    if not (len(sha256) == 64 and sha256.isalnum()):
        raise ValueError("not a content hash")
    root: Path = current_app.extensions["agrimarket.settings"].data / "files"
    return root / sha256[:2] / f"{sha256}{suffix}"


def keep_photo(content: bytes) -> KeptPhoto:
    """Check, turn upright, shrink, strip and keep a picture as WebP in several widths.

    NotAPhoto and PhotoTooLarge are raised before any pixel is decoded; positions and all
    other metadata (EXIF) are left behind.
    """
    if len(content) > LARGEST_PHOTO:
        raise PhotoTooLarge
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PhotoTooLarge
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NotAPhoto from None
    widths = [width for width in WIDTHS if width < upright.width] or [upright.width]
    largest = _webp(upright, widths[-1])
    name = keep(largest, ".webp")
    for width in widths[:-1]:
        target = path_of(name, f"-{width}.webp")
        if not target.exists():
            target.write_bytes(_webp(upright, width))
    widest = path_of(name, f"-{widths[-1]}.webp")
    if not widest.exists():
        widest.write_bytes(largest)
    size = (widths[-1], round(upright.height * widths[-1] / upright.width))
    return KeptPhoto(name, size[0], size[1], tuple(widths))


def _webp(picture: Image.Image, width: int) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    small = picture.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=80, method=4)
    return out.getvalue()
