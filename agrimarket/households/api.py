"""JSON routes of producers; the deeper ones stand in the folders beside."""

from typing import Any

from agrimarket.households import rules, store
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.cards import api as card_api
from agrimarket.households.consenting import api as consent_api
from agrimarket.households.depth import members_api, parcels_api, photo_api
from agrimarket.households.finding import api as find_api
from agrimarket.households.finding import saved_api
from agrimarket.households.lists import api as import_api
from agrimarket.households.merging import api as merge_api
from agrimarket.households.models import Household
from agrimarket.households.paste import api as paste_api
from agrimarket.households.schemas import (
    ConsentIn,
    HistoryOut,
    HouseholdChange,
    HouseholdIn,
    HouseholdOut,
    HouseholdQuery,
    OneHouseholdOut,
    WithdrawalIn,
)
from agrimarket.households.showing import reveal_api
from agrimarket.households.showing.oracle import counting
from agrimarket.households.showing.present import Shown
from agrimarket.households.showing.views import note_view
from agrimarket.kit.access import DESCRIBERS, LOOKERS, REGISTRARS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema

__all__ = [
    "blueprint",
    "card_api",
    "consent_api",
    "find_api",
    "import_api",
    "members_api",
    "merge_api",
    "parcels_api",
    "paste_api",
    "photo_api",
    "reveal_api",
    "saved_api",
]

Answer = tuple[Shown, int, dict[str, str]]


@blueprint.route("/households", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(HouseholdIn)
@blueprint.response(201, OneHouseholdOut)
def register(body: dict[str, Any]) -> Answer:
    """Register a producer. Without `consent` it is a draft."""
    consent = body.pop("consent", None)
    agreement = rules.Agreement(**consent) if consent else None
    viewer = current_viewer()
    with counting(viewer, body), one_commit() as session:
        household = rules.register(session, viewer=viewer, consent=agreement, **body)
        return _answer(household, 201)


@blueprint.route("/households")
@allow(*LOOKERS)
@blueprint.arguments(HouseholdQuery, location="query")
@blueprint.response(200, page_schema(HouseholdOut))
def index(query: dict[str, Any]) -> Page[Shown]:
    """Producers this caller may see, newest first; `q` ignores tone marks and case.

    All words of `q` count: parts of names, hamlets, crops, products and phones, communes' names.
    """
    viewer = current_viewer()
    page = rules.search(reading(), viewer=viewer, **query)
    shown = [Shown(row, viewer) for row in page.items]
    return page.shown_as(shown)


@blueprint.route("/households/<household_id>")
@allow(*LOOKERS)
@blueprint.response(200, OneHouseholdOut)
def show(household_id: str) -> Answer:
    """One producer, with its ETag; that it was opened is noted."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    note_view(session, viewer, household)
    return _answer(household)


@blueprint.route("/households/<household_id>", methods=["PATCH"])
@allow(*DESCRIBERS)
@blueprint.arguments(HouseholdChange)
@blueprint.response(200, OneHouseholdOut)
def change(body: dict[str, Any], household_id: str) -> Answer:
    """Change the named fields; needs If-Match."""
    viewer = current_viewer()
    with counting(viewer, body), one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        require_match(household)
        rules.edit(session, viewer=viewer, household=household, changes=body)
        return _answer(household)


@blueprint.route("/households/<household_id>/history")
@allow(*LOOKERS)
@blueprint.response(200, HistoryOut)
def history(household_id: str) -> dict[str, Any]:
    """Who did what, newest first; values are masked as the producer's own are."""
    session = reading()
    household = rules.get(session, viewer=current_viewer(), household_id=household_id)
    return {"items": rules.history(session, viewer=current_viewer(), household=household)}


@blueprint.route("/households/<household_id>/consents", methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(ConsentIn)
@blueprint.response(201, OneHouseholdOut)
def give_consent(body: dict[str, Any], household_id: str) -> Answer:
    """Note what the producer agreed to; a draft becomes registered."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        agreement = rules.Agreement(**body)
        rules.give_consent(session, viewer=viewer, household=household, agreement=agreement)
        return _answer(household, 201)


@blueprint.route("/households/<household_id>/consents/withdraw", methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(WithdrawalIn)
@blueprint.response(200, OneHouseholdOut)
def withdraw_consent(body: dict[str, Any], household_id: str) -> Answer:
    """End every consent; the producer is a draft again."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        rules.withdraw_consent(session, viewer=viewer, household=household, **body)
        return _answer(household)


def _answer(household: Household, status: int = 200) -> Answer:
    consents = store.consents_of(reading(), household.id)
    shown = Shown(household, current_viewer(), consents)
    return shown, status, {"ETag": f'"{etag_of(household)}"'}
