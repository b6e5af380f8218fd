"""Key rings: made, rotated, stored; weak and broken ones refused; keys never shown."""

import json
import random

import pytest

from stamps import KeyRing, Opened, StampRefusal

DRAW = random.Random(6)


def a_key() -> bytes:
    return DRAW.randbytes(32)


def test_rotation_keeps_old_stamps_and_marks_new_ones() -> None:
    old = KeyRing.new(a_key())
    new = old.rotated(a_key())
    assert new.versions == ("1", "2")
    assert new.active == "2"
    assert new.open(old.seal(9)) == Opened(old.seal(9), 9, "1")
    assert new.seal(9)[0] == "2"
    assert new.seal(9, version="1") == old.seal(9)
    assert list(new.make_many(range(3), version="1")) == [old.seal(s) for s in range(3)]


def test_a_ring_survives_json() -> None:
    ring = KeyRing.new(a_key()).rotated(a_key(), version="K")
    again = KeyRing.from_dict(json.loads(json.dumps(ring.to_dict())))
    assert again == ring
    assert again.seal(77) == ring.seal(77)


def test_thirty_two_versions_and_no_more() -> None:
    ring = KeyRing.new(a_key())
    for _ in range(31):
        ring = ring.rotated(a_key())
    assert len(ring.versions) == 32
    with pytest.raises(StampRefusal, match="32 phiên bản"):
        ring.rotated(a_key())


def test_a_key_is_never_shown() -> None:
    key = a_key()
    ring = KeyRing.new(key)
    assert key.hex() not in repr(ring)
    assert str(key) not in repr(ring)


@pytest.mark.parametrize(
    "key",
    [
        b"",
        b"short",
        bytes(32),
        b"\x55" * 32,
        bytes(range(32)),
        bytes(range(64, 0, -2)),
        b"abcdefgh" * 4,
        b"changeme" + bytes(24),
        DRAW.randbytes(31),
        DRAW.randbytes(33),
        DRAW.randbytes(8) * 2 + DRAW.randbytes(16),
    ],
)
def test_weak_keys_are_refused(key: bytes) -> None:
    with pytest.raises(StampRefusal) as refused:
        KeyRing.new(key)
    assert refused.value.code == "weak_key"
    assert key.hex() not in str(refused.value) or not key


def test_random_keys_are_never_called_weak() -> None:
    for _ in range(20_000):
        KeyRing.new(a_key())


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"active": "1"},
        {"active": "1", "keys": {}},
        {"active": "2", "keys": {"1": a_key().hex()}},
        {"active": "1", "keys": {"1": "not hex"}},
        {"active": "O", "keys": {"O": a_key().hex()}},
        {"active": "12", "keys": {"12": a_key().hex()}},
    ],
)
def test_broken_rings_are_refused(data: object) -> None:
    with pytest.raises(StampRefusal) as refused:
        KeyRing.from_dict(data)
    assert refused.value.code == "bad_key_ring"


def test_one_key_under_two_versions_is_refused() -> None:
    key = a_key()
    with pytest.raises(StampRefusal, match="chung một khóa"):
        KeyRing.new(key).rotated(key)
    with pytest.raises(StampRefusal, match="đã có phiên bản"):
        KeyRing.new(key).rotated(a_key(), version="1")


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(StampRefusal) as refused:
        KeyRing.new(a_key()).seal(1, version="9")
    assert refused.value.code == "unknown_key_version"
