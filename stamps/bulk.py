"""`codes.py` for thousands at once: letters and ciphers over arrays."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from stamps.alphabet import ALPHABET, CODE_LENGTH, VALUES, WEIGHTS, multiply, normalise
from stamps.codes import MAX_SERIAL, NotOpened, Opened, misshapen
from stamps.ff1 import ROUNDS
from stamps.refusals import SerialOutOfRange
from stamps.sealing import BITS, HALF, SERIAL_SHIFT, Cipher70

BODY: Final = BITS // 5
CHUNK: Final = 2048  # enough to hide numpy's fixed costs, and a few hundred kB at most
_HALF: Final = BODY // 2

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
_LETTERS: Final = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_VALUE_OF_BYTE: Final = np.full(256, 255, dtype=np.uint8)
_VALUE_OF_BYTE[_LETTERS] = np.arange(32, dtype=np.uint8)
_PRODUCTS: Final = np.array([[multiply(w, v) for v in range(32)] for w in WEIGHTS], dtype=np.uint8)
_SHIFTS: Final = np.array([5 * (_HALF - 1 - i) for i in range(_HALF)], dtype=np.uint64)


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


def _letters(cipher: Cipher70, version: str, serials: Words) -> Bytes:
    """ASCII letters, shape (n, 16)."""
    values = np.empty((len(serials), CODE_LENGTH), dtype=np.uint8)
    values[:, 0] = VALUES[version]
    upper, lower = seal_many(cipher, serials)
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
        shape = misshapen(code) or NotOpened("not_ours", code)
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


def _open_letters(cipher: Cipher70, codes: Sequence[str]) -> tuple[Words, npt.NDArray[np.bool_]]:
    raw = np.frombuffer("".join(codes).encode("ascii"), dtype=np.uint8)
    values = _VALUE_OF_BYTE[raw].reshape(-1, CODE_LENGTH).astype(np.uint64)
    upper = (values[:, 1 : 1 + _HALF] << _SHIFTS).sum(axis=1, dtype=np.uint64)
    lower = (values[:, 1 + _HALF : -1] << _SHIFTS).sum(axis=1, dtype=np.uint64)
    return unseal_many(cipher, upper, lower)


def seal_many(cipher: Cipher70, serials: Words) -> tuple[Words, Words]:
    """Upper and lower 35 bits for an array of serials (uint64, shape (n,)), each (n,)."""
    a, b = serials << np.uint64(SERIAL_SHIFT), np.zeros_like(serials)
    for i in range(ROUNDS):
        a, b = b, (a + _y_many(cipher, i, b)) & np.uint64(HALF)
    return a, b


def unseal_many(
    cipher: Cipher70, upper: Words, lower: Words
) -> tuple[Words, npt.NDArray[np.bool_]]:
    """Serials (n,) and whether the zeros came out (n,); the serial of a false row is void."""
    a, b = upper, lower
    for i in reversed(range(ROUNDS)):
        # unsigned wrap-around is harmless: 2⁶⁴ is a multiple of 2³⁵
        a, b = (b - _y_many(cipher, i, a)) & np.uint64(HALF), a
    genuine = (b == 0) & (a & np.uint64((1 << SERIAL_SHIFT) - 1) == 0)
    return a >> np.uint64(SERIAL_SHIFT), genuine


def _y_many(cipher: Cipher70, i: int, halves: Words) -> Words:
    blocks = np.empty((len(halves), 2), dtype=">u8")
    blocks[:, 0] = cipher.starts[i] >> 64
    blocks[:, 1] = halves ^ np.uint64(cipher.starts[i] & (2**64 - 1))
    sealed = np.frombuffer(cipher.aes(blocks.tobytes()), dtype=">u8").reshape(-1, 2)
    high, low = sealed[:, 0].astype(np.uint64), sealed[:, 1].astype(np.uint64)
    return (high & np.uint64(0xFF)) << np.uint64(32) | low >> np.uint64(32)
