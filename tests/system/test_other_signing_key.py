"""No start on a signing key that the public log does not name: entries of it would be nobody's."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from agrimarket.app import create_app
from agrimarket.cli import Service, group
from agrimarket.config import Settings, UnsafeStart
from agrimarket.ground import stand
from agrimarket.issuing.log import check
from agrimarket.kit import signing
from agrimarket.kit.db import db, reading
from agrimarket.system import renew, restore
from tests import databases
from tests.builders.issuing import an_order
from tests.people import People
from tests.system.kept import an_empty_place, back_up
from tests.system.own_keys import serving

LOST = "agrimarket keys renew signing --lost"


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with key files of its own."""
    with serving(database, tmp_path) as application:
        yield application


def settings_of(app: Flask) -> Settings:
    settings: Settings = app.extensions["agrimarket.settings"]
    return settings


def path_of(app: Flask) -> Path:
    return signing.path_beside(settings_of(app).key_file)


def other_key(app: Flask) -> None:
    """A sound file of another service in the place of ours."""
    path_of(app).unlink()
    signing.make(path_of(app))


@pytest.fixture
def from_environment(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands find this service by its settings."""
    settings = settings_of(app)
    for name, value in {
        "AGRIMARKET_DATA": str(settings.data),
        "AGRIMARKET_KEY_FILE": str(settings.key_file),
        "AGRIMARKET_DATABASE_URL": db.engine.url.render_as_string(hide_password=False),
    }.items():
        monkeypatch.setenv(name, value)


def test_no_start_on_another_services_key(app: Flask, people: People) -> None:
    """It was found when the next order was issued, by the officer who issued it."""
    other_key(app)
    stand(settings_of(app))  # an empty log names no key yet
    an_order(people)
    stand(settings_of(app))
    other_key(app)
    for start in (stand, lambda settings: create_app(settings, databases.QUIET)):
        with pytest.raises(UnsafeStart, match="không phải khóa đang ghi sổ cấp tem") as told:
            start(settings_of(app))
        assert signing.FILE in str(told.value)
        assert LOST in str(told.value)


def test_a_change_of_keys_locks_nobody_out(app: Flask, people: People) -> None:
    """Between the steps of a change, a machine starts with the file of before or of after."""
    an_order(people)
    renew.renew_signing(app, add_only=True)
    stand(settings_of(app))
    copied = path_of(app).read_text()
    renew.renew_signing(app)
    stand(settings_of(app))
    path_of(app).write_text(copied)  # another machine, not yet told
    stand(settings_of(app))


def test_a_running_service_goes_on_with_the_right_key(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took any sound file, and a broken one was a fault of every page that signs."""
    monkeypatch.setattr(signing, "LOOK_SECONDS", 0.0)
    an_order(people)
    right, whole = signing.fingerprint(), path_of(app).read_text()
    other_key(app)
    assert signing.fingerprint() == right
    for spoilt in ("{}", "[" * 100_000):
        path_of(app).write_text(spoilt)
        assert signing.fingerprint() == right
    path_of(app).unlink()
    an_order(people)
    path_of(app).write_text(whole)
    path_of(app).chmod(0o600)
    assert renew.renew_signing(app) == signing.fingerprint() != right
    assert check.check(reading()).faults == []


@pytest.mark.usefixtures("from_environment")
def test_init_leaves_no_new_key_beside_a_log_that_another_writes(
    app: Flask, people: People
) -> None:
    an_order(people)
    path_of(app).unlink()
    done = CliRunner().invoke(group, ["init"])
    assert isinstance(done.exception, UnsafeStart)
    assert LOST in str(done.exception)
    assert not path_of(app).exists()


@pytest.mark.usefixtures("from_environment")
@pytest.mark.parametrize("left", ["nothing", "another"])
def test_a_lost_key_is_replaced_by_one_command(app: Flask, people: People, left: str) -> None:
    """The one command that starts without the key that it replaces."""
    an_order(people)
    path_of(app).unlink()
    if left == "another":
        signing.make(path_of(app))
    for words in (["keys", "show"], ["keys", "renew", "signing"]):
        assert isinstance(CliRunner().invoke(group, words, obj=Service()).exception, UnsafeStart)
    done = CliRunner().invoke(group, ["keys", "renew", "signing", "--lost"], obj=Service())
    assert done.exit_code == 0, done.output
    stand(settings_of(app))
    signing.install(app, path_of(app))
    an_order(people)
    assert check.check(reading()).faults == []
    assert len(json.loads(path_of(app).read_text())["keys"]) == 1


def test_a_restore_does_without_it(app: Flask, people: People, tmp_path: Path) -> None:
    """It was refused for want of the file, and with `init` before it the place was not empty."""
    an_order(people)
    made = back_up(app, tmp_path / "kept.tar").path
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        alone = replace(settings, key_file=tmp_path / "alone" / "keys.json")
        alone.key_file.parent.mkdir(mode=0o700)
        shutil.copy2(settings_of(app).key_file, alone.key_file)
        restore.restore(alone, made)
        with pytest.raises(UnsafeStart, match=r"Chưa có tệp khóa .*signing\.json"):
            stand(alone)
        shutil.copy2(path_of(app), alone.key_file.parent)
        stand(alone)
