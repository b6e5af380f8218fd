"""The port every marketplace is reached through, so that a real one takes over without a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from agrimarket.channels.content import ListingContent


class Sight(StrEnum):
    """What a channel shows of a listing; `unknown` until it was looked at."""

    UNKNOWN = "unknown"
    ABSENT = "absent"
    PENDING_REVIEW = "pending_review"
    LIVE = "live"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    LOCKED = "locked"


# What a product calls the parts of its content, for those who mend the product.
PRODUCT_FIELDS = {"title": "name"}


class Resolution(StrEnum):
    """Who can mend it."""

    OURS = "ours"
    PRODUCER = "producer"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Issue:
    """Why a channel does not take a listing, by field, in words for people."""

    code: str
    field: str
    message_vi: str
    message_en: str
    severity: str = "error"
    resolution: Resolution = Resolution.PRODUCER

    def as_json(self) -> dict[str, Any]:
        """For rows and answers."""
        return {
            "code": self.code,
            "severity": self.severity,
            "field": self.field,
            "message_vi": self.message_vi,
            "message_en": self.message_en,
            "resolution": self.resolution.value,
        }


@dataclass(frozen=True)
class Requirement:
    """One rule of a channel, told before anything is sent."""

    field: str
    words_vi: str
    words_en: str


@dataclass(frozen=True)
class Capabilities:
    """What a channel can do. `natural_key`: our reference is unique there."""

    natural_key: bool
    idempotency: bool
    review: bool
    webhook: bool
    most_images: int
    verbs: frozenset[str] = frozenset({"submit", "update", "withdraw", "fetch", "find", "iterate"})


@dataclass(frozen=True)
class Receipt:
    """The channel took the call. `status` is its own word."""

    remote_id: str
    status: str


@dataclass(frozen=True)
class Observed:
    """What the channel shows now. `fingerprint` is of the content it shows."""

    remote_id: str
    ref: str
    state: Sight
    status: str
    fingerprint: str
    url: str | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Gone:
    """Nothing is there under this id."""


@dataclass(frozen=True)
class ItemPage:
    """Some of a channel's items; `cursor` asks for the next ones, None at the end."""

    items: Sequence[Observed]
    cursor: str | None


class ChannelPort(Protocol):
    """A marketplace. Every verb but `check` and `fingerprint` may raise a Fault."""

    code: str

    def capabilities(self) -> Capabilities:
        """What this channel can do."""

    def requirements(self, category: str) -> list[Requirement]:
        """Its rules for a category, in words."""

    def check(self, listing: ListingContent) -> list[Issue]:
        """Everything the channel would refuse; pure, no call is made."""

    def fingerprint(self, listing: ListingContent) -> str:
        """SHA-256, hex, of what this channel would show; equal when nothing need be sent."""

    def submit(self, listing: ListingContent, *, ref: str, idempotency_key: str) -> Receipt:
        """Offer a new item; the same key twice makes one item."""

    def update(
        self, remote_id: str, listing: ListingContent, *, expected: str, idempotency_key: str
    ) -> Receipt:
        """Replace the content whose fingerprint is `expected`; Conflict when it is another."""

    def withdraw(self, remote_id: str, *, idempotency_key: str) -> Receipt:
        """Take an item off; twice is fine."""

    def fetch(self, remote_id: str) -> Observed | Gone:
        """Look at one item."""

    def find_by_ref(self, ref: str) -> Observed | None:
        """Look for our reference: what makes a timeout after the channel's commit recoverable."""

    def forget(self, ref: str) -> None:
        """Have everything under our reference deleted there for good; twice is fine."""

    def iterate(self, cursor: str | None) -> ItemPage:
        """All items of ours, for the sweep that finds drift."""
