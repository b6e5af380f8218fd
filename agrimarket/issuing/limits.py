"""How many labels a file of each format may hold, and how many are drawn while somebody waits.

Measured on one core at 203 to 600 dpi: a label is 0.1 ms and 0.6 kB as PDF, 0.5 to 1.7 ms and
1 to 2 kB as ZPL, 2 to 5 ms and 8 to 70 kB as TSPL, whose printers know no stored pictures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limit:
    """Labels of one file, labels drawn at once, and what a larger print may take instead."""

    most: int
    at_once: int
    instead: str = ""


_USUAL: Final = Limit(1_000_000, 10_000)
_OTHERS: Final[Mapping[str, Limit]] = {
    "zpl": Limit(100_000, 5_000, ", hoặc chọn kiểu PDF"),
    "tspl": Limit(5_000, 1_000, ", hoặc chọn kiểu ZPL hay PDF"),
}
MOST_LABELS: Final = _USUAL.most


def limit_of(format: str) -> Limit:
    """The limit of a format of prints."""
    return _OTHERS.get(format, _USUAL)
