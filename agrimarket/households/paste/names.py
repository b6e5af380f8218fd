"""Who a message speaks of: chị Lan, Nguyễn Thị Lan, HTX Nga An."""

import re

from agrimarket.households.intake.births import Sex
from agrimarket.households.paste.lexicon import MIDDLES, SHORT_TITLES, TITLES, words
from agrimarket.households.paste.name_ends import (
    FAMILIES,
    Named,
    as_named,
    is_family_name,
    is_stop,
    name_end,
)
from agrimarket.households.paste.name_guesses import bare_names, names_anywhere
from agrimarket.households.paste.places_in import Spot
from agrimarket.households.paste.written import Written
from agrimarket.places import fold

_FOLDED = {fold(title): title for title in TITLES}
_TITLE_WORDS = "|".join(sorted(_FOLDED, key=len, reverse=True))
_TITLE = re.compile(
    rf"(?<![\w/])(?:(?:nha|ho|chu ho|gia dinh|ho gia dinh|ten|ho ten|va|la)\s+)*"
    rf"({_TITLE_WORDS})[.:]?\s+(?=[^\W\d])"
)
_RANKS = words("ca hai ba tu nam sau bay tam chin muoi ut")
_KIN: dict[str, Sex | None] = {
    "bo": "male", "cha": "male", "me": "female", "chu": "male", "co": "female", "di": "female",
    "ong": "male", "ba": "female", "thim": "female", "mo": "female", "cau": "male",
    "anh": "male", "chi": "female", "bac": None, "chong": "male", "vo": "female",
}  # fmt: skip
_LABEL = re.compile(
    r"(?<![\w])(?:ho va ten(?: chu ho)?|ho ten(?: chu ho)?|ho,? ten|"
    r"(?P<comrade>d/c|dong chi)|ten (?:em|e|toi|minh|chau|chi|anh|co|bac|ho) la|ten(?: chu ho|"
    r" nguoi dai dien| nguoi san xuat| ho)?|chu ho|hoten|ht|"
    rf"(?P<kin>{'|'.join(_KIN)})(?: (?:em|chau|toi|minh|e|chi|anh|gai|trai))? (?:ten(?: la)?|"
    rf"la(?= [^\W\d]))|"
    r"(?P<house>nha|gia dinh|(?:hai )?vo chong|ho chan nuoi|ho trong trot)|nhom truong|truong nhom|"
    r"chu(?: ho)? la|chu cua hang|nguoi lien he|"
    r"(?:em|toi|minh|chau|con|chi|anh) (?:la|ten(?: la)?)|ten la|nguoi dai dien|dai dien|"
    r"giam doc|gd|chu nhiem|to truong|pho giam doc|"
    r"chu (?:co so|trang trai|xuong|vuon|doanh nghiep)|(?P<owner>chu)(?! (?:co|trang|xuong|vuon|"
    r"doanh|tich|nhiem|ho|la|cua)\b)|"
    r"phu trach|quan ly|chu tich hdqt|chu tich|"
    r"ho (?:ong|ba)\s?[/(]\s?(?:ong|ba)\)?|ho(?: san xuat| gia dinh)?(?: (?P<title>ong|ba))?)"
    r"(?![\w])\s*[:=\-]?\s*(?=[^\W\d])"
)
_RELATION = re.compile(
    r"(?:(?<![\w])(con|vo|(?<!vo )chong|em|bo|me|cua|so|sdt|dt|gap|canh|gan|chau|thay|dau|re|"
    r"hoi|nhan|goi|gui|chao|nho|bao|thua|kinh)\s+)$"
)
_CONTACT = words("cua so sdt dt gap goi")
_FAMILY = re.compile(rf"(?<![\w])(?:{'|'.join(sorted(FAMILIES))})\s+$")


def find_names(written: Written, spot: Spot | None = None) -> list[Named]:
    """Everybody a message introduces, in order; those only mentioned ("con chị Lan") are not."""
    found: list[Named] = []
    for pattern in (_LABEL, _TITLE):
        for match in written.find(pattern):
            named = _after(written, match, spot, titled=pattern is _TITLE)
            if named and not _met(named, found):
                found.append(named)
    found += [one for one in bare_names(written, spot) if not _met(one, found)]
    if not found:
        found = _contacts(written, spot)
    found += [
        one
        for one in names_anywhere(written, spot)
        if not _met(one, found)
        and not (found and (one.guessed or _RELATION.search(written.plain[: one.start])))
    ]
    return sorted(found, key=lambda one: one.start)


def _met(one: Named, others: list[Named]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _contacts(written: Written, spot: Spot | None) -> list[Named]:
    """Where nobody else is named, "số của bà Chắt", "gặp cô Nhâm" is who it is about."""
    found = [
        _after(written, match, spot, titled=True, contact=True) for match in written.find(_TITLE)
    ]
    return [one for one in found if one is not None]


def _after(
    written: Written, match: re.Match[str], spot: Spot | None, *, titled: bool,
    contact: bool = False,
) -> Named | None:  # fmt: skip
    """The name behind a title or a label."""
    sex: Sex | None = None
    start = match.start()
    if titled:
        if _is_middle_name(written, match):
            return None
        title = next((one for one in _titles(match[1]) if _title_said(written, match, one)), None)
        related = _RELATION.search(written.plain[: match.start(1)])
        if title is None or (related and not (contact and related[1] in _CONTACT)):
            return None
        sex = TITLES[title]
        if title == "o" and not written.accented and "." in match.group():
            sex = "male"  # "o. Le Khac Su" shortens ông
    elif not _is_label(written, match):
        return None
    elif match["kin"]:
        sex = _KIN[match["kin"]]
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
    at = _behind_rank(written, at)
    end = name_end(written, at, spot, titled=titled or sex is not None)
    if end is None:
        return None
    return as_named(written, start, at, end, sex, titled=titled)


def _behind_rank(written: Written, at: int) -> int:
    """ "bác hai lê thị mít": the second of her parents' children, and no part of her name."""
    parts = written.words(at)[:3]
    if len(parts) < 3 or parts[0].group() not in _RANKS:
        return at
    full = is_family_name(written, parts[1]) and parts[2].group() in MIDDLES
    return parts[1].start() if full else at


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
    if match["house"]:
        return _is_house(written, match)
    if match["owner"] and not written.is_said(*match.span("owner"), "chủ"):
        return False
    if match["owner"]:
        return ":" in match.group() or _is_family_next(written, match.end())
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


def _is_house(written: Written, match: re.Match[str]) -> bool:
    """ "nhà Tâm Tình": a capital in the midst of small letters, and no title."""
    if not (written.accented and written.capitals and not written.shouted):
        return False
    meant = {"nha": "nhà", "gia dinh": "gia đình"}.get(match["house"])
    if meant and not written.is_said(*match.span("house"), meant):
        return False
    begins = written.words(match.end())[:1]
    upper = bool(begins) and written.text[begins[0].start()].isupper()
    return upper and not is_stop(written, begins[0]) and ":" not in match.group()


def _is_family_next(written: Written, at: int) -> bool:
    words_ahead = written.words(at)[:1]
    return bool(words_ahead) and (
        is_family_name(written, words_ahead[0]) and words_ahead[0].group() not in MIDDLES
    )
