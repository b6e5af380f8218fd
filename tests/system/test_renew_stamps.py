"""Rotation of the stamp keys: old stamps stay valid, new ones carry the new version."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.issuing.ring import the_ring
from agrimarket.kit import keyfile
from agrimarket.kit.key_watch import forget_look, keys_of
from agrimarket.system import key_versions, renew_stamps, setup
from stamps import KeyRing, Opened
from tests import databases
from tests.builders.issuing import active_order, an_order, code_of
from tests.people import People
from tests.system.own_keys import serving


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with a key file of its own."""
    with serving(database, tmp_path) as application:
        yield application


def file_of(app: Flask) -> Path:
    path: Path = app.extensions["agrimarket.settings"].key_file
    return path


def verdict(client: FlaskClient, code: str) -> str:
    return str(client.get(f"/{code}?format=json").get_json()["verdict"])


def test_old_stamps_stay_valid_and_new_ones_carry_the_new_version(
    app: Flask, people: People, client: FlaskClient
) -> None:
    waiting = an_order(people)  # granted before, printed after
    old = code_of(active_order(people), 1)
    pin = the_ring().pin(7)
    assert renew_stamps.renew_stamps(app, grace=0) == "2"
    new = code_of(active_order(people), 1)
    assert (old[0], new[0], code_of(waiting, 1)[0]) == ("1", "2", "1")
    assert [verdict(client, code) for code in (old, new)] == ["valid_first", "valid_first"]
    assert the_ring().pin(7, "1") == pin
    assert the_ring().pin(7) != pin or the_ring().pin(8) != the_ring().pin(8, "1")


def test_every_process_can_open_before_one_seals(app: Flask) -> None:
    """`--add-only` for several machines: the newer key opens, the older one still makes."""
    old = the_ring()
    assert renew_stamps.renew_stamps(app, add_only=True) == "2"
    held = the_ring()
    assert (held.versions, held.active) == (("1", "2"), "1")
    assert isinstance(held.open(held.seal(3, version="2")), Opened)
    assert renew_stamps.renew_stamps(app, grace=0) == "2"  # goes on where it was
    assert the_ring().active == "2"
    assert the_ring().open(old.seal(9)) == Opened(old.seal(9), 9, "1")
    assert file_of(app).stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file_of(app).parent.iterdir() if one.name[0] == "."] == []


def test_letters_of_cards_are_never_taken(app: Flask) -> None:
    """Stamps have 24 letters; the refusal says how many there are and changes nothing."""
    path = file_of(app)
    for _ in range(23):
        renew_stamps.renew_stamps(app, grace=0)
    assert the_ring().active == "0"
    before = path.read_bytes()
    with pytest.raises(renew_stamps.StampVersionsUsedUp) as refused:
        renew_stamps.renew_stamps(app, grace=0)
    assert "24 phiên bản" in refused.value.detail
    assert path.read_bytes() == before


def test_one_rotation_at_a_time(app: Flask) -> None:
    with key_versions.held(file_of(app)), pytest.raises(key_versions.RotationRunning):
        renew_stamps.renew_stamps(app, grace=0)


def test_an_older_file_gains_pins_and_nothing_else(app: Flask) -> None:
    path = file_of(app)
    content = keyfile.read(path)
    del content["stamps"]["pins"]
    keyfile.replace(path, content)
    forget_look(app)
    assert the_ring().pin_keys == {}
    assert setup.make_keys(path) is False
    forget_look(app)
    assert set(the_ring().pin_keys) == {"1"}
    changed = keyfile.read(path)
    del changed["stamps"]["pins"]
    assert changed == content
    before = path.read_bytes()
    setup.make_keys(path)
    assert path.read_bytes() == before


def test_the_command_tells_what_to_do_and_shows_no_key(tmp_path: Path) -> None:
    """A whole process, as an operator runs it, beside a service that goes on."""
    with databases.fresh("sqlite", tmp_path) as url, serving(url, tmp_path) as app:
        _renewed_by_command(app)


def _renewed_by_command(app: Flask) -> None:
    settings = app.extensions["agrimarket.settings"]
    environ = {
        **os.environ,
        "AGRIMARKET_KEY_FILE": str(settings.key_file),
        "AGRIMARKET_DATA": str(settings.data),
        "AGRIMARKET_DATABASE_URL": settings.database_url,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "agrimarket", "keys", "renew", "stamps"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "mang chữ đầu 2" in ended.stdout
    assert "Hãy thay bản sao tệp khóa" in ended.stdout
    kept = json.loads(settings.key_file.read_text())["stamps"]
    for key in (*kept["keys"].values(), *kept["pins"].values()):
        assert key not in ended.stdout + ended.stderr
    forget_look(app)
    assert KeyRing.from_dict(keys_of(app).stamps).active == "2"
