"""JSON routes of the way to a first order."""

from typing import Any

from agrimarket.kit.access import DESCRIBERS, LOOKERS, allow, current_viewer
from agrimarket.kit.api import ApiBlueprint
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.paging import Page, page_schema
from agrimarket.onboarding import rules
from agrimarket.onboarding.models import OnboardingNote
from agrimarket.onboarding.schemas import (
    OnboardingCountsOut,
    OnboardingNoteIn,
    OnboardingNoteOut,
    OnboardingOut,
    OnboardingQuery,
    WayOut,
)
from agrimarket.onboarding.steps import Wanted

blueprint = ApiBlueprint(
    "onboarding", __name__, description="Các bước lên sàn: ai dừng ở bước nào, vì sao"
)


@blueprint.route("/onboarding")
@allow(*LOOKERS)
@blueprint.arguments(OnboardingQuery, location="query")
@blueprint.response(200, page_schema(OnboardingOut))
def index(query: dict[str, Any]) -> Page[rules.Waiting]:
    """Producers with the step they wait for and why, the longest known first."""
    page, size = query.pop("page"), query.pop("page_size")
    wanted = Wanted(**query)
    return rules.listed(
        reading(), viewer=current_viewer(), wanted=wanted, page=page, page_size=size
    )


@blueprint.route("/onboarding/counts")
@allow(*LOOKERS)
@blueprint.response(200, OnboardingCountsOut)
def counts() -> dict[str, Any]:
    """How many wait for each step; a step's rows are in GET /onboarding?step=."""
    communes = rules.counts(reading(), viewer=current_viewer())
    return {"totals": rules.totals(communes), "communes": communes}


@blueprint.route("/households/<household_id>/onboarding")
@allow(*LOOKERS)
@blueprint.response(200, WayOut)
def show(household_id: str) -> dict[str, Any]:
    """One producer's way: the steps reached, the one it waits for and why."""
    waiting, reached, notes = rules.of_household(
        reading(), viewer=current_viewer(), household_id=household_id
    )
    told = {"household": waiting.household, "stage": waiting.stage, "why": waiting.why}
    return told | {"reached": sorted(reached), "notes": notes}


@blueprint.route("/households/<household_id>/onboarding-notes", methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(OnboardingNoteIn)
@blueprint.response(201, OnboardingNoteOut)
def note(body: dict[str, Any], household_id: str) -> OnboardingNote:
    """Note a first order, or why nothing moves."""
    with one_commit() as session:
        return rules.note(session, viewer=current_viewer(), household_id=household_id, **body)
