"""JSON routes of a producer's members and of who heads it."""

from functools import partial
from typing import Any

from agrimarket.households import rules
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.depth import heads, members
from agrimarket.households.depth import store as store_depth
from agrimarket.households.depth.models import ProducerMember
from agrimarket.households.depth.schemas import (
    HeadIn,
    HeadsOut,
    MemberChange,
    MemberIn,
    MemberOut,
    MemberPage,
    MemberQuery,
)
from agrimarket.households.depth.show import MemberShown, etag, members_page, show_members, terms
from agrimarket.households.models import Household
from agrimarket.households.showing.oracle import counting
from agrimarket.kit.access import DESCRIBERS, LOOKERS, REGISTRARS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import require_match

Answer = tuple[MemberShown, int, dict[str, str]]


@blueprint.route("/households/<household_id>/members")
@allow(*LOOKERS)
@blueprint.arguments(MemberQuery, location="query")
@blueprint.response(200, MemberPage)
def list_members(query: dict[str, Any], household_id: str) -> dict[str, Any]:
    """Members whom this caller may be told of; of the others only how many there are."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    page = members_page(session, viewer, household, **query)
    elsewhere = store_depth.elsewhere(session, viewer, household.id)
    return {"items": page.items, "elsewhere": elsewhere, "total": page.total,
            "page": page.page, "page_size": page.page_size}  # fmt: skip


@blueprint.route("/households/<household_id>/members", methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(MemberIn)
@blueprint.response(201, MemberOut)
def add_member(body: dict[str, Any], household_id: str) -> Answer:
    """Add a registered household, or somebody by name."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        added = members.add_member(session, viewer=viewer, household=household, **body)
        return _answer(household, added, 201)


@blueprint.route("/households/<household_id>/members/<member_id>")
@allow(*LOOKERS)
@blueprint.response(200, MemberOut)
def show_member(household_id: str, member_id: str) -> Answer:
    """One member, with its ETag."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    one = members.member(session, viewer=viewer, household=household, member_id=member_id)
    return _answer(household, one)


@blueprint.route("/households/<household_id>/members/<member_id>", methods=["PATCH"])
@allow(*DESCRIBERS)
@blueprint.arguments(MemberChange)
@blueprint.response(200, MemberOut)
def change_member(body: dict[str, Any], household_id: str, member_id: str) -> Answer:
    """Change the named fields, `until` ends the membership; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        one = members.member(session, viewer=viewer, household=household, member_id=member_id)
        require_match(one)
        change = partial(members.change_member, session, viewer=viewer, household=household)
        return _answer(household, change(member=one, changes=body))


@blueprint.route("/households/<household_id>/heads")
@allow(*LOOKERS)
@blueprint.response(200, HeadsOut)
def list_heads(household_id: str) -> dict[str, Any]:
    """Who heads the producer and who did, the newest first."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    return {"head_name": household.head_name, "items": terms(session, viewer, household)}


@blueprint.route("/households/<household_id>/heads", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(HeadIn)
@blueprint.response(201, HeadsOut)
def change_head(body: dict[str, Any], household_id: str) -> dict[str, Any]:
    """Change who heads the producer; in a household the former head's agreement ends."""
    viewer, consent = current_viewer(), body.pop("consent", None)
    agreement = rules.Agreement(**consent) if consent else None
    with counting(viewer, body), one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        change = partial(heads.change_head, session, viewer=viewer, household=household)
        change(head=heads.NewHead(**body), consent=agreement)
        return {"head_name": household.head_name, "items": terms(session, viewer, household)}


def _answer(household: Household, row: ProducerMember, status: int = 200) -> Answer:
    shown = show_members(reading(), current_viewer(), household, [row])[0]
    return shown, status, etag(row)
