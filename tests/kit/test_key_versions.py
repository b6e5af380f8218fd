"""Keys have versions: all of them open and find, the newest one writes, and a running process
notices a changed file."""

import json
import time
from pathlib import Path

import pytest
from flask import Flask

from agrimarket.config import UnsafeStart
from agrimarket.kit import key_watch, keyfile, sealed
from agrimarket.system import key_versions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "keys" / "keys.json"
    keyfile.make(target, {"active": "1"})
    return target


def test_a_file_of_before_there_were_versions_is_version_one(path: Path) -> None:
    content = json.loads(path.read_text())
    before = sealed.blind_index(keyfile.load(path), "a", purpose="p")
    content["blind_index"] = content["blind_index"]["1"]
    path.write_text(json.dumps(content))
    keys = keyfile.load(path)
    assert keys.newest_blind_index == 1
    assert sealed.blind_index(keys, "a", purpose="p") == before
    assert len(before) == 64


def test_a_new_version_opens_at_once_and_writes_when_let(path: Path) -> None:
    old = keyfile.load(path)
    value = sealed.seal(old, "x", place="p")
    assert key_versions.add(path)
    held = keyfile.load(path)
    assert (held.newest_field_key, held.newest_blind_index) == (1, 1)
    assert set(held.fields) == set(held.blind_index) == {1, 2}
    assert key_versions.is_held_back(path)
    key_versions.let_write(path)
    new = keyfile.load(path)
    assert (new.newest_field_key, new.newest_blind_index) == (2, 2)
    assert sealed.unseal(held, sealed.seal(new, "y", place="p"), place="p") == "y"
    assert sealed.unseal(new, value, place="p") == "x"
    with pytest.raises(sealed.SealBroken):
        sealed.unseal(old, sealed.seal(new, "y", place="p"), place="p")


def test_adding_again_changes_nothing(path: Path) -> None:
    key_versions.add(path)
    before = path.read_bytes()
    assert key_versions.add(path) is False
    assert path.read_bytes() == before


def test_hashes_name_their_version_and_all_are_looked_up(path: Path) -> None:
    one = sealed.blind_index(keyfile.load(path), "a", purpose="p")
    key_versions.add(path)
    key_versions.let_write(path)
    keys = keyfile.load(path)
    two = sealed.blind_index(keys, "a", purpose="p")
    assert sealed.blind_indexes(keys, "a", purpose="p") == {1: one, 2: two}
    assert (sealed.index_version(one), sealed.index_version(two)) == (1, 2)
    assert len(two) <= 64
    key_versions.drop_older(path)
    only = keyfile.load(path)
    assert set(only.fields) == set(only.blind_index) == {2}
    assert sealed.blind_indexes(only, "a", purpose="p") == {2: two}


def test_what_else_stands_in_the_file_stays(path: Path) -> None:
    before = json.loads(path.read_text())
    key_versions.add(path)
    key_versions.let_write(path)
    after = json.loads(path.read_text())
    assert path.stat().st_mode & 0o777 == 0o600
    for name in ("cookie", "audit", "scan", "stamps"):
        assert after[name] == before[name]
    assert after["fields"]["1"] == before["fields"]["1"]
    assert [one.name for one in path.parent.iterdir()] == ["keys.json"]


def test_content_that_could_not_be_opened_never_takes_the_place(path: Path) -> None:
    before = path.read_bytes()
    content = keyfile.read(path) | {"cookie": "AAAA"}
    with pytest.raises(UnsafeStart):
        keyfile.replace(path, content)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("fields", {}), ("fields", {"0": "A"}), ("fields", {"256": "A"}), ("blind_index", {"x": "A"}),
     ("writing", {"fields": 9}), ("fields", "")],
)  # fmt: skip
def test_versions_that_make_no_sense_are_refused(path: Path, name: str, value: object) -> None:
    content = json.loads(path.read_text())
    if isinstance(value, dict) and name != "writing":
        value = dict.fromkeys(value, content["fields"]["1"])
    path.write_text(json.dumps(content | {name: value}))
    with pytest.raises(UnsafeStart):
        keyfile.load(path)


def test_two_commands_never_change_it_at_once(path: Path) -> None:
    with (
        key_versions.held(path),
        pytest.raises(key_versions.RotationRunning),
        key_versions.held(path),
    ):
        pass
    with key_versions.held(path):
        pass


def test_a_running_process_notices_within_a_second(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Flask("x")
    assert key_watch.watch(app, path, lambda _keys: None).newest_field_key == 1
    key_versions.add(path)
    key_versions.let_write(path)
    assert key_watch.keys_of(app).newest_field_key == 1  # looked a moment ago
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + key_watch.LOOK_SECONDS)
    assert key_watch.keys_of(app).newest_field_key == 2


def test_a_file_that_cannot_be_opened_leaves_the_keys_as_they_are(path: Path) -> None:
    app = Flask("x")
    key_watch.watch(app, path, lambda _keys: None)
    path.chmod(0o644)
    key_watch.forget_look(app)
    path.chmod(0o600)
    path.write_text("{")
    key_watch.forget_look(app)
    assert key_watch.keys_of(app).newest_field_key == 1
    path.unlink()
    key_watch.forget_look(app)
    assert key_watch.keys_of(app).newest_field_key == 1
