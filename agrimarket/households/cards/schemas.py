"""Cards as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.cards.rules import REASONS
from agrimarket.kit.fields import Choice, Sent


class CardIn(Sent):
    """Why the card in force is replaced; not needed for a first card."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "lost"}

    reason = Choice(REASONS, load_default=None, allow_none=True)


class CardOut(ma.Schema):
    """A card: its 16 letters, and since when; `ended_at` and `end_reason` of one replaced."""

    household_id = ma.fields.String(required=True)
    code = ma.fields.String(required=True)
    state = ma.fields.String(required=True, metadata={"enum": ["in_force", "ended"]})
    issued_at = ma.fields.AwareDateTime(required=True)
    ended_at = ma.fields.AwareDateTime(allow_none=True)
    end_reason = ma.fields.String(allow_none=True, metadata={"enum": [*REASONS, None]})


class HouseholdCardsOut(ma.Schema):
    """The card that a producer carries, null where there is none, and those it carried before."""

    card = ma.fields.Nested(CardOut, allow_none=True, required=True)
    earlier = ma.fields.List(ma.fields.Nested(CardOut), required=True)
