"""JSON routes of teams and their members; those of trainings are in trainings_api.py."""

from functools import partial
from typing import Any

from agrimarket.kit.access import WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import Revised, etag_of, require_match
from agrimarket.kit.paging import Page, PageQuery, page_schema, paged
from agrimarket.teams import rules, store, teams, trainings_api
from agrimarket.teams.blueprints import api as blueprint
from agrimarket.teams.present import MemberShown, TeamShown, show_team, show_teams
from agrimarket.teams.schemas import (
    TeamChange,
    TeamIn,
    TeamMemberChange,
    TeamMemberIn,
    TeamMemberOut,
    TeamOut,
    TeamQuery,
)
from agrimarket.teams.scope import SEERS

__all__ = ["blueprint", "trainings_api"]

TeamAnswer = tuple[TeamShown, int, dict[str, str]]
MemberAnswer = tuple[MemberShown, int, dict[str, str]]


@blueprint.route("/teams")
@allow(*SEERS)
@blueprint.arguments(TeamQuery, location="query")
@blueprint.response(200, page_schema(TeamOut))
def list_teams(query: dict[str, Any]) -> Page[TeamShown]:
    """Community teams this caller may see, by name."""
    page, size = query.pop("page"), query.pop("page_size")
    found = store.teams(current_viewer(), **query)
    return show_teams(reading(), paged(reading(), found, page=page, page_size=size))


@blueprint.route("/teams", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(TeamIn)
@blueprint.response(201, TeamOut)
def create_team(body: dict[str, Any]) -> TeamAnswer:
    """Note a team of a commune or hamlet."""
    with one_commit() as session:
        made = rules.create_team(session, viewer=current_viewer(), **body)
        return show_team(session, made), 201, _etag(made)


@blueprint.route("/teams/<team_id>")
@allow(*SEERS)
@blueprint.response(200, TeamOut)
def show_one_team(team_id: str) -> TeamAnswer:
    """One team, with its ETag."""
    found = rules.team(reading(), viewer=current_viewer(), team_id=team_id)
    return show_team(reading(), found), 200, _etag(found)


@blueprint.route("/teams/<team_id>", methods=["PATCH"])
@allow(*WORKERS)
@blueprint.arguments(TeamChange)
@blueprint.response(200, TeamOut)
def change_team(body: dict[str, Any], team_id: str) -> TeamAnswer:
    """Change the named fields, `until` ends the team; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        found = rules.team(session, viewer=viewer, team_id=team_id, lock=True)
        require_match(found)
        rules.change_team(session, viewer=viewer, team=found, changes=body)
        return show_team(session, found), 200, _etag(found)


@blueprint.route("/teams/<team_id>/members")
@allow(*SEERS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema(TeamMemberOut))
def list_members(query: dict[str, Any], team_id: str) -> Page[MemberShown]:
    """Members of a team, those of today first."""
    session, viewer = reading(), current_viewer()
    team = rules.team(session, viewer=viewer, team_id=team_id)
    page = paged(session, store.members(team.id), **query)
    shown = [MemberShown(one, viewer) for one in page.items]
    return page.shown_as(shown)


@blueprint.route("/teams/<team_id>/members", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(TeamMemberIn)
@blueprint.response(201, TeamMemberOut)
def add_member(body: dict[str, Any], team_id: str) -> MemberAnswer:
    """Add somebody by account, or by name and telephone."""
    viewer = current_viewer()
    with one_commit() as session:
        team = rules.team(session, viewer=viewer, team_id=team_id, lock=True)
        added = rules.add_member(session, viewer=viewer, team=team, **body)
        return MemberShown(added, viewer), 201, _etag(added)


@blueprint.route("/teams/<team_id>/members/<team_member_id>")
@allow(*SEERS)
@blueprint.response(200, TeamMemberOut)
def show_member(team_id: str, team_member_id: str) -> MemberAnswer:
    """One member, with its ETag."""
    session, viewer = reading(), current_viewer()
    team = rules.team(session, viewer=viewer, team_id=team_id)
    found = teams.member(session, team=team, member_id=team_member_id)
    return MemberShown(found, viewer), 200, _etag(found)


@blueprint.route("/teams/<team_id>/members/<team_member_id>", methods=["PATCH"])
@allow(*WORKERS)
@blueprint.arguments(TeamMemberChange)
@blueprint.response(200, TeamMemberOut)
def change_member(body: dict[str, Any], team_id: str, team_member_id: str) -> MemberAnswer:
    """Change the named fields, `until` ends the membership; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        team = rules.team(session, viewer=viewer, team_id=team_id, lock=True)
        found = teams.member(session, team=team, member_id=team_member_id)
        require_match(found)
        change = partial(rules.change_member, session, viewer=viewer, team=team)
        change(member=found, changes=body)
        return MemberShown(found, viewer), 200, _etag(found)


def _etag(row: Revised) -> dict[str, str]:
    return {"ETag": f'"{etag_of(row)}"'}
