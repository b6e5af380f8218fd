"""From a hit on a page to a scan: the image's keyed address, the device, and who never counts."""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agrimarket.scanning.scans import slot_of

SIGN_LETTERS = 20  # 100 bits
# Link previews and crawlers by their own names (their documented user agents, 2025).
PREVIEW = re.compile(
    r"zalo(?!browser)(?:pc)?[- ]?(?:bot|preview|crawl)|zalobot|facebookexternalhit|facebot|"
    r"meta-externalagent|whatsapp|telegrambot|twitterbot|slackbot|discordbot|viber|skypeuripreview|"
    r"linkedinbot|bot\b|crawler|spider|preview",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ImageKey:
    """What an image's address says: a code and the slot its page was served in."""

    code: str
    slot: int


def image_name(key: bytes, code: str, moment: datetime) -> str:
    """`CODE-sign`: the name of the page's image, good for this slot and the next."""
    return f"{code}-{_sign(key, code, slot_of(moment))}"


def read_image_name(key: bytes, name: str, moment: datetime) -> ImageKey | None:
    """The code and slot of a name we made not long ago, or None."""
    code, _, sign = name.partition("-")
    for slot in (slot_of(moment), slot_of(moment) - 1):
        if hmac.compare_digest(_sign(key, code, slot).encode(), sign.encode()):
            return ImageKey(code, slot)
    return None


def _sign(key: bytes, code: str, slot: int) -> str:
    digest = hmac.new(key, f"image\0{code}\0{slot}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:SIGN_LETTERS]


def device_hash(key: bytes, device_id: str) -> str:
    """A device's random id as it is kept: a keyed hash, 32 hex letters."""
    return hmac.new(key, b"device\0" + device_id.encode(), hashlib.sha256).hexdigest()[:32]


def is_no_person(method: str, header: Callable[[str], str]) -> bool:
    """HEAD, prefetch and link previews: they look at the page before or instead of a person."""
    purposes = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    asked = " ".join(header(name) for name in purposes).lower()
    fetched_ahead = "prefetch" in asked or "prerender" in asked or "preview" in asked
    return method == "HEAD" or fetched_ahead or bool(PREVIEW.search(header("User-Agent")))
