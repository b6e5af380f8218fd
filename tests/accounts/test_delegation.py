"""Standing in for a colleague: from day to day, while both are active, ended by either."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import delegate, ends
from agrimarket.accounts.models import Account, Delegation
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.places import commune
from tests.builders.accounts import Member, a_member
from tests.builders.households import a_household
from tests.people import NGA_AN, People

OFFICER, WORKER = Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER
NEXT = delegate.nearest(commune(NGA_AN))[0].code


@pytest.fixture
def nam(app: Flask) -> Member:
    return a_member(app, WORKER, "Nam", NGA_AN)


@pytest.fixture
def lan(app: Flask) -> Member:
    """Chị Lan works next door."""
    return a_member(app, WORKER, "Lan", NEXT)


def lend(giver: Member, taker: Member, *communes: str, **over) -> Delegation:
    today = clock.today()
    days = {"starts_on": today, "ends_on": today + timedelta(days=5), "reason": "nghỉ phép"}
    with one_commit() as session:
        return delegate.delegate(
            session, viewer=giver.viewer, to_account_id=taker.id,
            commune_codes=communes or (NGA_AN,), **(days | over),
        )  # fmt: skip


def test_the_delegate_sees_both_and_says_for_whom(nam: Member, lan: Member) -> None:
    lend(nam, lan)
    viewer = lan.viewer
    assert viewer.commune_codes == {NGA_AN, NEXT}
    assert viewer.acting_for == ("Nam",)
    assert viewer.signature == "Lan (thay Nam)"
    assert nam.viewer.commune_codes == {NGA_AN}


def test_it_opens_lists_and_writes_and_the_audit_says_so(
    app: Flask, people: People, nam: Member, lan: Member
) -> None:
    household = a_household(people)
    browser = lan.browser()
    assert browser.get(f"/ho/{household.id}").status_code == 404
    lend(nam, lan)
    assert browser.get(f"/ho/{household.id}").status_code == 200
    made = browser.post("/ho/moi", data={"kind": "household", "head_name": "Mai Thị Na",
                                         "commune_code": NGA_AN})  # fmt: skip
    assert made.status_code == 303, made.text
    reading().rollback()
    rows = reading().scalars(select(AuditRow).where(AuditRow.action == "household_registered"))
    assert {row.who_name for row in rows} == {"Phúc", "Lan (thay Nam)"}


@pytest.mark.parametrize(
    ("first", "last", "today", "holds"),
    [(0, 5, -1, False), (0, 5, 0, True), (0, 5, 5, True), (0, 5, 6, False), (2, 5, 1, False)],
)
def test_it_holds_from_its_first_day_to_the_end_of_its_last(
    nam: Member, lan: Member, monkeypatch, first: int, last: int, today: int, holds: bool
) -> None:
    now = clock.today()
    lend(nam, lan, starts_on=now + timedelta(days=first), ends_on=now + timedelta(days=last))
    monkeypatch.setattr(clock, "today", lambda: now + timedelta(days=today))
    assert (NGA_AN in lan.viewer.commune_codes) is holds


@pytest.mark.parametrize("closed", ["giver", "taker"])
def test_it_falls_when_either_is_disabled(
    app: Flask, nam: Member, lan: Member, closed: str
) -> None:
    lend(nam, lan)
    browser = lan.browser()
    who = nam if closed == "giver" else lan
    with one_commit() as session:
        ends.disable(session, SYSTEM, session.get_one(Account, who.id))
    if closed == "taker":
        assert browser.get("/ho").status_code == 302
    assert (NGA_AN in lan.viewer.commune_codes) is (closed == "taker")


def test_what_the_giver_lost_is_lost_for_the_delegate_too(nam: Member, lan: Member) -> None:
    lend(nam, lan)
    with one_commit() as session:
        session.get_one(Account, nam.id).communes[0].commune_code = "14758"
    assert lan.viewer.commune_codes == {NEXT}


@pytest.mark.parametrize("who", ["giver", "taker"])
def test_either_ends_it_and_both_acts_are_in_the_audit(
    app: Flask, nam: Member, lan: Member, who: str
) -> None:
    row = lend(nam, lan)
    member = nam if who == "giver" else lan
    stranger = a_member(app, WORKER, "Xa", "14758")
    end = f"/tai-khoan/uy-quyen/{row.id}/thoi"
    assert stranger.browser().post(end).status_code == 404
    assert NGA_AN in lan.viewer.commune_codes
    assert member.browser().post(end).status_code == 303
    assert lan.viewer.commune_codes == {NEXT}
    assert member.browser().post(end).status_code == 409
    acts = reading().scalars(select(AuditRow).where(AuditRow.object_id == row.id))
    assert sorted(act.action for act in acts) == ["delegated", "delegation_ended"]


def test_what_was_lent_is_not_lent_on(app: Flask, nam: Member, lan: Member) -> None:
    third = a_member(app, WORKER, "Tú", NEXT)
    lend(nam, lan)
    with pytest.raises(Refusal) as refused:
        lend(lan, third, NGA_AN)
    assert refused.value.code == "delegation_places"
    lend(lan, third, NEXT)
    assert third.viewer.commune_codes == {NEXT}


@pytest.mark.parametrize(
    ("role", "where", "code"),
    [
        (OFFICER, NEXT, None),
        (Role.COMMUNITY_TEAM, NGA_AN, "delegate_not_fit"),
        (Role.AUDITOR, NGA_AN, "delegate_not_fit"),
        (WORKER, "14758", "delegate_not_fit"),
    ],
)
def test_a_colleague_of_the_same_rank_or_above_nearby(
    app: Flask, nam: Member, role: Role, where: str, code: str | None
) -> None:
    other = a_member(app, role, "Người nhận", where)
    if code is None:
        assert lend(nam, other).to_account_id == other.id
        return
    with pytest.raises(Refusal) as refused:
        lend(nam, other)
    assert refused.value.code == code


def test_an_officer_does_not_lend_to_a_worker(app: Flask, nam: Member) -> None:
    huong = a_member(app, OFFICER, "Hương", NGA_AN)
    with pytest.raises(Refusal) as refused:
        lend(huong, nam)
    assert refused.value.code == "delegate_not_fit"


def day(offset: int) -> date:
    return clock.today() + timedelta(days=offset)


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"starts_on": -1}, "delegation_days"),
        ({"starts_on": 3, "ends_on": 2}, "delegation_days"),
        ({"ends_on": 93}, "delegation_days"),
        ({"reason": "  "}, "delegation_reason"),
    ],
)
def test_days_and_a_reason_are_needed(nam: Member, lan: Member, over: dict, code: str) -> None:
    given = {name: day(value) if isinstance(value, int) else value for name, value in over.items()}
    with pytest.raises(Refusal) as refused:
        lend(nam, lan, **given)
    assert refused.value.code == code
    assert reading().scalars(select(Delegation)).all() == []


def test_the_page_gives_and_shows_it(nam: Member, lan: Member) -> None:
    browser = nam.browser()
    page = browser.get("/tai-khoan/uy-quyen")
    assert "Lan, cán bộ khuyến nông" in page.text
    form = {"to": lan.id, "communes": NGA_AN, "starts_on": day(0).isoformat(),
            "ends_on": day(3).isoformat(), "reason": "nghỉ phép"}  # fmt: skip
    assert browser.post("/tai-khoan/uy-quyen", data={}).status_code == 422
    assert browser.post("/tai-khoan/uy-quyen", data=form | {"ends_on": "mai"}).status_code == 422
    assert browser.post("/tai-khoan/uy-quyen", data=form).status_code == 303
    assert "Bạn giao cho Lan" in browser.get("/tai-khoan/uy-quyen").text
    assert "Nam giao cho bạn" in lan.browser().get("/tai-khoan/uy-quyen").text


def test_only_those_with_communes_have_the_page(app: Flask) -> None:
    phuc = a_member(app, Role.PROVINCE_OFFICER, "Phúc").browser()
    assert phuc.get("/tai-khoan/uy-quyen").status_code == 403
    assert "Ủy quyền" not in phuc.get("/tai-khoan").text
