"""The hamlet in a message: thôn 3, bản Mới, tổ dân phố 5, TDP 5, xóm Đông."""

import re

from agrimarket.households.paste.crops import is_crop
from agrimarket.households.paste.lexicon import STOPS, words
from agrimarket.households.paste.places_in import Spot
from agrimarket.households.paste.written import TAKEN, Written
from agrimarket.places import fold

_KINDS = {
    "thon": "thôn", "ban": "bản", "xom": "xóm", "lang": "làng", "khu pho": "khu phố",
    "khu dan cu": "khu dân cư", "tieu khu": "tiểu khu", "khu": "khu", "pho": "phố",
    "to dan pho": "tổ dân phố", "tdp": "tdp", "to": "tổ", "doi": "đội", "chom": "chòm",
    "ap": "ấp",
}  # fmt: skip
_WHOLE = {"tdp": "Tổ dân phố", "t": "Thôn"}
_KIND_WORDS = "|".join(sorted(_KINDS, key=len, reverse=True))
_KIND = re.compile(rf"(?<![\w])({_KIND_WORDS})(?![\w])[\s:.]*")
_SHORT = re.compile(r"(?<![\w])(t)\.?\s?([0-9]{1,2}[a-d]?)(?![\w]|[.,][0-9])")
_NUMBER = re.compile(r"(?:so\s+)?[0-9]{1,2}(?:\s?[a-d](?![\w]))?(?![\w])")
_ROMAN = re.compile(r"(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x))(?![\w])")
_MOST = 4  # words
_SPEAKERS = words("em minh toi chau e nay do kia ta")  # "thôn em" names none
_FOLDED_STOPS = {fold(one): one for one in STOPS}


def take_hamlet(written: Written, spot: Spot | None) -> str | None:
    """The hamlet with a capital; it ends where the commune, a number or another matter begins."""
    for match in written.find(_KIND):
        if not written.is_said(*match.span(1), _KINDS[match[1]]):
            continue
        end = _end(written, match.end(), spot)
        again = _KIND.match(written.plain, match.end())
        if again and written.is_said(*again.span(1), _KINDS[again[1]]):
            continue  # "Thôn/bản: bản Báng"
        if end is None or _sells(written, match):
            continue
        kind, name = written.said(*match.span(1)), written.said(match.end(), end)
        written.take(match.start(), end)
        kind = _WHOLE.get(match[1], kind)
        if name == name.lower() or (written.shouted and not _ROMAN.fullmatch(name.lower())):
            name = name if name[0].isdigit() else name.title()
        return f"{kind[0].upper()}{kind[1:].lower()} {' '.join(name.split())}"
    short = written.first(_SHORT)
    if short is None:
        return None
    written.take(*short.span())
    return f"Thôn {written.said(*short.span(2)).upper()}"


def _sells(written: Written, match: re.Match[str]) -> bool:
    """Without marks "ban nem chua" is bán, and "to hop tac" no tổ."""
    if match[1] not in {"ban", "to", "lang"} or written.accented:
        return False
    return is_crop(written.plain[match.end() :]) or written.plain.startswith("hop tac", match.end())


def _end(written: Written, start: int, spot: Spot | None) -> int | None:
    """Where the name ends; None where nothing stands there."""
    number = _NUMBER.match(written.plain, start) or _ROMAN.match(written.plain, start)
    if number:
        return number.end()
    limit = spot.start if spot and spot.start >= start else len(written.plain)
    end = None
    for word in written.words(start, limit)[:_MOST]:
        between = written.plain[end if end is not None else start : word.start()]
        if between.strip() or TAKEN in between or _stops(written, word):
            break
        if written.capitals and end is not None and not _capital_or_digit(written, word):
            break
        if written.capitals and end is None and written.text[start].islower():
            end = word.end()
            continue
        end = word.end()
    return end


def _capital_or_digit(written: Written, word: re.Match[str]) -> bool:
    letter = written.text[word.start()]
    return letter.isupper() or letter.isdigit()


def _stops(written: Written, word: re.Match[str]) -> bool:
    meant = _FOLDED_STOPS.get(word.group())
    if word.group() in _SPEAKERS and written.said(*word.span()).islower() and written.capitals:
        return True
    return meant is not None and written.is_said(*word.span(), meant) and not _named(written, word)


def _named(written: Written, word: re.Match[str]) -> bool:
    """Written with a capital in the middle of small letters: Thôn Đồng, not "đồng ý"."""
    letters = written.said(*word.span())
    return letters[0].isupper() and written.text != written.text.upper() and letters[1:].islower()
