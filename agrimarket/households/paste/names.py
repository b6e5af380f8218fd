"""Who a message speaks of: chị Lan, Nguyễn Thị Lan, HTX Nga An."""

import re
from dataclasses import dataclass

from agrimarket.households.intake.births import Sex
from agrimarket.households.intake.names import read_name
from agrimarket.households.paste.lexicon import (
    GIVEN,
    MIDDLES,
    NO_NAMES,
    SHORT_TITLES,
    STOPS,
    SURNAMES,
    TITLES,
    folded_of,
    words,
)
from agrimarket.households.paste.places_in import Spot
from agrimarket.households.paste.written import TAKEN, Written
from agrimarket.places import fold

_FOLDED = {fold(title): title for title in TITLES}
_TITLE_WORDS = "|".join(sorted(_FOLDED, key=len, reverse=True))
_TITLE = re.compile(
    rf"(?<![\w/])(?:(?:nha|ho|chu ho|gia dinh|ho gia dinh|ten|ho ten|va|la)\s+)*"
    rf"({_TITLE_WORDS})[.:]?\s+(?=[^\W\d])"
)
_LABEL = re.compile(
    r"(?<![\w])(?:ho va ten(?: chu ho)?|ho ten(?: chu ho)?|ho,? ten|"
    r"(?P<comrade>d/c|dong chi)|ten(?: chu ho|"
    r" nguoi dai dien| nguoi san xuat| ho)?|chu ho|hoten|ht|"
    r"(?:em|toi|minh|chau|con|chi|anh) (?:la|ten(?: la)?)|ten la|nguoi dai dien|dai dien|"
    r"giam doc|gd|chu nhiem|to truong|pho giam doc|"
    r"chu (?:co so|trang trai|xuong|vuon|doanh nghiep)|phu trach|quan ly|chu tich hdqt|chu tich|"
    r"ho (?:ong|ba)\s?[/(]\s?(?:ong|ba)\)?|ho(?: san xuat| gia dinh)?(?: (?P<title>ong|ba))?)"
    r"(?![\w])\s*[:=\-]?\s*(?=[^\W\d])"
)
_RELATION = re.compile(
    r"(?:(?<![\w])(?:con|vo|(?<!vo )chong|em|bo|me|cua|so|sdt|dt|gap|canh|gan|chau|thay|dau|re|"
    r"hoi|nhan|goi|gui|chao|nho|bao|thua|kinh)\s+)$"
)
_FAMILIES = folded_of(SURNAMES)
_FAMILY = re.compile(rf"(?<![\w])(?:{'|'.join(sorted(_FAMILIES))})\s+$")
_TOWN = re.compile(r"thi\s+(?:tran|xa)(?![\w])")
_MENTIONED = re.compile(
    r"(?<![\w])(?:va\s+)?(?:vo|chong|con(?: trai| gai)?|bo|me)\s+"
    r"(?:(?:la|ten|ten la)\s+)?(?=[^\W\d])"
)
_PLACE_WORDS = words("thon ban xom lang xa phuong huyen tinh thi so sdt dt gd htx khu to tp tx")
_MOST = 6  # words of a name
_FOLDED_STOPS = {fold(one): one for one in STOPS}


@dataclass(frozen=True, slots=True)
class Named:
    """A name with tidy capitals, where it stood, and the sex its title tells."""

    name: str
    start: int
    end: int
    sex: Sex | None = None
    titled: bool = False


def is_family_name(written: Written, word: re.Match[str]) -> bool:
    """A family name of the province, with its own marks or in a message without any."""
    return any(written.is_said(*word.span(), one) for one in _FAMILIES.get(word.group(), ()))


