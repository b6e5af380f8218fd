"""Signing in by an outside identity: the way there and back, and every refusal."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import store_rekey
from agrimarket.accounts.models import OutsideIdentity
from agrimarket.accounts.own_pages import keys, settings
from agrimarket.accounts.vneid import identities, registry, sandbox
from agrimarket.accounts.vneid.port import OutsideExpired, OutsideRefused
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from tests.accounts.browsers import HERE, Browser, actions, an_account, the_account

NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=clock.VIETNAM)
BACK = f"{HERE}/dang-nhap/vneid/ve"


def on_a_trip(browser: Browser, path: str = "/dang-nhap/vneid") -> dict[str, str]:
    """Set out; the fields of the provider's page."""
    answer = browser.get(path)
    assert answer.status_code == 302, answer.text
    assert urlsplit(answer.location).path == sandbox.PAGE
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.location).query).items()}
    page = browser.get(answer.location)
    assert "BẢN THỬ" in page.text
    assert re.search(r'name="state" value="[^"]+"', page.text)
    return asked


def answered(
    browser: Browser, asked: dict[str, str], who: str = "thu-01", said: str = "yes"
) -> str:
    """Say so on the provider's page; the path it sends back to."""
    answer = browser.post(sandbox.PAGE, {**asked, "who": who, "answer": said})
    assert answer.status_code == 303, answer.text
    back = str(answer.location.removeprefix(HERE))
    assert back.startswith("/dang-nhap/vneid/ve?")
    return back


def linked(app: Flask, who: str = "thu-01", login: str = "nam@xa.example") -> Browser:
    """Signed in by password, and the identity linked."""
    browser = Browser(app)
    browser.sign_in(login)
    answer = browser.get(answered(browser, on_a_trip(browser, "/tai-khoan/vneid/gan"), who))
    assert (answer.status_code, answer.location) == (303, "/tai-khoan/vneid")
    return browser


def links() -> list[OutsideIdentity]:
    reading().rollback()
    return list(reading().scalars(select(OutsideIdentity)))


@pytest.fixture
def nam(app: Flask) -> str:
    return an_account()


def test_linked_once_it_opens_without_a_second_step(app: Flask, nam: str) -> None:
    desk = linked(app)
    assert "Đã gắn" in desk.get("/tai-khoan/vneid").text
    desk.post("/tai-khoan/hai-buoc/bat")
    with one_commit() as session:
        account = session.get(type(the_account(nam)), nam)
        assert account
        account.totp_confirmed_at = clock.now()
    browser = Browser(app)
    answer = browser.get(answered(browser, on_a_trip(browser)))
    assert (answer.status_code, answer.location) == (303, "/viec")
    assert browser.inside
    assert "outside_identity_linked" in actions(nam)


def test_only_a_keyed_hash_of_the_subject_is_kept(app: Flask, nam: str) -> None:
    linked(app)
    (row,) = links()
    assert (row.account_id, row.provider, len(row.subject_index)) == (nam, "sandbox", 64)
    assert "thu-01" not in row.subject_index


def test_an_identity_nobody_linked_opens_nothing(app: Flask, nam: str) -> None:
    browser = Browser(app)
    answer = browser.get(answered(browser, on_a_trip(browser)))
    assert answer.status_code == 409
    assert identities.OutsideUnknown.sentence in answer.text
    assert not browser.inside
    assert links() == []


def test_linking_needs_somebody_signed_in(app: Flask, nam: str) -> None:
    browser = Browser(app)
    assert browser.get("/tai-khoan/vneid/gan").location.startswith("/dang-nhap?")
    assert browser.get("/tai-khoan/vneid").status_code == 302


def test_who_does_not_agree_stays_out(app: Flask, nam: str) -> None:
    linked(app)
    browser = Browser(app)
    back = answered(browser, on_a_trip(browser), said="no")
    assert "error=access_denied" in back
    answer = browser.get(back)
    assert answer.status_code == 409
    assert OutsideRefused.sentence in answer.text
    assert not browser.inside


def test_a_code_that_is_too_old_is_refused(app: Flask, nam: str) -> None:
    linked(app)
    browser = Browser(app)
    answer = browser.get(answered(browser, on_a_trip(browser), said="late"))
    assert answer.status_code == 409
    assert OutsideExpired.sentence in answer.text
    assert not browser.inside


def test_the_way_back_is_walked_once(app: Flask, nam: str) -> None:
    linked(app)
    browser = Browser(app)
    asked = on_a_trip(browser)
    kept = browser.client.get_cookie("agrimarket", domain="tem.example.vn")
    assert kept
    back = answered(browser, asked)
    assert browser.get(back).status_code == 303
    browser.post("/dang-xuat")
    assert browser.get(back).status_code == 409
    thief = Browser(app)
    thief.client.set_cookie("agrimarket", kept.value, domain="tem.example.vn")
    assert thief.get(back).status_code == 409
    assert not thief.inside


def test_a_way_back_sent_by_somebody_else_is_refused(app: Flask, nam: str) -> None:
    """A thief sends his own code, so that his victim works in the thief's account."""
    linked(app)
    thief, victim = Browser(app), Browser(app)
    back = answered(thief, on_a_trip(thief))
    assert victim.get(back).status_code == 409
    on_a_trip(victim)
    assert victim.get(back).status_code == 409
    assert not victim.inside


@pytest.mark.parametrize("change", [{"state": "x"}, {"state": "é"}, {"code": "x"}])
def test_a_changed_answer_is_refused(app: Flask, nam: str, change: dict[str, str]) -> None:
    linked(app)
    browser = Browser(app)
    back = answered(browser, on_a_trip(browser))
    said = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()} | change
    assert browser.get("/dang-nhap/vneid/ve", query_string=said).status_code == 409


