"""A hit becomes a scan when the page's own image comes back; who counts, and how often."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from agrimarket.kit import clock
from agrimarket.kit.db import reading
from agrimarket.scanning import pages
from agrimarket.scanning.models import Scan, StampScans
from tests.builders.households import a_household
from tests.builders.issuing import active_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People

COUNTED, NOT_COUNTED = "Đã ghi lượt quét", "Chưa ghi được"


def image_of(client: FlaskClient, code: str) -> str:
    found = re.search(r'src="(/quet/[^"]+)"', client.get(f"/{code}").text)
    assert found
    return found[1]


def scan(client: FlaskClient, code: str, **options: object) -> str:
    answer = client.get(image_of(client, code), **options)
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert "no-store" in answer.headers["Cache-Control"]
    return COUNTED if COUNTED in answer.text else NOT_COUNTED


def verdict(client: FlaskClient, code: str) -> str:
    said: str = client.get(f"/{code}?format=json").json["verdict"]
    return said


def scans() -> int:
    reading().rollback()
    return reading().scalar(select(func.count()).select_from(Scan)) or 0


def test_first_yours_seen(people: People, app: Flask) -> None:
    code = code_of(active_order(people), 1)
    minh, hang = app.test_client(), app.test_client()
    assert verdict(minh, code) == "valid_first"
    assert scan(minh, code) == COUNTED
    assert verdict(minh, code) == "valid_yours"
    assert verdict(hang, code) == "valid_seen"
    assert scan(hang, code) == COUNTED
    assert verdict(hang, code) == "valid_yours"
    told = app.test_client().get(f"/{code}?format=json").json
    assert (told["verdict"], told["scans"], told["devices"]) == ("valid_seen", 2, 2)
    assert "trên 2 điện thoại" in app.test_client().get(f"/{code}").text


def test_a_page_alone_is_a_hit_and_no_scan(people: People, client: FlaskClient) -> None:
    code = code_of(active_order(people), 1)
    for _ in range(3):
        client.get(f"/{code}")
    assert scans() == 0


def test_once_a_slot_and_device(people: People, client: FlaskClient) -> None:
    code = code_of(active_order(people), 1)
    assert [scan(client, code) for _ in range(3)] == [COUNTED] * 3
    assert scans() == 1
    with clock.frozen_at(clock.now() + timedelta(minutes=11)):
        assert scan(client, code) == COUNTED
    assert scans() == 2
    row = reading().scalars(select(StampScans)).one()
    assert (row.scans, row.devices) == (2, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"},
        {"User-Agent": "TelegramBot (like TwitterBot)"},
        {"User-Agent": "WhatsApp/2.23.20.0"},
        {"User-Agent": "Mozilla/5.0 (compatible; ZaloPC-Bot/1.0)"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
    ],
)
def test_previews_and_prefetch_never_count(
    people: People, client: FlaskClient, headers: dict[str, str]
) -> None:
    code = code_of(active_order(people), 1)
    assert scan(client, code, headers=headers) == NOT_COUNTED
    assert scans() == 0


def test_people_inside_the_zalo_app_count(people: People, client: FlaskClient) -> None:
    code = code_of(active_order(people), 1)
    zalo = "Mozilla/5.0 (Linux; Android 13; SM-A146P) AppleWebKit/537.36 Chrome/120 Mobile Zalo/1.0"
    assert scan(client, code, headers={"User-Agent": zalo}) == COUNTED


def test_head_never_counts(people: People, client: FlaskClient) -> None:
    code = code_of(active_order(people), 1)
    assert client.head(image_of(client, code)).status_code == 200
    assert scans() == 0


def test_an_address_of_another_code_or_time_does_not_count(
    people: People, client: FlaskClient
) -> None:
    order = active_order(people)
    name = image_of(client, code_of(order, 1)).removeprefix("/quet/")
    forged = code_of(order, 2) + name[16:]
    assert NOT_COUNTED in client.get(f"/quet/{forged}").text
    assert NOT_COUNTED in client.get("/quet/x.svg").text
    with clock.frozen_at(clock.now() + timedelta(minutes=25)):
        assert NOT_COUNTED in client.get(f"/quet/{name}").text
    assert scans() == 0


def test_staff_and_owner_are_kept_apart(people: People, app: Flask) -> None:
    household = a_household(people)
    lot = a_lot(people, a_product(people, household), pack_count=None)
    code = code_of(active_order(people, lot), 1)
    for person in (people.nam, people.producer(household.id)):
        assert scan(person.browser(), code) == COUNTED
    kinds = set(reading().scalars(select(Scan.kind)))
    assert kinds == {"staff", "owner"}
    assert verdict(app.test_client(), code) == "valid_first"


def test_the_device_is_kept_as_a_keyed_hash(people: People, client: FlaskClient) -> None:
    scan(client, code_of(active_order(people), 1))
    cookie = client.get_cookie(pages.DEVICE_COOKIE)
    assert cookie is not None
    assert cookie.http_only
    kept = reading().scalars(select(Scan.device)).one()
    assert kept != cookie.value
    assert len(kept) == 32


def test_a_database_that_fails_costs_the_scan_not_the_page(
    people: People, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bool:
        raise OperationalError("insert", {}, Exception("disk full"))

    code = code_of(active_order(people), 1)
    monkeypatch.setattr(pages, "record_scan", broken)
    assert scan(client, code) == NOT_COUNTED
    assert client.get(f"/{code}").status_code == 200