def find_names(written: Written, spot: Spot | None = None) -> list[Named]:
    """Everybody a message introduces, in order; those only mentioned ("con chị Lan") are not."""
    found: list[Named] = []
    for pattern in (_LABEL, _TITLE):
        for match in written.find(pattern):
            named = _after(written, match, spot, titled=pattern is _TITLE)
            if named and not any(_meet(one, named) for one in found):
                found.append(named)
    found += [one for one in _bare(written, spot) if not any(_meet(one, other) for other in found)]
    return sorted(found, key=lambda one: one.start)


def _meet(one: Named, other: Named) -> bool:
    return one.start < other.end and other.start < one.end


def _after(
    written: Written, match: re.Match[str], spot: Spot | None, *, titled: bool
) -> Named | None:
    """The name behind a title or a label."""
    sex: Sex | None = None
    start = match.start()
    if titled:
        if _is_middle_name(written, match):
            return None
        title = next((one for one in _titles(match[1]) if _title_said(written, match, one)), None)
        if title is None or _RELATION.search(written.plain[: match.start(1)]):
            return None
        sex = TITLES[title]
    elif not _is_label(written, match):
        return None
    elif match["title"]:
        sex = "male" if match["title"] == "ong" else "female"
        if not _is_household_of(written, match):
            return None
    at = match.end()
    inner = _TITLE.match(written.plain, at)
    if not titled and inner:
        title = next((one for one in _titles(inner[1]) if _title_said(written, inner, one)), None)
        if title:
            sex, at = TITLES[title], inner.end()
    end = _name_end(written, at, spot, titled=titled or sex is not None)
    if end is None:
        return None
    return _named(written, start, at, end, sex, titled=titled)


def _is_middle_name(written: Written, match: re.Match[str]) -> bool:
    """Vàng A Sùng, and without marks Nguyen Ba Loc: no chị, no bà."""
    if not _FAMILY.search(written.plain[: match.start(1)]):
        return False
    capital = written.said(*match.span(1))[0].isupper() or not written.capitals
    return match[1] in {"a", "c", "b", "o"} or (not written.accented and capital)


def _is_household_of(written: Written, match: re.Match[str]) -> bool:
    """ "hộ bà", and not Hồ Bá or, in a message without marks, Ho Ba."""
    household, title = (match.start(), match.start() + 2), match.span("title")
    meant = "ông" if match["title"] == "ong" else "bà"
    if not (written.is_said(*household, "hộ") and written.is_said(*title, meant)):
        return False
    both = written.said(*household).istitle() and written.said(*title).istitle()
    return written.accented or ":" in match.group() or not both


def _titles(folded: str) -> list[str]:
    return [title for title in TITLES if fold(title) == folded]


def _title_said(written: Written, match: re.Match[str], title: str) -> bool:
    if not written.is_said(*match.span(1), title):
        return False
    if title not in SHORT_TITLES and written.said(*match.span(1)).lower() not in {"bac", "cu"}:
        return True
    following = written.text[match.end()] if match.end() < len(written.text) else ""
    return following.isupper()


def _is_label(written: Written, match: re.Match[str]) -> bool:
    """ "hộ", "tên" are labels with a colon or before a capital."""
    if match["comrade"]:
        return _is_family_next(written, match.end())
    if match.group().strip() not in {"ho", "ht", "gd", "ten"}:
        return True
    said = written.said(*match.span())
    meant = {"ho": "hộ", "ten": "tên", "ht": "ht", "gd": "gđ"}[
        match.group().strip(" :=-")[:3].strip()
    ]
    word = match.group().split(":")[0].split("=")[0].strip(" -")
    if not written.is_said(match.start(), match.start() + len(word), meant):
        return False
    if ":" in said or match.end() >= len(written.text):
        return ":" in said
    if written.capitals and not written.shouted:
        return written.text[match.end()].isupper()
    return _is_family_next(written, match.end())  # capitals tell nothing here


def _is_family_next(written: Written, at: int) -> bool:
    words_ahead = written.words(at)[:1]
    return bool(words_ahead) and (
        is_family_name(written, words_ahead[0]) and words_ahead[0].group() not in MIDDLES
    )


