"""The JSON route that shows a sealed number, once, for a reason."""

from typing import Any

from flask import after_this_request
from werkzeug.wrappers import Response

from agrimarket.households import rules
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.schemas import RevealIn, RevealOut
from agrimarket.households.showing.reveal import TRIES
from agrimarket.kit import tries
from agrimarket.kit.access import WORKERS, Viewer, allow, current_viewer
from agrimarket.kit.db import one_commit
from agrimarket.kit.idempotency import not_kept


@blueprint.route("/households/<household_id>/reveal", methods=["POST"])
@not_kept
@allow(*WORKERS)
@blueprint.arguments(RevealIn)
@blueprint.response(200, RevealOut)
def reveal(body: dict[str, Any], household_id: str) -> dict[str, str]:
    """A citizen number or bank account in clear; noted with who and why, kept nowhere."""
    return {"household_id": household_id, "field": body["field"]} | {
        "value": revealed(household_id, field=body["field"], reason=body["reason"])
    }


def revealed(household_id: str, *, field: str, reason: str) -> str:
    """The number, by API and page alike: counted, noted, and in no cache on the way."""
    viewer = current_viewer()
    count_reveal()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        return rules.reveal(session, viewer=viewer, household=household, field=field, reason=reason)


def count_reveal() -> None:
    """One look of this viewer at sealed numbers, and no cache for the answer; LockedOut."""
    tries.spend(TRIES, _person(current_viewer()))
    after_this_request(_no_store)


def _person(viewer: Viewer) -> str:
    """A person with many tokens is one person."""
    return viewer.account_id or viewer.token_id or viewer.role.value


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
