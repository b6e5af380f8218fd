"""Taking an invitation: what is typed, shared phones, producers, where the link is sent."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from agrimarket.accounts.models import AccountLink
from agrimarket.kit.db import reading
from agrimarket.kit.jobs import run_due
from tests.accounts.invited import FORM, OFFICER, PRODUCER, WORKER, accounts, offer
from tests.builders.accounts import Member, a_member, path_of_invitation
from tests.builders.households import a_household
from tests.people import HAM_RONG, NGA_AN, People


@pytest.fixture
def huong(app: Flask) -> Member:
    """Chị Hương, officer of bà Hoa's commune."""
    return a_member(app, OFFICER, "Lê Thu Hương", NGA_AN)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "B" * 81}, "name"),
        ({"contact": "12345"}, "contact"),
        ({"contact": "a@b"}, "contact"),
        ({"password": "ngắn"}, "password"),
        ({"password": ""}, "password"),
        ({"password": "0988777666"}, "password"),
    ],
)
def test_what_is_typed_wrong_is_told_at_the_field(
    app: Flask, client: FlaskClient, huong: Member, change: dict, field: str
) -> None:
    path = offer(huong, WORKER, NGA_AN)
    answer = client.post(path, data=FORM | change)
    assert answer.status_code == 422
    assert f"#f-{field}" in answer.text
    assert FORM["password"] not in answer.text
    assert client.post(path, data=FORM).status_code == 303


def test_all_faults_are_told_at_once(app: Flask, client: FlaskClient, huong: Member) -> None:
    answer = client.post(offer(huong, WORKER, NGA_AN), data={})
    assert all(f"#f-{field}" in answer.text for field in ("name", "contact", "password"))


def test_a_number_that_signs_somebody_in_is_taken(
    app: Flask, client: FlaskClient, huong: Member
) -> None:
    a_member(app, WORKER, "Nam", NGA_AN, phone="0988777666")
    answer = client.post(offer(huong, WORKER, NGA_AN), data=FORM)
    assert answer.status_code == 409
    assert "đã có người dùng" in answer.text
    assert client.post(offer(huong, WORKER, NGA_AN), data=FORM | {"contact": "0911000333"})


def test_a_producer_is_bound_to_the_household_and_needs_no_password(
    app: Flask, client: FlaskClient, people: People
) -> None:
    household = a_household(people)
    nam = a_member(app, WORKER, "Nam", NGA_AN)
    browser = nam.browser()
    assert "Mời chủ hộ đăng nhập" in browser.get(f"/ho/{household.id}").text
    made = browser.post(f"/ho/{household.id}/moi-chu-ho", data={"send": "1"})
    path = path_of_invitation(made)
    assert client.post(path, data=FORM | {"password": ""}).status_code == 303
    hoa = accounts()[-1]
    assert (hoa.role, hoa.household_id, hoa.password_hash) == (PRODUCER, household.id, "")
    assert "Chào mừng. Bạn là người sản xuất ở Xã Nga An." in client.get("/tai-khoan").text
    assert "Hộ của bạn, Xã Nga An" in client.get("/tai-khoan").text
    run_due(app)
    folder = app.extensions["agrimarket.settings"].data / "outbox"
    said = "".join(file.read_text() for file in folder.iterdir())
    assert "Nam (cán bộ khuyến nông) mời bác xem hộ và tem của nhà mình" in said
    assert client.get(f"/ho/{household.id}").status_code == 200
    assert client.get(f"/ho/{a_household(people).id}").status_code == 404


def test_a_household_elsewhere_cannot_be_bound(app: Flask, people: People) -> None:
    away = a_household(people, commune_code=HAM_RONG)
    browser = a_member(app, WORKER, "Nam", NGA_AN).browser()
    assert browser.get(f"/ho/{away.id}/moi-chu-ho").status_code == 404
    assert browser.post(f"/ho/{away.id}/moi-chu-ho").status_code == 404
    assert reading().scalars(select(AccountLink)).all() == []


def test_two_of_a_family_share_a_phone(app: Flask, client: FlaskClient, people: People) -> None:
    nam = a_member(app, WORKER, "Nam", NGA_AN)
    for name in ("Bà Hoa", "Ông Lam"):
        household = a_household(people)
        path = offer(nam, PRODUCER, NGA_AN, household_id=household.id)
        answer = app.test_client().post(path, data=FORM | {"name": name, "password": ""})
        assert answer.status_code == 303
    assert [row.phone for row in accounts()[-2:]] == ["0988777666"] * 2


def test_it_is_sent_where_a_phone_was_given(app: Flask, huong: Member) -> None:
    form = {"role": WORKER, "communes": NGA_AN, "contact": "0988 777 666"}
    made = huong.browser().post("/nguoi-dung/moi", data=form)
    path = path_of_invitation(made)
    run_due(app)
    folder = app.extensions["agrimarket.settings"].data / "outbox"
    said = "".join(file.read_text() for file in folder.iterdir())
    assert path in said
    assert "0988777666" in said
    assert "https://tem.example.vn/moi/" in said
    wrong = huong.browser().post("/nguoi-dung/moi", data=form | {"contact": "abc"})
    assert wrong.status_code == 422


def test_the_address_does_not_follow_the_host_header(app: Flask, huong: Member) -> None:
    form = {"role": WORKER, "communes": NGA_AN}
    made = huong.browser().post(
        "/nguoi-dung/moi", data=form, headers={"X-Forwarded-Host": "evil.example"}
    )
    assert "evil.example" not in made.text
    assert made.headers["Cache-Control"] == "private, no-store"


def test_an_open_invitation_can_be_taken_back_by_its_maker_alone(
    app: Flask, client: FlaskClient, huong: Member
) -> None:
    path = offer(huong, WORKER, NGA_AN)
    link = reading().scalars(select(AccountLink)).one()
    other = a_member(app, OFFICER, "Khác", NGA_AN)
    assert other.browser().post(f"/nguoi-dung/moi/{link.id}/rut").status_code == 404
    assert client.get(path).status_code == 200
    assert huong.browser().post(f"/nguoi-dung/moi/{link.id}/rut").status_code == 303
    assert client.get(path).status_code == 404
