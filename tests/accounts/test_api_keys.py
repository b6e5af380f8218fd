"""Keys of programs on their page: shown once, within the giver's own rooms, until a day."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import rules
from agrimarket.accounts.models import Token
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from tests.builders.accounts import Member, a_member

PROVINCE = Role.PROVINCE_OFFICER


@pytest.fixture
def tree(app: Flask) -> dict[str, Member]:
    """Ông Phúc of the whole province, chị Thương of one agency."""
    return {
        "phuc": a_member(app, PROVINCE, "Nguyễn Văn Phúc"),
        "thuong": a_member(app, PROVINCE, "Lê Thị Thương", agency="cong_thuong"),
    }


def a_key(browser, **over):
    last_day = clock.today().replace(day=28)
    form = {"name": "Cổng dữ liệu", "scopes": ["households:read"],
            "last_day": last_day.replace(year=last_day.year + 1, month=1).isoformat()}  # fmt: skip
    return browser.post("/nguoi-dung/khoa-api", data=form | over)


def secret_of(page) -> str:
    found = re.search(r"(agri_[\w-]+)\s*</textarea>", page.text)
    assert found, page.text
    return found[1]


def test_a_key_is_shown_once_and_opens_its_scopes(app: Flask, tree: dict[str, Member]) -> None:
    phuc = tree["phuc"].browser()
    secret = secret_of(a_key(phuc))
    assert secret not in phuc.get("/nguoi-dung/khoa-api").text
    calls = app.test_client()
    headers = {"Authorization": f"Bearer {secret}"}
    assert calls.get("/api/v1/households", headers=headers).status_code == 200
    assert calls.get("/api/v1/lots", headers=headers).status_code == 403
    token = reading().scalars(select(Token)).one()
    assert phuc.post(f"/nguoi-dung/khoa-api/{token.id}/go").status_code == 303
    dead = calls.get("/api/v1/households", headers=headers)
    assert (dead.status_code, dead.json["code"]) == (401, "signed_out")
    assert "Khóa kết nối không đúng, đã hết hạn hoặc đã thu hồi" in dead.json["detail"]


def test_the_new_key_says_in_words_what_it_opens(tree: dict[str, Member]) -> None:
    made = a_key(tree["phuc"].browser(), places="Xã Nga An")
    assert "Xem hộ sản xuất" in made.text
    assert "<dd>Xã Nga An</dd>" in made.text


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"name": " "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"last_day": "2999-01-01"}, "last_day"),
        ({"last_day": ""}, "last_day"),
    ],
)
def test_a_key_that_cannot_be_is_refused_at_its_field(
    tree: dict[str, Member], over: dict, field: str
) -> None:
    answer = a_key(tree["phuc"].browser(), **over)
    assert answer.status_code == 422
    assert f"#f-{field}" in answer.text
    assert reading().scalars(select(Token)).all() == []


def test_an_agency_gives_no_scope_beyond_its_rooms_and_sees_its_own_keys(
    tree: dict[str, Member],
) -> None:
    phuc, thuong = tree["phuc"].browser(), tree["thuong"].browser()
    assert a_key(thuong, scopes=["households:write"]).status_code == 422
    secret_of(a_key(thuong, scopes=["channels:write"], name="Sàn"))
    secret_of(a_key(phuc, name="Cổng tỉnh"))
    assert "Cổng tỉnh" not in thuong.get("/nguoi-dung/khoa-api").text
    assert "Sàn" in phuc.get("/nguoi-dung/khoa-api").text
    theirs = reading().scalars(select(Token).where(Token.name == "Cổng tỉnh")).one()
    assert thuong.post(f"/nguoi-dung/khoa-api/{theirs.id}/go").status_code == 404


def test_a_key_stops_with_its_maker(app: Flask, tree: dict[str, Member]) -> None:
    other = a_member(app, PROVINCE, "Khác")
    secret = secret_of(a_key(other.browser()))
    assert tree["phuc"].browser().post(f"/nguoi-dung/{other.id}/khoa").status_code == 303
    with one_commit() as session:
        assert not rules.viewer_of_token(session, secret).signed_in
