"""Once a Vietnamese day the heads are kept in table, file and log; the files are compared later."""

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select, text

from agrimarket.cli import group
from agrimarket.kit import audit, clock
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.trail.jobs import HANDLERS
from tests.builders.audit import unguard
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.people import People


def keep() -> None:
    HANDLERS["trail.keep_heads"](None)  # type: ignore[arg-type]  # it asks its job for nothing
    db.session.rollback()


def files(app: Flask) -> list[Path]:
    folder: Path = app.extensions["agrimarket.settings"].data / "audit-heads"
    return sorted(folder.glob("*"))


def days() -> int:
    return reading().scalar(select(func.count(audit.AuditDayHead.day.distinct()))) or 0


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    db.session.rollback()
    done = CliRunner().invoke(group, list(arguments), obj=lambda: app)
    return done.exit_code, done.output


def test_a_day_is_kept_once(app: Flask, people: People, caplog: pytest.LogCaptureFixture) -> None:
    a_household(people)
    with caplog.at_level(logging.INFO):
        keep()
    first = files(app)
    assert [one.name for one in first] == [f"{clock.today()}.json"]
    content = first[0].read_text()
    assert len(json.loads(content)["heads"]) == audit.CHAINS
    assert any("audit heads of" in line for line in caplog.messages)
    a_household(people)
    keep()
    assert (files(app), first[0].read_text(), days()) == (first, content, 1)
    with clock.moved_to(clock.now() + timedelta(days=1)):
        keep()
    assert (len(files(app)), days()) == (2, 2)
    assert run(app, "verify") == (0, "ok\n")


def test_a_table_put_back_is_found_by_the_days_file(app: Flask, people: People) -> None:
    """Rows, heads and days' heads as they once were; the file in the data folder was forgotten."""
    a_household(people)
    before = reading().execute(text("SELECT chain, position, hash FROM audit_head")).all()
    a_household(people)
    keep()
    with one_commit() as session:
        unguard(session)
        session.execute(text("DELETE FROM audit_day_head"))
        for chain, position, hash in before:
            known = {"c": chain, "p": position, "h": hash}
            session.execute(text("DELETE FROM audit_row WHERE chain = :c AND position > :p"), known)
            session.execute(
                text("UPDATE audit_head SET position = :p, hash = :h WHERE chain = :c"), known
            )
    status, said = run(app, "verify")
    assert status == 1
    assert f"nhật ký đã bị quay lùi về trước đó. (so với {clock.today()}.json, lúc " in said


def test_the_command_prints_a_things_trail(app: Flask, people: People) -> None:
    lot = a_lot(people)
    status, said = run(app, "audit", "show", "lot", lot.id)
    assert status == 0
    assert said.splitlines()[0] == f"Lô hàng: Lô {lot.lot_code}"
    assert "Cho lô xuất bán  (Phúc, Cán bộ tỉnh)" in said
    assert "    Trạng thái: Đang làm → Đã xuất bán" in said or "Trạng thái: " in said
    assert run(app, "audit", "show", "lot", "0193b1de-7a4e-7c3e-9d2f-5b1c9a2e4f60")[0] == 1
    assert run(app, "audit", "show", "nothing", "x")[0] == 1