def _bare(written: Written, spot: Spot | None) -> list[Named]:
    """Full names that begin with a family name, at the head of a piece or between marks."""
    found: list[Named] = []
    for word in written.words():
        if not is_family_name(written, word) or (found and word.start() < found[-1].end):
            continue
        before = written.plain[: word.start()].rstrip()
        at_head = not before or before[-1] in ",;:|.)-–(/+•*&\n" + TAKEN or before[-1].isdigit()
        capital = not written.capitals or written.text[word.start()].isupper()
        if not at_head or not (capital or word.start() == _head(written)):
            continue
        if spot and spot.start <= word.start() < spot.end:
            continue
        end = _name_end(written, word.start(), spot)
        if end and len(written.words(word.start(), end)) >= 2:
            found.append(_named(written, word.start(), word.start(), end, None, titled=False))
    return found


def set_aside_mentioned(written: Written) -> None:
    """A wife or a son who is only mentioned is no field, and her name no crop."""
    for match in list(written.find(_MENTIONED)):
        words = written.words(match.end())[:1]
        if words and is_family_name(written, words[0]):
            end = _name_end(written, match.end(), None)
            if end is not None and len(written.words(match.end(), end)) > 1:
                written.set_aside(match.start(), end)


def first_words(written: Written, spot: Spot | None) -> Named | None:
    """What a piece begins with, where nobody was introduced: "Lan thôn 3 …"."""
    words = written.words()
    if not words or written.plain[: words[0].start()].strip(" .,-–:;)(*•+/" + TAKEN):
        return None
    if spot and words[0].start() >= spot.start:
        return None
    end = _name_end(written, words[0].start(), spot)
    if end is None or (written.capitals and not written.text[words[0].start()].isupper()):
        return None
    return _named(written, words[0].start(), words[0].start(), end, None, titled=False)


def _name_end(
    written: Written, start: int, spot: Spot | None, *, titled: bool = False
) -> int | None:
    """Where the name that begins here ends: at a mark, a digit, a word of another matter."""
    end: int | None = None
    before = ""
    small = written.text[start].islower() and start == _head(written)
    for count, word in enumerate(written.words(start)[:_MOST]):
        gap = written.plain[end if end is not None else start : word.start()]
        if gap.strip(" .") or TAKEN in gap or any(letter.isdigit() for letter in word.group()):
            break
        if spot and spot.start <= word.start() < spot.end and end and before not in MIDDLES:
            break
        first = count == 0
        if not _may_be_name(
            written, word, first=first, before=before, small=small, titled=titled and first
        ):
            break
        end, before = word.end(), word.group()
    return end


def _head(written: Written) -> int:
    """Where the first word stands."""
    words = written.words()
    return words[0].start() if words else 0


def _may_be_name(
    written: Written, word: re.Match[str], *, first: bool, before: str, small: bool, titled: bool
) -> bool:
    """Whether this word can go on, or begin, the name that `before` belongs to."""
    letters = written.said(*word.span())
    if written.capitals and not written.shouted and not small and not letters[0].isupper():
        return False
    if word.group() == "thi" and _TOWN.match(written.plain, word.start()) is None:
        return True
    stop = _FOLDED_STOPS.get(word.group())
    if stop and written.is_said(*word.span(), stop):
        capital = written.capitals and not written.shouted and letters[0].isupper()
        if first:
            return titled and capital and word.group() not in _PLACE_WORDS
        named = (written.capitals and not written.shouted) or word.group() in GIVEN
        return named and (before in _FAMILIES or before in MIDDLES)
    return not (first and word.group() in NO_NAMES and not letters[0].isupper())


def _named(
    written: Written, start: int, at: int, end: int, sex: Sex | None, *, titled: bool
) -> Named:
    said = " ".join(written.said(at, end).replace(".", " ").split())
    return Named(read_name(said).value, start, end, sex, titled)
