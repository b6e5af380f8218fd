"""JSON routes of cards."""

from typing import Any

from agrimarket.households import rules
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.cards import rules as cards
from agrimarket.households.cards.models import HouseholdCard
from agrimarket.households.cards.schemas import CardIn, CardOut, HouseholdCardsOut
from agrimarket.kit.access import LOOKERS, REGISTRARS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading


@blueprint.route("/households/<household_id>/card")
@allow(*LOOKERS)
@blueprint.response(200, HouseholdCardsOut)
def household_cards(household_id: str) -> dict[str, Any]:
    """The card a producer carries, and those before it."""
    session = reading()
    household = rules.get(session, viewer=current_viewer(), household_id=household_id)
    told = [_told(card) for card in cards.given(session, household.id)]
    standing = [one for one in told if one["state"] == "in_force"]
    ended = [one for one in told if one["state"] == "ended"]
    return {"card": standing[0] if standing else None, "earlier": ended}


@blueprint.route("/households/<household_id>/card", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(CardIn)
@blueprint.response(201, CardOut)
def issue_card(body: dict[str, Any], household_id: str) -> dict[str, Any]:
    """Give a producer its card; with a `reason` a new one, which ends the card in force."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        card = cards.issue(session, viewer=viewer, household=household, reason=body["reason"])
        return _told(card)


@blueprint.route("/cards/<code>")
@allow(*LOOKERS)
@blueprint.response(200, CardOut)
def card(code: str) -> dict[str, Any]:
    """Whose card this is; one of a producer outside the caller's reach is not found."""
    found = cards.look_up(reading(), viewer=current_viewer(), text=code)
    return _told(found.card) | {"household_id": found.household.id}


def _told(card: HouseholdCard) -> dict[str, Any]:
    return {
        "household_id": card.household_id,
        "code": cards.letters(card),
        "state": "in_force" if card.ended_at is None else "ended",
        "issued_at": card.issued_at,
        "ended_at": card.ended_at,
        "end_reason": card.end_reason,
    }
