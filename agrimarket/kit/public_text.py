"""What buyers may read of a free text: no telephone, citizen number or position."""

import re
from typing import Any

from phonenumbers import PhoneNumberMatcher

from agrimarket.kit.phones import ten_digits

MASK = "•••"
LEAST_DIGITS = 5  # the shortest thing looked for: 19.9 105.4

_GAP = r"[\s.\-()\u00a0]{0,3}"
_NUMBER = re.compile(rf"(?<![\w])(?:\+|\()?\d(?:{_GAP}\d){{8,12}}(?!\w)")
_CITIZEN = re.compile(r"(?<!\d)\d(?:[ .\-\u00a0]?\d){11}(?!\d)")
_DATE = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_DEGREES = r"-?\d{1,3}[.,]\d{2,}"
_PAIR = re.compile(
    rf"(?<![\d.,])({_DEGREES})(?:°?\s*[NB]\b)?°?\s*[,;/\s]\s*({_DEGREES})(?:°?\s*[EĐ]\b)?°?(?!\d)"
)
_SEXAGESIMAL = re.compile(
    r"\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['′’](?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:[\"″”]|''))?"
    r"\s*[NSEWBĐ]?(?!\w)"
)
_MAP = re.compile(r"(?:https?://)?(?:www\.)?(?:maps\.|goo\.gl/maps|google\.[a-z.]+/maps)\S*", re.I)


def public_text(text: str) -> str:
    """The text with telephone numbers, numbers of twelve digits and positions masked.

    At read: what is kept stays whole, and those who see the private page read all of it.
    """
    if sum(letter.isdigit() for letter in text) < LEAST_DIGITS and "maps" not in text:
        return text
    for hidden in (_MAP, _SEXAGESIMAL):
        text = hidden.sub(MASK, text)
    text = _PAIR.sub(lambda found: MASK if _in_reach(found) else found[0], text)
    text = _CITIZEN.sub(MASK, text)
    text = _NUMBER.sub(lambda found: MASK if _rings(found[0]) else found[0], text)
    for found in reversed(list(PhoneNumberMatcher(text, "VN"))):
        text = f"{text[: found.start]}{MASK}{text[found.end :]}"
    return text


def public_value(value: Any) -> Any:
    """The same of a fact: texts masked, everything else as it is."""
    return public_text(value) if isinstance(value, str) else value


def has_hidden(text: str) -> bool:
    """Whether buyers do not read all of it."""
    return public_text(text) != text


def _rings(number: str) -> bool:
    return not _DATE.search(number) and ten_digits(number.lstrip("(")) is not None


def _in_reach(found: re.Match[str]) -> bool:
    """Whether two numbers are a place in or near Vietnam, in either order."""
    one, other = sorted(float(part.replace(",", ".")) for part in found.groups())
    return 7 <= one <= 24 and 101 <= other <= 118
