"""The signing key: made by init, for the service alone, verified with the public half alone."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask

from agrimarket.app import create_app
from agrimarket.config import Settings, UnsafeStart
from agrimarket.kit import signing
from agrimarket.system.setup import make_keys
from tests import databases


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new signing key."""
    target = tmp_path / "keys" / signing.FILE
    assert signing.make(target) is True
    return target


@pytest.fixture
def app(path: Path) -> Flask:
    """An app that knows nothing but the signing key."""
    bare = Flask("bare")
    signing.install(bare, path)
    return bare


def test_signs_and_anyone_can_tell(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        signature, pem = signing.sign(b"a manifest"), signing.public_key_pem()
    assert len(signature) == 64
    assert signing.verify(pem, b"a manifest", signature) is True
    assert signing.verify(pem, b"a manifesto", signature) is False
    assert signing.verify(pem, b"a manifest", bytes(64)) is False


def test_another_program_agrees(app: Flask, tmp_path: Path) -> None:
    """OpenSSL, which is none of ours, verifies the same three files."""
    with app.app_context():
        files = {"key": signing.public_key_pem(), "data": b"x", "sig": signing.sign(b"x")}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    asked = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-rawin", "-in", "data",
             "-sigfile", "sig"]  # fmt: skip
    assert subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True).returncode == 0


def test_made_once_and_for_the_service_alone(path: Path) -> None:
    before = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing.make(path) is False
    assert path.read_bytes() == before


def test_make_keys_adds_it_to_an_older_installation(tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    make_keys(keys)
    signing.path_beside(keys).unlink()
    assert make_keys(keys) is False
    signing.load(signing.path_beside(keys))


def test_no_start_without_it(tmp_path: Path) -> None:
    """Missing, open to others, broken, another's, weak: each says why."""
    settings = databases.settings_for("sqlite://", tmp_path)
    settings = replace(settings, key_file=tmp_path / "keys" / "keys.json")
    make_keys(settings.key_file)
    path = signing.path_beside(settings.key_file)
    whole = path.read_text()
    create_app(settings, databases.QUIET)
    path.unlink()
    refused(settings, "Chưa có tệp khóa")
    path.write_text(whole)
    path.chmod(0o640)
    refused(settings, "đang mở cho người khác")
    path.chmod(0o600)
    content = json.loads(whole)
    name = content["active"]
    for broken in (
        "{}", "[1]", whole[:-9], whole.replace(name, "0" * 64),
        json.dumps(content | {"active": "other"}),
        json.dumps(content | {"keys": {name: "AAAA"}}),
    ):  # fmt: skip
        path.write_text(broken)
        refused(settings, "bị hỏng")


def test_a_default_key_is_refused(path: Path) -> None:
    zero = Ed25519PrivateKey.from_private_bytes(bytes(32))
    name = signing.fingerprint_of(zero.public_key())
    path.write_text(json.dumps({"active": name, "keys": {name: "A" * 43 + "="}}))
    with pytest.raises(UnsafeStart, match="khóa mặc định"):
        signing.load(path)


def refused(settings: Settings, why: str) -> None:
    """The service does not start and says why, with the file's name."""
    with pytest.raises(UnsafeStart, match=why) as told:
        create_app(settings, databases.QUIET)
    assert signing.FILE in str(told.value)


def test_a_newer_key_in_the_file_is_seen_at_once(app: Flask, path: Path) -> None:
    with app.app_context():
        old = signing.fingerprint()
        name = signing.add(path)
        assert signing.add(path) == name  # a change that stopped goes on with its key
        assert signing.fingerprint() == old
        signature = signing.sign(b"x", key=name)
        signing.put_in_force(path, name)
        assert signing.fingerprint() == name
        assert signing.verify(signing.public_key_pem(), b"x", signature)
        with pytest.raises(KeyError):
            signing.sign(b"x", key=old)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == [signing.FILE]


def test_a_key_never_shows_itself(path: Path) -> None:
    private = json.loads(path.read_text())["keys"].values()
    assert not any(half in repr(signing.load(path)) for half in private)
    assert path.stat().st_uid == os.getuid()
