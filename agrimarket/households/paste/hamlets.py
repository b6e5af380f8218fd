"""The hamlet in a message: thôn 3, bản Mới, tổ dân phố 5, TDP 5, xóm Đông."""

import re

from agrimarket.households.paste.lexicon import STOPS, folded_of, words
from agrimarket.households.paste.name_ends import FAMILIES
from agrimarket.households.paste.numbers import NUMBER
from agrimarket.households.paste.places_in import Spot
from agrimarket.households.paste.produce import is_crop, is_produce
from agrimarket.households.paste.written import TAKEN, Written
from agrimarket.places import fold

_KINDS = {
    "thon": "thôn", "ban": "bản", "xom": "xóm", "lang": "làng", "khu pho": "khu phố",
    "khu dan cu": "khu dân cư", "tieu khu": "tiểu khu", "khu": "khu", "pho": "phố",
    "to dan pho": "tổ dân phố", "tdp": "tdp", "to": "tổ", "doi": "đội", "chom": "chòm",
    "ap": "ấp", "th": "th",
}  # fmt: skip
_WHOLE = {"tdp": "Tổ dân phố", "t": "Thôn", "th": "Thôn"}
_KIND_WORDS = "|".join(sorted(_KINDS, key=len, reverse=True))
_KIND = re.compile(rf"(?<![\w])({_KIND_WORDS})(?![\w])[\s:.]*")
_SHORT = re.compile(r"(?<![\w])(th?|tk)\.?\s?([0-9]{1,2}[a-d]?)(?![\w]|[.,][0-9])")
_DOTTED = re.compile(r"(?:^|(?<=[,;|(\x02\-–])|(?<=[,;|(\x02\-–]\s))t\.\s?(?=[^\W\d_])")
_TO_COMMUNE = re.compile(r"[\s,;|\-–(]{1,4}$")
_PROVINCE = ("hoa", "thanh hoa")  # "T.Hóa"
# ", Tiến Sơn, " between what was taken and the commune
_BARE = re.compile(r"\x02\s*[,;|\-–]\s*([^\W\d_]+(?: [^\W\d_]+){1,2})\s*[,;|\-–]\s*$")
# "Đội 2 thôn Phượng Lĩnh", "tổ 4, khu phố Tân Lập"
_PARTS = frozenset(("doi", "to", "xom", "cum", "ngo", "khu"))
_KIND_BEHIND = re.compile(
    r"[\s,(\-–]+(thon|lang|ban|khu pho|pho|tieu khu|khu dan cu|to dan pho|khu)(?![\w])[\s:.]*"
)
_OTHER_SENSE = {
    "to": ("trưởng", "hợp", "liên", "viên", "chức", "tiết", "vay"), "doi": ("trưởng", "viên"),
    "thon": ("trưởng", "xóm"), "ban": ("thân", "trưởng"), "lang": ("nghề", "xóm"),
    "khu": ("vực",), "pho": ("xá",), "xom": ("trưởng", "làng"),
}  # fmt: skip
_COUNT = re.compile(r"[0-9]\s*$")  # "10 tổ ong"
_LIST = re.compile(r"[:/]")
_NUMBER = re.compile(r"(?:so\s+)?[0-9]{1,2}(?:\s?[a-d](?![\w]))?(?![\w])")
_ROMAN = re.compile(r"(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x))(?![\w])")
_COUNTED = re.compile(
    rf"[0-9]{{3,}}|{NUMBER}(?:[.,][0-9]|\s*(?:con|cay|goc|kg|ta|tan|o|dan|lit|trai|long|thung|doi|"
    rf"nguoi|bui|cap|ao|(?:trau|bo|lon|ga|vit|ngan|de)(?!\s+[0-9]))(?![\w]))"
)
_MOST = 4  # words
# they end a hamlet whatever marks are missing
_HARD = words(
    "xa phuong huyen tinh sdt dt tel zalo trong nuoi lam co la va voi sinh sn o thuoc dia nha ho "
    "nay"
)
_NEVER_LAST = words("nhe nha a oi e em chi anh")
_PHRASES = {("lien", "he"), ("lien", "lac"), ("dien", "tich"), ("dien", "thoai"), ("san", "xuat"),
            ("san", "pham"), ("chan", "nuoi"), ("che", "bien"), ("can", "cuoc"), ("dong", "y"),
            ("kinh", "doanh"), ("gia", "dinh"), ("chuyen", "trong"), ("so", "dien")}  # fmt: skip
