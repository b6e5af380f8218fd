"""Change, delete, swap, truncate, roll back an audit row by hand: `verify` finds all five."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select, text

from agrimarket.cli import group
from agrimarket.kit import audit
from agrimarket.kit.audit import heads
from agrimarket.kit.audit.heads import Head
from agrimarket.kit.db import db, one_commit, reading
from tests.builders.audit import unguard
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.people import People


@dataclass
class Machine:
    """A service whose shell somebody bad holds; `elsewhere` is out of their reach."""

    app: Flask
    elsewhere: Path
    chain: int = 0
    last: int = 0

    def run(self, *arguments: str) -> Result:
        db.session.rollback()
        return CliRunner().invoke(group, list(arguments), obj=lambda: self.app)

    def by_hand(self, *statements: str) -> None:
        """The guard goes, the change is made, the guard comes back: nothing is left to see."""
        with one_commit() as session, guard_put_back(session):
            for statement in statements:
                session.execute(text(statement), {"c": self.chain})

    def faults(self, *arguments: str) -> list[str]:
        """What `agrimarket verify` says of the trail; it must end with status 1."""
        done = self.run("verify", *arguments)
        assert done.exit_code == 1, done.output
        return [line for line in done.output.splitlines() if "Nhật ký kiểm toán" in line]


@contextmanager
def guard_put_back(session: object) -> Iterator[None]:
    """Trigger definitions as they are in the database, dropped and made again."""
    made = _definitions(session)
    unguard(session)  # type: ignore[arg-type]  # a Session
    yield
    for definition in made:
        session.execute(text(definition.replace(":", "\\:")))  # type: ignore[attr-defined]  # a Session


def _definitions(session: object) -> list[str]:
    if db.engine.dialect.name == "sqlite":
        query = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
    else:
        query = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE 'audit%'"
    return list(session.execute(text(query)).scalars())  # type: ignore[attr-defined]  # a Session


@pytest.fixture
def machine(app: Flask, people: People, tmp_path: Path) -> Machine:
    """Some weeks of work: households, lots, their acts; one chain has at least ten rows."""
    made = Machine(app, tmp_path / "elsewhere")
    made.elsewhere.mkdir()
    lot = a_lot(people, state="open")
    a_household(people)
    with one_commit() as session:
        for number in range(10):
            audit.record(
                session, people.nam.viewer, "lot_event_added", kind="lot", id=lot.id,
                after={"kind": "harvest", "note": f"lần {number}"}, person=None,
            )  # fmt: skip
    made.chain = reading().scalars(
        select(audit.AuditRow.chain).where(audit.AuditRow.object_id == lot.id)
    ).first() or 0  # fmt: skip
    made.last = next(one.position for one in heads.heads_now(reading()) if one.chain == made.chain)
    assert made.run("verify").output == "ok\n"
    return made


def row_id(machine: Machine, position: int) -> str:
    return str(reading().scalars(select(audit.AuditRow.id).where(
        audit.AuditRow.chain == machine.chain, audit.AuditRow.position == position
    )).one())  # fmt: skip


def test_change(machine: Machine) -> None:
    at = machine.last - 3  # the chain's last ten are the lot's; those before may be others'
    machine.by_hand(f"UPDATE audit_row SET who_name = 'Lan' WHERE chain = :c AND position = {at}")
    (fault,) = machine.faults()
    assert f"chuỗi {machine.chain}, dòng {at} (mã {row_id(machine, at)}, lúc " in fault
    assert "“Ghi công đoạn”, lot " in fault
    assert fault.endswith("nội dung đã bị sửa.")


def test_delete(machine: Machine) -> None:
    machine.by_hand("DELETE FROM audit_row WHERE chain = :c AND position = 5")
    assert machine.faults() == [f"Nhật ký kiểm toán: chuỗi {machine.chain}, dòng 5: đã bị xóa."]


def test_swap(machine: Machine) -> None:
    machine.by_hand(
        "UPDATE audit_row SET position = -1 WHERE chain = :c AND position = 4",
        "UPDATE audit_row SET position = 4 WHERE chain = :c AND position = 7",
        "UPDATE audit_row SET position = 7 WHERE chain = :c AND position = -1",
    )
    (fault,) = machine.faults()
    assert f"chuỗi {machine.chain}, dòng 4 (mã " in fault
    assert fault.endswith("đã bị đổi chỗ với dòng 7.")


def test_truncate(machine: Machine) -> None:
    machine.by_hand(f"DELETE FROM audit_row WHERE chain = :c AND position > {machine.last - 3}")
    assert machine.faults() == [
        f"Nhật ký kiểm toán: chuỗi {machine.chain}, dòng {machine.last - 2} đến {machine.last}: "
        "đã bị cắt ở cuối chuỗi."
    ]


def test_roll_back_is_found_against_the_exported_head(machine: Machine, people: People) -> None:
    """Rows and heads as they once were: the chain alone is content, the export is not."""
    before = heads.heads_now(reading())
    a_household(people)
    kept = machine.elsewhere / "heads.json"
    done = machine.run("audit", "heads", "--out", str(kept))
    assert (done.exit_code, kept.exists()) == (0, True)
    roll_back(machine, before)
    assert not machine.run("verify").output.count("Nhật ký kiểm toán")
    faults = machine.faults("--heads", str(kept))
    assert faults
    assert all("nhật ký đã bị quay lùi về trước đó. (so với heads.json, lúc " in one
               for one in faults)  # fmt: skip


def roll_back(machine: Machine, before: list[Head]) -> None:
    machine.by_hand(*(
        statement
        for one in before
        for statement in (
            f"DELETE FROM audit_row WHERE chain = {one.chain} AND position > {one.position}",
            f"UPDATE audit_head SET position = {one.position}, hash = '{one.hash}'"
            f" WHERE chain = {one.chain}",
        )
    ))  # fmt: skip


def test_everything_put_back_is_found_by_every_export_since(
    machine: Machine, people: People
) -> None:
    """The thief of time puts the whole database file back; on a server, all its rows."""
    put_back = copied(machine)
    first, second = machine.elsewhere / "1.json", machine.elsewhere / "2.json"
    for file in (first, second):
        a_household(people)
        assert machine.run("audit", "heads", "--out", str(file)).exit_code == 0
    assert machine.run("verify", "--heads", str(first), str(second)).output == "ok\n"
    put_back()
    faults = machine.faults("--heads", str(first), str(second))
    assert any("1.json" in one for one in faults)
    assert any("2.json" in one for one in faults)


def copied(machine: Machine) -> Callable[[], None]:
    """Remember everything as it is now; what comes back puts it there again."""
    before, file = heads.heads_now(reading()), Path(str(db.engine.url.database))
    if db.engine.dialect.name != "sqlite":
        return lambda: roll_back(machine, before)
    close()
    shutil.copy(file, machine.elsewhere / "old")

    def put_back() -> None:
        close()
        for ending in ("-wal", "-shm"):
            Path(f"{file}{ending}").unlink(missing_ok=True)
        shutil.copy(machine.elsewhere / "old", file)

    return put_back


def close() -> None:
    db.session.remove()
    db.engine.dispose()


def test_a_file_that_is_no_head_is_said(machine: Machine) -> None:
    bad = machine.elsewhere / "bad.json"
    bad.write_text("{}")
    done = machine.run("verify", "--heads", str(bad))
    assert done.exit_code == 1
    assert "Hãy dùng tệp do lệnh sau làm ra: agrimarket audit heads" in done.output


def test_a_guard_taken_away_is_said(machine: Machine) -> None:
    with one_commit() as session:
        unguard(session)
    (fault,) = machine.faults()
    assert "thiếu chốt chặn sửa, xóa trong cơ sở dữ liệu (audit_row_no_update, " in fault
