"""People who are named together first and one by one after it: "Cô Lan với cô Huệ cùng thôn 6 …
Cô Lan 09…, cô Huệ 09…"."""

import itertools
import re

from agrimarket.households.paste.contacts import PHONE
from agrimarket.households.paste.name_ends import Named
from agrimarket.households.paste.together import Entry, names_in
from agrimarket.households.paste.written import Written
from agrimarket.places import fold

_COUPLE = re.compile(r"(?<![\w])(?:vo chong|ca hai ong ba)(?![\w])")


def introduce(entries: list[Entry]) -> list[Entry]:
    """Entries where what was said of several together is the heading of each of them."""
    found: list[Entry] = []
    for entry in (part for one in entries for part in _parts(one)):
        above = found[-1] if found else None
        if above and _is_one_of(entry, _introduced(above)):
            entry.heading = f"{' '.join(above.lines)} {above.heading}".strip()
            entry.guessed = True
            found.insert(-1, entry)
            continue
        _drop_told(found)
        found.append(entry)
    _drop_told(found)
    return found


def _drop_told(found: list[Entry]) -> None:
    """Take away an introduction all of whose people came after it."""
    if not found:
        return
    lead = " ".join(found[-1].lines)
    told = {name for one in found[:-1] if one.heading.startswith(lead) for name in _names(one)}
    if told and told >= _introduced(found[-1]):
        found.pop()


def _names(entry: Entry) -> set[str]:
    return {fold(one.name) for one in names_in(Written(" ".join(entry.lines)))}


def _introduced(entry: Entry) -> set[str]:
    """Who is named where no number is given; empty for one alone."""
    text = " ".join(entry.lines)
    names = _names(entry) if not PHONE.search(Written(text).plain) else set()
    return names if len(names) > 1 else set()


def _is_one_of(entry: Entry, names: set[str]) -> bool:
    own = _names(entry) if names else set()
    return len(own) == 1 and own <= names


def _parts(entry: Entry) -> list[Entry]:
    """An entry in one line, cut before each name that was said before in it."""
    text = ", ".join(entry.lines)
    written = Written(text)
    names = names_in(written)
    half = len(names) // 2
    if half < 2 or len(names) != 2 * half or len(text) != len(written.text):
        return [entry]
    first, again = _called(names[:half]), _called(names[half:])
    if first != again or PHONE.search(written.plain[: names[half].start]):
        return [entry]
    cuts = [0, *(one.start for one in names[half:]), len(text)]
    parts = [text[start:end].strip(" ,;.") for start, end in itertools.pairwise(cuts)]
    if not all(PHONE.search(fold(one)) for one in parts[1:]):
        return [entry]
    return [Entry([part], entry.heading, entry.guessed) for part in parts]


def _called(names: list[Named]) -> set[str]:
    return {fold(one.name) for one in names}


def of_couple(parts: list[str]) -> list[str]:
    """What stands behind the second of a couple is told of both: hamlet, animals, area."""
    if len(parts) != 2 or not _COUPLE.search(fold(parts[0])):
        return parts
    second = Written(parts[1])
    numbers = list(PHONE.finditer(second.plain))
    names = names_in(second)
    if not numbers or not names or not PHONE.search(fold(parts[0])):
        return parts
    common = second.said(max(numbers[0].end(), names[0].end), len(second.text)).strip(" ,;.")
    return [f"{parts[0].strip(' ,;')}, {common}" if common else parts[0], parts[1]]
