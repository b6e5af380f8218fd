"""Every order enters the public log in its own commit; days are signed; nothing personal stands."""

import base64
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from agrimarket.households.models import Household
from agrimarket.issuing import rules
from agrimarket.issuing.log import check, jobs, read, write
from agrimarket.issuing.log.models import LogEntry, LogHead
from agrimarket.issuing.log.refusals import LogBroken, LogKeyMissing
from agrimarket.issuing.models import SerialCounter
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import clock, signing
from agrimarket.kit.db import one_commit, reading
from agrimarket.products.models import Product
from stamps.log_verifier import verify
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot
from tests.issuing.log import many_orders
from tests.issuing.log.outsider import Outsider, close, next_day, our_key
from tests.people import People

ROOT = Path(__file__).parents[3]


def test_an_order_is_a_line(people: People, app: Flask) -> None:
    order = an_order(people, count=250)
    product = reading().get_one(Product, order.product_id)
    household = reading().get_one(Household, order.household_id)
    key, line = Outsider(app).lines()
    assert key["body"]["kind"] == "key"
    assert base64.b64decode(key["body"]["public_key"]) == our_key()
    body = line["body"]
    told = {name: body[name] for name in ("order", "first", "last", "count", "key_version")}
    assert told == {
        "order": order.label, "first": 1, "last": 250, "count": 250, "key_version": "1",
    }  # fmt: skip
    assert (body["product"], line["product_name"]) == (product.id, product.name)
    assert (body["producer_kind"], body["commune"]) == (household.kind, household.commune_code)
    assert not any(word in json.dumps(line) for word in (household.name, household.id))


def test_an_order_taken_back_leaves_no_line(people: People, app: Flask) -> None:
    order = an_order(people)

    def fails() -> None:
        with one_commit() as session:
            rules.issue(
                session, viewer=people.phuc.viewer, ring=the_ring(), count=5,
                product_id=order.product_id,
            )  # fmt: skip
            assert session.scalar(select(func.count()).select_from(LogEntry)) == 3
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fails()
    assert count(LogEntry) == 2
    an_order(people, product_id=order.product_id)
    assert Outsider(app).check()[1] == []


def test_days_that_are_over_are_signed_once(people: People, app: Flask) -> None:
    an_order(people, count=10)
    assert jobs.sign_days() == []  # today is not over
    today = clock.today()
    with next_day():
        assert jobs.sign_days() == [today.isoformat()]
        assert jobs.sign_days() == []
        an_order(people, count=7)
    assert len(close(4)) == 3  # a day without an order has its head as well
    outsider = Outsider(app)
    heads = [head["body"] for head in outsider.heads()]
    assert [(head["entries"], head["stamps"]) for head in heads] == [
        (2, 10),
        (3, 17),
        (3, 17),
        (3, 17),
    ]
    walk, faults = outsider.check()
    assert faults == []
    assert walk.tip.stamps == 17


def test_a_day_is_not_signed_in_the_first_minutes_of_the_next(people: People) -> None:
    """A commit that read its clock before midnight may still be under way."""
    an_order(people)
    midnight = clock.start_of_day(clock.today()) + timedelta(days=1)
    with clock.frozen_at(midnight + timedelta(minutes=4)):
        assert jobs.sign_days() == []
    with clock.frozen_at(midnight + timedelta(minutes=6)):
        assert len(jobs.sign_days()) == 1


def test_clocks_that_go_back_break_nothing(people: People, app: Flask) -> None:
    with next_day(3):
        an_order(people)
    close(5)
    an_order(people)  # today again, five days before the newest head
    with next_day(2):
        an_order(people)
    assert Outsider(app).check()[1] == []


def test_a_renamed_product_keeps_the_name_of_the_day(people: People, app: Flask) -> None:
    order = an_order(people)
    name = reading().get_one(Product, order.product_id).name
    with one_commit() as session:
        session.get_one(Product, order.product_id).name = "Tên mới"
    assert Outsider(app).lines()[1]["product_name"] == name


def test_the_name_of_what_the_public_may_not_know_is_not_told(people: People, app: Flask) -> None:
    order = an_order(people)
    with one_commit() as session:
        session.get_one(Product, order.product_id).approved_at = None
    outsider = Outsider(app)
    assert "product_name" not in outsider.lines()[1]
    assert outsider.check()[1] == []
    assert check.check(reading()).faults == []


def test_a_range_of_entries(people: People, app: Flask) -> None:
    lot = a_lot(people)
    for _ in range(4):
        an_order(people, lot)
    outsider = Outsider(app)
    numbers = [line["body"]["number"] for line in outsider.lines("?from=3&to=4")]
    assert numbers == [3, 4]
    assert [line["body"]["number"] for line in outsider.lines("?from=4")] == [4, 5]
    assert outsider.lines("?from=9") == []


def test_what_is_no_range_of_entries_is_not_the_whole_log(people: People, app: Flask) -> None:
    an_order(people)
    client = app.test_client()
    strange = ("-1", "0", "NaN", "1e3", "9" * 40, "", "%00", "1%00", "../../", "1.0", "٣", "+1")
    asked = [f"{name}={value}" for name in ("from", "to") for value in strange]
    for query in (*asked, "from=4&to=2"):
        answer = client.get(f"/so-cap-tem.jsonl?{query}")
        assert answer.status_code == 422, query
        assert "Dòng của sổ cấp tem là số nguyên từ 1" in answer.text, query


