"""Teams and who is in them: made, mended, ended; nothing is thrown away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account
from agrimarket.accounts.people import find
from agrimarket.households.intake.names import read_name
from agrimarket.households.intake.phones import read_phone
from agrimarket.households.intake.words import ERROR_WORDS
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_write_in
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.ids import IdTaken, accept_id, new_id
from agrimarket.places import fold, is_commune, tidy
from agrimarket.teams import store
from agrimarket.teams.kinds import SEXES
from agrimarket.teams.models import Team, TeamMember
from agrimarket.teams.refusals import (
    TeamAccountMissing,
    TeamEnded,
    TeamExists,
    TeamMemberAlready,
    TeamMemberMissing,
)

NAME_NEEDED = "Hãy ghi tên tổ, ví dụ: Tổ công nghệ số thôn 3."
COMMUNE_WRONG = "Hãy chọn một xã, phường trong danh sách."
FUTURE = "Ngày này chưa đến. Hãy ghi hôm nay hoặc một ngày đã qua."
TURNED = "Ngày thôi phải sau ngày bắt đầu. Hãy xem lại hai ngày."
SEX_WRONG = "Hãy chọn Nam hoặc Nữ, hoặc để trống."
Faults = dict[str, list[str]]


def team(session: Session, *, viewer: Viewer, team_id: str, lock: bool = False) -> Team:
    """A team in the viewer's scope; NotFound."""
    found = store.team(session, viewer, team_id, lock=lock)
    if found is None:
        raise NotFound
    return found


def create_team(session: Session, *, viewer: Viewer, id: str | None = None, **typed: Any) -> Team:
    """A new team of a commune; `name` and `commune_code` are needed, `hamlet` where it is of one.

    InvalidFields, CommuneOutsideScope, TeamExists, IdTaken.
    """
    made = Team(id=new_id() if id is None else accept_id(id), name="", commune_code="")
    if id is not None and session.get(Team, made.id) is not None:
        raise IdTaken
    _put(made, {"name": "", "commune_code": "", **typed})
    _refuse(session, viewer, made)
    session.add(made)
    session.flush()
    audit.record(session, viewer, "team_created", kind="team", id=made.id, after=told(made))
    return made


def change_team(
    session: Session, *, viewer: Viewer, team: Team, changes: Mapping[str, Any]
) -> Team:
    """Set the named fields; `until` ends the team, null takes the end back. As create_team."""
    refuse_writing(viewer, team)
    before = told(team)
    with session.no_autoflush:
        _put(team, changes)
        _refuse(session, viewer, team)
    if told(team) != before:
        team.updated_at = clock.now()
        session.flush()
        audit.record(
            session, viewer, "team_changed", kind="team", id=team.id,
            before=before, after=told(team),
        )  # fmt: skip
    return team


def refuse_writing(viewer: Viewer, team: Team) -> None:
    """CommuneOutsideScope unless the viewer works in the team's commune."""
    if not may_write_in(viewer, team.commune_code):
        raise CommuneOutsideScope


def told(team: Team) -> dict[str, Any]:
    """What the trail keeps of a team."""
    return {
        "name": team.name,
        "commune_code": team.commune_code,
        "hamlet": team.hamlet,
        "since": day_text(team.since),
        "until": day_text(team.until),
    }


def _refuse(session: Session, viewer: Viewer, team: Team) -> None:
    if not may_write_in(viewer, team.commune_code):
        raise CommuneOutsideScope(fields={"commune_code": [CommuneOutsideScope.sentence]})
    if team.until is None and store.same_name(session, team):
        raise TeamExists(fields={"name": [TeamExists.sentence]})


def _put(team: Team, values: Mapping[str, Any]) -> None:
    faults: Faults = {}
    for name in ("commune_code", "since", "until"):
        if name in values:
            setattr(team, name, values[name])
    if "name" in values:
        team.name = tidy(values["name"] or "")[:120]
    if "hamlet" in values:
        team.hamlet = tidy(values["hamlet"] or "")[:120] or None
    team.search_text = "; ".join(fold(text) for text in (team.name, team.hamlet) if text)
    if not team.name:
        faults["name"] = [NAME_NEEDED]
    if not is_commune(team.commune_code or ""):
        faults["commune_code"] = [COMMUNE_WRONG]
    check_days(team.since, team.until, faults)
    if faults:
        raise InvalidFields(fields=faults)


def check_days(since: date | None, until: date | None, faults: Faults) -> None:
    """Neither day lies ahead, and the end does not come before the beginning."""
    for name, day in (("since", since), ("until", until)):
        if day is not None and day > clock.today():
            faults[name] = [FUTURE]
    if since is not None and until is not None and until < since:
        faults["until"] = [TURNED]


