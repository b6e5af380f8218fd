"""What a dated rule about papers is: from when to when, and the days on which it was suspended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from agrimarket.households.models import ProducerKind
from agrimarket.products.kinds import CATEGORIES

# What a rule is about. A later rule about the same thing takes the place of an earlier one.
SAFETY_BASIS, DECLARATION, RECORD = "safety_basis", "declaration", "record"
STAMPS = "stamps"


@dataclass(frozen=True)
class Suspension:
    """Days, both counted, on which a rule did not hold, and by whose word."""

    since: date
    until: date
    why: str


@dataclass(frozen=True)
class Rule:
    """One row of law about papers; it holds from `since` through `until`, suspensions left out.

    `replaced_by` names the later row: this one holds again on days on which that one does not.
    Any one kind of paper in `any_of` is enough; none at all: it asks for records, not for papers.
    `blocks`: stamps or the channel are refused without it; else the law asks the producer for it.
    """

    code: str
    about: str
    title: str
    law: str
    article: str
    since: date
    purposes: frozenset[str]
    why: str
    next_step: str
    any_of: tuple[str, ...] = ()
    until: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    replaced_by: str | None = None
    categories: frozenset[str] = frozenset(CATEGORIES)
    not_subgroups: frozenset[str] = frozenset()
    kinds: frozenset[ProducerKind] = frozenset(ProducerKind)
    blocks: bool = False

    def suspended(self, on: date) -> Suspension | None:
        """The suspension that covers the day, if any."""
        return next((one for one in self.suspensions if one.since <= on <= one.until), None)

    def runs(self, on: date) -> bool:
        """In its own days, and not suspended; whatever replaced it is not asked."""
        begun = self.since <= on and (self.until is None or on <= self.until)
        return begun and self.suspended(on) is None

    def serves(self, category: str, subgroup: str, kind: str, purpose: str) -> bool:
        """Whether it is about such a product and producer; an empty word leaves the point open."""
        return (
            (not category or category in self.categories)
            and (not subgroup or subgroup not in self.not_subgroups)
            and (not kind or kind in self.kinds)
            and (not purpose or purpose in self.purposes)
        )


@dataclass(frozen=True)
class Recognisers:
    """Who recognises which OCOP stars, from a day through a day."""

    law: str
    since: date
    until: date
    by_stars: Mapping[int, str]

    def holds(self, on: date) -> bool:
        """Whether the row is the one of that day."""
        return self.since <= on <= self.until


def by_stars(three: str, four: str, five: str) -> Mapping[int, str]:
    """Stars > level, as in the rows below."""
    return MappingProxyType({3: three, 4: four, 5: five})
