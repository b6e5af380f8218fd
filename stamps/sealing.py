"""FF1 on the 70 bits of a stamp, fast: one at a time in integers, a million in arrays."""

from typing import Final

import numpy as np
import numpy.typing as npt

from stamps.ff1 import BLOCK, ROUNDS, block_cipher

SERIAL_BITS: Final = 32
ZERO_BITS: Final = 38
BITS: Final = SERIAL_BITS + ZERO_BITS
_HALF_BITS: Final = BITS // 2
_HALF: Final = (1 << _HALF_BITS) - 1
# The upper half holds the serial and the first three of the 38 zeros, the lower half the rest.
_SERIAL_SHIFT: Final = _HALF_BITS - SERIAL_BITS
_HALF_BYTES: Final = 5  # b of SP 800-38G, algorithm 7, step 3: ceil(35 bits / 8)

Words = npt.NDArray[np.uint64]


class Cipher70:
    """FF1, radix 2, length 70, for one key and a tweak of one byte: 32-bit serials in, 70 bits out.

    With these sizes P and Q of SP 800-38G are one block each, so AES(P) is made once and every
    round costs one AES call; S is the first 12 bytes of that block and only its low 35 bits count.
    """

    def __init__(self, key: bytes, tweak: bytes) -> None:
        if len(tweak) != 1:
            raise ValueError("the tweak is one byte: the key version")
        self._aes = block_cipher(key)
        p = bytes([1, 2, 1, 0, 0, 2, 10, _HALF_BITS, 0, 0, 0, BITS, 0, 0, 0, 1])
        chained = int.from_bytes(self._aes(p), "big") ^ (tweak[0] << (8 * (BLOCK - 1)))
        self._starts = tuple(chained ^ (i << (8 * _HALF_BYTES)) for i in range(ROUNDS))

    def _y(self, i: int, half: int) -> int:
        block = self._aes((self._starts[i] ^ half).to_bytes(BLOCK, "big"))
        return int.from_bytes(block[7:12], "big")

    def seal(self, serial: int) -> int:
        """The 70 sealed bits for a serial 0..2³²-1, as an integer."""
        a, b = serial << _SERIAL_SHIFT, 0
        for i in range(ROUNDS):
            a, b = b, (a + self._y(i, b)) & _HALF
        return a << _HALF_BITS | b

    def unseal(self, sealed: int) -> int | None:
        """The serial behind 70 bits, or None where the 38 zeros do not come out."""
        a, b = sealed >> _HALF_BITS, sealed & _HALF
        for i in reversed(range(ROUNDS)):
            a, b = (b - self._y(i, a)) & _HALF, a
        if b or a & ((1 << _SERIAL_SHIFT) - 1):
            return None
        return a >> _SERIAL_SHIFT

    def seal_many(self, serials: Words) -> tuple[Words, Words]:
        """Upper and lower 35 bits for an array of serials (uint64, shape (n,)), each (n,)."""
        a, b = serials << np.uint64(_SERIAL_SHIFT), np.zeros_like(serials)
        for i in range(ROUNDS):
            a, b = b, (a + self._y_many(i, b)) & np.uint64(_HALF)
        return a, b

    def unseal_many(self, upper: Words, lower: Words) -> tuple[Words, npt.NDArray[np.bool_]]:
        """Serials (n,) and whether the zeros came out (n,); the serial of a false row is void."""
        a, b = upper, lower
        for i in reversed(range(ROUNDS)):
            # unsigned wrap-around is harmless: 2⁶⁴ is a multiple of 2³⁵
            a, b = (b - self._y_many(i, a)) & np.uint64(_HALF), a
        genuine = (b == 0) & (a & np.uint64((1 << _SERIAL_SHIFT) - 1) == 0)
        return a >> np.uint64(_SERIAL_SHIFT), genuine

    def _y_many(self, i: int, halves: Words) -> Words:
        blocks = np.empty((len(halves), 2), dtype=">u8")
        blocks[:, 0] = self._starts[i] >> 64
        blocks[:, 1] = halves ^ np.uint64(self._starts[i] & (2**64 - 1))
        sealed = np.frombuffer(self._aes(blocks.tobytes()), dtype=">u8").reshape(-1, 2)
        high, low = sealed[:, 0].astype(np.uint64), sealed[:, 1].astype(np.uint64)
        return (high & np.uint64(0xFF)) << np.uint64(32) | low >> np.uint64(32)
