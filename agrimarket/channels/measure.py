"""Measuring text the way a marketplace does: letters as people see them, phones, claimed stars."""

import re
import unicodedata

from agrimarket.places.spelling import fold, tidy

# not inside a longer number such as 1.000.000.000
_PHONE = re.compile(r"(?<!\d)(?<!\d[.,\-])(?:\+?84|0)(?:[ .\-]?\d){8,10}(?!\d)")
# with tone marks, so that "Việt Nam sao vàng" claims no five stars
_STARS = re.compile(r"\b([1-5]|một|hai|ba|bốn|năm)[ \-]*sao\b")
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}


def letters(text: str) -> int:
    """Characters as people count them: "ế" is one, composed (NFC) or not (NFD)."""
    return len(unicodedata.normalize("NFC", text))


def has_phone(text: str) -> bool:
    """True where nine to eleven digits that begin like a Vietnamese phone number stand in it."""
    return bool(_PHONE.search(unicodedata.normalize("NFKC", text)))


def claims_ocop(text: str) -> bool:
    """True where the text speaks of OCOP."""
    return "ocop" in fold(text)


def claimed_stars(text: str) -> frozenset[int]:
    """The numbers of stars a text that speaks of OCOP claims, in digits or words."""
    if not claims_ocop(text):
        return frozenset()
    found = _STARS.findall(tidy(text).lower())
    return frozenset(_WORDS[word] if word in _WORDS else int(word) for word in found)
