"""Tokens: told once, kept as a hash, bound to role and places."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import rules
from agrimarket.accounts.models import Token
from agrimarket.kit import clock
from agrimarket.kit.access import PUBLIC, SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal


def make(role: Role = Role.PROVINCE_OFFICER, **options) -> str:
    with one_commit() as session:
        return rules.create_token(session, viewer=SYSTEM, name="Phúc", role=role, **options)[1]


def test_a_token_speaks_for_its_role_and_communes(app: Flask) -> None:
    secret = make(Role.COMMUNE_OFFICER, commune_codes=["16144", "14758", "16144"])
    viewer = rules.viewer_of_token(reading(), secret)
    assert (viewer.role, viewer.commune_codes) == (Role.COMMUNE_OFFICER, {"14758", "16144"})


def test_only_its_hash_is_kept(app: Flask) -> None:
    secret = make()
    row = reading().scalars(select(Token)).one()
    assert secret not in str({c.name: getattr(row, c.name) for c in Token.__table__.columns})


@pytest.mark.parametrize("secret", ["", "agri_", "agri_x", "nonsense", "agri_" + "x" * 5000])
def test_another_text_is_nobody(app: Flask, secret: str) -> None:
    assert rules.viewer_of_token(reading(), secret) is PUBLIC


def test_a_revoked_or_ended_token_is_nobody(app: Flask) -> None:
    ended = make(expires_at=clock.now() - timedelta(seconds=1))
    assert rules.viewer_of_token(reading(), ended) is PUBLIC
    secret = make()
    with one_commit() as session:
        for token in session.scalars(select(Token)):
            token.revoked_at = clock.now()
    assert rules.viewer_of_token(reading(), secret) is PUBLIC


@pytest.mark.parametrize(
    ("role", "options", "code"),
    [(Role.EXTENSION_WORKER, {}, "commune_needed"),
     (Role.COMMUNE_OFFICER, {"commune_codes": ["99999"]}, "commune_code_unknown"),
     (Role.PRODUCER, {}, "household_needed"),
     (Role.SYSTEM, {}, "role_unknown"),
     (Role.PUBLIC, {}, "role_unknown")],
)  # fmt: skip
def test_what_cannot_be_is_refused(app: Flask, role: Role, options: dict, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        make(role, **options)
    assert refused.value.code == code
    assert reading().scalars(select(Token)).all() == []


def test_a_session_cookie_does_not_speak_under_api(app: Flask, people) -> None:
    browser = people.nam.browser()
    assert browser.get("/viec").status_code == 200
    answer = browser.get("/api/v1/households")
    assert (answer.status_code, answer.json["code"]) == (401, "signed_out")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
