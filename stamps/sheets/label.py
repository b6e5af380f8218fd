"""What stands on one label: facts that an order's labels share, and what differs on each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from stamps.refusals import BadSheetOption
from stamps.sheets.drawing import Item, Slot, Text
from stamps.sheets.layout import Fit


@dataclass(frozen=True, slots=True)
class Facts:
    """What the labels of an order say alike.

    `lot` and dates that are None leave a line to write on. `stars` are OCOP stars and belong here
    only while the rating is valid. With a `gtin` the symbol carries the GS1 form of the address.
    """

    product: str
    producer: str = ""
    lot: str | None = None
    harvested_on: date | None = None
    produced_on: date | None = None
    use_by: date | None = None
    stars: int | None = None
    gtin: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One stamp to print: its 16 letters, its place in the order (`A0123-00456`), its facts."""

    code: str
    position: str
    facts: Facts


@dataclass(frozen=True)
class Design:
    """A label drawn once for all stamps with the same facts; slots take what differs."""

    fit: Fit
    items: tuple[Item, ...]
    code: tuple[Slot, Slot]
    place: Slot

    def words(self, label: Label) -> Iterator[Text]:
        """What differs on this label: the code in its two lines, and the position."""
        groups = [label.code[start : start + 4] for start in range(0, 16, 4)]
        yield self.code[0].filled("-".join(groups[:2]))
        yield self.code[1].filled("-".join(groups[2:]))
        yield self.place.filled(label.position)


def position(order_no: str, number: int) -> str:
    """`A0123-00456`: the order and the stamp's 1-based place in it, at least five digits."""
    if number < 1:
        raise BadSheetOption(reason="số thứ tự trong đợt cấp bắt đầu từ 1")
    return f"{order_no}-{number:05d}"


def labels(codes: Iterable[str], *, facts: Facts, order_no: str, first: int = 1) -> Iterator[Label]:
    """Labels for codes in a row, numbered from `first`; streams."""
    for number, code in enumerate(codes, start=first):
        yield Label(code, position(order_no, number), facts)
