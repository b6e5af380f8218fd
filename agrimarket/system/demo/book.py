"""What the loading of the demo has made so far, and when things happen in its story."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.places import commune, communes, former_districts_of

SEED = 38  # the province's code; any number would do
LATEST = timedelta(minutes=5)  # today's deeds are done by now, whatever the hour


@dataclass(frozen=True)
class Calendar:
    """The moment of loading; all of the story is told in days before it."""

    now: datetime = field(default_factory=clock.now)

    @property
    def today(self) -> date:
        """The Vietnamese day of loading."""
        return clock.vietnam_day(self.now)

    def day(self, ago: int) -> date:
        """A Vietnamese day so many days ago."""
        return self.today - timedelta(days=ago)

    def at(self, ago: int, hour: int = 8, minute: int = 0) -> datetime:
        """An hour of a Vietnamese day so many days ago, never later than just now."""
        moment = self.told(ago, hour, minute)
        return min(moment, self.now - LATEST)

    def told(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """The same, though it may be still to come."""
        return clock.start_of_day(self.day(ago)) + timedelta(hours=hour, minutes=minute)


@dataclass(frozen=True)
class Cast:
    """Who acts: the worker and the officer in their communes, the demo itself elsewhere."""

    demo: Viewer
    worker: Viewer
    officer: Viewer

    def registrar(self, commune_code: str) -> Viewer:
        """Who registers and describes in a commune."""
        return self.worker if commune_code in self.worker.commune_codes else self.demo

    def decider(self, commune_code: str) -> Viewer:
        """Who approves there."""
        return self.officer if commune_code in self.officer.commune_codes else self.demo


@dataclass(frozen=True)
class Owner:
    """A registered producer of the story."""

    id: str
    commune_code: str
    viewer: Viewer  # who describes its products, lots and stamps

    @property
    def place(self) -> str:
        """The commune's name."""
        return commune(self.commune_code).name

    @property
    def district(self) -> str:
        """The former district, as old decisions name it."""
        return former_districts_of(self.commune_code)[0]


@dataclass
class Book:
    """Ids of everything made, by the key of its row in the tables."""

    calendar: Calendar
    cast: Cast
    dice: random.Random
    owners: dict[str, Owner] = field(default_factory=dict)
    products: dict[str, str] = field(default_factory=dict)
    lots: dict[str, str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    areas: dict[tuple[str, str], str] = field(default_factory=dict)  # producer, kind of place
    partners: dict[tuple[str, str], str] = field(default_factory=dict)  # producer, its name
    handed: dict[str, str] = field(default_factory=dict)  # hand-overs, by key
    met: dict[str, tuple[str, int]] = field(default_factory=dict)  # name > id, revision (meet.py)


@dataclass(frozen=True)
class Deed:
    """Something that happens at a moment of the story."""

    at: datetime
    act: Callable[[Session], object]


def play(session: Session, deeds: Iterable[Deed]) -> None:
    """Do them in the order of their moments, each with the clock standing at its own."""
    for deed in sorted(deeds, key=lambda one: one.at):
        with clock.frozen_at(deed.at):
            deed.act(session)


def commune_code(name: str) -> str:
    """The code of a current commune; ValueError if there is none of that name."""
    found = [one.code for one in communes() if one.name == name]
    if not found:
        raise ValueError(f"no commune {name}")
    return found[0]
