"""Communes and districts in a message, with or without the words xã and huyện before them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from agrimarket.households.paste.lexicon import MIDDLES, SURNAMES, folded_of
from agrimarket.households.paste.written import Written
from agrimarket.places import communes, fold, former_communes, read_place, tone_key

_FAMILIES = folded_of(SURNAMES)
_KINDS = r"xa|phuong|thi tran|thi xa|huyen|thanh pho|tinh|tp\.?|tx\.?|tt\.?|h\.|x\.|p\.|t\."
_KIND_WORD = re.compile(rf"(?<![\w])({_KINDS})(?=[\s:]|[a-z])\s*:?\s*")
_MARKED = {"xa": "xã", "phuong": "phường", "thi tran": "thị trấn", "huyen": "huyện",
           "thi xa": "thị xã", "tinh": "tỉnh", "thanh pho": "thành phố"}  # fmt: skip
_DISTRICT_KINDS = {"huyen", "h.", "thi xa", "tx", "tx.", "thanh pho", "tp", "tp."}
_PROVINCE = re.compile(r"(?:(?<![\w])(?:tinh\s+)?)(?<![\w])(?:thanh hoa|t\.?hoa|th)(?![\w])")
_FORMER = re.compile(r"\s*\(?\s*(cu)(?![\w])\s*\)?")
_LABEL = re.compile(
    r"(?<![\w])(?:dia chi|d/c|dc|noi o|que quan|que|o|tai|thuoc|tru tai)\s*[:=]?\s*$"
)
_HAMLET = re.compile(r"(?<![\w])(?:thon|ban|xom|lang|khu|pho|to|doi|tdp|chom)\s+$")
_STREETS = {"duong": "đường", "ngo": "ngõ", "hem": "hẻm", "ngach": "ngách"}
_STREET = re.compile(
    r"(?<![\w])(?:(?:o )?so (?:nha )?[0-9]+[a-z]?(?:/[0-9]+)*,? )?(duong|ngo|hem|"
    r"ngach)\s+(?=[^\W\d])"
)
_FIRST_WORD = re.compile(r"[\W_]{0,2}([^\W_]+)")
_JOIN = r"[\s,;|\-–/().]{0,4}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a message: where it stands, and what is called what."""

    start: int
    end: int
    commune: str
    district: str = ""


@cache
def _commune_names() -> frozenset[str]:
    now = {fold(one.name.removeprefix(one.kind + " ")) for one in communes()}
    old = {fold(one.name.removeprefix(one.kind + " ")) for one in former_communes()}
    return frozenset(now | old)


@cache
def _district_names() -> frozenset[str]:
    names = {one.district for one in former_communes()}
    return frozenset(fold(re.sub(r"^(Huyện|Thị xã|Thành phố) ", "", name)) for name in names)


def is_place_name(written: Written, start: int, end: int) -> bool:
    """Whether a commune or a district of the province is called exactly so."""
    said = " ".join(written.plain[start:end].split())
    return said in _commune_names() or said in _district_names()


def is_district_name(said: str) -> bool:
    """Whether a district was called so: "Hoằng Hóa" is one, and a commune of today too."""
    return fold(said) in _district_names()


def find_spot(written: Written, own: Collection[str] = ()) -> Spot | None:
    """The commune a message names, with its district where that stands beside it.

    `own` are the reader's communes, by code: a name among them is believed without "xã".
    """
    return _marked(written) or _bare(written, own)


def take_spot(written: Written, spot: Spot) -> None:
    """Take the place and the word before it (địa chỉ, ở), and the province behind it."""
    label = _LABEL.search(written.plain[: spot.start])
    written.take(label.start() if label else spot.start, spot.end)
    former = _FORMER.match(written.plain, spot.end)
    if former and written.is_said(*former.span(1), "cũ"):
        written.take(*former.span())
    for match in list(written.find(_PROVINCE)):
        if match.start() >= spot.end and match.start() - spot.end <= 6:
            written.take(*match.span())


def set_aside_street(written: Written) -> None:
    """ "số 12 đường Lê Lợi" is no hamlet, no person and no sugar; it stays among the words."""
    for match in list(written.find(_STREET)):
        start, end = match.start(), match.end()
        name = written.words(end)[:3]
        if not name or not written.is_said(*match.span(1), _STREETS[match[1]]):
            continue
        if written.capitals and not written.text[name[0].start()].isupper():
            continue
        for word in name:
            if (
                written.plain[end : word.start()].strip()
                or not written.text[word.start()].isupper()
            ):
                break
            end = word.end()
        if end > match.end():
            written.set_aside(start, end)


