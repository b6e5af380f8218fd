"""What is said once for several producers: before them, in their row, or after the last."""

import re
from dataclasses import dataclass

from agrimarket.households.paste.contacts import PHONE
from agrimarket.households.paste.mentioned import set_aside_mentioned, set_aside_senders
from agrimarket.households.paste.name_ends import Named
from agrimarket.households.paste.names import find_names
from agrimarket.households.paste.organisations import is_organisation
from agrimarket.households.paste.places_in import find_spot
from agrimarket.households.paste.written import Written
from agrimarket.places import fold

TOGETHER = re.compile(
    r"(?<![\w])(?:deu|cung|tat ca|ca (?:hai|ba|bon|nam|nha|may|[2-9]+)|toan bo|(?:cac|may) ho|"
    r"(?:hai|ba|bon|may|cac|[2-9]+) (?:ho|nha|nguoi|chi|anh)(?: (?:nay|tren|do))?|deu la|chung|"
    r"moi (?:ho|nha|nguoi))(?![\w])"
)
_HAMLET = re.compile(r"(?<![\w])(?:thon|ban|xom|lang|khu|to|tdp|doi)(?:\s|\.)+[\w]")
_HAMLET_FIRST = re.compile(r"\s*(?:tat ca |deu )?(?:o |tai )?(?:thon|ban|xom|lang|khu|to|tdp)\s")
_FIELD = re.compile(r"^(?:dia chi|d/c|dc|thon|xa|noi o|huyen|ban|xom)\s*[:=]")
_LONGEST = 140  # letters of what is said for all


@dataclass(slots=True)
class Entry:
    """The lines of one producer, or of several in a row, below a heading.

    `guessed` says that nothing but its place tells that the heading is meant for it too.
    """

    lines: list[str]
    heading: str = ""
    guessed: bool = False


def names_in(written: Written) -> list[Named]:
    """Names besides the place and those who are only mentioned."""
    set_aside_senders(written)
    set_aside_mentioned(written)
    return find_names(written, find_spot(written))


def share_after(entries: list[Entry], last_heading: str) -> list[Entry]:
    """Entries where "Tất cả xã Nga An nhé" behind the last holds for those that say no place.

    `last_heading` is a heading that nothing stood below: it can only mean what was above it.
    """
    shared = list(entries)
    start = 0
    for at in range(1, len(shared) + 1):
        if at < len(shared) and shared[at].heading == shared[start].heading:
            continue
        group = shared[start:at]
        tail = last_heading if at == len(shared) and last_heading else _take_tail(group)
        if tail:
            _give(group, tail)
        shared[start:at] = group
        start = at
    return [one for one in shared if one.lines]


def _take_tail(group: list[Entry]) -> str:
    """The line behind the last entry that speaks of all; it is taken out of that entry."""
    if len(group) < 2:
        return ""
    last = group[-1]
    if _is_tail(last.lines[-1]) and not any(_place(one) for one in group[:-1]):
        single = all(len(one.lines) == 1 for one in group[:-1])
        if single or not _FIELD.match(fold(last.lines[-1])):
            return last.lines.pop()
    together = Written(last.lines[-1])
    mark = together.first(TOGETHER)
    spot = find_spot(together)
    if mark and spot and mark.end() <= spot.start and len(last.lines[-1]) == len(together.text):
        return together.said(mark.start(), len(together.text))
    if _is_tail(last.lines[-1]) and mark:
        return last.lines.pop()
    return ""


def _is_tail(line: str) -> bool:
    """A line about a place, an area, a crop for all of them, and about nobody."""
    written = Written(line)
    if (
        len(line) > _LONGEST
        or written.first(PHONE)
        or names_in(written)
        or is_organisation(written)
    ):
        return False
    marked = written.first(TOGETHER) is not None and len(written.words()) > 3
    return marked or find_spot(written) is not None or _HAMLET.search(written.plain) is not None


def _place(entry: Entry) -> bool:
    return find_spot(Written(" ".join(entry.lines))) is not None


def _give(group: list[Entry], tail: str) -> None:
    marked = TOGETHER.search(fold(tail)) or tail.lstrip().startswith("(")
    for one in group:
        if len(one.lines) and not (_place(one) and find_spot(Written(tail))):
            one.guessed = not marked and len(one.lines) > 1 and one is not group[-1]
            one.heading = f"{tail} {one.heading}".strip()


def lead(parts: list[str]) -> str:
    """What stands before the first of a row holds for all: "Thôn 3 có hai nhà nuôi ốc: …"."""
    if len(parts) < 2:
        return ""
    first = Written(parts[0])
    names = names_in(first)
    return first.said(0, names[0].start).strip(" ,;:") if names else ""


def shared_in_row(parts: list[str]) -> str:
    """What is said once for all in a row: "… đều trồng cói ở Nga An", "Xã Nga An: chị Lan …"."""
    if len(parts) < 2:
        return ""
    spots = [find_spot(Written(part)) for part in parts]
    if spots[0] and not any(spots[1:]):
        return Written(parts[0]).said(spots[0].start, spots[0].end)
    last = Written(parts[-1])
    together = last.first(TOGETHER)
    if spots[-1] is None or any(spots[:-1]):
        return last.said(together.start(), len(last.text)) if together and not any(spots) else ""
    if together:
        return last.said(together.start(), len(last.text))
    sentence = last.plain.rfind(". ", 0, spots[-1].start) + 1
    alone = sentence and _HAMLET_FIRST.match(last.plain, sentence)
    return last.said(sentence if alone else spots[-1].start, len(last.text))
