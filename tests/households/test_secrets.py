"""No citizen number stands in clear anywhere: database, answers, logs."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

import pytest
import structlog
from flask import Flask
from sqlalchemy import select

from agrimarket.kit import logs
from agrimarket.kit.db import Base, db, reading
from tests.builders.households import citizen_id
from tests.builders.lists import HOA, SPLIT, a_list, upload
from tests.people import NGA_AN, People

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
    rows = [
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