def _marked(written: Written) -> Spot | None:
    """Xã Nga An, huyện Nga Sơn."""
    for match in written.find(_KIND_WORD):
        kind = match[1]
        if kind in _DISTRICT_KINDS or kind in {"tinh", "t."}:
            continue
        meant = _MARKED.get(kind)
        if meant and not written.is_said(*match.span(1), meant):
            continue
        end = _name_end(written, match.end(), _commune_names())
        if end is None:
            end = _unknown_end(written, match.end()) if match[1] in ("xa", "phuong") else None
        if end is None:
            continue
        commune = written.said(match.start(), end)
        stop, district = _district_after(written, end)
        start = match.start()
        return Spot(start, stop, _tidied(commune), district)
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in (*_commune_names(), *_district_names()))


def _name_end(written: Written, start: int, names: Collection[str]) -> int | None:
    """Where the longest known name that begins here ends."""
    first = _FIRST_WORD.match(written.plain, start)
    if first is None or first[1] not in _first_words():
        return None
    words = written.words(start)[:4]
    if not words or words[0].start() - start > 2:
        return None
    for count in range(min(4, len(words)), 0, -1):
        text = " ".join(one.group() for one in words[:count])
        whole = written.plain[words[0].start() : words[count - 1].end()]
        if text in names and " ".join(whole.replace("-", " ").split()) == text:
            return words[count - 1].end()
    return None


def _unknown_end(written: Written, start: int) -> int | None:
    """Where a name with capitals ends that no commune of the province bears."""
    end = None
    for word in written.words(start)[:3]:
        gap = written.plain[end if end is not None else start : word.start()]
        if gap.strip() or not written.text[word.start()].isupper():
            break
        end = word.end()
    return end


def _district_after(written: Written, end: int) -> tuple[int, str]:
    """The end and the name of a district that stands right behind."""
    join = re.compile(
        rf"{_JOIN}(?:(huyen(?=\s)|h\.|h(?=\s)|thi xa|tx\.?|thanh pho|tp\.?)\s*)?"
    ).match(written.plain, end)
    assert join is not None  # it can match nothing at all
    stop = _name_end(written, join.end(), _district_names())
    if stop is None or (join.end() == end):
        return end, ""
    return stop, _tidied(written.said(join.start(1) if join[1] else join.end(), stop))


def _bare(written: Written, own: Collection[str]) -> Spot | None:
    """Nga An by itself: known names, capitals where the message has any; the last one counts."""
    best: tuple[tuple[bool, bool, int], Spot] | None = None
    for spot in _bare_spots(written):
        codes = read_place(spot.commune, spot.district).commune_codes
        mine = bool(set(codes) & set(own))
        known = bool(codes) or read_place(spot.commune).outcome == "ambiguous"
        if not known or _could_be_a_name(written, spot, mine):
            continue
        rank = (mine, bool(spot.district), spot.end - spot.start)
        if best is None or rank > best[0]:
            best = (rank, spot)
    return best[1] if best else None


@cache
def _exact_names() -> frozenset[str]:
    now = {tone_key(one.name.removeprefix(one.kind + " ")) for one in communes()}
    old = {tone_key(one.name.removeprefix(one.kind + " ")) for one in former_communes()}
    return frozenset(now | old)


def _is_exact(said: str) -> bool:
    return tone_key(said) in _exact_names()


def _bare_spots(written: Written) -> Iterator[Spot]:
    for word in written.words():
        end = _name_end(written, word.start(), _commune_names())
        if end is None:
            continue
        if _HAMLET.search(written.plain[: word.start()]):
            continue  # thôn Bình Sơn is no commune
        small = written.capitals and not written.text[word.start()].isupper()
        if small and " " not in written.said(word.start(), end).strip():
            continue
        if small and written.accented and not _is_exact(written.said(word.start(), end)):
            continue  # "thanh long" is no Thành Long
        stop, district = _district_after(written, end)
        yield Spot(word.start(), stop, written.said(word.start(), end), district)


def _could_be_a_name(written: Written, spot: Spot, mine: bool) -> bool:
    """A single word, or what a family or middle name goes before, is a person's name first."""
    if spot.district:
        return False
    before = re.search(r"([^\W_]+)\s+$", written.plain[: spot.start])
    if before and before[1] in MIDDLES:
        return True
    if before and before[1] in _FAMILIES and not mine:
        return True
    return " " not in spot.commune and not mine


def _tidied(said: str) -> str:
    return " ".join(said.replace(":", " ").split())
