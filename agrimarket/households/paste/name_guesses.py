"""Names that nobody introduced: full names between marks, at the head of a piece, or anywhere."""

import re

from agrimarket.households.paste.lexicon import MIDDLES
from agrimarket.households.paste.name_ends import (
    Named,
    as_named,
    head,
    is_family_name,
    is_stop,
    name_end,
)
from agrimarket.households.paste.places_in import Spot, is_place_name
from agrimarket.households.paste.produce import is_exactly_produce
from agrimarket.households.paste.written import TAKEN, Written

# what bears a person's name and is none: thôn Lê Lợi, đường Trần Phú
_OF_PLACES = re.compile(
    r"(?<![\w])(?:thon|th|ban|xom|lang|khu|pho|to|doi|tdp|chom|xa|phuong|huyen|tinh|duong|cho|cau|"
    r"truong|den|chua|ho|song|nui|htx|tht|cong ty|cty|co so|x|p|h)[\s.:]+$"
)


_ADDRESS = re.compile(r"(?<![\w])(?:dia chi|noi o|que|d/c|dc|tru so|o tai|tai)\s*[:=]$")


_SHORTENED = re.compile(r"(?:^|[,;|(\x02\-–]\s?)(?:th?|x|p|h)\.$")  # "…, t.Lê Lợi"
_FORMER = re.compile(r"\s*\(?(cu)(?![\w])")


def bare_names(written: Written, spot: Spot | None) -> list[Named]:
    """Full names that begin with a family name, at the head of a piece or between marks."""
    found: list[Named] = []
    for word in written.words():
        if not is_family_name(written, word) or (found and word.start() < found[-1].end):
            continue
        before = written.plain[: word.start()].rstrip()
        at_head = not before or before[-1] in ",;:|.)-–(/+•*&\n" + TAKEN or before[-1].isdigit()
        capital = not written.capitals or written.text[word.start()].isupper()
        if not at_head or not (capital or word.start() == head(written)):
            continue
        if (spot and spot.start <= word.start() < spot.end) or _ADDRESS.search(before):
            continue
        if _SHORTENED.search(before):
            continue
        end = name_end(written, word.start(), spot)
        if end is None or len(written.words(word.start(), end)) < 2:
            continue
        if before and is_place_name(written, word.start(), end):
            continue  # "…, Thạch Thành"
        if written.text[word.start()].islower() and is_exactly_produce(written, word.start(), end):
            continue  # "hoa hồng 3 sào" below a name in small letters
        former = _FORMER.match(written.plain, end)
        if former and written.is_said(*former.span(1), "cũ"):
            continue  # "Yên Giang cũ" was a commune
        found.append(as_named(written, word.start(), word.start(), end))
    return found


def names_anywhere(written: Written, spot: Spot | None) -> list[Named]:
    """Names of three words, or with a middle name, in the middle of other words."""
    found: list[Named] = []
    for word in written.words():
        if not is_family_name(written, word) or (found and word.start() < found[-1].end):
            continue
        if spot and spot.start <= word.start() < spot.end:
            continue
        if written.capitals and not written.text[word.start()].isupper():
            continue
        if _OF_PLACES.search(written.plain[: word.start()]):
            continue
        end = name_end(written, word.start(), spot)
        parts = written.words(word.start(), end) if end else []
        if end is None or len(parts) < 2 or is_place_name(written, word.start(), end):
            continue
        middle = len(parts) > 2 and parts[1].group() in MIDDLES
        if middle or (len(parts) > 2 and written.capitals and not written.shouted):
            found.append(as_named(written, word.start(), word.start(), end, guessed=not middle))
    return found


def first_words(written: Written, spot: Spot | None) -> Named | None:
    """What a piece begins with, where nobody was introduced: "Lan thôn 3 …"."""
    words = written.words()
    if not words or written.plain[: words[0].start()].strip(" .,-–:;)(*•+/" + TAKEN):
        return None
    if spot and words[0].start() >= spot.start:
        return None
    end = name_end(written, words[0].start(), spot)
    if end is None or (written.capitals and not written.text[words[0].start()].isupper()):
        return None
    following = written.words(end)[:1]
    told = not following or is_stop(written, following[0]) or not written.plain[end:][:1].isspace()
    return as_named(written, words[0].start(), words[0].start(), end, guessed=not told)
