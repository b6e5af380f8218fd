"""Signing in by a code: six digits, ten minutes, five tries, once; nobody learns who has one."""

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from agrimarket.accounts import codes
from agrimarket.accounts.models import Account, OneTimeCode
from agrimarket.kit import clock, logs
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.jobs import Job
from tests.accounts.entry import (
    PHONE,
    a_producer,
    acts,
    an_account,
    is_in,
    last_code,
    outbox,
    sign_in,
)  # fmt: skip


def ask(client: FlaskClient, phone: str = PHONE, **more: str):
    return client.post("/dang-nhap/ma", data={"phone": phone, **more})


def enter(client: FlaskClient, code: str):
    return client.post("/dang-nhap/ma/nhap", data={"code": code})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_ba_hoa_signs_in_by_phone_and_code(app: Flask, client: FlaskClient) -> None:
    a_producer()
    assert ask(client, "+84 912.345.678").location == "/dang-nhap/ma/nhap"
    assert "0912 345 678" in client.get("/dang-nhap/ma/nhap").text
    assert enter(client, last_code(app)).location == "/viec"
    assert is_in(client)


def test_the_message_warns_and_its_code_is_typed_as_people_do(
    app: Flask, client: FlaskClient
) -> None:
    a_producer()
    ask(client)
    code = last_code(app)
    assert "Không đọc mã này cho ai" in outbox(app)[-1]
    assert enter(client, f" {code[:3]} {code[3:]} ").status_code == 303


def test_the_page_asked_for_comes_after_the_code(app: Flask, client: FlaskClient) -> None:
    a_producer()
    ask(client, next="/san-pham")
    assert enter(client, last_code(app)).location == "/san-pham"


@pytest.mark.parametrize("phone", ["", "123", "0237 3852 246", "091234567a", "0912345678' --"])
def test_what_is_no_mobile_number_is_refused(app: Flask, client: FlaskClient, phone: str) -> None:
    answer = ask(client, phone)
    assert answer.status_code == 422
    assert codes.PhoneInvalid.sentence in answer.text
    assert outbox(app) == []


def test_a_phone_nobody_has_gets_the_same_answer_and_no_message(
    app: Flask, client: FlaskClient
) -> None:
    a_producer()
    known, unknown = ask(client), ask(app.test_client(), "0987654321")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert [PHONE in line for line in outbox(app)] == [True]
    stranger = app.test_client()
    ask(stranger, "0987654322")
    assert enter(stranger, "123456").status_code == 422


def test_the_time_tells_nothing_either(app: Flask) -> None:
    """Medians of twelve turns each; the same rows are written for a phone nobody has."""
    known = [f"0912{number:06d}" for number in range(12)]
    for number, phone in enumerate(known):
        a_producer(f"Hoa{number}", phone=phone)

    def spent(phone: str) -> float:
        client = app.test_client()
        started = time.perf_counter()
        assert ask(client, phone).status_code == 303
        return time.perf_counter() - started

    spent("0999999999")
    pairs = [(spent(phone), spent(f"0987{number:06d}")) for number, phone in enumerate(known)]
    have, lack = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.5 < have / lack < 2
    rows = reading().scalars(select(Job).where(Job.kind == "outbox.send")).all()
    assert len(rows) == 25
    assert len({len(str(row.payload)) for row in rows}) <= 2


def test_a_code_counts_once(app: Flask, client: FlaskClient) -> None:
    a_producer()
    ask(client)
    code, other = last_code(app), app.test_client()
    with other.session_transaction() as cookie:
        cookie["code_to"] = [PHONE, ""]
    assert enter(client, code).status_code == 303
    assert enter(other, code).status_code == 422
    assert not is_in(other)


def test_a_new_code_ends_the_older_one(app: Flask, client: FlaskClient) -> None:
    a_producer()
    ask(client)
    first = last_code(app)
    ask(client)
    second = last_code(app)
    assert enter(client, first).status_code == 422 or first == second
    assert enter(client, second).status_code == 303


def test_after_ten_minutes_it_opens_nothing(app: Flask, client: FlaskClient) -> None:
    a_producer()
    start = clock.now()
    with clock.frozen_at(start):
        ask(client)
        code = last_code(app)
    with clock.frozen_at(start + timedelta(minutes=10)):
        assert enter(client, code).status_code == 422
    with clock.frozen_at(start + timedelta(minutes=9, seconds=59)):
        assert enter(client, code).status_code == 303


