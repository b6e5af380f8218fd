"""FF1 on the 70 bits of a stamp, one at a time in integers; `bulk.py` does it over arrays."""

from typing import Final

from stamps.ff1 import BLOCK, ROUNDS, block_cipher

SERIAL_BITS: Final = 32
ZERO_BITS: Final = 38
BITS: Final = SERIAL_BITS + ZERO_BITS
HALF_BITS: Final = BITS // 2
HALF: Final = (1 << HALF_BITS) - 1
# The upper half holds the serial and the first three of the 38 zeros, the lower half the rest.
SERIAL_SHIFT: Final = HALF_BITS - SERIAL_BITS
_HALF_BYTES: Final = 5  # b of SP 800-38G, algorithm 7, step 3: ceil(35 bits / 8)


class Cipher70:
    """FF1, radix 2, length 70, for one key and a tweak of one byte: 32-bit serials in, 70 bits out.

    With these sizes P and Q of SP 800-38G are one block each, so AES(P) is made once and every
    round costs one AES call; S is the first 12 bytes of that block and only its low 35 bits count.
    """

    def __init__(self, key: bytes, tweak: bytes) -> None:
        if len(tweak) != 1:
            raise ValueError("the tweak is one byte: the key version")
        self.aes = block_cipher(key)
        p = bytes([1, 2, 1, 0, 0, 2, 10, HALF_BITS, 0, 0, 0, BITS, 0, 0, 0, 1])
        chained = int.from_bytes(self.aes(p), "big") ^ (tweak[0] << (8 * (BLOCK - 1)))
        self.starts = tuple(chained ^ (i << (8 * _HALF_BYTES)) for i in range(ROUNDS))

    def _y(self, i: int, half: int) -> int:
        block = self.aes((self.starts[i] ^ half).to_bytes(BLOCK, "big"))
        return int.from_bytes(block[7:12], "big")

    def seal(self, serial: int) -> int:
        """The 70 sealed bits for a serial 0..2³²-1, as an integer."""
        a, b = serial << SERIAL_SHIFT, 0
        for i in range(ROUNDS):
            a, b = b, (a + self._y(i, b)) & HALF
        return a << HALF_BITS | b

    def unseal(self, sealed: int) -> int | None:
        """The serial behind 70 bits, or None where the 38 zeros do not come out."""
        a, b = sealed >> HALF_BITS, sealed & HALF
        for i in reversed(range(ROUNDS)):
            a, b = (b - self._y(i, a)) & HALF, a
        if b or a & ((1 << SERIAL_SHIFT) - 1):
            return None
        return a >> SERIAL_SHIFT
