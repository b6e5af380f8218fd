"""No citizen number stands in clear anywhere: database, answers, logs."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

import pytest
import structlog
from flask import Flask
from sqlalchemy import select, update

from agrimarket.households.models import Household
from agrimarket.kit import logs
from agrimarket.kit.db import Base, db, one_commit, reading
from agrimarket.kit.idempotency import KeptAnswer
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import HOA, SPLIT, a_list, upload
from tests.people import NGA_AN, People
from tests.secrets import clear_secrets

URL = "/api/v1/households"


def everything_stored(folder: Path) -> str:
    """Every cell of every table, and the bytes of the database's files where there are any."""
    session = reading()
    session.rollback()
    text = []
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            text += [repr(cell) for cell in row]
    session.rollback()
    db.engine.dispose()
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(text) + "".join(path.read_bytes().decode("latin-1") for path in files)


@pytest.fixture
def logged(app: Flask) -> Iterator[io.StringIO]:
    """What the service writes to its log."""
    kept = io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(cast(TextIO, kept)))
    yield kept
    logs.configure()


def test_no_citizen_number_in_clear(people: People, tmp_path: Path, logged: io.StringIO) -> None:
    numbers = [citizen_id() for _ in range(7)]
    answers = []
    keyed = {"headers": {"Idempotency-Key": "k"}}
    hoa = {"head_name": "Nguyễn Thị Hoa", "commune_code": NGA_AN}
    answers.append(people.nam.post(URL, hoa | {"citizen_id": numbers[0]}, **keyed))
    answers.append(people.nam.post(URL, hoa | {"citizen_id": numbers[0]}))
    answers.append(people.nam.post(URL, hoa | {"tax_code": numbers[1]}))
    answers.append(people.nam.post(URL, hoa | {"citizen_id": numbers[2], "phone": "1"}))
    made = answers[0].get_json()["id"]
    tag = people.nam.get(f"{URL}/{made}").headers["ETag"]
    answers.append(people.nam.patch(f"{URL}/{made}", {"citizen_id": numbers[3]}, tag))
    rows: list[dict[str, Any]] = [
        HOA | {"citizen_id": numbers[4]},
        SPLIT | {"citizen_id": numbers[5]},
        HOA | {"citizen_id": numbers[6], "phone": "12"},
    ]
    answers.append(upload(people.phuc, a_list(*rows), dry_run=True))
    answers.append(upload(people.phuc, a_list(*rows)))
    assert [answer.status_code for answer in answers] == [201, 409, 201, 422, 200, 201, 201]
    told = "".join(answer.get_data(as_text=True) for answer in answers)
    stored = everything_stored(tmp_path)
    assert "Hoa" in stored
    assert "/households/<household_id>" in logged.getvalue()
    for number in numbers:
        assert number not in stored
        assert number not in told
        assert number not in logged.getvalue()
        assert number[1:] not in stored


def test_a_dump_tells_no_number_account_or_token(app: Flask, people: People) -> None:
    """Every table the database has and its files' own bytes, after all that tells a number."""
    number, changed, account = citizen_id(), citizen_id(), "3500205178901"
    keyed = {"headers": {"Idempotency-Key": "k"}}
    bank = {"name": "Agribank", "account_number": account, "holder": "Phạm Bí Mật"}
    body = {
        "head_name": "Nguyễn Thị Hoa", "commune_code": NGA_AN, "citizen_id": number, "bank": bank,
    }  # fmt: skip
    made = people.nam.post(URL, body, **keyed).get_json()["id"]
    reason = "Đối chiếu thẻ căn cước khi mở gian hàng"
    for field in ("citizen_id", "bank_account"):
        asked = {"field": field, "reason": reason}
        assert people.nam.post(f"{URL}/{made}/reveal", asked).status_code == 200
    tag = people.nam.get(f"{URL}/{made}").headers["ETag"]
    change = {"citizen_id": changed, "bank": bank | {"account_number": "999888777"}}
    assert people.nam.patch(f"{URL}/{made}", change, tag).status_code == 200
    browser = people.huong.browser()
    page = browser.post(f"/ho/{made}/xem-so", data={"field": "citizen_id", "reason": reason})
    assert changed in page.get_data(as_text=True)
    tokens = [people.nam.secret, people.huong.secret, people.phuc.secret]
    secrets = [number, changed, account, "999888777", "Phạm Bí Mật", reason, *tokens]
    assert clear_secrets(app, *secrets) == []
    assert clear_secrets(app, "Nguyễn Thị Hoa") != []


def test_a_kept_answer_is_sealed_and_replayed(people: People) -> None:
    """It tells a name and a telephone, and is kept for 30 days."""
    body = {"head_name": "Đỗ Thị Na", "commune_code": NGA_AN, "phone": "0912345678"}
    first = people.nam.post(URL, body, headers={"Idempotency-Key": "k"})
    kept = reading().scalars(select(KeptAnswer)).one()
    assert kept.body_sealed is not None
    assert kept.body_sealed[0] == 1
    assert b"0912345678" not in kept.body_sealed
    again = people.nam.post(URL, body, headers={"Idempotency-Key": "k"})
    assert again.get_data() == first.get_data()
    assert again.headers["Idempotent-Replay"] == "true"


def test_a_planted_number_is_found(app: Flask, people: People) -> None:
    """The search itself: in a text, in bytes, in JSON and in a file."""
    number = citizen_id()
    hoa = a_household(people, note=f"số {number}")
    assert any(one.startswith("household.note") for one in clear_secrets(app, number))
    with one_commit() as session:
        session.execute(update(Household).values(note=None, citizen_sealed=number.encode()))
    assert any("citizen_sealed" in one for one in clear_secrets(app, number))
    (app.extensions["agrimarket.settings"].data / "x.txt").write_text(number)
    assert any("x.txt" in one for one in clear_secrets(app, number))
    assert hoa.id
