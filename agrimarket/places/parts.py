"""Cuts what stands in a cell into its parts ("Thôn 3", "Xã A", "Huyện B") and their type words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agrimarket.places.spelling import fold_word, tidy, tone_key, word_tone_key

COMMUNE_KINDS = frozenset({"Xã", "Phường", "Thị trấn"})
DISTRICT_KINDS = frozenset({"Huyện", "Thị xã", "Thành phố"})
PROVINCE = "Tỉnh"
# Big cities had urban districts; this province never did, so the word says "elsewhere".
URBAN_DISTRICT = "Quận"

# (as typed, kind, may also begin a part in the middle of a text that has no separators).
# "phuong" may not, for names hold it once the accents are gone (Nga Phượng); single letters may
# only with their dot. "tinh" and "quan" without accents are no type words at all: Tĩnh Gia, Quan
# Sơn.
_TYPE_WORDS: tuple[tuple[str, str, bool], ...] = (
    ("xã", "Xã", True),
    ("xa", "Xã", True),
    ("x.", "Xã", True),
    ("x", "Xã", False),
    ("phường", "Phường", True),
    ("phuong", "Phường", False),
    ("p.", "Phường", True),
    ("p", "Phường", False),
    ("thị trấn", "Thị trấn", True),
    ("thi tran", "Thị trấn", True),
    ("tt", "Thị trấn", True),
    ("huyện", "Huyện", True),
    ("huyen", "Huyện", True),
    ("h.", "Huyện", True),
    ("h", "Huyện", False),
    ("thị xã", "Thị xã", True),
    ("thi xa", "Thị xã", True),
    ("tx", "Thị xã", True),
    ("thành phố", "Thành phố", True),
    ("thanh pho", "Thành phố", True),
    ("tp", "Thành phố", True),
    ("tỉnh", PROVINCE, True),
    ("t.", PROVINCE, True),
    ("quận", URBAN_DISTRICT, True),
    ("q.", URBAN_DISTRICT, True),
)
_BY_WORDS = {tuple(tone_key(typed).split()): (kind, mid) for typed, kind, mid in _TYPE_WORDS}
_FIRST_WORDS = frozenset(words[0].rstrip(".") for words in _BY_WORDS)
# written in full yet without its accents: the writer has no accents, whatever else is typed
_FULL_WITHOUT_ACCENTS = frozenset({"xa", "phuong", "thi tran"})
_LONGEST = 2

# Words that begin the name of a part of a commune, never of a commune: "lang" and "ban" without
# accents are left out for Lang Chánh and Ban Công.
_HAMLET_WORDS = frozenset(
    tone_key("thôn thon xóm xom bản làng ấp khu tổ phố đội tdp kp sn số").split(" ")
)

_SEPARATORS = re.compile(r"[,;|/\\()\[\]{}\n\r‐‑‒–—−-]+")
_DOTTED = re.compile(r"\bt\.\s*([pxt])\b\.?")  # T.P, T.X, T.T: two letters of one word
_DOT = re.compile(r"\.(?=\S)")
_NOT_WORDS = re.compile(r"[^\w\s.]|_")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cell, with every way to take it: as a whole name, or type word and name.

    `readings` holds (kind or None, name) with the name as tone_key; `folded` the same with the
    name without accents.
    """

    text: str
    kind: str | None
    readings: tuple[tuple[str | None, str], ...]
    folded: tuple[tuple[str | None, str], ...]
    accented: bool
    full_type_word_without_accents: bool

    @property
    def is_hamlet(self) -> bool:
        """Whether it names a part of a commune by its first word, or is a bare number."""
        first = self.readings[0][1].split(" ")[0]
        return first in _HAMLET_WORDS or not any(letter.isalpha() for letter in self.text)


def split_cell(text: str) -> tuple[Part, ...]:
    """The parts of a cell from left to right; empty where no letter or digit stands in it."""
    return tuple(part for piece in _SEPARATORS.split(text) for part in _parts_of(piece))


@lru_cache(maxsize=16384)  # a list of a province says the same few thousand names over and over
def _parts_of(piece: str) -> tuple[Part, ...]:
    return tuple(_part(words) for words in _cut_at_type_words(piece))


def _cut_at_type_words(piece: str) -> Iterator[Sequence[str]]:
    """Runs of words in lower case; a new run where a type word stands inside the piece."""
    clean = _NOT_WORDS.sub(" ", tidy(piece).lower())
    words = [
        word for word in _DOT.sub(". ", _DOTTED.sub(r"t\1 ", clean)).split() if word.strip(".")
    ]
    keys = [word_tone_key(word) for word in words]
    start = place = 0
    while place < len(words):
        length, _kind, may_begin = _type_word_at(keys, place)
        if length and may_begin and place > start:
            yield words[start:place]
            start = place
        place += max(length, 1)
    if start < len(words):
        yield words[start:]


def _type_word_at(keys: Sequence[str], place: int) -> tuple[int, str | None, bool]:
    """How many words the type word here takes (0: none here), its kind, may it begin a part."""
    if keys[place].rstrip(".") not in _FIRST_WORDS:
        return 0, None, False
    for length in range(_LONGEST, 0, -1):
        taken = tuple(keys[place : place + length])
        found = _BY_WORDS.get(taken) or _BY_WORDS.get((*taken[:-1], taken[-1].rstrip(".")))
        if len(taken) == length and found:
            return length, *found
    return 0, None, False


def _part(words: Sequence[str]) -> Part:
    length, kind, _may_begin = _type_word_at([word_tone_key(word) for word in words], 0)
    bare = [word.rstrip(".") for word in words]
    folded = [fold_word(word) for word in bare]
    keys = [word_tone_key(word) for word in bare]
    starts = {None: 0, kind: length} if length and len(bare) > length else {None: 0}
    return Part(
        text=" ".join(bare),
        kind=kind if len(starts) > 1 else None,
        readings=tuple((one, " ".join(keys[start:])) for one, start in starts.items()),
        folded=tuple((one, " ".join(folded[start:])) for one, start in starts.items()),
        accented=folded != bare,
        full_type_word_without_accents=" ".join(bare[:length]) in _FULL_WITHOUT_ACCENTS,
    )
