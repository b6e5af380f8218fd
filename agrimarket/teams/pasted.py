"""Reads a list of people as it is pasted: a line each, numbers and titles in front left aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agrimarket.households.intake.names import read_name
from agrimarket.places import fold, tidy

MOST = 500  # lines
# In front of a name; they also say whether somebody is a man or a woman. With their tone marks:
# Chu and Co are family names.
_TITLES: dict[str, str | None] = {
    "ông": "male", "anh": "male", "chú": "male", "cậu": "male", "bà": "female", "chị": "female",
    "cô": "female", "dì": "female", "thím": "female", "mợ": "female", "bác": None, "em": None,
}  # fmt: skip
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.)/:-]\s*|\d{1,3}\s+|[-•*+–]\s*)")
_REST = re.compile(r"\s*(?:[,;\t|(]|\s[-–]\s|:|\d).*$")
_SEX = re.compile(r"[,;\t|( ]\s*(nam|nữ)\s*(?:[,;\t|)]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """One line: the name, without tone marks to know it again, and the sex if the line says it."""

    name: str
    folded: str
    sex: str | None = None


@dataclass(slots=True)
class Pasted:
    """What was read: people once each, names that came again, lines nobody can read."""

    people: list[Person] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_people(text: str) -> Pasted:
    """The people of a list, at most MOST lines; those beyond stand among the unread."""
    found, seen = Pasted(), set()
    for at, line in enumerate(_lines(text)):
        person = read_line(line) if at < MOST else None
        if person is None:
            found.unread.append(line[:80])
        elif person.folded in seen:
            found.again.append(person.name)
        else:
            seen.add(person.folded)
            found.people.append(person)
    return found


def read_line(line: str) -> Person | None:
    """The person a line names; None where there is no name of two words."""
    sex = _said_sex(line)
    name = tidy(_REST.sub("", _NUMBERED.sub("", line)))
    words = name.split()
    title = words[0].lower() if words else ""
    if title in _TITLES:
        sex = sex or _TITLES[title]
        words = words[1:] if len(words) > 2 else words
    read = read_name(" ".join(words))
    if read.error or len(words) < 2:
        return None
    return Person(read.value, fold(read.value), sex)


def _lines(text: str) -> Iterator[str]:
    return (tidy(line) for line in text.splitlines() if tidy(line))


def _said_sex(line: str) -> str | None:
    told = _SEX.search(line)
    return {"nam": "male", "nữ": "female"}.get(told[1].lower()) if told else None
