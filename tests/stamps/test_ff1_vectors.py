"""FF1 gives what NIST printed, and the fast 70-bit form gives what FF1 gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stamps.ff1 import decrypt, encrypt
from stamps.sealing import BITS, ZERO_BITS, Cipher70

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
AES128 = "2B7E151628AED2A6ABF7158809CF4F3C"
AES192 = AES128 + "EF4359D8D580AA4F"
AES256 = AES192 + "7F036D6F04FC6A94"
TEN, LETTERS = "0123456789", "0123456789abcdefghi"
TWEAK, TWEAK36 = "39383736353433323130", "3737373770717273373737"

# NIST, FF1samples.pdf (examples with intermediate values for SP 800-38G), samples 1 to 9
SAMPLES = [
    (AES128, 10, "", TEN, "2433477484"),
    (AES128, 10, TWEAK, TEN, "6124200773"),
    (AES128, 36, TWEAK36, LETTERS, "a9tv40mll9kdu509eum"),
    (AES192, 10, "", TEN, "2830668132"),
    (AES192, 10, TWEAK, TEN, "2496655549"),
    (AES192, 36, TWEAK36, LETTERS, "xbj3kv35jrawxv32ysr"),
    (AES256, 10, "", TEN, "6657667009"),
    (AES256, 10, TWEAK, TEN, "1001623463"),
    (AES256, 36, TWEAK36, LETTERS, "xs8a0azh2avyalyzuwd"),
]
KEYS = st.binary(min_size=32, max_size=32)
TWEAKS = st.binary(min_size=1, max_size=1)
SERIALS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(("key", "radix", "tweak", "plain", "sealed"), SAMPLES)
def test_the_published_samples_pass(
    key: str, radix: int, tweak: str, plain: str, sealed: str
) -> None:
    options = {"radix": radix, "tweak": bytes.fromhex(tweak)}
    numerals = [DIGITS.index(letter) for letter in plain]
    made = encrypt(bytes.fromhex(key), numerals, **options)
    assert "".join(DIGITS[numeral] for numeral in made) == sealed
    assert decrypt(bytes.fromhex(key), made, **options) == numerals


@given(key=KEYS, tweak=TWEAKS, serial=SERIALS)
def test_the_fast_form_is_ff1_of_the_serial_and_38_zeros(
    key: bytes, tweak: bytes, serial: int
) -> None:
    bits = [int(bit) for bit in f"{serial << ZERO_BITS:0{BITS}b}"]
    sealed = encrypt(key, bits, radix=2, tweak=tweak)
    cipher = Cipher70(key, tweak)
    assert cipher.seal(serial) == int("".join(map(str, sealed)), 2)
    assert cipher.unseal(cipher.seal(serial)) == serial


@given(key=KEYS, tweak=TWEAKS, sealed=st.integers(0, 2**BITS - 1))
def test_the_fast_form_opens_what_ff1_opens(key: bytes, tweak: bytes, sealed: int) -> None:
    bits = [int(bit) for bit in f"{sealed:0{BITS}b}"]
    plain = int("".join(map(str, decrypt(key, bits, radix=2, tweak=tweak))), 2)
    serial, rest = divmod(plain, 2**ZERO_BITS)
    assert Cipher70(key, tweak).unseal(sealed) == (None if rest else serial)


@pytest.mark.parametrize(("radix", "length"), [(1, 40), (37, 10), (10, 5), (2, 19)])
def test_too_small_a_domain_is_refused(radix: int, length: int) -> None:
    """SP 800-38G revision 1, 5.1: radix to the power of the length is at least a million."""
    with pytest.raises(ValueError, match="FF1 needs"):
        encrypt(bytes.fromhex(AES128), [0] * length, radix=radix)


@given(st.lists(st.integers(0, 1), min_size=20, max_size=300), st.binary(max_size=40))
def test_any_length_and_tweak_comes_back(bits: list[int], tweak: bytes) -> None:
    """Long inputs need more than one block of S (SP 800-38G, algorithm 7, step 6.iii)."""
    key = bytes.fromhex(AES256)
    assert decrypt(key, encrypt(key, bits, radix=2, tweak=tweak), radix=2, tweak=tweak) == bits