def test_long_logs_are_read_in_pages(
    people: People, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    lot = a_lot(people)
    for _ in range(6):
        an_order(people, lot)
    monkeypatch.setattr("agrimarket.issuing.log.store.AT_ONCE", 2)
    outsider = Outsider(app)
    assert [line["body"]["number"] for line in outsider.lines()] == list(range(1, 8))
    assert [line["body"]["number"] for line in outsider.lines("?from=2&to=6")] == list(range(2, 7))
    assert check.check(reading()).faults == []


def test_orders_of_before_there_was_a_log(people: People, app: Flask) -> None:
    lot = a_lot(people)
    for number in range(1, 4):
        an_order(people, lot, count=number)
    with one_commit() as session:
        session.execute(delete(LogEntry))
    with pytest.raises(LogBroken):
        an_order(people, lot)  # never begun again by the way
    with one_commit() as session:
        assert write.begin(session) == 4
    with one_commit() as session:
        assert write.begin(session) == 0
    an_order(people, lot)
    assert Outsider(app).check()[1] == []
    assert check.check(reading()).faults == []


def test_a_log_that_was_lost_is_not_begun_again(people: People) -> None:
    an_order(people)
    close()
    with one_commit() as session:
        session.execute(delete(LogEntry))
    with pytest.raises(LogBroken), one_commit() as session:
        write.begin(session)


def test_nothing_is_written_behind_a_strange_entry(people: People) -> None:
    lot = a_lot(people)
    an_order(people, lot)
    with one_commit() as session:
        session.execute(update(LogEntry).where(LogEntry.number == 2).values(signature="AAAA"))
    with pytest.raises(LogBroken):
        an_order(people, lot)
    with pytest.raises(jobs.LogNotSigned):
        close()
    assert count(LogHead) == 0


def test_two_processes_make_one_chain(people: People, app: Flask, database: str) -> None:
    """Some orders each at once: no line is lost, doubled, or beside the chain."""
    lot = a_lot(people)
    settings = app.extensions["agrimarket.settings"]
    asked = [sys.executable, "-m", "tests.issuing.log.many_orders", database, str(settings.data),
             str(settings.key_file), lot.id]  # fmt: skip
    with subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"begins\n"
        many_orders.take(lot.id)
        assert other.wait(120) == 0
    lines = list(read.lines(reading()))
    made = 2 * many_orders.ORDERS
    assert [line["body"]["number"] for line in lines] == list(range(1, made + 2))
    walk, faults = verify(lines, pinned=[our_key()])
    assert faults == check.check(reading()).faults == []
    assert reading().scalar(select(SerialCounter.next_serial)) == walk.tip.next_serial
    assert walk.tip.next_serial == 1 + made * many_orders.STAMPS


def test_the_key_of_another_service(people: People, app: Flask, tmp_path: Path) -> None:
    """As after a restore without the signing key: read, believed nowhere, and never written to."""
    lot = a_lot(people)
    an_order(people, lot)
    signing.make(tmp_path / "other" / signing.FILE)
    signing.install(app, tmp_path / "other" / signing.FILE)
    with pytest.raises(LogKeyMissing):
        an_order(people, lot)
    assert {fault.code for fault in check.check(reading()).faults} == {"key"}
    assert check.check(reading(), any_key=True).faults == []


def test_the_page_tells_how_to_check(people: People, app: Flask) -> None:
    client = app.test_client()
    assert "Chưa có đầu sổ nào" in client.get("/so-cap-tem").text
    an_order(people)
    close()
    page = client.get("/so-cap-tem")
    assert page.status_code == 200
    head = Outsider(app).heads()[0]
    for word in (head["hash"], read.key_groups(), "verify-log"):
        assert word in page.text
    assert client.get("/so-cap-tem.jsonl").headers["Cache-Control"] == "public, max-age=60"
    etag = client.get("/so-cap-tem/heads.json").headers["ETag"]
    again = client.get("/so-cap-tem/heads.json", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_the_page_speaks_english_where_asked(people: People, app: Flask) -> None:
    client = app.test_client()
    an_order(people)
    close()
    page = client.get("/so-cap-tem?lang=en").text
    assert '<html lang="en">' in page
    main = page[page.index("<main") : page.index("</main>")].replace("Sổ đúng", "")
    for word in ("The log of stamps", "The newest heads", "Check it yourself", "stamps: 10 ·"):
        assert word in main
    for word in ("Tải", "Mỗi", "đợt", "Không"):
        assert word not in main
    vietnamese = client.get("/so-cap-tem").text
    assert 'href="/so-cap-tem?lang=en"' in vietnamese
    assert "The log of stamps" not in vietnamese


def count(table: type[LogEntry] | type[LogHead]) -> int:
    """Rows of a table."""
    return reading().scalar(select(func.count()).select_from(table)) or 0
