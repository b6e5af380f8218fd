"""A piece of a message in two readings of one length: as written, and without marks for search."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from agrimarket.households.paste.lexicon import words
from agrimarket.places import fold, tidy, tone_key
from agrimarket.places.spelling import fold_word

TAKEN = "\x02"  # no white space: no pattern reaches over it
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FILLERS = words(
    "nhe nha a voi co la va o oi thi ma nua day do roi luon them nhi the nay kia cho em anh chi "
    "d c so sdt dt dien thoai thon xa huyen trong nuoi lam ten ho ong ba tai thuoc dia chi"
)
_RUN = re.compile(r"(?:[^,;:.|()0-9]|(?<![0-9])[0-9]{1,6}(?![0-9]))+")
_EDGES = " \t,;:.-–—_/|()[]{}+&*•·=>~!?…\"'"


class Written:
    """Words that are read bit by bit: what a field has taken is seen by no later one."""

    def __init__(self, text: str) -> None:
        self.text = one_line(text)
        self.plain = "".join(_plain(letter) for letter in self.text)
        self.whole = self.plain  # as it was before anything was taken
        self.accented = fold(self.text) != tidy(self.text).lower()
        self._aside: list[str] = []
        self.capitals = any(letter.isupper() for letter in self.text)
        self.shouted = self.capitals and self.text == self.text.upper()

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern over what is not taken yet, without marks and in lower case."""
        return pattern.finditer(self.plain)

    def first(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first of them."""
        return pattern.search(self.plain)

    def said(self, start: int, end: int) -> str:
        """The words of a span as they were written."""
        return self.text[start:end]

    def take(self, start: int, end: int) -> str:
        """The same, and no later field sees them."""
        self.plain = self.plain[:start] + TAKEN * (end - start) + self.plain[end:]
        return self.said(start, end)

    def set_aside(self, start: int, end: int) -> None:
        """Words that are no field and must not be read into one: they stay in the rest."""
        self._aside.append(self.take(start, end).strip(_EDGES))

    def is_said(self, start: int, end: int, meant: str) -> bool:
        """Whether these letters can stand for a word with marks: written with marks they must be
        the same ones, without any they may be in a message that has none."""
        said = self.said(start, end)
        if fold(said) != fold(meant):
            return False
        if tone_key(said) == tone_key(meant):
            return True
        plain = fold(said) == tidy(said).lower()
        return plain and (
            not self.accented or any(a <= start < b for a, b in self._runs_without_marks)
        )

    @cached_property
    def _runs_without_marks(self) -> list[tuple[int, int]]:
        """Where a message with marks goes on without any: "…, coi 2 sao"."""
        if not self.accented:
            return []
        runs = []
        for run in _RUN.finditer(self.text):
            said = re.findall(r"[^\W\d_]{2,}", run.group())
            if len(said) > 1 and all(one.isascii() and one.islower() for one in said):
                runs.append(run.span())
        return runs

    def is_any(self, word: re.Match[str], listed: Mapping[str, Sequence[str]]) -> bool:
        """Whether a word can be one of those of a list, which is kept by how they read folded."""
        meant = listed.get(word.group())
        return meant is not None and any(self.is_said(*word.span(), one) for one in meant)

    def words(self, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """The words that are not taken, in order."""
        stop = len(self.plain) if end is None else end
        return [one for one in _WORD.finditer(self.plain, start, stop)
                if TAKEN not in one.group()]  # fmt: skip

    def rest(self) -> str:
        """What no field took, without the marks that stood between."""
        letters = [TAKEN if plain == TAKEN else letter
                   for letter, plain in zip(self.text, self.plain, strict=True)]  # fmt: skip
        parts = re.split(f"{TAKEN}+", "".join(letters))
        kept = [part.strip(_EDGES) for part in parts]
        told = [part for part in kept if set(_WORD.findall(fold(part))) - _FILLERS]
        return ", ".join(" ".join(part.split()) for part in (*told, *self._aside) if part)


def one_line(text: str) -> str:
    """NFC, every kind of space one space; lengths count from here on."""
    return " ".join(tidy(line) for line in text.splitlines() if line.strip())


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """One letter for one letter: lower case, no mark."""
    folded = fold_word(letter.lower())
    if len(folded) == 1:
        return folded
    kind = unicodedata.category(letter)
    if kind == "So" or (kind == "Sk" and letter > "\uffff"):
        return "|"  # an emoji stands between two matters
    return " " if kind[0] in "ZC" else letter
