"""Units people measure goods in, as data: what can be counted against what, and exactly how."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from agrimarket.places.spelling import fold, tone_key

MASS, VOLUME = "mass", "volume"


@dataclass(frozen=True)
class Unit:
    """`size` in the smallest unit of its measure: grams, millilitres, or pieces of one kind."""

    label: str
    measure: str
    size: Decimal
    also: tuple[str, ...] = ()


def _pieces(label: str, *also: str) -> Unit:
    return Unit(label, f"piece {label}", Decimal(1), also)


# Pieces of one kind are counted against their own kind alone: a box is no piece of fruit.
UNITS: tuple[Unit, ...] = (
    Unit("g", MASS, Decimal(1), ("gam", "gram", "gr")),
    Unit("lạng", MASS, Decimal(100)),
    Unit("kg", MASS, Decimal(1_000), ("ki lô gam", "kí", "ký", "cân", "kilogram", "kgs")),
    Unit("yến", MASS, Decimal(10_000)),
    Unit("tạ", MASS, Decimal(100_000)),
    Unit("tấn", MASS, Decimal(1_000_000), ("ton",)),
    Unit("ml", VOLUME, Decimal(1), ("mililit", "cc")),
    Unit("l", VOLUME, Decimal(1_000), ("lít", "lit", "liter")),
    Unit("m³", VOLUME, Decimal(1_000_000), ("m3", "khối", "mét khối")),
    *(_pieces(label) for label in (
        "cái", "chiếc", "quả", "con", "củ", "cây", "bó", "bông", "hộp", "chai", "lọ", "hũ", "túi",
        "gói", "bao", "thùng", "giỏ", "khay", "vỉ", "đôi", "bộ", "tấm", "cuộn", "bánh", "lon",
    )),
)  # fmt: skip
_NAMED: list[tuple[str, Unit]] = [
    (name, unit) for unit in UNITS for name in (unit.label, *unit.also)
]
_BY_WORD: Mapping[str, Unit] = {tone_key(name): unit for name, unit in _NAMED}
_FOLDED = [fold(name) for name, _ in _NAMED]
# Without marks a word counts where it can mean one unit alone: bó and bộ are both "bo".
_BY_LETTERS: Mapping[str, Unit] = {
    fold(name): unit for name, unit in _NAMED if _FOLDED.count(fold(name)) == 1
}
PACK_UNITS: Mapping[str, str] = {unit.label: unit.label for unit in UNITS}


def unit_of(text: str | None) -> Unit | None:
    """The unit people mean by a word, whatever its case and marks; None where none is known."""
    if not text:
        return None
    return _BY_WORD.get(tone_key(text)) or _BY_LETTERS.get(fold(text))


def convert(amount: Decimal, given: str | None, wanted: str | None) -> Decimal | None:
    """The amount in another unit, exactly; None where the two do not measure the same.

    Words in no table count as the same unit when they read alike.
    """
    mine, theirs = unit_of(given), unit_of(wanted)
    if mine is None or theirs is None:
        return amount if given and wanted and tone_key(given) == tone_key(wanted) else None
    if mine.measure != theirs.measure:
        return None
    return amount * mine.size / theirs.size
