"""Pages of community teams; those of trainings are in training_pages.py and list_pages.py."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.accounts import people
from agrimarket.households.forms import Place, read_place_fields
from agrimarket.kit.access import WORKERS, Role, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import StaleRevision
from agrimarket.kit.fields import read_form
from agrimarket.kit.paging import paged
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query, typed
from agrimarket.teams import list_pages, rules, store, teams, training_pages
from agrimarket.teams.blueprints import pages as blueprint
from agrimarket.teams.kinds import SEXES
from agrimarket.teams.present import MemberShown, show_team, show_teams
from agrimarket.teams.schemas import (
    TeamChange,
    TeamIn,
    TeamMemberChange,
    TeamMemberIn,
    TeamQuery,
)
from agrimarket.teams.scope import SEERS
from agrimarket.teams.shared_pages import commune_filter, own_place, place_context

__all__ = ["blueprint", "list_pages", "training_pages"]

LABELS = {"name": "Tên", "commune_code": "Xã, phường", "commune_text": "Xã, phường",
          "hamlet": "Thôn, bản, tổ dân phố", "since": "Từ ngày", "until": "Thôi từ ngày",
          "phone": "Số điện thoại", "sex": "Giới tính", "account_id": "Tài khoản",
          "leader": "Tổ trưởng"}  # fmt: skip
FILTERS = ("q", "commune", "ended")
MOST_ACCOUNTS = 200


@blueprint.get("/to")
@allow(*SEERS)
def index() -> str:
    """Teams with search and filters."""
    session, viewer = reading(), current_viewer()
    query = read_query(TeamQuery)
    found = store.teams(viewer, **{name: query[name] for name in FILTERS})
    page = paged(session, found, page=query["page"], page_size=query["page_size"])
    return render_template(
        "teams/index.html",
        page=show_teams(session, page),
        query=query,
        active=sum(bool(query[name]) for name in FILTERS),
        communes=commune_filter(viewer),
        may_write=viewer.is_one_of(WORKERS),
    )


@blueprint.get("/to/<team_id>")
@allow(*SEERS)
def show(team_id: str) -> str:
    """One team: who leads it, who is in it, who was."""
    session, viewer = reading(), current_viewer()
    team = rules.team(session, viewer=viewer, team_id=team_id)
    rows = [MemberShown(one, viewer) for one in session.scalars(store.members(team.id))]
    return render_template(
        "teams/show.html",
        team=show_team(session, team),
        members=[one for one in rows if one.row.until is None],
        former=[one for one in rows if one.row.until is not None],
        may_write=viewer.is_one_of(WORKERS),
    )


@blueprint.route("/to/moi", methods=["GET", "POST"])
@allow(*WORKERS)
def new() -> PageAnswer:
    """Note a team of a commune or hamlet."""
    return form_page(
        "teams/team_form.html", save=_create, context=lambda: _context(None), done="Đã ghi tổ."
    )


@blueprint.route("/to/<team_id>/sua", methods=["GET", "POST"])
@allow(*WORKERS)
def edit(team_id: str) -> PageAnswer:
    """Mend a team, or write the day on which it ended."""
    return form_page(
        "teams/team_form.html",
        save=lambda session: _change(session, team_id),
        context=lambda: _context(team_id),
        done="Đã lưu tổ.",
    )


@blueprint.route("/to/<team_id>/thanh-vien/moi", methods=["GET", "POST"])
@allow(*WORKERS)
def new_member(team_id: str) -> PageAnswer:
    """Choose an account, or write a name."""
    return form_page(
        "teams/member_form.html",
        save=lambda session: _add(session, team_id),
        context=lambda: _member_context(team_id, None),
        done="Đã thêm người vào tổ.",
    )


@blueprint.route("/to/<team_id>/thanh-vien/<team_member_id>", methods=["GET", "POST"])
@allow(*WORKERS)
def edit_member(team_id: str, team_member_id: str) -> PageAnswer:
    """Mend a member, or write the day on which they left."""
    return form_page(
        "teams/member_form.html",
        save=lambda session: _change_member(session, team_id, team_member_id),
        context=lambda: _member_context(team_id, team_member_id),
        done="Đã lưu.",
    )


def _create(session: Session) -> str:
    values = own_place(TeamIn)
    made = rules.create_team(session, viewer=current_viewer(), **values)
    return url_for("teams.show", team_id=made.id)


def _change(session: Session, team_id: str) -> str:
    viewer = current_viewer()
    team = rules.team(session, viewer=viewer, team_id=team_id, lock=True)
    if request.form.get("revision") != str(team.revision):
        raise StaleRevision
    changes = read_form(TeamChange, request.form)
    changes.pop("commune_code", None)  # a team stays in its commune
    rules.change_team(session, viewer=viewer, team=team, changes=changes)
    return url_for("teams.show", team_id=team_id)


def _add(session: Session, team_id: str) -> str:
    viewer = current_viewer()
    team = rules.team(session, viewer=viewer, team_id=team_id, lock=True)
    values = read_form(TeamMemberIn, request.form)
    values.pop("id", None)
    rules.add_member(session, viewer=viewer, team=team, **values)
    return url_for("teams.show", team_id=team_id)


def _change_member(session: Session, team_id: str, team_member_id: str) -> str:
    viewer = current_viewer()
    team = rules.team(session, viewer=viewer, team_id=team_id, lock=True)
    one = teams.member(session, team=team, member_id=team_member_id)
    if request.form.get("revision") != str(one.revision):
        raise StaleRevision
    changes = read_form(TeamMemberChange, request.form)
    changes["leader"] = bool(request.form.get("leader"))
    rules.change_member(session, viewer=viewer, team=team, member=one, changes=changes)
    return url_for("teams.show", team_id=team_id)


def _context(team_id: str | None) -> dict[str, Any]:
    viewer = current_viewer()
    team = None
    if team_id is not None:
        team = rules.team(reading(), viewer=viewer, team_id=team_id)
    posted = request.method == "POST" and team is None
    place = read_place_fields(request.form, viewer) if posted else Place()
    boxes = typed(TeamChange, team)
    return {"team": team, "typed": boxes, "labels": LABELS, **place_context(place)}


def _member_context(team_id: str, team_member_id: str | None) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    team = rules.team(session, viewer=viewer, team_id=team_id)
    one = None
    if team_member_id is not None:
        one = teams.member(session, team=team, member_id=team_member_id)
    return {
        "team": team, "member": one, "typed": typed(TeamMemberChange if one else TeamMemberIn, one),
        "accounts": [] if one else _accounts(session, team.commune_code),
        "sexes": list(SEXES.items()), "labels": LABELS,
    }  # fmt: skip


def _accounts(session: Session, commune_code: str) -> list[tuple[str, str]]:
    """Accounts of the commune that may stand for somebody in a team."""
    found = people.search(
        session, viewer=current_viewer(), page=1, page_size=MOST_ACCOUNTS, active="yes",
        role=Role.COMMUNITY_TEAM.value, commune=commune_code,
    )  # fmt: skip
    return [(one.id, one.name) for one in found.items]
