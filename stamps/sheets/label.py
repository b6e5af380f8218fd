"""What stands on one label: facts that an order's labels share, and what differs on each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from stamps.refusals import BadSheetOption
from stamps.sheets.drawing import Item, Slot, Text
from stamps.sheets.layout import Fit


@dataclass(frozen=True, slots=True)
class Facts:
    """What the labels of an order say alike.

    `lot` and dates that are None leave a line to write on. `stars` are OCOP stars and belong here
    only while the rating is valid. With a `gtin` the symbol carries the GS1 form of the address.
    A `sample` says TEM MẪU across its words.
    """

    product: str
    producer: str = ""
    lot: str | None = None
    harvested_on: date | None = None
    produced_on: date | None = None
    use_by: date | None = None
    stars: int | None = None
    gtin: str | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One stamp to print: its 16 letters, its place in the order (`A0123-00456`), its facts.

    With a `pin` the label has a box for it, meant for a scratch layer over it.
    """

    code: str
    position: str
    facts: Facts
    pin: str | None = None


@dataclass(frozen=True)
class Design:
    """A label drawn once for all stamps with the same facts; slots take what differs.

    `cut` names the facts that end in … or are left out for want of room: product, producer, lot,
    stars. Host, code and position are always there.
    """

    fit: Fit
    items: tuple[Item, ...]
    code: tuple[Slot, Slot]
    place: Slot
    pin: Slot | None = None
    cut: tuple[str, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Room for what `spelled` gives, in its order."""
        return (*self.code, self.place) if self.pin is None else (*self.code, self.place, self.pin)

    def spelled(self, label: Label) -> tuple[str, ...]:
        """What differs on this label: the code in its two lines, the position, the PIN if any."""
        code = label.code
        first, second = f"{code[:4]}-{code[4:8]}", f"{code[8:12]}-{code[12:]}"
        if self.pin is None:
            return first, second, label.position
        return first, second, label.position, label.pin or ""

    def words(self, label: Label) -> Iterator[Text]:
        """`spelled` in its place."""
        for slot, said in zip(self.slots, self.spelled(label), strict=True):
            yield slot.filled(said)


def position(order_no: str, number: int) -> str:
    """`A0123-00456`: the order and the stamp's 1-based place in it, at least five digits.

    BadSheetOption for a place below 1, and for line breaks and letters that nobody sees.
    """
    if number < 1:
        raise BadSheetOption(reason="số thứ tự trong đợt cấp bắt đầu từ 1")
    if not order_no.isprintable():
        raise BadSheetOption(reason="số đợt có xuống dòng hoặc ký tự ẩn")
    return f"{order_no}-{number:05d}"


def labels(
    codes: Iterable[str],
    *,
    facts: Facts,
    order_no: str,
    first: int = 1,
    pins: Iterable[str] | None = None,
) -> Iterator[Label]:
    """Labels for codes in a row, numbered from `first`, with `pins` one for each; streams."""
    secrets = repeat(None) if pins is None else pins
    for number, (code, pin) in enumerate(zip(codes, secrets, strict=pins is not None), start=first):
        yield Label(code, position(order_no, number), facts, pin)