_SPEAKERS = words("em minh toi chau e nay do kia ta")  # "thôn em" names none
_STOPS = folded_of(STOPS)


def take_hamlet(written: Written, spot: Spot | None) -> str | None:
    """The hamlet with a capital; it ends where the commune, a number or another matter begins."""
    for match in written.find(_KIND):
        if not written.is_said(*match.span(1), _KINDS[match[1]]):
            continue
        if match[1] == "th" and not _is_short_hamlet(written, match):
            continue
        end = _end(written, match.end(), spot)
        again = _KIND.match(written.plain, match.end())
        if (
            again
            and _LIST.search(match.group())
            and written.is_said(*again.span(1), _KINDS[again[1]])
        ):
            continue  # "Thôn/bản: bản Báng"
        if end is None or _sells(written, match) or _is_hive(written, match):
            continue
        if _is_no_name(written, match):
            continue
        named = _called(written, match, end)
        written.take(match.start(), end)
        whole = _KIND_BEHIND.match(written.plain, end) if match[1] in _PARTS else None
        if whole and written.is_said(*whole.span(1), _KINDS[whole[1]]):
            stop = _end(written, whole.end(), spot)
            if stop:
                name = _called(written, whole, stop)
                named = f"{named}, {name[0].lower()}{name[1:]}"
                written.take(whole.start(), stop)
        return named
    dotted = _dotted(written, spot)
    short = written.first(_SHORT)
    if dotted or short is None:
        return dotted
    written.take(*short.span())
    kind = "Tiểu khu" if short[1] == "tk" else "Thôn"
    return f"{kind} {written.said(*short.span(2)).upper()}"


def _dotted(written: Written, spot: Spot | None) -> str | None:
    """ "t.Phúc Tâm, x.Kiên Thọ": right before the commune it is a thôn."""
    for match in written.find(_DOTTED) if spot else ():
        end = _end(written, match.end(), spot)
        if end is None or spot is None or spot.start < end:
            continue
        near = _TO_COMMUNE.fullmatch(written.plain[end : spot.start])
        if near and written.plain[match.end() : end] not in _PROVINCE:
            name = written.said(match.end(), end)
            written.take(match.start(), end)
            return f"Thôn {name.title() if name.islower() or name.isupper() else name}"
    return None


def take_bare_hamlet(written: Written, spot: Spot | None) -> str | None:
    """ "Vũ Đức Mạnh, Tiến Sơn, Tiên Trang": what nothing but its place tells, so with a doubt."""
    match = _BARE.search(written.plain[: spot.start]) if spot else None
    if match is None or written.shouted:
        return None
    parts = written.words(*match.span(1))
    names = all(written.said(*one.span()).istitle() for one in parts)
    if not names or any(_stops(written, one) or is_produce(written, one.start()) for one in parts):
        return None
    return written.take(*match.span(1))


def _is_no_name(written: Written, match: re.Match[str]) -> bool:
    """ "tổ trưởng", "làng nghề", "bản thân" name no hamlet."""
    ahead = written.words(match.end())[:1]
    senses = _OTHER_SENSE.get(match[1], ())
    return bool(ahead) and any(written.is_said(*ahead[0].span(), one) for one in senses)


def _is_hive(written: Written, match: re.Match[str]) -> bool:
    """ "10 tổ ong" """
    return match[1] == "to" and _COUNT.search(written.plain[: match.start()]) is not None


def _called(written: Written, match: re.Match[str], end: int) -> str:
    """The kind and the name behind it, with a capital."""
    kind, name = written.said(*match.span(1)), written.said(match.end(), end)
    if ":" in match.group() and fold(name).endswith(f" {match[1]}"):
        return " ".join(name.split())  # "thôn: Ngư Thôn" is its whole name
    kind = _WHOLE.get(match[1], kind)
    if name == name.lower() or (written.shouted and not _ROMAN.fullmatch(name.lower())):
        name = name if name[0].isdigit() else name.title()
    return f"{kind[0].upper()}{kind[1:].lower()} {' '.join(name.split())}"


