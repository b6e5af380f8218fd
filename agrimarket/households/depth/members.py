"""Who belongs to a producer: added by link or by name, mended, ended; nothing is thrown away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.depth import store as store_depth
from agrimarket.households.depth.kinds import MEMBER_ROLES
from agrimarket.households.depth.models import ProducerMember
from agrimarket.households.depth.refusals import (
    HeadStays,
    MemberAlready,
    MemberHouseholdMissing,
    MemberIsItself,
    MemberMissing,
)
from agrimarket.households.intake.names import read_name
from agrimarket.households.intake.words import ERROR_WORDS
from agrimarket.households.models import Household, HouseholdState
from agrimarket.households.refusals import CommuneOutsideScope, NoLongerDraft
from agrimarket.households.scope import may_write_in
from agrimarket.households.showing.masks import is_own
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.ids import take_id

FUTURE = "Ngày này chưa đến. Hãy ghi hôm nay hoặc một ngày đã qua."
TURNED = "Ngày thôi phải sau ngày vào. Hãy xem lại hai ngày."
ROLE_UNKNOWN = "Hãy chọn một vai trò trong danh sách."


def member(
    session: Session, *, viewer: Viewer, household: Household, member_id: str
) -> ProducerMember:
    """One member that the viewer may be told of; NotFound."""
    found = store_depth.member(session, viewer, household.id, member_id)
    if found is None:
        raise NotFound
    return found


def refuse_writing(viewer: Viewer, household: Household) -> None:
    """The producer itself and its commune's people; a community team on drafts alone.

    CommuneOutsideScope, NoLongerDraft.
    """
    if is_own(viewer, household):
        return
    if not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope
    if viewer.role is Role.COMMUNITY_TEAM and household.state != HouseholdState.DRAFT:
        raise NoLongerDraft


def add_member(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    member_household_id: str | None = None,
    name: str | None = None,
    role: str = "member",
    since: date | None = None,
    id: str | None = None,
) -> ProducerMember:
    """A registered household in the viewer's scope, or a name; `since` may be unknown.

    The producer is visible and locked. MemberMissing, MemberHouseholdMissing, MemberIsItself,
    MemberAlready, InvalidFields, IdTaken, and what refuse_writing refuses.
    """
    refuse_writing(viewer, household)
    if bool(member_household_id) == bool(name):
        raise MemberMissing(fields={"name": [MemberMissing.sentence]})
    added = ProducerMember(household_id=household.id)
    if id is not None:
        take_id(session, added, id)
    if member_household_id:
        added.member_household_id = _linked(session, viewer, household, member_household_id)
    else:
        added.name = checked_name(name or "")
    _put(added, {"role": role, "since": since})
    session.add(added)
    session.flush()
    audit.record(
        session, viewer, "member_added", kind="household", id=household.id,
        after=known(told(added)), person=household.id,
    )  # fmt: skip
    return added


def change_member(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    member: ProducerMember,
    changes: Mapping[str, Any],
) -> ProducerMember:
    """Mend name, role, since; `until` ends the membership, null takes the end back.

    HeadStays, MemberAlready, InvalidFields, and what refuse_writing refuses.
    """
    refuse_writing(viewer, household)
    before = told(member)
    wanted = dict(changes)
    if "name" in wanted:
        text = wanted.pop("name")
        if member.member_household_id is None:
            member.name = checked_name(text or "")
    if wanted.get("until") is not None and _heads(session, member):
        raise HeadStays(fields={"until": [HeadStays.sentence]})
    if member.until is not None and wanted.get("until", member.until) is None:
        _refuse_second(session, member)
    _put(member, wanted)
    if told(member) != before:
        member.updated_at = clock.now()
        session.flush()
        ended = before["until"] is None and member.until is not None
        audit.record(
            session, viewer, "member_ended" if ended else "member_changed", kind="household",
            id=household.id, before=known(before), after=known(told(member)), person=household.id,
        )  # fmt: skip
    return member


def _linked(session: Session, viewer: Viewer, household: Household, other_id: str) -> str:
    other = store.one(session, viewer, other_id)
    if other is None or other.erased_at is not None:
        said = {"member_household_id": [MemberHouseholdMissing.sentence]}
        raise MemberHouseholdMissing(fields=said)
    if other.id == household.id or store_depth.is_member(session, other.id, household.id):
        raise MemberIsItself(fields={"member_household_id": [MemberIsItself.sentence]})
    if store_depth.is_member(session, household.id, other.id):
        raise MemberAlready(fields={"member_household_id": [MemberAlready.sentence]})
    return other.id


def _refuse_second(session: Session, member: ProducerMember) -> None:
    other = member.member_household_id
    if other and store_depth.is_member(session, member.household_id, other):
        raise MemberAlready(fields={"until": [MemberAlready.sentence]})


def _heads(session: Session, member: ProducerMember) -> bool:
    term = store_depth.head_now(session, member.household_id)
    return term is not None and term.member_id == member.id


def _put(member: ProducerMember, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(member, name, value)
    faults: dict[str, list[str]] = {}
    if member.role not in MEMBER_ROLES:
        faults["role"] = [ROLE_UNKNOWN]
    check_days(member.since, member.until, faults)
    if faults:
        raise InvalidFields(fields=faults)


def check_days(since: date | None, until: date | None, faults: dict[str, list[str]]) -> None:
    """Neither day lies ahead, and the end does not come before the beginning."""
    for name, day in (("since", since), ("until", until)):
        if day is not None and day > clock.today():
            faults[name] = [FUTURE]
    if since is not None and until is not None and until < since:
        faults["until"] = [TURNED]


def checked_name(text: str, field: str = "name") -> str:
    """A person's name as lists read it; InvalidFields."""
    read = read_name(text)
    if read.error:
        raise InvalidFields(fields={field: [read.hint or ERROR_WORDS[read.error]]})
    return read.value


def told(member: ProducerMember) -> dict[str, Any]:
    """What the trail keeps of a member; a linked household by its id alone."""
    return {
        "member": member.member_household_id,
        "name": member.name,
        "member_role": member.role,
        "since": day_text(member.since),
        "until": day_text(member.until),
    }


def known(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of a thing without what nobody said of it."""
    return {name: value for name, value in facts.items() if value is not None}
