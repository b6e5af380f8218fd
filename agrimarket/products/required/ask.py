"""Asks the dated rules: which papers a product of a kind of producer needs on a day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from agrimarket.households.models import ProducerKind
from agrimarket.products.kinds import CATEGORIES, CERTIFICATE_KINDS
from agrimarket.products.required.data import RULES
from agrimarket.products.required.rows import SAFETY_BASIS, STAMPS, Rule

_BY_CODE = {rule.code: rule for rule in RULES}


@dataclass(frozen=True)
class Requirement:
    """A rule that holds on the day asked for; `any_of` are kinds of paper, one is enough.

    `instead_of` is the newer rule that is suspended on that day, so that this one holds again.
    """

    rule: Rule
    any_of: tuple[str, ...]
    instead_of: Rule | None = None

    @property
    def paper_labels(self) -> list[str]:
        """The kinds of paper in words."""
        return [CERTIFICATE_KINDS[code].label for code in self.any_of]


def holds(rule: Rule, on: date) -> bool:
    """In its days, not suspended, and not replaced by a rule that holds on that day."""
    later = _BY_CODE[rule.replaced_by] if rule.replaced_by else None
    return rule.runs(on) and not (later is not None and holds(later, on))


def required_papers(
    category: str = "", subgroup: str = "", kind: str = "", purpose: str = "", *, on: date
) -> list[Requirement]:
    """What is asked for on a Vietnamese day; an empty word leaves that point open.

    `kind` is a ProducerKind, `purpose` stamps or a channel's code.
    """
    return [
        Requirement(rule, _papers(rule, kind), _suspended_successor(rule, on))
        for rule in RULES
        if holds(rule, on) and rule.serves(category, subgroup, kind, purpose)
    ]


def _papers(rule: Rule, kind: str) -> tuple[str, ...]:
    """Its papers that serve such a producer: a commitment is no enterprise's."""
    if not kind:
        return rule.any_of
    return tuple(
        code for code in rule.any_of if ProducerKind(kind) in CERTIFICATE_KINDS[code].serves
    )


def _suspended_successor(rule: Rule, on: date) -> Rule | None:
    later = _BY_CODE[rule.replaced_by] if rule.replaced_by else None
    return later if later is not None and later.suspended(on) else None


@lru_cache(maxsize=4096)
def basis_kinds(category: str, kind: str, on: date) -> frozenset[str]:
    """Kinds of paper that count as safety basis of such a producer's product on that day."""
    found = required_papers(category, "", kind, STAMPS, on=on)
    return frozenset(code for one in found if one.rule.about == SAFETY_BASIS for code in one.any_of)


@lru_cache(maxsize=64)
def basis_pairs(on: date) -> list[tuple[list[str], list[str], list[str]]]:
    """(categories, kinds of producer, kinds of paper) that go together on a day, for SQL."""
    makers_of: dict[tuple[str, frozenset[str]], list[str]] = {}
    for category in CATEGORIES:
        for maker in ProducerKind:
            makers_of.setdefault((category, basis_kinds(category, maker, on)), []).append(maker)
    categories_of: dict[tuple[tuple[str, ...], frozenset[str]], list[str]] = {}
    for (category, kinds), makers in makers_of.items():
        categories_of.setdefault((tuple(makers), kinds), []).append(category)
    return [
        (categories, list(makers), sorted(kinds))
        for (makers, kinds), categories in categories_of.items()
        if kinds
    ]
