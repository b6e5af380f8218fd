"""Messages leave once, after their commit, and stand nowhere in clear but at the sender."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.app import create_app
from agrimarket.config import UnsafeStart, read_settings
from agrimarket.kit import clock, logs, outbox
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Job, JobContext, run_due
from tests.databases import settings_for

PHONE, TEXT = "0912345678", "482913 là mã đăng nhập của bạn."


def ask(**options: object) -> None:
    with one_commit() as session:
        outbox.send(session, to=PHONE, text=TEXT, kind="sign_in_code", **options)  # type: ignore[arg-type]


def lines(app: Flask) -> list[str]:
    folder: Path = app.extensions["agrimarket.settings"].data / "outbox"
    return [line for path in sorted(folder.glob("*.txt")) for line in path.read_text().splitlines()]


def job_rows() -> list[Job]:
    reading().rollback()
    reading().expire_all()
    return list(reading().scalars(select(Job).where(Job.kind == outbox.JOB)))


def test_a_message_leaves_once_to_a_file_of_the_operator_alone(app: Flask) -> None:
    with clock.frozen_at(datetime(2026, 11, 22, 17, 30, tzinfo=UTC)):
        ask()
        run_due(app)
        run_due(app)
    path = app.extensions["agrimarket.settings"].data / "outbox" / "2026-11-23.txt"
    assert path.read_text() == f"00:30:00 | sign_in_code | {PHONE} | {TEXT}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_job_never_holds_it_in_clear_and_forgets_it(app: Flask) -> None:
    ask()
    kept = str(job_rows()[0].payload)
    assert PHONE not in kept
    assert "482913" not in kept
    run_due(app)
    row = job_rows()[0]
    assert (row.payload, row.result, row.error) == ({}, {"sent": True}, None)


def test_nothing_of_it_is_logged(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    ask()
    run_due(app)
    said = "".join(capsys.readouterr())
    assert "outbox.send" in said
    assert "482913" not in said
    assert PHONE not in said


def test_what_was_rolled_back_never_leaves(app: Flask) -> None:
    def act() -> None:
        with one_commit() as session:
            outbox.send(session, to=PHONE, text=TEXT, kind="sign_in_code")
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        act()
    run_due(app)
    assert lines(app) == []


def test_a_late_message_is_dropped(app: Flask) -> None:
    ask(until=clock.now() - timedelta(seconds=1))
    run_due(app)
    assert lines(app) == []
    assert job_rows()[0].result == {"sent": False}


def test_a_sender_that_fails_is_tried_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def shaky(_settings: object, message: outbox.Message) -> None:
        calls.append(message.text)
        if len(calls) == 1:
            raise OSError("no network")

    monkeypatch.setattr(outbox, "SENDERS", {"file": shaky})
    ask()
    run_due(app)
    row = job_rows()[0]
    assert row.error == "OSError"
    assert TEXT not in str(row.payload)
    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        run_due(app)
    assert calls == [TEXT, TEXT]


def test_a_process_that_died_after_sending_sends_nothing_more(app: Flask) -> None:
    assert outbox.HANDLERS[outbox.JOB](JobContext("x", {"kind": outbox.JOB}, 2)) == {"sent": True}
    assert lines(app) == []


def test_a_line_stays_one_line(app: Flask) -> None:
    with one_commit() as session:
        outbox.send(session, to=PHONE, text="một\nhai\r\n| ba", kind="reset")
    run_due(app)
    assert len(lines(app)) == 1


def test_old_days_are_removed(app: Flask) -> None:
    ask()
    run_due(app)
    job = JobContext("x", {}, 1)
    outbox.HANDLERS["outbox.forget_old"](job)
    assert len(lines(app)) == 1
    with clock.frozen_at(clock.now() + timedelta(days=outbox.KEPT_DAYS + 1)):
        outbox.HANDLERS["outbox.forget_old"](job)
    assert lines(app) == []


def test_a_sender_nobody_wrote_stops_the_start(app: Flask, tmp_path: Path) -> None:
    settings = replace(settings_for("sqlite://", tmp_path), sender="pigeon")
    with pytest.raises(UnsafeStart, match="AGRIMARKET_SENDER"):
        create_app(settings)
    assert read_settings({}).sender == "file"
    assert read_settings({"AGRIMARKET_SENDER": "sms"}).sender == "sms"