def member(session: Session, *, team: Team, member_id: str) -> TeamMember:
    """A member of a team the viewer sees; NotFound."""
    found = store.member(session, team.id, member_id)
    if found is None:
        raise NotFound
    return found


def add_member(
    session: Session,
    *,
    viewer: Viewer,
    team: Team,
    account_id: str | None = None,
    id: str | None = None,
    **typed: Any,
) -> TeamMember:
    """Somebody by account (name and phone are then its own) or by name; leading ends the lead of
    whoever led.

    TeamEnded, TeamMemberMissing, TeamAccountMissing, TeamMemberAlready, InvalidFields, IdTaken,
    CommuneOutsideScope.
    """
    refuse_writing(viewer, team)
    if team.until is not None:
        raise TeamEnded
    added = TeamMember(team_id=team.id, name="", id=new_id() if id is None else accept_id(id))
    if id is not None and session.get(TeamMember, added.id) is not None:
        raise IdTaken
    if account_id:
        account = _account(session, viewer, account_id)
        if store.has_account(session, team.id, account.id):
            raise TeamMemberAlready(fields={"account_id": [TeamMemberAlready.sentence]})
        added.account_id = account.id
        typed |= {"name": account.name, "phone": account.phone}
    elif not typed.get("name"):
        raise TeamMemberMissing(fields={"name": [TeamMemberMissing.sentence]})
    _put_member(session, added, typed)
    session.add(added)
    session.flush()
    _note(session, viewer, team, "team_member_added", after=told_member(added))
    return added


def change_member(
    session: Session,
    *,
    viewer: Viewer,
    team: Team,
    member: TeamMember,
    changes: Mapping[str, Any],
) -> TeamMember:
    """Set the named fields; `until` ends the membership. As add_member."""
    refuse_writing(viewer, team)
    before, phone = told_member(member), member.phone
    if member.account_id is not None:
        changes = {name: one for name, one in changes.items() if name not in {"name", "phone"}}
    _put_member(session, member, changes)
    if told_member(member) != before or phone != member.phone:
        member.updated_at = clock.now()
        session.flush()
        after = told_member(member)
        after |= {"changed": ["phone"]} if phone != member.phone else {}
        _note(session, viewer, team, "team_member_changed", before=before, after=after)
    return member


def told_member(member: TeamMember) -> dict[str, Any]:
    """What the trail keeps of a member: by account where there is one, never the telephone."""
    return {
        "account": member.account_id,
        "team_member": member.id,
        "leader": member.leader,
        "sex": member.sex,
        "since": day_text(member.since),
        "until": day_text(member.until),
    }


def _account(session: Session, viewer: Viewer, account_id: str) -> Account:
    try:
        account = find(session, viewer=viewer, account_id=account_id)
    except NotFound:
        account = None
    if account is None or account.role == Role.PRODUCER or viewer.role is Role.OPERATOR:
        said = {"account_id": [TeamAccountMissing.sentence]}
        raise TeamAccountMissing(fields=said)
    return account


def _put_member(session: Session, member: TeamMember, values: Mapping[str, Any]) -> None:
    faults: Faults = {}
    if "name" in values:
        read = read_name(values["name"] or "")
        if read.error and member.account_id is None:
            faults["name"] = [read.hint or ERROR_WORDS[read.error]]
        member.name = read.value or str(values["name"] or "")[:120]
    if "phone" in values:
        number = read_phone(values["phone"] or "")
        if number.error:
            faults["phone"] = [number.hint or ERROR_WORDS[number.error]]
        member.phone = number.value
    for name in ("sex", "since", "until"):
        if name in values:
            setattr(member, name, values[name] or None)
    if member.sex is not None and member.sex not in SEXES:
        faults["sex"] = [SEX_WRONG]
    check_days(member.since, member.until, faults)
    if faults:
        raise InvalidFields(fields=faults)
    if "leader" in values:
        member.leader = bool(values["leader"])
    if member.until is not None:
        member.leader = False
    if member.leader:
        for other in store.leaders(session, member.team_id):
            other.leader = other.id == member.id


def _note(
    session: Session, viewer: Viewer, team: Team, action: str, **facts: dict[str, Any]
) -> None:
    kept = {when: {k: v for k, v in said.items() if v is not None} for when, said in facts.items()}
    audit.record(
        session, viewer, action, kind="team", id=team.id,
        before=kept.get("before"), after=kept.get("after"),
    )  # fmt: skip
