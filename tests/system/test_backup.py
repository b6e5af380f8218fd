"""`agrimarket backup`: everything comes back on either database, and nothing that must not."""

import gzip
import json
import os
import resource
import signal
import stat
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select

from agrimarket.accounts import rules as accounts
from agrimarket.accounts.models import Account, AccountSession, OneTimeCode
from agrimarket.config import Settings
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.products.models import ProductPhoto
from agrimarket.system import restore, verify
from agrimarket.system.backup import refusals
from agrimarket.system.backup.tables import LEFT_OUT
from tests import databases
from tests.builders.households import a_household
from tests.builders.products import a_kept_photo, a_photo, a_product
from tests.people import PASSWORD, People
from tests.system.kept import an_empty_place, back_up, contents, fill, running, settings_of
from tests.system.tampering import clear_members

GROWN = {"account", "audit_row", "audit_head", "backup_run"}  # a restore writes there itself


@pytest.mark.parametrize("target", ["sqlite", "postgres"])
def test_everything_comes_back_on_either_database(
    app: Flask, people: People, database: str, target: str, tmp_path: Path
) -> None:
    fill(people)
    made = back_up(app, tmp_path / "kept.tar")
    before = contents(database)
    with an_empty_place(target, tmp_path / "elsewhere") as settings:
        restored = restore.restore(settings, made.path)
        after = contents(settings.database_url)
        assert [name for name in before.keys() - GROWN if after[name] != before[name]] == []
        assert len(after["audit_row"]) == len(before["audit_row"]) + 1
        assert [row for row in before["audit_row"] if row not in after["audit_row"]] == []
        assert restored.manifest.rows == sum(len(rows) for rows in before.values())
        assert restored.aside is None
        with running(settings) as again:
            keys = again.extensions["agrimarket.keys"]
            assert list(verify.faults(reading(), keys, settings.data)) == []
            _a_photo_opens(again)
            a_household(People(again))  # and work goes on


def _a_photo_opens(app: Flask) -> None:
    photo = reading().scalars(select(ProductPhoto)).one()
    address = f"/anh/{photo.sha256}-{photo.widths[0]}.webp"
    assert app.test_client().get(address).data.startswith(b"RIFF")


def test_sign_ins_end_and_passwords_stay(app: Flask, people: People, tmp_path: Path) -> None:
    with one_commit() as session:
        account = accounts.create_account(
            session, viewer=SYSTEM, name="Nam", login="nam", password=PASSWORD,
            role=Role.AUDITOR,
        )  # fmt: skip
        session.add(AccountSession(
            account_id=account.id, secret_hash="a" * 64, how="password", seen_at=clock.now(),
            ends_at=clock.now(),
        ))  # fmt: skip
        session.add(OneTimeCode(
            purpose="sign_in", to_index="b" * 64, code_hash="c" * 64, ends_at=clock.now()
        ))  # fmt: skip
    stamp = account.session_stamp
    made = back_up(app, tmp_path / "kept.tar")
    assert not {
        name for name in clear_members(made.path) if "one_time" in name or "session" in name
    }
    with an_empty_place("sqlite", tmp_path / "elsewhere") as settings:
        restore.restore(settings, made.path)
        with running(settings):
            kept = reading().scalars(select(Account).where(Account.login == "nam")).one()
            assert kept.session_stamp != stamp
            assert kept.password_hash == account.password_hash
            for model in (AccountSession, OneTimeCode):
                assert reading().scalar(select(func.count()).select_from(model)) == 0


def test_nothing_copied_points_to_what_is_left_out(app: Flask) -> None:
    inspector = inspect(db.engine)
    ordered = inspector.get_sorted_table_and_fkc_names()
    assert ordered[-1] == (None, [])  # no two tables point to each other
    pointing = [
        (name, key["referred_table"])
        for name, _ in ordered
        if name and name not in LEFT_OUT
        for key in inspector.get_foreign_keys(name)
        if key["referred_table"] in LEFT_OUT
    ]
    assert pointing == []
    assert all(LEFT_OUT.values())


def test_it_tells_no_secret(app: Flask, people: People, tmp_path: Path) -> None:
    number = fill(people)
    made = back_up(app, tmp_path / "kept.tar")
    keys = json.loads(settings_of(app).key_file.read_text())
    told = b"\n".join(clear_members(made.path).values())
    secrets = [number, people.phuc.secret, *_texts(keys)]
    assert len(secrets) > 6
    for secret in secrets:
        forms = (secret, secret[1:-1], b64encode(secret.encode()).decode().rstrip("="))
        assert [form for form in forms if form.encode() in told] == []


