"""Writes windows-1258 as Windows does: vowels with their letter marks, the tone behind them."""

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def to_1258(text: str) -> bytes:
    return b"".join(map(_letter, unicodedata.normalize("NFC", text)))


def _letter(letter: str) -> bytes:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(one for one in parts if one in _TONES)
    bare = unicodedata.normalize("NFC", "".join(one for one in parts if one not in _TONES))
    return (bare + tones).encode("cp1258")
