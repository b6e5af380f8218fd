"""Check digits and check letters of GS1 keys, and all lengths of a GTIN as one."""

from typing import Final

from stamps.gs1.letters import SET_32, SET_82
from stamps.refusals import BadGtin

GTIN_LENGTHS: Final = (8, 12, 13, 14)
LONGEST_GMN: Final = 25
_PAIR: Final = 2


def is_digits(text: str) -> bool:
    """Whether a text has digits 0-9 alone, and at least one."""
    return text.isascii() and text.isdigit()


def check_digit(digits: str) -> str:
    """The last digit for the digits before it (GS1 General Specifications, 7.9.1).

    From the right, digits weigh 3, 1, 3, …; the check digit brings the sum to a multiple of ten.
    Holds for GTIN, SSCC, GLN, GSIN, GSRN, and the first 13 digits of GDTI, GCN and GRAI.
    Raises BadGtin when there is nothing or anything but digits.
    """
    if not is_digits(digits):
        raise BadGtin(gtin=digits)
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def is_checked(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return len(digits) > 1 and is_digits(digits) and check_digit(digits[:-1]) == digits[-1]


def is_gtin(text: str) -> bool:
    """Whether `text` is a GTIN-8, -12, -13 or -14 with the right check digit; digits only."""
    return len(text) in GTIN_LENGTHS and set(text) != {"0"} and is_checked(text)


def to_gtin14(text: str) -> str:
    """Any GTIN as 14 digits, zeros in front (GS1 General Specifications, 3.3.2). Raises BadGtin."""
    if not is_gtin(text):
        raise BadGtin(gtin=text)
    return text.zfill(14)


def _primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


_PRIMES: Final = _primes(LONGEST_GMN - _PAIR)


def check_pair(text: str) -> str:
    """The two check letters of a Global Model Number (GS1 General Specifications, 7.9.5).

    From the right, letters weigh 2, 3, 5, 7, … by their place in set 82; the sum modulo 1021 is
    written as two letters of set 32. `text` is what stands before them, 1..23 letters of set 82.
    Raises ValueError for anything else.
    """
    if not 0 < len(text) <= len(_PRIMES) or not set(text) <= set(SET_82):
        raise ValueError("1 to 23 letters of set 82")
    weighed = zip(_PRIMES, reversed(text), strict=False)
    total = sum(prime * SET_82.index(letter) for prime, letter in weighed) % 1021
    return SET_32[total >> 5] + SET_32[total & 31]


def has_check_pair(text: str) -> bool:
    """Whether the last two letters are the check pair of those before them."""
    body = text[:-_PAIR]
    fits = 0 < len(body) <= len(_PRIMES) and set(body) <= set(SET_82)
    return fits and check_pair(body) == text[-_PAIR:]
