"""FF1 of NIST SP 800-38G: a cipher that keeps the length and the alphabet of what it hides."""

from collections.abc import Callable, Sequence
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK: Final = 16
ROUNDS: Final = 10
BlockCipher = Callable[[bytes], bytes]


def block_cipher(key: bytes) -> BlockCipher:
    """AES over whole blocks, each on its own; `key` has 16, 24 or 32 bytes.

    FF1 builds its own chaining out of single blocks (SP 800-38G, algorithm 6, PRF).
    """
    # ECB is right here and nowhere else: it is the bare block cipher that FF1 asks for.
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update  # nosec B305  # noqa: S305


def _number(numerals: Sequence[int], radix: int) -> int:
    """NUM_radix (SP 800-38G, algorithm 1): numerals, highest first, as an integer."""
    value = 0
    for numeral in numerals:
        value = value * radix + numeral
    return value


def _numerals(value: int, radix: int, length: int) -> list[int]:
    """STR^m_radix (SP 800-38G, algorithm 3): an integer as `length` numerals, highest first."""
    digits = []
    for _ in range(length):
        value, digit = divmod(value, radix)
        digits.append(digit)
    return digits[::-1]


def _prf(aes: BlockCipher, data: bytes) -> bytes:
    """PRF (SP 800-38G, algorithm 6): CBC-MAC with a zero start over whole blocks."""
    state = bytes(BLOCK)
    for start in range(0, len(data), BLOCK):
        block = data[start : start + BLOCK]
        state = aes(bytes(a ^ b for a, b in zip(state, block, strict=True)))
    return state


class _Rounds:
    """The round function of FF1 for one key, radix, length and tweak (algorithms 7 and 8)."""

    def __init__(self, key: bytes, radix: int, length: int, tweak: bytes) -> None:
        if not 2 <= radix <= 36 or length < 2 or radix**length < 1_000_000:
            # SP 800-38G revision 1 asks for a domain of at least a million values.
            raise ValueError("FF1 needs radix 2..36 and at least a million possible values")
        self.aes = block_cipher(key)
        self.radix, self.tweak = radix, tweak
        self.u, self.v = length // 2, length - length // 2
        self.b = (((radix**self.v - 1).bit_length()) + 7) // 8
        self.d = 4 * ((self.b + 3) // 4) + 4
        self.p = (
            bytes([1, 2, 1])
            + radix.to_bytes(3, "big")
            + bytes([10, self.u % 256])
            + length.to_bytes(4, "big")
            + len(tweak).to_bytes(4, "big")
        )

    def y(self, round_number: int, half: int) -> int:
        """Steps 6.i to 6.iv: the number that is added to the other half in this round."""
        padding = bytes((-len(self.tweak) - self.b - 1) % BLOCK)
        q = self.tweak + padding + bytes([round_number]) + half.to_bytes(self.b, "big")
        r = _prf(self.aes, self.p + q)
        s, counter = r, 1
        while len(s) < self.d:
            block = bytes(a ^ c for a, c in zip(r, counter.to_bytes(BLOCK, "big"), strict=True))
            s, counter = s + self.aes(block), counter + 1
        return int.from_bytes(s[: self.d], "big")

    def modulus(self, round_number: int) -> int:
        """radix^m with m = u in even rounds and v in odd ones (steps 6.v and 6.vi)."""
        return int(self.radix ** (self.u if round_number % 2 == 0 else self.v))


def encrypt(key: bytes, numerals: Sequence[int], *, radix: int, tweak: bytes = b"") -> list[int]:
    """FF1.Encrypt (SP 800-38G, algorithm 7) of numerals 0..radix-1, highest first.

    Raises ValueError for a radix outside 2..36 or fewer than a million possible values.
    """
    rounds = _Rounds(key, radix, len(numerals), tweak)
    a, b = _number(numerals[: rounds.u], radix), _number(numerals[rounds.u :], radix)
    for i in range(ROUNDS):
        a, b = b, (a + rounds.y(i, b)) % rounds.modulus(i)
    return _numerals(a, radix, rounds.u) + _numerals(b, radix, rounds.v)


def decrypt(key: bytes, numerals: Sequence[int], *, radix: int, tweak: bytes = b"") -> list[int]:
    """FF1.Decrypt (SP 800-38G, algorithm 8), the inverse of `encrypt`."""
    rounds = _Rounds(key, radix, len(numerals), tweak)
    a, b = _number(numerals[: rounds.u], radix), _number(numerals[rounds.u :], radix)
    for i in reversed(range(ROUNDS)):
        a, b = (b - rounds.y(i, a)) % rounds.modulus(i), a
    return _numerals(a, radix, rounds.u) + _numerals(b, radix, rounds.v)
