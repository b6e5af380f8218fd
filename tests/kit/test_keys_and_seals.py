"""The key file refuses an unsafe start; sealed values open only where they were sealed."""

import json
from pathlib import Path

import pytest

from agrimarket.config import UnsafeStart, read_settings
from agrimarket.kit import keyfile, sealed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "keys" / "keys.json"
    keyfile.make(target, {"active": "1"})
    return target


def test_a_made_file_opens_and_is_for_its_owner_alone(path: Path) -> None:
    keys = keyfile.load(path)
    assert path.stat().st_mode & 0o777 == 0o600
    every = (keys.cookie, keys.blind_index[1], keys.audit, keys.scan, keys.fields[1])
    assert len(set(every)) == 5


def test_making_again_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert keyfile.make(path, {}) is False
    assert path.read_bytes() == before


def test_no_file_no_start(tmp_path: Path) -> None:
    with pytest.raises(UnsafeStart, match="agrimarket init"):
        keyfile.load(tmp_path / "none.json")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_others_can_read_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(UnsafeStart, match="chmod 600"):
        keyfile.load(path)


@pytest.mark.parametrize("weak", ["QUFBQQ==", "A" * 43 + "=", "", "no base64!"])
def test_a_weak_or_broken_key_is_refused(path: Path, weak: str) -> None:
    content = json.loads(path.read_text())
    content["cookie"] = weak
    path.write_text(json.dumps(content))
    with pytest.raises(UnsafeStart):
        keyfile.load(path)


def test_one_key_for_two_purposes_is_refused(path: Path) -> None:
    content = json.loads(path.read_text())
    content["cookie"] = content["audit"]
    path.write_text(json.dumps(content))
    with pytest.raises(UnsafeStart, match="hai việc"):
        keyfile.load(path)


def test_a_sealed_value_opens_only_in_its_place(path: Path) -> None:
    keys = keyfile.load(path)
    value = sealed.seal(keys, "038000000000", place="household.citizen.1")
    assert b"038000000000" not in value
    assert sealed.unseal(keys, value, place="household.citizen.1") == "038000000000"
    with pytest.raises(sealed.SealBroken):
        sealed.unseal(keys, value, place="household.citizen.2")
    with pytest.raises(sealed.SealBroken):
        sealed.unseal(keys, value[:-1] + bytes([value[-1] ^ 1]), place="household.citizen.1")


def test_equal_values_seal_differently_but_share_a_blind_index(path: Path) -> None:
    keys = keyfile.load(path)
    assert sealed.seal(keys, "a", place="p") != sealed.seal(keys, "a", place="p")
    one, two = (sealed.blind_index(keys, "a", purpose=p) for p in ("citizen", "phone"))
    assert one == sealed.blind_index(keys, "a", purpose="citizen")
    assert one != two


@pytest.mark.parametrize("host", ["https://x.vn", "a b", "x.vn/"])
def test_a_public_host_that_is_none_is_refused(host: str) -> None:
    with pytest.raises(UnsafeStart, match="AGRIMARKET_PUBLIC_HOST"):
        read_settings({"AGRIMARKET_PUBLIC_HOST": host})


def test_defaults_are_safe_and_local() -> None:
    settings = read_settings({})
    assert settings.embedded
    assert settings.is_trial
    assert settings.public_base == "http://127.0.0.1:8000"
    assert settings.data not in settings.key_file.parents


def test_sandboxes_are_off_beside_a_real_database() -> None:
    settings = read_settings({"AGRIMARKET_DATABASE_URL": "postgresql://u@h/d"})
    assert settings.database_url.startswith("postgresql+psycopg://")
    assert not settings.allow_sandbox
