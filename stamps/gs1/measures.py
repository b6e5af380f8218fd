"""Weights, lengths, volumes and prices: the last digit of the identifier places the comma."""

from decimal import Decimal
from typing import Final

# First three digits, unit (as people write it), and whether the measure is of a trade item (its
# net content, beside GTIN or content) or of a parcel. GS1 General Specifications, 3.6.
_TRADE: Final = """
310 kg;311 m;312 m;313 m;314 m²;315 l;316 m³;320 lb;321 in;322 ft;323 yd;324 in;325 ft;326 yd
327 in;328 ft;329 yd;350 in²;351 ft²;352 yd²;356 ozt;357 oz;360 qt;361 gal;364 in³;365 ft³;366 yd³
"""
_PARCEL: Final = """
330 kg;331 m;332 m;333 m;334 m²;335 l;336 m³;340 lb;341 in;342 ft;343 yd;344 in;345 ft;346 yd
347 in;348 ft;349 yd;353 in²;354 ft²;355 yd²;362 qt;363 gal;367 in³;368 ft³;369 yd³
"""
_AREA: Final = "337 kg/m²"
LARGEST_COMMA: Final = 5


def _units(text: str) -> dict[str, str]:
    pairs = text.replace("\n", ";").strip(";").split(";")
    return dict(pair.split(" ", 1) for pair in pairs)


UNITS: Final = {**_units(_TRADE), **_units(_PARCEL), **_units(_AREA)}
_MONEY: Final = {"390": 0, "391": 3, "392": 0, "393": 3, "394": 0, "395": 0}  # digits of currency


def rows() -> str:
    """The rows of all measures, in the notation of rows.py."""
    needs = dict.fromkeys(_units(_TRADE), "01|02") | dict.fromkeys(_units(_PARCEL), "00|01")
    needs |= dict.fromkeys(_units(_AREA), "01")
    return "\n".join(
        f"{prefix}x0-{LARGEST_COMMA} ; N6 ; {needs[prefix]} ; {prefix} ; ; {unit}"
        for prefix, unit in UNITS.items()
    )


def amount(ai: str, value: str) -> Decimal | None:
    """The number a value stands for, comma placed: `amount("3103", "001250")` is 1.250 (kg).

    None for an identifier that carries no measure, price or discount; `UNITS[ai[:3]]` is the unit
    of a measure. The value is one that `check_value` let through.
    """
    if len(ai) != 4 or (ai[:3] not in UNITS and ai[:3] not in _MONEY):
        return None
    return Decimal(int(value[_MONEY.get(ai[:3], 0) :])).scaleb(-int(ai[3]))
