"""No start on a good key file of another database: stamps made under it would open nowhere."""

import dataclasses
import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from agrimarket.app import create_app
from agrimarket.cli import group
from agrimarket.config import Settings, UnsafeStart
from agrimarket.ground import stand
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import key_check, key_watch, keyfile
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.key_watch import keys_of
from agrimarket.system import renew, renew_stamps, rotate, verify
from tests import databases
from tests.builders.issuing import an_order
from tests.people import People
from tests.system.own_keys import serving

Content = dict[str, Any]
Spoil = Callable[[Content], object]


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with a key file of its own, whose keys are marked as `init` marks them."""
    with serving(database, tmp_path) as application:
        with one_commit() as session:
            key_check.enter(session, keys_of(application))
        yield application


def settings_of(app: Flask) -> Settings:
    settings: Settings = app.extensions["agrimarket.settings"]
    return settings


def spoilt(app: Flask, spoil: Spoil) -> None:
    """Change the key file in place, well formed and for its owner alone."""
    path = settings_of(app).key_file
    content = keyfile.read(path)
    spoil(content)
    keyfile.replace(path, content)


def refused(app: Flask) -> str:
    """What a start says: that of the service, and that of `print` and `issue` alone."""
    with pytest.raises(UnsafeStart) as no:
        stand(settings_of(app))
    return str(no.value)


def starts(app: Flask) -> None:
    stand(settings_of(app))


def ring(name: str, part: str, letter: str) -> Spoil:
    return lambda content: content[name][part].update({letter: secrets.token_hex(32)})


def only_two(content: Content) -> None:
    two = {"2": secrets.token_hex(32)}
    content["stamps"] = {"active": "2", "keys": two, "pins": {"2": secrets.token_hex(32)}}


WRONG: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "stamps": (ring("stamps", "keys", "1"), ("khóa tem chữ 1 là khóa khác",)),
    "another letter": (only_two, ("thiếu khóa tem chữ 1", "thiếu khóa số bí mật của tem chữ 1")),
    "PINs": (ring("stamps", "pins", "1"), ("khóa số bí mật của tem chữ 1 là khóa khác",)),
    "cards": (ring("cards", "keys", "S"), ("khóa thẻ hộ chữ S là khóa khác",)),
    "no cards": (lambda content: content.pop("cards"), ("thiếu khóa thẻ hộ chữ S",)),
    "audit and cookie": (
        lambda content: content.update(audit=keyfile.new_key(), cookie=keyfile.new_key()),
        ("khóa nhật ký kiểm toán là khóa khác", "khóa phiên đăng nhập là khóa khác"),
    ),
    "scans": (lambda content: content.update(scan=keyfile.new_key()), ("khóa lượt quét",)),
    "fields": (
        lambda content: content["fields"].update({"1": keyfile.new_key()}),
        ("khóa mã hóa phiên bản 1 là khóa khác",),
    ),
    "another version": (
        lambda content: content.update(blind_index={"2": keyfile.new_key()}),
        ("thiếu khóa tra cứu phiên bản 1",),
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_key_of_another_database_is_named(app: Flask, what: str) -> None:
    """Genuine stamps were strangers, `verify` said ok, and stamps were made for nobody."""
    spoil, words = WRONG[what]
    starts(app)
    spoilt(app, spoil)
    said = refused(app)
    assert all(word in said for word in words)
    assert said.count(" là khóa khác") + said.count("thiếu ") == len(words)
    assert "Hãy đặt lại đúng tệp khóa" in said
    for key in keyfile.read(settings_of(app).key_file)["stamps"]["keys"].values():
        assert key not in said


def test_verify_says_so_too(app: Flask) -> None:
    keys = keys_of(app)
    assert list(verify.faults(reading(), keys, settings_of(app).data)) == []
    wrong = dataclasses.replace(keys, scan=secrets.token_bytes(32))
    (fault,) = verify.faults(reading(), wrong, settings_of(app).data)
    assert "khóa lượt quét là khóa khác" in fault


def test_a_letter_that_was_issued_needs_its_key_marked_or_not(app: Flask, people: People) -> None:
    an_order(people)
    with one_commit() as session:
        session.execute(delete(key_check.KeyCheck))
    starts(app)  # a database of before there were marks
    spoilt(app, only_two)
    assert "thiếu khóa tem chữ 1." in refused(app)
    with pytest.raises(UnsafeStart, match=r"thiếu khóa tem chữ 1\."):
        create_app(settings_of(app), databases.QUIET)


def test_a_running_service_keeps_the_right_keys(app: Flask) -> None:
    right = the_ring().keys
    spoilt(app, ring("stamps", "keys", "1"))
    key_watch.forget_look(app)
    # this app was made before there were marks: one that was not takes no other keys
    starts_with_marks = app.extensions["agrimarket.key_marks"]
    assert starts_with_marks == {}
    app.extensions["agrimarket.key_marks"] = key_check.known(reading())
    assert the_ring().keys != right
    spoilt(app, lambda content: content["stamps"]["keys"].update({"1": right["1"].hex()}))
    key_watch.forget_look(app)
    assert the_ring().keys == right
    spoilt(app, ring("stamps", "keys", "1"))
    key_watch.forget_look(app)
    assert the_ring().keys == right


def test_what_is_renewed_is_marked_before_it_seals(app: Flask) -> None:
    """And nobody who renews is locked out by it."""
    assert renew_stamps.renew_stamps(app, add_only=True) == "2"
    assert {("stamps", "2"), ("pins", "2")} <= key_check.known(reading()).keys()
    assert renew_stamps.renew_stamps(app, grace=0) == "2"
    letter = renew.renew_cards(app, grace=0)
    rotate.rotate(app, lambda name, count: None, grace=0)
    marks = key_check.known(reading())
    assert {("cards", letter), ("fields", "2"), ("blind_index", "2")} <= marks.keys()
    starts(app)
    rotate.forget(app, grace=0)
    gone = {("fields", "1"), ("blind_index", "1")}
    assert key_check.known(reading()) == {k: v for k, v in marks.items() if k not in gone}
    starts(app)
    spoilt(app, ring("stamps", "keys", "2"))
    assert "khóa tem chữ 2 là khóa khác" in refused(app)


def test_entering_is_on_record_once_and_tells_no_key(app: Flask) -> None:
    with one_commit() as session:
        key_check.enter(session, keys_of(app))
    query = select(AuditRow).where(AuditRow.action == "keys_marked")
    (row,) = reading().scalars(query).all()
    assert "khóa tem chữ 1" in json.dumps(row.after, ensure_ascii=False)
    values = key_check.known(reading()).values()
    assert len(set(values)) == len(values) == 8
    assert {len(value) for value in values} == {32}


def test_others_are_not_entered_over_those_that_are(app: Flask) -> None:
    wrong = dataclasses.replace(keys_of(app), audit=secrets.token_bytes(32))
    before = key_check.known(reading())
    with pytest.raises(UnsafeStart, match="khóa nhật ký kiểm toán"), one_commit() as session:
        key_check.enter(session, wrong)
    assert key_check.known(reading()) == before


def test_init_leaves_no_new_keys_beside_a_database_that_has_others(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lost keys: `init` once made new ones, which looked like those that were lost."""
    settings = settings_of(app)
    url = db.engine.url.render_as_string(hide_password=False)
    for name, value in {
        "AGRIMARKET_DATA": str(settings.data),
        "AGRIMARKET_KEY_FILE": str(settings.key_file),
        "AGRIMARKET_DATABASE_URL": url,
    }.items():
        monkeypatch.setenv(name, value)
    settings.key_file.unlink()
    done = CliRunner().invoke(group, ["init"])
    assert isinstance(done.exception, UnsafeStart)
    assert "Hãy đặt lại đúng tệp khóa" in str(done.exception)
    assert not settings.key_file.exists()


def test_a_database_that_answers_late_is_asked_before_the_first_request(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut both begin at once."""

    def down(_: object) -> None:
        raise OperationalError("SELECT", None, Exception("connection refused"))

    spoilt(app, ring("stamps", "keys", "1"))
    with monkeypatch.context() as late:
        late.setattr(key_check, "known", down)
        begun = stand(settings_of(app))
    begun.testing = True
    with pytest.raises(UnsafeStart, match="khóa tem chữ 1 là khóa khác"):
        begun.test_client().get("/")
