"""From a serial to the 16 letters on a stamp and back, without any database; one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from stamps.alphabet import ALPHABET, CODE_LENGTH, VALUES, check_letter, is_checked, normalise
from stamps.refusals import SerialOutOfRange
from stamps.sealing import BITS, SERIAL_BITS, Cipher70

Reason = Literal["not_a_code", "typo", "not_ours"]
MAX_SERIAL: Final = (1 << SERIAL_BITS) - 1
_BITS_OF_A_LETTER: Final = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """A code that one of our keys made: its 16 letters, its serial, its key version."""

    code: str
    serial: int
    version: str


@dataclass(frozen=True, slots=True)
class NotOpened:
    """A text that does not open, and why.

    `not_a_code`: no stamp ever looked like this. `typo`: a slip while typing (check letter wrong,
    one letter too few or too many, or a U, which no stamp carries). `not_ours`: well formed, but
    no key of ours made it. `code` is the normalised text, empty for `not_a_code`.
    """

    reason: Reason
    code: str


def seal(cipher: Cipher70, version: str, serial: int) -> str:
    """The 16 letters for a serial 0..4,294,967,295; raises SerialOutOfRange."""
    if not 0 <= serial <= MAX_SERIAL:
        raise SerialOutOfRange(serial=serial)
    sealed = cipher.seal(serial)
    letters = [ALPHABET[sealed >> shift & 31] for shift in range(BITS - 5, -5, -5)]
    body = version + "".join(letters)
    return body + check_letter(body)


def open_code(ciphers: Mapping[str, Cipher70], text: str) -> Opened | NotOpened:
    """Read what stands on a stamp, typed or scanned; `ciphers` by version letter."""
    code = normalise(text)
    shape = misshapen(code)
    if shape is not None:
        return shape
    cipher = ciphers.get(code[0])
    if cipher is None:
        return NotOpened("not_ours", code)
    sealed = 0
    for letter in code[1:-1]:
        sealed = sealed << _BITS_OF_A_LETTER | VALUES[letter]
    serial = cipher.unseal(sealed)
    if serial is None:
        return NotOpened("not_ours", code)
    return Opened(code, serial, code[0])


def misshapen(code: str) -> NotOpened | None:
    """Why letters cannot be a whole, rightly typed code; None when they can."""
    if is_checked(code):
        return None
    near = CODE_LENGTH - 1 <= len(code) <= CODE_LENGTH + 1
    if near and all(letter in VALUES or letter == "U" for letter in code):
        return NotOpened("typo", code)
    return NotOpened("not_a_code", "")