def test_five_wrong_tries_end_it_also_for_the_right_digits(app: Flask, client: FlaskClient) -> None:
    a_producer()
    ask(client)
    code = last_code(app)
    answers = [enter(client, wrong(code)) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert codes.CodeSpent.sentence in answers[-1].text
    assert enter(client, code).status_code == 429
    ask(client)
    assert enter(client, last_code(app)).status_code == 303


def test_three_sends_an_hour_whoever_asks(app: Flask) -> None:
    a_producer()
    start = clock.now()
    with clock.frozen_at(start):
        statuses = [ask(app.test_client()).status_code for _ in range(5)]
        assert statuses == [303, 303, 303, 429, 429]
        assert len(outbox(app)) == 3
    with clock.frozen_at(start + timedelta(minutes=61)):
        assert ask(app.test_client()).status_code == 303


def test_guessing_over_many_codes_locks_the_phone(app: Flask, client: FlaskClient) -> None:
    """Five tries a code and three codes an hour would be 131,400 guesses a year."""
    a_producer()
    start, heard = clock.now(), 0
    for hour in range(12):
        with clock.frozen_at(start + timedelta(hours=hour, minutes=hour)):
            for _ in range(3):
                if ask(client).status_code != 303:
                    break
                heard += sum(enter(client, "000000").status_code == 422 for _ in range(5))
    assert heard <= 30


def test_a_code_is_kept_as_a_keyed_hash_and_stands_in_no_log_or_job(
    app: Flask, client: FlaskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    a_producer()
    ask(client)
    payloads = str([job.payload for job in reading().scalars(select(Job))])
    code = last_code(app)
    enter(client, code)
    row = reading().scalars(select(OneTimeCode)).one()
    audit = str([(act.after, act.object_id, act.who_name) for act in acts("signed_in")])
    said = "".join(capfd.readouterr())
    assert "/dang-nhap/ma/nhap" in said
    assert len(row.code_hash) == 64
    for place in (payloads, row.to_index, row.code_hash, audit, said):
        assert PHONE not in place
        assert not re.search(rf"(?<![0-9a-f]){code}(?![0-9a-f])", place)


def test_two_threads_with_the_right_code_are_one_sign_in(app: Flask, client: FlaskClient) -> None:
    a_producer()
    ask(client)
    code, keys = last_code(app), app.extensions["agrimarket.keys"]

    def one(_: int) -> bool:
        with app.app_context():
            try:
                with one_commit() as session:
                    found = codes.try_code(session, keys, phone=PHONE, code=code)
                    return not isinstance(found, Refusal)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(8))) == 1


def test_a_family_shares_a_phone_and_chooses_after_the_code(
    app: Flask, client: FlaskClient
) -> None:
    a_producer("Hoa")
    an_account("Tuấn", login="tuan", phone=PHONE)
    stranger = an_account("Lan", login="lan")
    assert "Tuấn" not in ask(client).text + client.get("/dang-nhap/ma/nhap").text
    assert client.get("/dang-nhap/chon").status_code == 303
    assert enter(client, last_code(app)).location == "/dang-nhap/chon"
    page = client.get("/dang-nhap/chon").text
    assert "Hoa" in page
    assert "Cán bộ khuyến nông · Xã Nga An" in page
    assert not is_in(client)
    assert client.post("/dang-nhap/chon", data={"account": stranger}).status_code == 422
    assert client.post("/dang-nhap/chon").status_code == 422
    chosen = re.search(r'value="([0-9a-f-]{36})"[^>]*>.*?<b>Tuấn</b>', page, re.S)
    assert chosen
    ids = re.findall(r'name="account" value="([0-9a-f-]{36})"', page)
    assert len(ids) == 2
    assert client.post("/dang-nhap/chon", data={"account": ids[0]}).location == "/viec"
    assert is_in(client)


def test_the_choice_waits_ten_minutes(app: Flask, client: FlaskClient) -> None:
    hoa = a_producer("Hoa")
    a_producer("Tuấn")
    start = clock.now()
    with clock.frozen_at(start):
        ask(client)
        enter(client, last_code(app))
    with clock.frozen_at(start + timedelta(minutes=10, seconds=1)):
        answer = client.post("/dang-nhap/chon", data={"account": hoa})
        assert answer.location == "/dang-nhap"
        assert not is_in(client)


def test_a_closed_account_gets_no_code(app: Flask, client: FlaskClient) -> None:
    hoa = a_producer()
    with one_commit() as session:
        session.get_one(Account, hoa).active = False
    assert ask(client).status_code == 303
    assert outbox(app) == []


def test_the_code_page_without_a_code_asked_for_leads_back(client: FlaskClient) -> None:
    assert client.get("/dang-nhap/ma/nhap").location == "/dang-nhap/ma"
    assert enter(client, "123456").location == "/dang-nhap/ma"


def test_staff_with_a_phone_may_use_codes_too(app: Flask, client: FlaskClient) -> None:
    an_account(phone=PHONE)
    ask(client)
    assert enter(client, last_code(app)).status_code == 303
    assert [row.after for row in acts("signed_in")] == [{"how": "code"}]
    assert sign_in(app.test_client(), PHONE).status_code == 303
