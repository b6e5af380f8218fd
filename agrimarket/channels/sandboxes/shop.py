"""What a stand-in marketplace is made of: its own words, its own rules, its own pace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


@dataclass(frozen=True)
class Complaint:
    """What the marketplace finds wrong with a payload, by its own field name."""

    code: str
    field: str
    sentence: str


@dataclass(frozen=True)
class Turn:
    """A status, and what follows by itself after a while unless somebody acts first."""

    status: str
    then: str | None = None
    after: timedelta | None = None


@dataclass(frozen=True)
class Item:
    """An item as the marketplace keeps it. `version` counts its contents."""

    channel: str
    number: int
    ref: str
    payload: dict[str, Any]
    status: str
    version: int
    since: datetime


class Shop(Protocol):
    """A marketplace's side. `luck` is a number in [0, 1) that the seed decides for each item."""

    code: str
    prefix: str  # its item numbers begin so
    one_per_ref: bool  # the seller's reference is unique there
    live: str
    waiting: frozenset[str]
    closed: str

    def complaints(self, payload: dict[str, Any]) -> list[Complaint]:
        """What is wrong with it; empty when it is taken."""

    def arrival(self, luck: float) -> Turn:
        """Where new content begins."""

    def revision(self, status: str, luck: float) -> Turn:
        """Where changed content of an item in this status goes on."""

    def entering(self, status: str, luck: float) -> Turn:
        """The status with what follows from it."""