def _is_short_hamlet(written: Written, match: re.Match[str]) -> bool:
    """ "th Đông Tài", "th.Phúc Tiên": no Th. of a name, no TH that means the province."""
    if written.said(*match.span(1)).isupper() and not written.shouted:
        return False
    before = written.words(0, match.start())[-1:]
    joined = before and written.plain[before[0].end() : match.start()] == " "
    if joined and before[0].group() in FAMILIES and written.text[match.start()].isupper():
        return False  # Nguyễn Th. Lan
    ahead = written.words(match.end())[:1]
    return bool(ahead) and (written.text[ahead[0].start()].isupper() or not written.capitals)


def _sells(written: Written, match: re.Match[str]) -> bool:
    """Without marks "ban nem chua" is bán, and "to hop tac" no tổ."""
    if match[1] not in {"ban", "to"} or written.accented:
        return False
    if written.capitals and not written.shouted and written.text[match.end()].isupper():
        return False  # "ban Cha Khot"
    return is_crop(written.plain[match.end() :]) or written.plain.startswith("hop tac", match.end())


def _end(written: Written, start: int, spot: Spot | None) -> int | None:
    """Where the name ends; None where nothing stands there."""
    number = _NUMBER.match(written.plain, start) or _ROMAN.match(written.plain, start)
    if number:
        return number.end()
    limit = spot.start if spot and spot.start >= start else len(written.plain)
    end = None
    small = written.text[start : start + 1].islower()  # "thon tien lang; ho ten PHAM THI DU"
    for word in written.words(start, limit)[:_MOST]:
        between = written.plain[end if end is not None else start : word.start()]
        if between.strip() or TAKEN in between:
            break
        if _stops(written, word) and not _goes_on(written, word, first=end is None):
            break
        lower = written.capitals and end is not None and not _capital_or_digit(written, word)
        if lower and not (small and _is_last(written, word)):
            break
        if _is_amount(written, word):
            break
        end = word.end()
    return end


def _is_last(written: Written, word: re.Match[str]) -> bool:
    """Whether a mark, a number or a word of another matter stands behind a word."""
    ahead = written.words(word.end())[:1]
    gap = written.plain[word.end() : ahead[0].start() if ahead else len(written.plain)]
    return (
        bool(gap.strip()) or not ahead or ahead[0].group()[0].isdigit() or _stops(written, ahead[0])
    )


def _is_amount(written: Written, word: re.Match[str]) -> bool:
    """ "thôn Minh Lâm 3.500 con": the number counts something else."""
    return word.group()[0].isdigit() and _COUNTED.match(written.plain, word.start()) is not None


def _goes_on(written: Written, word: re.Match[str], *, first: bool) -> bool:
    """Without marks a word that could end a hamlet is of its name: "thon lien hiep"."""
    if (written.accented and written.capitals) or word.group() in _HARD:
        return False
    ahead = written.words(word.end())[:1]
    gap = written.plain[word.end() : ahead[0].start() if ahead else len(written.plain)]
    last = gap.strip() != "" or not ahead
    if not first:
        return last and word.group() not in _NEVER_LAST
    return (
        not last
        and (word.group(), ahead[0].group()) not in _PHRASES
        and not _stops_next(written, ahead[0])
    )


def _stops_next(written: Written, word: re.Match[str]) -> bool:
    return word.group() in _HARD or word.group()[0].isdigit()


def _capital_or_digit(written: Written, word: re.Match[str]) -> bool:
    letter = written.text[word.start()]
    return letter.isupper() or letter.isdigit()


def _stops(written: Written, word: re.Match[str]) -> bool:
    lower = written.said(*word.span()).islower()
    if word.group() in _SPEAKERS and lower and (written.capitals or not written.accented):
        return not _goes_on(written, word, first=True)
    return written.is_any(word, _STOPS) and not _named(written, word)


def _named(written: Written, word: re.Match[str]) -> bool:
    """Written with a capital in the middle of small letters: Thôn Đồng, not "đồng ý"."""
    letters = written.said(*word.span())
    return letters[0].isupper() and written.text != written.text.upper() and letters[1:].islower()
