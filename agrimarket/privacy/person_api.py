"""JSON routes about one person: everything that is kept, and forgetting them."""

from typing import Any

from flask import current_app

from agrimarket.households.showing.reveal_api import count_reveal
from agrimarket.kit.access import OFFICERS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit
from agrimarket.kit.idempotency import not_kept
from agrimarket.privacy import collect, erase
from agrimarket.privacy.blueprints import api as blueprint
from agrimarket.privacy.schemas import ErasedOut, EraseIn, EverythingIn, EverythingOut


@blueprint.route("/households/<household_id>/everything")
@allow(*OFFICERS, Role.PRODUCER)
@blueprint.response(200, EverythingOut)
def everything(household_id: str) -> dict[str, Any]:
    """All that is kept about a producer; audited. Numbers in clear to the person alone."""
    with one_commit() as session:
        return collect.everything(session, viewer=current_viewer(), household_id=household_id)


@blueprint.route("/households/<household_id>/everything", methods=["POST"])
@not_kept
@allow(*OFFICERS, Role.PRODUCER)
@blueprint.arguments(EverythingIn)
@blueprint.response(200, EverythingOut)
def everything_for_a_reason(body: dict[str, Any], household_id: str) -> dict[str, Any]:
    """The same with numbers in clear: each is a reveal, counted and on record."""
    count_reveal()
    with one_commit() as session:
        return collect.everything(
            session, viewer=current_viewer(), household_id=household_id, **body
        )


@blueprint.route("/households/<household_id>/erase", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(EraseIn)
@blueprint.response(200, ErasedOut)
def erase_household(body: dict[str, Any], household_id: str) -> dict[str, str]:
    """Forget a producer for good; consents are withdrawn first. Stamps still resolve."""
    data = current_app.extensions["agrimarket.settings"].data
    with one_commit() as session:
        household = erase.erase(
            session, viewer=current_viewer(), household_id=household_id, data=data, **body
        )
        return {"household_id": household.id, "erased_at": erase.erased_at_now(household)}