def test_a_nonce_of_another_trip_is_refused(app: Flask, nam: str) -> None:
    linked(app)
    browser = Browser(app)
    asked = on_a_trip(browser)
    back = answered(browser, {**asked, "nonce": "other"})
    assert browser.get(back).status_code == 409


def test_a_trip_may_take_ten_minutes(app: Flask, nam: str) -> None:
    linked(app)
    browser = Browser(app)
    with clock.frozen_at(NOON):
        asked = on_a_trip(browser)
    with clock.frozen_at(NOON + timedelta(minutes=11)):
        assert browser.get(answered(browser, asked)).status_code == 409


def test_an_identity_belongs_to_one_account(app: Flask, nam: str) -> None:
    linked(app)
    an_account("lan@xa.example", "Lan")
    lan = Browser(app)
    lan.sign_in("lan@xa.example")
    answer = lan.get(answered(lan, on_a_trip(lan, "/tai-khoan/vneid/gan")))
    assert answer.status_code == 409
    assert identities.OutsideTaken.sentence in answer.text
    assert [row.account_id for row in links()] == [nam]


def test_an_account_has_one_identity(app: Flask, nam: str) -> None:
    desk = linked(app)
    answer = desk.get(answered(desk, on_a_trip(desk, "/tai-khoan/vneid/gan"), "thu-02"))
    assert answer.status_code == 409
    assert identities.OutsideLinkedAlready.sentence in answer.text
    again = desk.get(answered(desk, on_a_trip(desk, "/tai-khoan/vneid/gan"), "thu-01"))
    assert again.status_code == 303
    assert len(links()) == 1


def test_who_changed_meanwhile_links_nothing(app: Flask, nam: str) -> None:
    """Set out as anh Nam, came back as chị Lan: neither is linked."""
    an_account("lan@xa.example", "Lan")
    browser = Browser(app)
    browser.sign_in()
    back = answered(browser, on_a_trip(browser, "/tai-khoan/vneid/gan"))
    browser.sign_in("lan@xa.example")
    assert browser.get(back).status_code == 409
    assert links() == []


def test_a_link_can_be_taken_away(app: Flask, nam: str) -> None:
    desk = linked(app)
    assert desk.post("/tai-khoan/vneid/go").status_code == 303
    assert desk.post("/tai-khoan/vneid/go").status_code == 404
    assert links() == []
    browser = Browser(app)
    assert browser.get(answered(browser, on_a_trip(browser))).status_code == 409
    assert "outside_identity_unlinked" in actions(nam)


def test_a_closed_account_stays_closed(app: Flask, nam: str) -> None:
    linked(app)
    with one_commit() as session:
        account = session.get(type(the_account(nam)), nam)
        assert account
        account.active = False
    browser = Browser(app)
    assert browser.get(answered(browser, on_a_trip(browser))).status_code == 409


def test_where_one_was_going_comes_after(app: Flask, nam: str) -> None:
    linked(app)
    for wanted, went in (("/ho?q=hoa", "/ho?q=hoa"), ("//evil.example", "/viec")):
        browser = Browser(app)
        asked = on_a_trip(browser, f"/dang-nhap/vneid?next={wanted}")
        assert browser.get(answered(browser, asked)).location == went


@pytest.mark.parametrize(
    "redirect",
    ["https://evil.example/", "//evil.example", "", "/dang-nhap/vneid/ve", f"{BACK}.evil.example"],
)
def test_the_stand_in_sends_nobody_elsewhere(app: Flask, redirect: str) -> None:
    browser = Browser(app)
    asked = {"redirect": redirect, "state": "s", "nonce": "n"}
    assert browser.get(sandbox.PAGE, query_string=asked).status_code == 404
    answer = browser.post(sandbox.PAGE, {**asked, "who": "thu-01", "answer": "yes"})
    assert answer.status_code == 404


def test_nobody_chosen_is_asked_again(app: Flask) -> None:
    browser = Browser(app)
    asked = on_a_trip(browser)
    for who in ("", "ai-do"):
        assert browser.post(sandbox.PAGE, {**asked, "who": who}).status_code == 422


def test_under_another_name_nothing_begins(app: Flask) -> None:
    browser = Browser(app, "https://evil.example")
    assert browser.get("/dang-nhap/vneid").status_code == 422


def test_without_sandboxes_there_is_no_stand_in(app: Flask) -> None:
    real = replace(settings(), allow_sandbox=False)
    assert registry.providers(real, keys()) == {}
    app.extensions["agrimarket.settings"] = real
    browser = Browser(app)
    for path in ("/dang-nhap/vneid", "/dang-nhap/vneid/ve?state=x&code=y", sandbox.PAGE):
        assert browser.get(path).status_code == 404
    assert browser.post(sandbox.PAGE, {"who": "thu-01", "answer": "yes"}).status_code == 404


def test_a_rotation_moves_a_link_when_its_owner_comes_by(app: Flask, nam: str) -> None:
    linked(app)
    now = keys()
    newer = replace(now, blind_index={**now.blind_index, 2: bytes(range(32))})
    app.extensions["agrimarket.keys"] = newer
    (part,) = [one for one in store_rekey.REKEYED if one.name.startswith("outside_identity")]
    reading().rollback()
    assert (part.older(reading(), now), part.older(reading(), newer)) == (0, 1)
    browser = Browser(app)
    assert browser.get(answered(browser, on_a_trip(browser))).status_code == 303
    (row,) = links()
    assert row.subject_index.startswith("2.")
    assert part.older(reading(), newer) == 0
    app.extensions["agrimarket.keys"] = replace(newer, blind_index={2: newer.blind_index[2]})
    again = Browser(app)
    assert again.get(answered(again, on_a_trip(again))).status_code == 303
