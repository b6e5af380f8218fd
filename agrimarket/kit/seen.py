"""What a reader sees of a typed text: reasons of letters that nobody sees are no reasons."""

import unicodedata
from typing import Final

# Drawn as nothing though Unicode counts them among letters and signs: Hangul fillers, the empty
# Braille cell, two Khmer vowels.
_EMPTY: Final = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SHOWN: Final = frozenset("LNPS")  # letters, numbers, punctuation, symbols
_STEERING: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})


def seen(text: str | None) -> str:
    """The text without blanks at its ends; nothing where nobody would see anything of it."""
    trimmed = (text or "").strip()
    return trimmed if any(map(_is_shown, trimmed)) else ""


def is_one_line(text: str) -> bool:
    """Whether it has no line break and no letter that only steers, as U+202E turns what follows."""
    return all(unicodedata.category(letter) not in _STEERING for letter in text)


def _is_shown(letter: str) -> bool:
    return letter not in _EMPTY and unicodedata.category(letter)[0] in _SHOWN
