"""`agrimarket restore`: refuses what is not whole, ours and sound, and then leaves no trace."""

import dataclasses
import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, text

from agrimarket.config import Settings, UnsafeStart
from agrimarket.kit.db import db
from agrimarket.kit.keyfile import load
from agrimarket.system import restore
from agrimarket.system.backup import refusals, signing
from agrimarket.system.setup import make_keys
from tests import databases
from tests.builders.households import a_household
from tests.people import People
from tests.system import tampering
from tests.system.kept import an_empty_place, back_up, contents, fill, running, settings_of
from tests.system.refusing import refused
from tests.system.test_backup import killed


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Nothing yet: neither database nor data folder."""
    with an_empty_place(request.param, tmp_path / "new") as settings:
        yield settings


def test_without_the_key_file(made: Path, tmp_path: Path) -> None:
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        bare = dataclasses.replace(settings, key_file=tmp_path / "none.json")
        said = refused(bare, made, refusals.KeysMissing).detail
        assert f"đặt tệp khóa giữ riêng của bản sao lưu này vào {bare.key_file}" in said


def test_with_another_key_file(made: Path, tmp_path: Path) -> None:
    make_keys(tmp_path / "other.json")
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        other = dataclasses.replace(settings, key_file=tmp_path / "other.json")
        refused(other, made, refusals.OtherKeys)
        other.key_file.chmod(0o644)
        with pytest.raises(UnsafeStart):
            restore.restore(other, made)


def resigned(path: Path, target: Path, settings: Settings, **about: object) -> Path:
    """A backup whose manifest was changed by somebody who has the key file."""

    def change(members: tampering.Members) -> None:
        content = json.dumps(json.loads(members["manifest.json"]) | about).encode()
        members["manifest.json"] = content
        members["manifest.hmac"] = signing.signature(load(settings.key_file), content).encode()

    return tampering.rewritten(path, target, change)


def test_keys_that_were_thrown_away_after_it(made: Path, tmp_path: Path) -> None:
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        other = resigned(made, tmp_path / "other.tar", settings, field_keys=[1, 7])
        refused(settings, other, refusals.OtherKeys)


def test_a_backup_of_a_newer_release(made: Path, tmp_path: Path) -> None:
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        other = resigned(made, tmp_path / "other.tar", settings, revision="9999")
        assert "9999" in refused(settings, other, refusals.NewerBackup).detail


def test_what_does_not_verify_is_refused(
    app: Flask, people: People, place: Settings, tmp_path: Path
) -> None:
    """Signed with the right keys, but a serial range was changed by hand before."""
    fill(people)
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE stamp_segment SET last_serial = last_serial + 1"))
    path = back_up(app, tmp_path / "kept.tar").path
    assert "Đợt tem" in refused(place, path, refusals.NotVerified).detail
    with pytest.raises(refusals.NotVerified):
        restore.drill(settings_of(app), path)


@pytest.mark.parametrize("step", ["household", "verify", "files"])
def test_a_killed_restore_can_be_repeated(made: Path, place: Settings, step: str) -> None:
    assert killed("restore", made, step, place) == -signal.SIGKILL
    if place.embedded:
        assert not Path(place.database_url.removeprefix("sqlite:///")).exists()
    else:
        engine = create_engine(place.database_url)
        assert inspect(engine).get_table_names() == []
        engine.dispose()
    restore.restore(place, made)
    assert sorted(path.name for path in place.data.iterdir() if path.name[0] == ".") == []
    assert len(contents(place.database_url)["household"]) == 2


def test_a_place_with_data_is_left_alone(
    app: Flask, people: People, database: str, made: Path
) -> None:
    a_household(people)
    settings = settings_of(app)
    db.session.remove()
    db.engine.dispose()
    before = contents(database)
    with pytest.raises(refusals.TargetFilled) as refusal:
        restore.restore(settings, made)
    assert "--force" in refusal.value.detail
    assert contents(database) == before


def test_force_moves_older_data_aside(
    app: Flask, people: People, database: str, made: Path
) -> None:
    for _ in range(5):
        a_household(people)
    settings = settings_of(app)
    (settings.data / "audit-heads").mkdir()
    db.session.remove()
    db.engine.dispose()
    before = contents(database)
    done = restore.restore(settings, made, force=True)
    assert len(contents(database)["household"]) == 2
    assert done.aside
    if settings.embedded:
        old = contents(f"sqlite:///{done.aside}")
    else:
        old = contents(f"{database}?options=-csearch_path%3D{done.aside}")
    assert old == before
    assert not (settings.data / "audit-heads").exists()
    with running(settings) as again:
        a_household(People(again))


def test_a_running_service_is_not_pulled_away(made: Path, tmp_path: Path) -> None:
    """SQLite alone: PostgreSQL moves tables under a running service in one commit."""
    with databases.fresh("sqlite", tmp_path) as url:
        settings = databases.settings_for(url, tmp_path)
        with running(settings) as app:
            app.test_client().get("/readyz")
            with pytest.raises(refusals.ServiceRunning):
                restore.restore(settings, made, force=True)
        assert contents(url)["household"] == []


def test_what_counts_by_itself_goes_on(made: Path, tmp_path: Path) -> None:
    """Former communes have numbers of PostgreSQL's own: the next must be a new one."""
    with an_empty_place("postgres", tmp_path / "new") as settings:
        restore.restore(settings, made)
        engine = create_engine(settings.database_url)
        with engine.connect() as connection:
            highest = connection.scalar(text("SELECT max(id) FROM former_commune"))
            following = text("SELECT nextval(pg_get_serial_sequence('former_commune', 'id'))")
            assert connection.scalar(following) == highest + 1
        engine.dispose()


