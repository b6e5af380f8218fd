"""Hidden PINs: six digits from a key of their own, the same for ever, told to nobody."""

import hashlib
import hmac
import random
from collections import Counter

import pytest

from stamps import MAX_SERIAL, KeyRing, StampRefusal

DRAW = random.Random(66)


def a_key() -> bytes:
    return DRAW.randbytes(32)


PIN_KEY = a_key()
RING = KeyRing.new(a_key(), pin_key=PIN_KEY)


def test_the_pin_is_the_documented_hmac() -> None:
    for serial in (0, 1, 41, 2**31, MAX_SERIAL):
        text = b"stamps/pin/1:1" + serial.to_bytes(4, "big")
        digest = hmac.new(PIN_KEY, text, hashlib.sha256).digest()
        assert RING.pin(serial) == f"{int.from_bytes(digest[:8], 'big') % 10**6:06d}"


def test_bulk_and_single_agree() -> None:
    serials = range(990, 3_000, 7)
    assert list(RING.pins_many(serials)) == [RING.pin(serial) for serial in serials]
    assert list(RING.pins_many(range(0))) == []


def test_digits_are_spread_evenly() -> None:
    """60,000 PINs: every digit at every place within five standard deviations of a tenth."""
    pins = list(RING.pins_many(range(60_000)))
    for place in range(6):
        counts = Counter(pin[place] for pin in pins)
        assert set(counts) == set("0123456789")
        assert all(abs(count - 6_000) < 5 * 73.5 for count in counts.values()), counts


def test_what_a_person_types() -> None:
    pin = RING.pin(7)
    for typed in (pin, f" {pin} ", f"{pin[:3]} {pin[3:]}", f"{pin[:3]}-{pin[3:]}"):
        assert RING.pin_matches(7, typed)
    wrong = str((int(pin) + 1) % 10**6).zfill(6)
    arabic = pin.translate({ord(d): 0x660 + int(d) for d in "0123456789"})
    for typed in (wrong, pin[:-1], pin + "0", "", "abcdef", arabic, "²" * 6, f"{pin}\n"):
        assert not RING.pin_matches(7, typed), typed


def test_every_version_has_its_own_pins_and_keeps_them() -> None:
    newer = RING.rotated(a_key(), pin_key=a_key())
    assert newer.pin(7, "1") == RING.pin(7) == RING.pin(7, "1")
    many = range(200)
    assert list(newer.pins_many(many)) != list(newer.pins_many(many, "1"))


def test_the_key_of_codes_tells_no_pin() -> None:
    """The same code key with another PIN key: the same codes, other PINs."""
    other = KeyRing(RING.keys, RING.active, pin_keys={"1": a_key()})
    assert other.seal(5) == RING.seal(5)
    assert list(other.pins_many(range(50))) != list(RING.pins_many(range(50)))


def test_a_ring_with_pins_survives_json() -> None:
    assert KeyRing.from_dict(RING.to_dict()) == RING
    assert KeyRing.from_dict(RING.to_dict()).pin(9) == RING.pin(9)
    assert PIN_KEY.hex() not in repr(RING)


def test_an_older_ring_opens_and_gains_pins() -> None:
    older = KeyRing.from_dict({"active": "1", "keys": {"1": a_key().hex()}})
    with pytest.raises(StampRefusal, match="agrimarket init") as refused:
        older.pin(1)
    assert refused.value.code == "no_pin_key"
    gained = older.with_pins(a_key)
    assert gained.pin(1).isdigit()
    assert gained.seal(1) == older.seal(1)
    assert gained.with_pins(a_key) == gained


@pytest.mark.parametrize("serial", [-1, MAX_SERIAL + 1])
def test_serials_of_32_bits_only(serial: int) -> None:
    for ask in (RING.pin, lambda one: RING.pins_many(range(one, one + 1))):
        with pytest.raises(StampRefusal) as refused:
            ask(serial)
        assert refused.value.code == "serial_out_of_range"


def test_an_unknown_version_has_no_pins() -> None:
    with pytest.raises(StampRefusal) as refused:
        RING.pin(1, "9")
    assert refused.value.code == "unknown_key_version"


def test_keys_that_must_not_be_shared() -> None:
    key = a_key()
    with pytest.raises(StampRefusal, match="chung một khóa"):
        KeyRing.new(key, pin_key=key)
    with pytest.raises(StampRefusal) as weak:
        KeyRing.new(key, pin_key=bytes(32))
    assert weak.value.code == "weak_key"
    with pytest.raises(StampRefusal) as foreign:
        KeyRing({"1": key}, "1", pin_keys={"2": a_key()})
    assert foreign.value.code == "bad_key_ring"
