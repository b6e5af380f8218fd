"""Whether a label paper has room for an order's words and hidden PIN, before anything is drawn."""

from functools import lru_cache
from typing import Final

from agrimarket.issuing.print_refusals import PinNoRoom, SheetRefused
from agrimarket.issuing.words import STOCK_WORDS
from agrimarket.kit.errors import Refusal
from stamps import STOCKS, Facts, Label, StampRefusal, check_sheet, labels

NO_STAMP: Final = "XEMTHVXEMTHVXEMT"  # opens with no key: a picture of it is no stamp
NO_PIN: Final = "000000"  # for the room that a hidden PIN takes; no stamp's is shown
_WIDEST: Final = ("A9999", 99_999)
_NO_ROOM_FOR_PIN: Final = "no_room_for_pin"


def trial_label(facts: Facts, *, order_label: str, place: int, with_pin: bool) -> Label:
    """A label as wide as any up to that place in the order; its code and PIN are no stamp's."""
    pins = [NO_PIN] if with_pin else None
    return next(labels([NO_STAMP], facts=facts, order_no=order_label, first=place, pins=pins))


def refusal_of(refusal: StampRefusal, *, facts: Facts, host: str) -> Refusal:
    """The engine's refusal as the service says it; without room for a PIN, which papers have it."""
    stocks = stocks_for_pin(facts, host) if refusal.code == _NO_ROOM_FOR_PIN else ()
    if stocks:
        return PinNoRoom(stocks="; ".join(stocks))
    return SheetRefused(why=refusal.detail, cause=refusal.code)


@lru_cache(maxsize=128)
def stocks_for_pin(facts: Facts, host: str) -> tuple[str, ...]:
    """The papers whose labels hold these words and the box of a PIN, as people call them."""
    label = trial_label(facts, order_label=_WIDEST[0], place=_WIDEST[1], with_pin=True)
    return tuple(STOCK_WORDS[name] for name in STOCKS if _holds(name, label, host))


def _holds(stock: str, label: Label, host: str) -> bool:
    try:
        check_sheet(host=host, stock=stock, gtin=label.facts.gtin, label=label)
    except StampRefusal:
        return False
    return True
