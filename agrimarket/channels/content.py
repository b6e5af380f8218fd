"""What we tell a channel about a product: facts as they hold today, and one form to hash them."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Picture:
    """A photo by content hash; size in pixels."""

    sha256: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Paper:
    """A certificate that holds today; never a member list or file."""

    kind: str
    number: str | None
    issuer: str | None
    valid_to: date | None
    safety_basis: bool


@dataclass(frozen=True)
class Stars:
    """An OCOP recognition that holds today."""

    stars: int
    decision_number: str
    valid_through: date


@dataclass(frozen=True)
class ListingContent:
    """A product as channels may show it. Months are 1–12, prices whole đồng."""

    product_id: str
    title: str
    description: str
    category: str
    price_vnd: int | None
    unit: str | None
    gtin: str | None
    photos: tuple[Picture, ...]
    season_from: int | None
    season_to: int | None
    monthly_output: str | None
    papers: tuple[Paper, ...]
    stars: Stars | None
    producer: str
    commune_code: str
    commune: str

    @property
    def safety_bases(self) -> tuple[Paper, ...]:
        """The papers that stand for food safety."""
        return tuple(paper for paper in self.papers if paper.safety_basis)


def fingerprint(payload: dict[str, Any]) -> str:
    """SHA-256, hex, of content in one form: sorted names, NFC letters, dates as ISO 8601."""
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
