"""Letters nobody confuses, and the check letter that catches a slip before any look-up."""

from typing import Final

from stamps.refusals import BadCode

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 letters, five bits each; I, L, O and U are left out. All are in QR's alphanumeric set."""

CODE_LENGTH: Final = 16
VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}

# Spaces, hyphens and the dashes and blanks that phones and office programs put in their place.
_SEPARATORS: Final = (
    " -\t\r\n\u00a0\u00ad\u2007\u200b\u2010\u2011\u2012\u2013\u2014\u2015\u202f\u2060\ufeff"
)
_READ_AS: Final = str.maketrans("OIL", "011", _SEPARATORS)


def _powers_of_alpha() -> tuple[int, ...]:
    """α⁰ … α³⁰ in GF(32) = GF(2)[x]/(x⁵+x²+1); the polynomial is primitive, so all differ."""
    powers = [1]
    while len(powers) < 31:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b100101 if doubled & 0b100000 else doubled)
    return tuple(powers)


POWERS: Final = _powers_of_alpha()
_LOGS: Final = {power: exponent for exponent, power in enumerate(POWERS)}


def multiply(a: int, b: int) -> int:
    """Product of two elements of GF(32), each 0..31."""
    if a == 0 or b == 0:
        return 0
    return POWERS[(_LOGS[a] + _LOGS[b]) % 31]


# The letter at place i (1..15) weighs αⁱ and the check letter α⁰. The sixteen weights are distinct
# and not zero, and a right code sums to zero. One wrong letter changes the sum by wᵢ·d, a swap by
# (wᵢ + wⱼ)·d with d ≠ 0; neither is zero in a field, so both are always caught.
WEIGHTS: Final = (*POWERS[1:CODE_LENGTH], POWERS[0])
WEIGHED: Final = tuple(
    {letter: multiply(weight, value) for letter, value in VALUES.items()} for weight in WEIGHTS
)


def normalise(text: str) -> str:
    """What a person typed, as the stamp prints it: upper case, no spaces or hyphens, O 0, I L 1.

    Nothing is refused here; letters outside the alphabet come back as they are. TypeError for
    what is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"a code is text, not {type(text).__name__}")
    return text.upper().translate(_READ_AS)


def check_letter(body: str) -> str:
    """The sixteenth letter for 15 letters of the alphabet; needs no key.

    Raises BadCode when `body` is anything but 15 letters of the alphabet.
    """
    if len(body) != CODE_LENGTH - 1 or any(letter not in VALUES for letter in body):
        raise BadCode()
    total = 0
    for weighed, letter in zip(WEIGHED, body, strict=False):
        total ^= weighed[letter]
    return ALPHABET[total]


def is_checked(code: str) -> bool:
    """Whether 16 letters of the alphabet carry the right check letter."""
    if len(code) != CODE_LENGTH:
        return False
    total = 0
    try:
        for weighed, letter in zip(WEIGHED, code, strict=True):
            total ^= weighed[letter]
    except KeyError:
        return False
    return total == 0


def spell(code: str) -> str:
    """A code in four groups, as stamps print it: `1FXY-0YKY-WGBJ-SMJT`.

    Raises BadCode unless there are 16 letters left after `normalise`.
    """
    letters = normalise(code)
    if len(letters) != CODE_LENGTH:
        raise BadCode()
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))
