"""What a phone sends of a roll of stamps: both of its ends, as codes or as positions."""

from agrimarket.issuing.rules import MOST_STAMPS
from agrimarket.issuing.schemas import Within
from agrimarket.kit.fields import Id, Sent, Text


class RollFields(Sent):
    """The first and last code of a roll, or positions of an order; `household_id` says whose, so
    that forgetting them finds it."""

    household_id = Id(allow_none=True)
    order_id = Id(allow_none=True)
    first = Within(1, MOST_STAMPS, allow_none=True)
    last = Within(1, MOST_STAMPS, allow_none=True)
    first_code = Text(40, allow_none=True)
    last_code = Text(40, allow_none=True)


class RollActivateFields(RollFields):
    """Onto the packs of which lot."""

    lot_id = Id(required=True)


class RollVoidFields(RollFields):
    """Why they are never to be used."""

    reason = Text(500, required=True)
