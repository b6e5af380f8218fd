"""Known produce: where it stands in a message, and how it is spelled."""

import re
from dataclasses import dataclass
from functools import cache

from agrimarket.households.paste.lexicon import folded_of
from agrimarket.households.paste.produce_words import CROPS, NO_PRODUCE, RARE
from agrimarket.households.paste.written import Written
from agrimarket.places import fold

_ADJECTIVES = re.compile(
    r"(?:\s+(?:giong|thuong pham|sinh san|thit|nai|de|con|hau bi|vo beo))?(?![\w])"
)
_OTHERS = folded_of(frozenset(NO_PRODUCE))


@dataclass(frozen=True, slots=True)
class Known:
    """Produce of the list at a span of a message; `end` is behind its adjective."""

    start: int
    stop: int
    end: int


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """Folded produce by its first word, the longest first."""
    return _heads((*CROPS, *RARE))


@cache
def _others_by_first() -> dict[str, tuple[str, ...]]:
    return _heads(NO_PRODUCE)


def _heads(listed: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one in listed:
        found.setdefault(fold(one).split(" ", 1)[0], set()).add(fold(one))
    return {head: tuple(sorted(all_, key=lambda one: (-len(one), one)))
            for head, all_ in found.items()}  # fmt: skip


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return folded_of(frozenset((*CROPS, *RARE)))


@cache
def _common_meanings() -> dict[str, tuple[str, ...]]:
    return folded_of(frozenset(CROPS))


def _at(listed: dict[str, tuple[str, ...]], plain: str, start: int) -> int | None:
    """Where the longest of a list that stands at `start` ends."""
    head = re.compile(r"[^\W_]+").match(plain, start)
    for one in listed.get(head.group() if head else "", ()):
        stop = start + len(one)
        whole = stop >= len(plain) or not (plain[stop].isalnum() or plain[stop] == "_")
        if whole and plain.startswith(one, start):
            return stop
    return None


def is_crop(plain: str) -> bool:
    """Whether known produce stands at the head of folded words."""
    return _at(_by_first(), plain, 0) is not None


def is_produce(written: Written, start: int) -> bool:
    """Whether known produce, by its marks too, stands there."""
    stop = _at(_by_first(), written.plain, start)
    return stop is not None and _is_meant(written, start, stop)


def _is_meant(written: Written, start: int, stop: int) -> bool:
    meanings = _meanings().get(written.plain[start:stop], ())
    return any(written.is_said(start, stop, one) for one in meanings)


def is_exactly_produce(written: Written, start: int, stop: int) -> bool:
    """Whether a span is known produce and nothing more."""
    return _is_meant(written, start, stop)


def known_produce(written: Written) -> list[Known]:
    """Where known produce stands; the same letters with other marks are other words."""
    found: list[Known] = []
    behind = 0  # "cá nhân" is no cá
    for word in written.words():
        start = word.start()
        if start < behind:
            continue
        other = _at(_others_by_first(), written.plain, start)
        if other and any(
            written.is_said(start, other, one)
            for one in _OTHERS.get(written.plain[start:other], ())
        ):
            behind = other
            continue
        stop = _at(_by_first(), written.plain, start)
        if stop is None:
            continue
        if _is_meant(written, start, stop):
            adjective = _ADJECTIVES.match(written.plain, stop)
            found.append(Known(start, stop, adjective.end() if adjective else stop))
        else:
            found += _shorter(written, start, stop)
        behind = found[-1].end if found else behind
    return found


def _shorter(written: Written, start: int, end: int) -> list[Known]:
    """The first words of a span alone: "lợn đèn" is no lợn đen, but lợn it is."""
    words = written.words(start, end)
    for count in range(len(words) - 1, 0, -1):
        stop = words[count - 1].end()
        if _is_meant(written, start, stop):
            return [Known(start, stop, stop)]
    return []


def spelled(written: Written, start: int, end: int) -> str:
    """As written; what came without marks gets them where only one produce reads so."""
    said = written.said(start, end)
    plain = " ".join(written.plain[start:end].split())
    meant = _common_meanings().get(plain, ()) or _meanings().get(plain, ())
    if plain in _SHORT:
        return _SHORT[plain]
    return meant[0] if len(meant) == 1 and not written.accented else said


_SHORT = {"nc mam": "nước mắm"}
