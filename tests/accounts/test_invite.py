"""Invitations down the tree: made by whom, taken once, and nothing but what was offered."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from agrimarket.accounts import ends
from agrimarket.accounts.models import Account, AccountLink
from agrimarket.accounts.sessions import secret_hash
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from tests.accounts.invited import (
    AUDITOR,
    FORM,
    OFFICER,
    PRODUCER,
    PROVINCE,
    TEAM,
    WORKER,
    accounts,
    offer,
)
from tests.builders.accounts import Member, a_member, path_of_invitation
from tests.builders.households import a_household
from tests.people import HAM_RONG, NGA_AN, People


@pytest.fixture
def huong(app: Flask) -> Member:
    """Chị Hương, officer of bà Hoa's commune."""
    return a_member(app, OFFICER, "Lê Thu Hương", NGA_AN)


def test_the_link_is_shown_once_taken_and_lets_the_person_in(
    app: Flask, client: FlaskClient, huong: Member
) -> None:
    made = huong.browser().post("/nguoi-dung/moi", data={"role": WORKER, "communes": NGA_AN})
    path = path_of_invitation(made)
    page = client.get(path)
    assert page.status_code == 200
    for told in ("Lê Thu Hương", "cán bộ xã, phường", "Cán bộ khuyến nông", "Xã Nga An"):
        assert told in page.text
    taken = client.post(path, data=FORM)
    assert (taken.status_code, taken.location) == (303, "/viec")
    assert client.get("/ho").status_code == 200
    new = accounts()[-1]
    assert (new.role, new.made_by, new.phone) == (WORKER, huong.id, "0988777666")
    assert [row.commune_code for row in new.communes] == [NGA_AN]
    again = app.test_client().post(
        "/dang-nhap", data={"login": "0988777666", "password": FORM["password"]}
    )
    assert again.status_code == 303


def test_only_the_hash_of_the_link_is_kept(app: Flask, huong: Member) -> None:
    path = offer(huong, WORKER, NGA_AN)
    row = reading().scalars(select(AccountLink)).one()
    told = str({column.name: getattr(row, column.name) for column in AccountLink.__table__.columns})
    secret = path.removeprefix("/moi/")
    assert secret not in told
    assert row.secret_hash == secret_hash(secret)


def test_opening_a_link_changes_nothing(app: Flask, client: FlaskClient, huong: Member) -> None:
    path = offer(huong, WORKER, NGA_AN)
    before = len(accounts())
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert len(accounts()) == before
    assert client.post(path, data=FORM).status_code == 303


def test_nothing_but_the_stored_offer_counts(
    app: Flask, client: FlaskClient, huong: Member
) -> None:
    path = offer(huong, WORKER, NGA_AN)
    more = {"role": "province_officer", "communes": HAM_RONG, "commune_codes": HAM_RONG,
            "agency": "ubnd", "household_id": "x", "active": "1", "is_admin": "1",
            "made_by": "x", "offer": '{"role": "operator"}'}  # fmt: skip
    assert client.post(path, data=FORM | more).status_code == 303
    new = accounts()[-1]
    assert (new.role, new.agency, new.household_id) == (WORKER, None, None)
    assert [row.commune_code for row in new.communes] == [NGA_AN]


def _late(link: AccountLink, _huong: Member) -> None:
    link.ends_at = clock.now() - timedelta(seconds=1)


def _revoked(link: AccountLink, _huong: Member) -> None:
    link.revoked_at = clock.now()


def _used(link: AccountLink, _huong: Member) -> None:
    link.used_at = clock.now()


@pytest.mark.parametrize("spoil", [_late, _revoked, _used])
def test_a_link_that_is_over_answers_like_one_that_never_was(
    app: Flask, client: FlaskClient, huong: Member, spoil
) -> None:
    path = offer(huong, WORKER, NGA_AN)
    with one_commit() as session:
        spoil(session.scalars(select(AccountLink)).one(), huong)
    never = client.get("/moi/" + "x" * 43)
    for answer in (client.get(path), client.post(path, data=FORM)):
        assert answer.status_code == never.status_code == 404
        assert answer.data == never.data
    assert len(accounts()) == 1


def test_it_works_once(app: Flask, client: FlaskClient, huong: Member) -> None:
    path = offer(huong, WORKER, NGA_AN)
    assert client.post(path, data=FORM).status_code == 303
    other = app.test_client()
    assert other.post(path, data=FORM | {"contact": "0911000222"}).status_code == 404
    assert len(accounts()) == 2


def test_it_falls_with_its_maker_and_with_the_maker_s_places(
    app: Flask, client: FlaskClient, huong: Member
) -> None:
    path = offer(huong, WORKER, NGA_AN)
    with one_commit() as session:
        row = session.get_one(Account, huong.id)
        row.communes[0].commune_code = HAM_RONG
    assert client.get(path).status_code == 404
    with one_commit() as session:
        session.get_one(Account, huong.id).communes[0].commune_code = NGA_AN
    assert client.get(path).status_code == 200
    with one_commit() as session:
        ends.disable(session, SYSTEM, session.get_one(Account, huong.id))
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("maker", "allowed"),
    [
        (PROVINCE, {PROVINCE, OFFICER, WORKER, TEAM, AUDITOR, PRODUCER}),
        (OFFICER, {WORKER, TEAM, PRODUCER}),
        (WORKER, {PRODUCER}),
        (TEAM, set()),
        (AUDITOR, set()),
        (PRODUCER, set()),
        (Role.OPERATOR, set()),
    ],
)
def test_nobody_invites_above_or_beside_himself(
    app: Flask, people: People, maker: Role, allowed: set[Role]
) -> None:
    household = a_household(people)
    own = {"household_id": household.id} if maker is PRODUCER else {}
    member = a_member(app, maker, "Người mời", NGA_AN, **own)
    for role in Role:
        given = {"household_id": household.id} if role is PRODUCER else {}
        if role in allowed:
            assert offer(member, role, NGA_AN, **given)
            continue
        with pytest.raises(Refusal) as refused:
            offer(member, role, NGA_AN, **given)
        assert refused.value.code in {"invite_not_yours", "role_unknown"}


def test_nobody_invites_for_places_that_are_not_his(app: Flask, huong: Member) -> None:
    with pytest.raises(Refusal) as refused:
        offer(huong, WORKER, NGA_AN, HAM_RONG)
    assert refused.value.code == "invite_not_yours"


def test_an_agency_invites_its_own_officers_alone(app: Flask) -> None:
    trade = a_member(app, PROVINCE, "Thương", agency="cong_thuong")
    farm = a_member(app, PROVINCE, "Nông", agency="nong_nghiep")
    whole = a_member(app, PROVINCE, "Phúc")
    assert offer(trade, PROVINCE, agency="cong_thuong")
    assert offer(farm, PROVINCE, agency="nong_nghiep")
    assert offer(farm, WORKER, NGA_AN)
    assert offer(whole, PROVINCE, agency="khcn")
    beyond = [
        (trade, PROVINCE, None),
        (trade, PROVINCE, "ubnd"),
        (trade, WORKER, None),
        (farm, PROVINCE, "cong_thuong"),
    ]
    for maker, role, agency in beyond:
        with pytest.raises(Refusal) as refused:
            offer(maker, role, NGA_AN, agency=agency)
        assert refused.value.code == "invite_not_yours"
