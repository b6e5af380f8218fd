"""Amounts as EPCIS writes them: UN/CEFACT Recommendation 20 codes, or a count without any."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agrimarket.products.units import UNITS, unit_of

# Word > (code, how many of the code's unit one of ours is).
CODES: Mapping[str, tuple[str, Decimal]] = {
    "g": ("GRM", Decimal(1)),
    "lạng": ("HGM", Decimal(1)),
    "kg": ("KGM", Decimal(1)),
    "yến": ("KGM", Decimal(10)),  # ten kilograms have no code of their own
    "tạ": ("DTN", Decimal(1)),
    "tấn": ("TNE", Decimal(1)),
    "ml": ("MLT", Decimal(1)),
    "l": ("LTR", Decimal(1)),
    "m³": ("MTQ", Decimal(1)),
}
PIECE = "H87"
MEASURED = frozenset(unit.label for unit in UNITS if not unit.measure.startswith("piece"))


def quantity(uri: str, amount: Decimal | float | None, unit: str | None) -> dict[str, Any]:
    """A quantity element of a class of things.

    Without `uom` the number counts things (EPCIS 2.0, 7.3.3.3). Nothing, zero, and a part of
    what nobody can measure leave the number out.
    """
    element: dict[str, Any] = {"epcClass": uri}
    if amount is None or amount <= 0:
        return element
    exact, known = Decimal(str(amount)), unit_of(unit)
    if known is not None and known.label in CODES:
        code, size = CODES[known.label]
        return {**element, "quantity": number(exact * size), "uom": code}
    if exact == exact.to_integral_value():
        return {**element, "quantity": number(exact)}
    return {**element, "quantity": number(exact), "uom": PIECE} if known else element


def number(amount: Decimal) -> int | float:
    """As JSON writes it: whole numbers whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
