"""A buyer types the hidden digits on a stamp: opened now or before, wrong, locked, or its page."""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from agrimarket.app import create_app
from agrimarket.issuing import consume, withdraw
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.life_models import StampMark
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.limits import limiter
from agrimarket.scanning import opening_pages
from tests.builders.issuing import active_order, an_order, code_of
from tests.builders.lots import a_lot, to_state
from tests.databases import QUIET, Client, settings_for
from tests.hostile.page import Page
from tests.hostile.strings import hostile
from tests.people import People

FOLD = "Đã mua và mở gói này?"


def pin_of(order: StampOrder, position: int) -> str:
    return the_ring().pin(order.first_serial + position - 1, order.key_version)


def wrong_of(order: StampOrder, position: int) -> str:
    return f"{(int(pin_of(order, position)) + 1) % 1_000_000:06d}"


def typed(client: FlaskClient, code: str, pin: str, query: str = "") -> TestResponse:
    return client.post(f"/{code}/mo-goi{query}", data={"pin": pin})


def rows() -> int:
    reading().rollback()
    return reading().scalar(select(func.count()).select_from(StampMark)) or 0


@pytest.fixture(params=["limits", "tokens"])
def strict(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with its limits or its form tokens on."""
    on = {"limits": {"RATELIMIT_ENABLED": True}, "tokens": {"WTF_CSRF_ENABLED": True}}
    settings = settings_for(database, tmp_path, "tem.example.vn")
    app = create_app(settings, QUIET | on[request.param])
    app.test_client_class = Client
    with app.app_context():
        yield app
        if limiter.enabled:
            limiter.reset()
        limiter.enabled = False  # one for the process: the next app says itself what it wants
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def logged(app: Flask) -> Iterator[io.StringIO]:
    """What the service writes to its log."""
    kept, before = io.StringIO(), structlog.get_config()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(kept))
    yield kept
    structlog.configure(**before)


def test_the_page_asks_and_the_right_digits_open_the_pack(
    people: People, client: FlaskClient
) -> None:
    order = active_order(people, with_pin=True)
    code, pin = code_of(order, 1), pin_of(order, 1)
    page = client.get(f"/{code}")
    form = next(one for one in Page(page.text).forms if one.method == "post")
    assert FOLD in page.text
    assert (form.action, form.typed) == (f"/{code}/mo-goi", ["csrf_token", "pin"])
    answer = typed(client, code, f" {pin[:3]} {pin[3:]}")
    assert answer.status_code == 200
    assert "Đã ghi: gói này mở hôm nay." in answer.text
    assert 'class="verdict good"' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert FOLD not in client.get(f"/{code}").text  # nothing is left to be said
    again = typed(client, code, pin)
    assert again.status_code == 409
    assert "Gói này đã báo mở rồi. Báo lúc" in " ".join(re.sub("<[^>]+>", " ", again.text).split())
    assert Page(again.text).forms == []


def test_wrong_digits_count_down_to_a_lock_that_an_officer_opens(
    people: People, client: FlaskClient
) -> None:
    order = active_order(people, with_pin=True)
    code, wrong = code_of(order, 2), wrong_of(order, 2)
    for left in (4, 3, 2, 1):
        answer = typed(client, code, wrong)
        assert answer.status_code == 409
        assert f"Còn thử được {left} lần." in answer.text
        assert [one.action for one in Page(answer.text).forms] == [f"/{code}/mo-goi"]
    for pin in (wrong, pin_of(order, 2)):  # the right digits come too late
        locked = typed(client, code, pin)
        assert locked.status_code == 409
        assert "nhờ cán bộ xã Nga An mở lại" in locked.text
        assert Page(locked.text).forms == []
    with one_commit() as session:
        consume.undo(
            session, viewer=people.huong.viewer, order_id=order.id, position=2, reason="Đúng tem"
        )
    assert typed(client, code, pin_of(order, 2)).status_code == 200


def test_slips_are_no_tries_and_nothing_typed_comes_back(
    people: People, client: FlaskClient
) -> None:
    code = code_of(active_order(people, with_pin=True), 1)
    for slip in ("", "12345", "1234567", "12a456", *hostile()[::9]):
        answer = typed(
            client, code, slip.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        )
        page = Page(answer.text)
        assert answer.status_code == 422, slip[:40]
        assert page.runs == []
        assert page.forms[0].values["pin"] == ""
    assert client.post(f"/{code}/mo-goi").status_code == 422
    assert rows() == 0


def test_every_other_stamp_is_led_to_its_page_right_or_wrong(
    people: People, client: FlaskClient
) -> None:
    plain, waiting = active_order(people), an_order(people, with_pin=True)
    order = active_order(people, with_pin=True)
    for act, place in ((withdraw.void, 1), (withdraw.suspend, 2)):
        ends = Ends(order.id, place, place)
        with one_commit() as session:
            act(session, viewer=people.phuc.viewer, ring=the_ring(), ends=ends, reason="Kiểm tra")
    lot = a_lot(people, pack_count=None)
    recalled = active_order(people, lot, with_pin=True)
    to_state(people, lot, "recalled")
    stamps = [(plain, 1), (waiting, 1), (order, 1), (order, 2), (recalled, 1)]
    for one, place in stamps:
        code = code_of(one, place)
        assert FOLD not in client.get(f"/{code}").text
        for pin in (pin_of(one, place), wrong_of(one, place), "x"):
            answer = typed(client, code, pin)
            assert (answer.status_code, answer.location) == (303, f"/{code}")
    unknown = the_ring().seal(4_000_000_000)
    for text in (unknown, unknown[:-1] + "2", "voso", "x" * 300):
        assert typed(client, text, "123456").status_code == 303
    assert rows() == 0


def test_digits_are_in_no_address_no_log_and_no_answer(
    people: People, client: FlaskClient, logged: io.StringIO
) -> None:
    order = active_order(people, with_pin=True)
    code, said = code_of(order, 1), []
    for pin in (wrong_of(order, 1), pin_of(order, 1), pin_of(order, 1)):
        answer = typed(client, code, pin)
        said.append(answer.text + str(answer.headers))
    written = logged.getvalue()
    assert '"/<code>/mo-goi"' in written
    for text in (*said, written):
        assert pin_of(order, 1) not in text
        assert wrong_of(order, 1) not in text
    assert code not in written
    led = client.get(f"/{code}/mo-goi?lang=en")  # an answer loaded again, or the other language
    assert (led.status_code, led.location) == (303, f"/{code}?lang=en")


def test_english_is_answered_in_english(people: People, client: FlaskClient) -> None:
    order = active_order(people, with_pin=True)
    code = code_of(order, 1)
    form = Page(client.get(f"/{code}?lang=en").text).forms[0]
    assert form.action == f"/{code}/mo-goi?lang=en"
    answer = typed(client, code, wrong_of(order, 1), "?lang=en")
    assert "Tries left: 4." in answer.text
    assert 'lang="en"' in answer.text


def test_what_else_holds_is_said_beside_the_answer(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, pack_count=None, use_by=clock.today())
    order = active_order(people, lot, with_pin=True)
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        answer = typed(client, code_of(order, 1), pin_of(order, 1))
    assert answer.status_code == 200
    assert "Đã ghi: gói này mở hôm nay." in answer.text
    assert "Lô hàng đã quá hạn dùng ngày" in answer.text
    assert 'class="verdict stop"' in answer.text


def test_tries_at_once_never_exceed_five(people: People, app: Flask) -> None:
    order = active_order(people, with_pin=True)
    code, wrong, right = code_of(order, 1), wrong_of(order, 1), pin_of(order, 1)

    def act(pin: str) -> str:
        return typed(app.test_client(), code, pin).text

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(act, [wrong] * 10))
        late = list(pool.map(act, [right] * 2))
    assert sum("Còn thử được" in text for text in told) == 4
    assert sum("tạm khóa" in text for text in (*told, *late)) == 8
    reading().rollback()
    assert reading().scalars(select(StampMark.pin_tries)).one() == consume.MOST_TRIES


@pytest.mark.parametrize("strict", ["tokens"], indirect=True)
def test_only_the_form_of_the_page_is_taken(strict: Flask) -> None:
    order = active_order(People(strict), with_pin=True)
    code, client = code_of(order, 1), strict.test_client()
    assert typed(client, code, pin_of(order, 1)).status_code == 422
    assert rows() == 0
    form = Page(client.get(f"/{code}").text).forms[0]
    sent = client.post(form.action, data=form.values | {"pin": pin_of(order, 1)})
    assert sent.status_code == 200


@pytest.mark.parametrize("strict", ["limits"], indirect=True)
@pytest.mark.parametrize("limit", ["TRIES_AN_ADDRESS", "TRIES_IN_ALL"])
def test_many_tries_are_held_back(strict: Flask, limit: str) -> None:
    most = int(getattr(opening_pages, limit).split()[0])
    order = active_order(People(strict), with_pin=True)
    code = code_of(order, 1)
    for number in range(most):
        spread = {"REMOTE_ADDR": f"198.51.100.{number % 100}"} if limit == "TRIES_IN_ALL" else {}
        client = strict.test_client()
        sent = client.post("/voso/mo-goi", data={"pin": "1"}, environ_base=spread)
        assert sent.status_code == 303
    here = {"REMOTE_ADDR": "203.0.113.9"} if limit == "TRIES_IN_ALL" else {}
    held = strict.test_client().post(
        f"/{code}/mo-goi", data={"pin": pin_of(order, 1)}, environ_base=here
    )
    assert held.status_code == 429
    assert rows() == 0
    assert strict.test_client().get(f"/{code}").status_code == 200
