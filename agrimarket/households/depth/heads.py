"""Changing who heads or represents a producer; who it was, from when to when, stays."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.consenting.rules import Agreement, give_consent, withdraw_consent
from agrimarket.households.depth import store as store_depth
from agrimarket.households.depth.members import check_days, checked_name, member
from agrimarket.households.depth.models import ProducerHead, ProducerMember
from agrimarket.households.depth.refusals import HeadSame, MemberMissing
from agrimarket.households.details import PERSONS
from agrimarket.households.edit import edit
from agrimarket.households.field_changes import consent_over
from agrimarket.households.models import Household
from agrimarket.households.refusals import FieldNotYours, NothingToWithdraw
from agrimarket.households.showing.masks import is_own
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.errors import InvalidFields

REASON = "Đổi chủ hộ"
# What is the person's who heads the producer, and goes with them; the telephone may be the house's.
OF_THE_HEAD = ("citizen_id", "birth_date", "sex")


@dataclass(frozen=True, slots=True)
class NewHead:
    """Who heads the producer from `since` on: one of its members, or a name.

    `left`: the one before is no member any more. Citizen number, birth date and sex are the new
    head's where they are known; those of the one before never stay.
    """

    member_id: str | None = None
    name: str | None = None
    since: date | None = None
    left: bool = False
    phone: str | None = None
    citizen_id: str | None = None
    birth_date: date | None = None
    sex: str | None = None


def change_head(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    head: NewHead,
    consent: Agreement | None = None,
) -> Household:
    """End the term of whoever heads a producer, visible and locked, and begin the new one.

    In a household the agreement was the former head's own: it ends here, and the producer is a
    draft until the new head agrees (`consent`). MemberMissing, HeadSame, NotFound, FieldNotYours,
    InvalidFields, and what `edit` refuses.
    """
    if is_own(viewer, household):
        raise FieldNotYours
    day = head.since or clock.today()
    _check(head, day)
    name_before = household.head_name
    chosen = _chosen(session, viewer, household, head)
    name = _name_of(session, viewer, chosen) if chosen else checked_name(head.name or "")
    term = store_depth.head_now(session, household.id)
    if (term and chosen and term.member_id == chosen.id) or name == name_before:
        raise HeadSame(fields={"name": [HeadSame.sentence]})
    changes = _changes(household, name, head)
    edit(session, viewer=viewer, household=household, changes=changes)
    _end_term(session, household, term, name_before, day, left=head.left)
    if chosen is None:
        chosen = _new_member(session, household, name, day)
    begun = ProducerHead(household_id=household.id, member_id=chosen.id, since=day)
    session.add(begun)
    session.flush()
    audit.record(
        session, viewer, "head_changed", kind="household", id=household.id,
        before={"head_name": name_before},
        after={"head_name": name, "since": day_text(day)}, person=household.id,
    )  # fmt: skip
    _ask_again(session, viewer, household, consent)
    return household


def _check(head: NewHead, day: date) -> None:
    if bool(head.member_id) == bool(head.name):
        raise MemberMissing(fields={"name": [MemberMissing.sentence]})
    faults: dict[str, list[str]] = {}
    check_days(day, None, faults)
    if faults:
        raise InvalidFields(fields=faults)


def _chosen(
    session: Session, viewer: Viewer, household: Household, head: NewHead
) -> ProducerMember | None:
    if head.member_id is None:
        return None
    found = member(session, viewer=viewer, household=household, member_id=head.member_id)
    if found.until is not None:
        raise MemberMissing(fields={"member_id": [MemberMissing.sentence]})
    return found


def _name_of(session: Session, viewer: Viewer, chosen: ProducerMember) -> str:
    """A member's own name; of a linked household its head's, of a linked firm its own."""
    if chosen.member_household_id is None:
        return chosen.name or ""
    linked = store_depth.named(session, viewer, [chosen.member_household_id])
    other = linked[chosen.member_household_id]
    return other.head_name or other.name


def _changes(household: Household, name: str, head: NewHead) -> dict[str, Any]:
    changes: dict[str, Any] = {"head_name": name}
    changes |= {field: getattr(head, field) for field in OF_THE_HEAD}
    if household.kind in PERSONS:
        changes["bank"] = None  # an account in the former head's name
    if head.phone:
        changes |= {"phone": head.phone, "phone_of": None}
    return changes


def _end_term(
    session: Session,
    household: Household,
    term: ProducerHead | None,
    name_before: str | None,
    day: date,
    *,
    left: bool,
) -> None:
    """Close the open term; a head from before terms were kept gets theirs, of unknown beginning."""
    if term is None:
        if name_before is None:
            return
        former = ProducerMember(household_id=household.id, name=name_before)
        session.add(former)
        session.flush()
        term = ProducerHead(household_id=household.id, member_id=former.id)
        session.add(term)
    else:
        former = session.get_one(ProducerMember, term.member_id)
        if former.member_household_id is None and name_before:
            former.name = name_before  # as it was mended since
    term.until = max(day, term.since) if term.since else day
    if left:
        former.until = day
    session.flush()


def _new_member(session: Session, household: Household, name: str, day: date) -> ProducerMember:
    made = ProducerMember(household_id=household.id, name=name, since=day)
    if household.kind in PERSONS:
        made.since = None  # of the family long before they headed it
    session.add(made)
    session.flush()
    return made


def _ask_again(
    session: Session, viewer: Viewer, household: Household, consent: Agreement | None
) -> None:
    if household.kind in PERSONS:
        consent_over(session, household)
        with suppress(NothingToWithdraw):
            withdraw_consent(session, viewer=viewer, household=household, reason=REASON)
    if consent is not None:
        give_consent(session, viewer=viewer, household=household, agreement=consent)
