"""Where a name of a message begins to be one, and where it ends."""

import re
from dataclasses import dataclass

from agrimarket.households.intake.births import Sex
from agrimarket.households.intake.names import read_name
from agrimarket.households.paste.lexicon import (
    GIVEN,
    MIDDLES,
    NO_NAMES,
    STOPS,
    SURNAMES,
    folded_of,
    words,
)
from agrimarket.households.paste.places_in import Spot
from agrimarket.households.paste.written import TAKEN, Written

FAMILIES = folded_of(SURNAMES)
_STOPS = folded_of(STOPS)
_TOWN = re.compile(r"thi\s+(?:tran|xa)(?![\w])")
_PLACE_WORDS = words("thon ban xom lang xa phuong huyen tinh thi so sdt dt gd htx khu to tp tx")
_NOTHING_MORE = re.compile(r"\s*(?:[,;:.|)(\-–/]|[0-9]|$)")
_MOST = 6  # words of a name


@dataclass(frozen=True, slots=True)
class Named:
    """A name with tidy capitals, where it stood, and the sex its title tells; `guessed` where
    nothing but its own words says that it is one."""

    name: str
    start: int
    end: int
    sex: Sex | None = None
    titled: bool = False
    guessed: bool = False


def is_family_name(written: Written, word: re.Match[str]) -> bool:
    """A family name of the province, with its own marks or in a message without any."""
    return written.is_any(word, FAMILIES)


def is_stop(written: Written, word: re.Match[str]) -> bool:
    """A word before which a name is over."""
    return written.is_any(word, _STOPS)


def head(written: Written) -> int:
    """Where the first word stands."""
    words = written.words()
    return words[0].start() if words else 0


def name_end(
    written: Written, start: int, spot: Spot | None, *, titled: bool = False
) -> int | None:
    """Where the name that begins here ends: at a mark, a digit, a word of another matter."""
    end: int | None = None
    before = ""
    small = written.text[start].islower() and start == head(written)
    for count, word in enumerate(written.words(start)[:_MOST]):
        gap = written.plain[end if end is not None else start : word.start()]
        if gap.strip(" .") or TAKEN in gap or any(letter.isdigit() for letter in word.group()):
            break
        if "." in gap and len(before) > 2:
            break  # "Tôi Đinh Thị Quyên. Đc: …"; a dot behind "Ng" or "V" shortens it
        if spot and spot.start <= word.start() < spot.end and end and before not in MIDDLES:
            break
        first = count == 0
        if not _may_be_name(
            written, word, first=first, before=before, small=small, titled=titled and first
        ):
            break
        end, before = word.end(), word.group()
    return end


def _may_be_name(
    written: Written, word: re.Match[str], *, first: bool, before: str, small: bool, titled: bool
) -> bool:
    """Whether this word can go on, or begin, the name that `before` belongs to."""
    letters = written.said(*word.span())
    if written.capitals and not written.shouted and not small and not letters[0].isupper():
        return False
    if word.group() == "thi" and _TOWN.match(written.plain, word.start()) is None:
        return True
    if word.group() == "th" and before in FAMILIES:
        return True
    if is_stop(written, word):
        capital = written.capitals and not written.shouted and letters[0].isupper()
        if first:
            return titled and _is_name_behind_title(written, word, capital=capital)
        named = (written.capitals and not written.shouted) or word.group() in GIVEN
        return named and (before in FAMILIES or before in MIDDLES)
    return not (first and word.group() in NO_NAMES and not letters[0].isupper())


def _is_name_behind_title(written: Written, word: re.Match[str], *, capital: bool) -> bool:
    """ "Chi Phuong, xa Nga Son": a word of places is a name where no place stands behind it."""
    alone = _NOTHING_MORE.match(written.plain, word.end()) is not None
    if capital:
        return alone or word.group() not in _PLACE_WORDS
    following = written.words(word.end())[:1]
    ended = alone or (bool(following) and is_stop(written, following[0]))
    return word.group() in GIVEN and ended and not written.capitals


def as_named(
    written: Written, start: int, at: int, end: int, sex: Sex | None = None, *,
    titled: bool = False, guessed: bool = False,
) -> Named:  # fmt: skip
    """The name between `at` and `end`; its title or label begins at `start`."""
    said = " ".join(written.said(at, end).replace(".", " ").split())
    return Named(read_name(said).value, start, end, sex, titled, guessed)
