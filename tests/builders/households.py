"""Builds producers for tests, through the rules, as anh Nam would register them."""

import itertools
import random
from datetime import date
from typing import Any

from agrimarket.households import rules
from agrimarket.households.models import Household
from agrimarket.kit.db import one_commit
from tests.people import NGA_AN, People, Person

_number = itertools.count(1)


def agreed(*purposes: str) -> rules.Agreement:
    """A consent on paper to these purposes."""
    return rules.Agreement(version="2026-01", channel="paper", purposes=purposes)


CONSENT = agreed("publication", "channels")


def a_household(people: People, *, by: Person | None = None, **over: Any) -> Household:
    """Bà Hoa's household in Nga An with consent; `consent=None` makes a draft.

    `over` are the fields of `rules.register`; each call is another person of the same name
    unless `phone` or `citizen_id` says otherwise.
    """
    values: dict[str, Any] = {
        "head_name": "Nguyễn Thị Hoa",
        "commune_code": NGA_AN,
        "hamlet": "Thôn 3",
        "phone": f"09{next(_number):08d}",
        "crops": ["Bưởi"],
        "consent": CONSENT,
    }
    viewer = (by or people.phuc).viewer
    with one_commit() as session:
        return rules.register(session, viewer=viewer, **(values | over))


def a_cooperative(people: People, **over: Any) -> Household:
    """A cooperative in Nga An with consent."""
    values: dict[str, Any] = {
        "kind": "cooperative",
        "legal_name": f"Hợp tác xã Nông nghiệp số {next(_number)}",
        "head_name": None,
    }
    return a_household(people, **(values | over))


def citizen_id(*, born: date | None = None, female: bool = True, province: str = "038") -> str:
    """A made-up citizen number, new on every call; no number stands in the repository."""
    year = born.year if born else random.randint(1950, 2005)
    century = (year - 1900) // 100 * 2 + female
    return f"{province}{century}{year % 100:02d}{random.randint(0, 999_999):06d}"