def test_two_at_once(made: Path, place: Settings) -> None:
    def again(part: str, _done: int) -> None:
        if part == "household":
            with pytest.raises(refusals.RestoreRunning):
                restore.restore(place, made)

    restore.restore(place, made, tell=again)


def test_two_machines_at_once_into_one_postgresql(made: Path, tmp_path: Path) -> None:
    with an_empty_place("postgres", tmp_path / "one") as settings:
        other = dataclasses.replace(settings, data=tmp_path / "two")

        def again(part: str, _done: int) -> None:
            if part == "household":
                with pytest.raises(refusals.RestoreRunning):
                    restore.restore(other, made)

        restore.restore(settings, made, tell=again)


def test_a_database_that_does_not_answer(made: Path, tmp_path: Path) -> None:
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        url = "postgresql+psycopg://nobody@127.0.0.1:1/none"
        with pytest.raises(refusals.DatabaseRefused):
            restore.restore(dataclasses.replace(settings, database_url=url), made)


def test_the_drill_touches_nothing(app: Flask, made: Path, database: str) -> None:
    before = contents(database)
    folder = settings_of(app).data
    assert restore.drill(settings_of(app), made).rows > 100
    assert contents(database) == before
    assert [path.name for path in folder.iterdir() if "drill" in path.name] == []


def test_the_stand_ins_and_marks_come_back(app: Flask, people: People, tmp_path: Path) -> None:
    data = settings_of(app).data
    (data / "public-host").write_text("127.0.0.1:8123")
    (data / "demo").write_text("")
    with closing(sqlite3.connect(data / "sandboxes.sqlite3")) as kept:
        kept.execute("PRAGMA journal_mode=WAL")
        kept.execute("CREATE TABLE item (ref TEXT)")
        kept.execute("INSERT INTO item VALUES ('A1')")
        kept.commit()
        path = back_up(app, tmp_path / "kept.tar").path
    assert sorted(one.name for one in data.iterdir() if "andboxes-" in one.name) == []
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        restore.restore(settings, path)
        assert (settings.data / "public-host").read_text() == "127.0.0.1:8123"
        assert (settings.data / "demo").exists()
        with closing(sqlite3.connect(settings.data / "sandboxes.sqlite3")) as back:
            assert back.execute("SELECT ref FROM item").fetchall() == [("A1",)]


def test_a_disk_without_room(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "sync", full)
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        refused(settings, made, refusals.DiskFull)
    shutil.rmtree(tmp_path / "new", ignore_errors=True)
