"""From a serial to the 16 letters on a stamp and back, without any database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from stamps.alphabet import (
    ALPHABET,
    CODE_LENGTH,
    VALUES,
    WEIGHTS,
    check_letter,
    is_checked,
    multiply,
    normalise,
)
from stamps.refusals import SerialOutOfRange
from stamps.sealing import BITS, SERIAL_BITS, Cipher70

Reason = Literal["not_a_code", "typo", "not_ours"]
MAX_SERIAL: Final = (1 << SERIAL_BITS) - 1
BODY: Final = BITS // 5
CHUNK: Final = 8192  # enough to hide numpy's fixed costs, and a few hundred kB at most
_BITS_OF_A_LETTER: Final = 5
_HALF: Final = BODY // 2

Bytes = npt.NDArray[np.uint8]
_LETTERS: Final = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_VALUE_OF_BYTE: Final = np.full(256, 255, dtype=np.uint8)
_VALUE_OF_BYTE[_LETTERS] = np.arange(32, dtype=np.uint8)
_PRODUCTS: Final = np.array([[multiply(w, v) for v in range(32)] for w in WEIGHTS], dtype=np.uint8)
_SHIFTS: Final = np.array([5 * (_HALF - 1 - i) for i in range(_HALF)], dtype=np.uint64)


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
    shape = _misshapen(code)
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


def _misshapen(code: str) -> NotOpened | None:
    """Why letters cannot be a whole, rightly typed code; None when they can."""
    if is_checked(code):
        return None
    near = CODE_LENGTH - 1 <= len(code) <= CODE_LENGTH + 1
    if near and all(letter in VALUES or letter == "U" for letter in code):
        return NotOpened("typo", code)
    return NotOpened("not_a_code", "")


def make_many(cipher: Cipher70, version: str, serials: range) -> Iterator[str]:
    """The codes of a range of serials in order, made in bulk and held a few thousand at a time.

    Raises SerialOutOfRange before the first code when either end is outside 32 bits.
    """
    for end in (serials[0], serials[-1]) if serials else ():
        if not 0 <= end <= MAX_SERIAL:
            raise SerialOutOfRange(serial=end)
    return _stream(cipher, version, serials)


def _stream(cipher: Cipher70, version: str, serials: range) -> Iterator[str]:
    for start in range(0, len(serials), CHUNK):
        part = serials[start : start + CHUNK]
        numbers = np.arange(part.start, part.stop, part.step, dtype=np.uint64)
        text = _letters(cipher, version, numbers).tobytes().decode("ascii")
        yield from (text[i : i + CODE_LENGTH] for i in range(0, len(text), CODE_LENGTH))


def _letters(cipher: Cipher70, version: str, serials: npt.NDArray[np.uint64]) -> Bytes:
    """ASCII letters, shape (n, 16)."""
    values = np.empty((len(serials), CODE_LENGTH), dtype=np.uint8)
    values[:, 0] = VALUES[version]
    upper, lower = cipher.seal_many(serials)
    for half, start in ((upper, 1), (lower, 1 + _HALF)):
        values[:, start : start + _HALF] = half[:, None] >> _SHIFTS & np.uint64(31)
    check = np.zeros(len(serials), dtype=np.uint8)
    for place in range(CODE_LENGTH - 1):
        check ^= _PRODUCTS[place][values[:, place]]
    values[:, -1] = check
    return _LETTERS[values]


def open_many(ciphers: Mapping[str, Cipher70], texts: Sequence[str]) -> list[Opened | NotOpened]:
    """`open_code` for many texts, in bulk; for a chunk of some thousands at a time."""
    codes = [normalise(text) for text in texts]
    answers: list[Opened | NotOpened] = []
    whole: list[int] = []
    for place, code in enumerate(codes):
        shape = _misshapen(code) or NotOpened("not_ours", code)
        answers.append(shape)
        if shape.reason == "not_ours" and code[0] in ciphers:
            whole.append(place)
    by_version: dict[str, list[int]] = {}
    for place in whole:
        by_version.setdefault(codes[place][0], []).append(place)
    for version, places in by_version.items():
        serials, genuine = _open_letters(ciphers[version], [codes[place] for place in places])
        for place, serial, ours in zip(places, serials.tolist(), genuine.tolist(), strict=True):
            if ours:
                answers[place] = Opened(codes[place], serial, version)
    return answers


def _open_letters(
    cipher: Cipher70, codes: Sequence[str]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.bool_]]:
    raw = np.frombuffer("".join(codes).encode("ascii"), dtype=np.uint8)
    values = _VALUE_OF_BYTE[raw].reshape(-1, CODE_LENGTH).astype(np.uint64)
    upper = (values[:, 1 : 1 + _HALF] << _SHIFTS).sum(axis=1, dtype=np.uint64)
    lower = (values[:, 1 + _HALF : -1] << _SHIFTS).sum(axis=1, dtype=np.uint64)
    return cipher.unseal_many(upper, lower)