def _texts(value: object) -> list[str]:
    """Every text of a key file that is long enough to be a key."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    return [value] if isinstance(value, str) and len(value) >= 16 else []


def test_the_file_is_for_its_owner_and_is_never_overwritten_by_accident(
    app: Flask, people: People, tmp_path: Path
) -> None:
    path = tmp_path / "kept.tar"
    back_up(app, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = path.read_bytes()
    with pytest.raises(refusals.BackupThere) as refusal:
        back_up(app, path)
    assert "--force" in refusal.value.detail
    assert path.read_bytes() == first
    a_household(people)
    back_up(app, path, force=True)
    assert path.read_bytes() != first
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_a_folder_that_is_not_there(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(refusals.BackupFolderMissing):
        back_up(app, tmp_path / "none" / "kept.tar")


def test_a_database_without_tables(app: Flask, database: str, tmp_path: Path) -> None:
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        settings.data.mkdir(parents=True)
        with running(settings) as other, pytest.raises(refusals.NothingToBackUp):
            back_up(other, tmp_path / "kept.tar")
    assert not (tmp_path / "kept.tar").exists()


def test_a_full_disk_is_said_and_leaves_nothing(app: Flask, people: People, tmp_path: Path) -> None:
    fill(people)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limit[1]))
    try:
        with pytest.raises(refusals.DiskFull) as refusal:
            back_up(app, tmp_path / "kept.tar")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert str(tmp_path) in refusal.value.detail
    assert [path.name for path in tmp_path.iterdir() if "kept" in path.name] == []


def test_it_shows_one_moment_while_writers_go_on(
    app: Flask, people: People, tmp_path: Path
) -> None:
    """A producer and a photo come, a photo goes, between the snapshot and the end."""
    product = a_product(people)
    gone = a_kept_photo(people, product)
    households = reading().scalar(select(func.count()).select_from(Household))
    done: set[str] = set()

    def meddle(part: str, count: int) -> None:
        if part in done:
            return
        done.add(part)
        if part == "commune":
            db.session.remove()
            a_household(people)
            a_kept_photo(people, product, content=a_photo(colour="red"))
        if part == "files":
            folder = settings_of(app).data / "files"
            for path in folder.rglob(f"*{gone.sha256}*"):
                path.unlink()

    made = back_up(app, tmp_path / "kept.tar", tell=meddle)
    assert {"commune", "files"} <= done
    kept = {part.table: part.rows for part in made.manifest.tables}
    assert kept["household"] == households
    assert kept["product_photo"] == 1
    with an_empty_place("sqlite", tmp_path / "elsewhere") as settings:
        restore.restore(settings, made.path)
        files = {path.name for path in (settings.data / "files").rglob("*.webp")}
    assert not files & set(made.manifest.missing)
    listed = gzip.decompress(_list_of(made.path)).decode().splitlines()
    assert {Path(json.loads(line)[0]).name for line in listed} == files


def _list_of(path: Path) -> bytes:
    return gzip.compress(clear_members(path)["files.jsonl.gz"])


def test_a_killed_backup_leaves_nothing_under_its_name(
    app: Flask, people: People, tmp_path: Path
) -> None:
    fill(people)
    path = tmp_path / "kept.tar"
    for step in ("household", "files"):
        done = killed("backup", path, step, settings_of(app))
        assert done == -signal.SIGKILL
        assert not path.exists()
    back_up(app, path)  # over the draft that was left
    assert restore.drill(settings_of(app), path).rows > 0
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def killed(work: str, path: Path, step: str, settings: Settings) -> int:
    """Run a backup or restore in a process that is killed at a step; its exit status."""
    command = [sys.executable, "-m", "tests.system.killed", work, str(path), step]
    done = subprocess.run(command, env=environment(settings), cwd=Path(__file__).parents[2],
                          check=False, timeout=120)  # fmt: skip
    return done.returncode


def environment(settings: Settings) -> dict[str, str]:
    """The settings as a command line gets them."""
    return {
        **os.environ,
        "AGRIMARKET_DATA": str(settings.data),
        "AGRIMARKET_KEY_FILE": str(settings.key_file),
        "AGRIMARKET_DATABASE_URL": settings.database_url,
    }


def test_two_at_once_into_one_file(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "kept.tar"

    def again(part: str, _done: int) -> None:
        if part == "commune":
            with pytest.raises(refusals.BackupRunning):
                back_up(app, path)

    back_up(app, path, tell=again)
    assert path.exists()


def test_the_last_backup_is_remembered(database: str, tmp_path: Path) -> None:
    settings = databases.settings_for(database, tmp_path)
    command = [sys.executable, "-m", "agrimarket", "backup", str(tmp_path / "kept.tar")]
    done = subprocess.run(command, env=environment(settings), capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stdout.startswith("Đã sao lưu: ")
    assert done.stderr == ""
    rows = contents(database)
    assert [row[1] for row in rows["backup_run"]] == ["made"]
    assert [row for row in rows["audit_row"] if "backup_made" in row]
    age = _age(databases.an_app(database, tmp_path))
    assert 0 < age < 120


def test_a_service_without_a_backup_says_so(app: Flask) -> None:
    assert _age(app) == float("inf")


def _age(app: Flask) -> float:
    with app.app_context():
        lines = app.test_client().get("/metrics").text.splitlines()
        db.session.remove()
        db.engine.dispose()
    return float(
        next(line for line in lines if line.startswith("agrimarket_backup_age")).split()[1]
    )
