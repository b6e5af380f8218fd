"""What a print was drawn from, kept beside it: a name that changes later does not change a file."""

from dataclasses import fields
from datetime import date
from typing import Any, Final

from agrimarket.issuing.models import StampPrint
from stamps import Facts

DAYS: Final = ("harvested_on", "produced_on", "use_by")
HOST, STARS_ENDED = "host", "stars_ended"


def keep(facts: Facts, *, host: str, stars_ended: bool = False) -> dict[str, Any]:
    """As JSON: every word of the labels and the host of the symbols."""
    told = {one.name: getattr(facts, one.name) for one in fields(facts)}
    told |= {name: told[name].isoformat() for name in DAYS if told[name]}
    return {HOST: host, STARS_ENDED: stars_ended, "facts": told}


def facts_kept(kept: dict[str, Any]) -> Facts:
    """The words again; KeyError or TypeError where another release kept them."""
    told = dict(kept["facts"])
    told |= {name: date.fromisoformat(told[name]) for name in DAYS if told.get(name)}
    return Facts(**told)


def gtin_of(row: StampPrint) -> str | None:
    """The trade item number in the addresses of a print; None in those of older releases too."""
    found: str | None = (row.drawn_from or {}).get("facts", {}).get("gtin")
    return found
