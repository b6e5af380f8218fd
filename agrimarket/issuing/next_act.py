"""The one next step of an order, for the page of it and for the list."""

from collections.abc import Mapping, Sequence

from agrimarket.issuing.models import StampState
from agrimarket.issuing.read import OrderView
from stamps import Span

WORDS = {"print": "In tem", "deliver": "Nhận cuộn", "activate": "Kích hoạt"}
# Nobody stuck any of these on yet: the roll may still be on its way.
_NOT_BEGUN = {StampState.PRINTED, StampState.SAMPLE, StampState.VOID}


def next_act(view: OrderView, handed: Mapping[str, Sequence[Span]]) -> str:
    """Stamps to print, a print house's roll to receive, stamps to activate, or "".

    `handed` are the positions of each order that went to print houses. A roll is waited for only
    while every printed stamp is on it: whoever printed some alone has those in hand.
    """
    if StampState.ISSUED in view.tally:
        return "print"
    printed = view.tally.get(StampState.PRINTED, 0)
    away = _covered(handed.get(view.order.id, ()))
    if printed and set(view.tally) <= _NOT_BEGUN and away >= printed:
        return "deliver"
    waiting = (StampState.PRINTED, StampState.DELIVERED)
    return "activate" if any(state in view.tally for state in waiting) else ""


def _covered(spans: Sequence[Span]) -> int:
    """How many positions are in one of these spans at least."""
    total, reached = 0, 0
    for span in sorted(spans):
        total += max(0, span.last - max(reached, span.first - 1))
        reached = max(reached, span.last)
    return total
