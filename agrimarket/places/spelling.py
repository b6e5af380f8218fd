"""Vietnamese text as people type it, brought to forms that can be compared."""

import re
import unicodedata
from functools import lru_cache

# The five tone marks. Old and new style put them over different vowels (hoá, hóa), so they
# are compared by word, not by letter. Circumflex, breve and horn make letters, not tones.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

# Icelandic and African capitals look like Đ on paper and come with old fonts; zero-width
# characters, soft hyphens and emoji selectors come with text copied from elsewhere.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f"
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"} | dict.fromkeys(_INVISIBLE))
_ODD = re.compile(f"[ÐðƉɖ{_INVISIBLE}]")
# A row's texts are folded for its name, its search and its keys, one right after the other.
_RECENT = 4096


def tidy(text: str) -> str:
    """One way to write the same text: NFC, one kind of space, none doubled, Đ as Đ."""
    if not text.isascii():  # half of all cells of a list are
        text = unicodedata.normalize("NFC", text)
        if _ODD.search(text):
            text = text.translate(_LOOKALIKES)
    tidied = " ".join(text.split())
    return text if tidied == text else tidied  # a list's tidy texts are in memory once


def plain(text: str) -> str:
    """The text without letters that only steer, U+202E for one, which turns what follows around;
    line ends and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        letter
        for letter in text
        if letter in "\n\r\t" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )


@lru_cache(maxsize=_RECENT)
def tone_key(text: str) -> str:
    """Equal for texts that differ in case, spaces, NFC or NFD, old or new tone style only.

    Each word is written without its tone, then the tone: "Hoá" and "hóa" both "hoa\u0301".
    """
    return " ".join(word_tone_key(word) for word in tidy(text).lower().split(" "))


@lru_cache(maxsize=8192)
def word_tone_key(word: str) -> str:
    """`tone_key` of one word that is tidy and in lower case already."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in letters if mark in _TONES)
    return "".join(mark for mark in letters if mark not in _TONES) + tones


@lru_cache(maxsize=_RECENT)
def fold(text: str) -> str:
    """Lower case without any mark: "Đồng Tiến" becomes "dong tien"."""
    return " ".join(fold_word(word) for word in tidy(text).lower().split(" "))


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """`fold` of one word that is tidy and in lower case already."""
    if word.isascii():
        return word
    # đ is a letter of its own and does not decompose in NFD
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def has_accents(text: str) -> bool:
    """True where anything of Vietnamese writing beyond plain a-z stands in the text."""
    return fold(text) != tidy(text).lower()
