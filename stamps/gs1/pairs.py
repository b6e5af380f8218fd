"""Which identifiers may stand together, and which need another beside them."""

from collections.abc import Iterable, Sequence

from stamps.gs1.table import find
from stamps.gs1.values import check_value, named
from stamps.refusals import Contradiction, MissingCompanion, RepeatedIdentifier

Element = tuple[str, str]
"""An identifier and its value: `("10", "L-1")`."""


def check_elements(elements: Sequence[Element], *, complete: bool = True) -> None:
    """Raise for the first fault of what one symbol or address says.

    Each identifier known, once, with a right value; no two that exclude each other; each with
    what it needs beside it (GS1 General Specifications, 4.13). `complete=False` leaves the last
    out, for one of several symbols on a pack: the standard asks for it over all of them together.
    UnknownIdentifier, RepeatedIdentifier, BadGs1Value, Contradiction, MissingCompanion.
    """
    seen: set[str] = set()
    for ai, value in elements:
        check_value(ai, value)
        if ai in seen:
            raise RepeatedIdentifier(item=named(ai))
        seen.add(ai)
    for ai, _ in elements:
        _refuse_together(ai, seen)
    if complete:
        for ai, _ in elements:
            _refuse_alone(ai, seen)


def _refuse_together(ai: str, seen: Iterable[str]) -> None:
    for beginning in find(ai).never_with:
        for other in sorted(seen):
            if other != ai and other.startswith(beginning):
                raise Contradiction(item=named(ai), other=named(other))


def _refuse_alone(ai: str, seen: set[str]) -> None:
    needs = find(ai).needs
    if needs and not any(all(_has(seen, one) for one in group) for group in needs):
        wanted = " hoặc ".join(" và ".join(named(one) for one in group) for group in needs)
        raise MissingCompanion(item=named(ai), wanted=wanted)


def _has(seen: Iterable[str], beginning: str) -> bool:
    """`01` is asked for whole; `31` stands for every measure from 310 on."""
    return any(one.startswith(beginning) for one in seen)
