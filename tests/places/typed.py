"""Places as people type them, each with the answer that follows from how it was made.

Knows the data file and the rules of the paper, nothing of the code under test.
"""

import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = json.loads(
    (Path(__file__).parents[2] / "agrimarket/places/data/places_38.json").read_text("utf-8")
)
CURRENT: list[dict[str, Any]] = DATA["current"]
FORMER: list[dict[str, Any]] = DATA["former"]
EARLIER: list[dict[str, Any]] = DATA["earlier"]
TYPES = ("Thị trấn", "Thị Trấn", "Phường", "Xã", "Thành phố", "Thị xã", "Huyện")
SHORT = {
    "Thị trấn": "TT", "Thị Trấn": "TT", "Phường": "P.", "Xã": "X.",
    "Thành phố": "TP", "Thị xã": "TX", "Huyện": "H.",
}  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """What stands in the two cells, and what must come of it."""

    commune: str
    district: str
    outcome: str
    codes: tuple[str, ...]
    warned: bool = False


def kind_of(name: str) -> str:
    return next(kind for kind in TYPES if name.startswith(kind + " "))


def bare(name: str) -> str:
    return name.removeprefix(kind_of(name) + " ")


def without_accents(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(mark for mark in marks if not unicodedata.category(mark).startswith("M"))


def old_tones(text: str) -> str:
    """Hóa as Hoá, Thủy as Thuỷ: the mark on the second vowel of an open syllable."""

    def move(found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        letters = unicodedata.normalize("NFD", first)
        return letters[0] + unicodedata.normalize("NFC", second + letters[1:])

    return re.sub(r"(?<![qQ])([óòỏõọúùủũụÓÒỎÕỌÚÙỦŨỤ])([aeyAEY])\b", move, text)


def shorten(name: str) -> str:
    return f"{SHORT[kind_of(name)]} {bare(name)}"


def shorten_unaccented(name: str) -> str:
    """ "Xa Nga An" as "X Nga An"."""
    kind = next(kind for kind in TYPES if name.startswith(without_accents(kind) + " "))
    return name.replace(without_accents(kind), SHORT[kind].rstrip("."), 1)


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda name: name,
    "NFD": lambda name: unicodedata.normalize("NFD", name),
    "old tones": old_tones,
    "short": shorten,
    "short, together": lambda name: shorten(name).replace(". ", "."),
    "short, no dots": lambda name: shorten(name).replace(".", ""),
    "capitals": str.upper,
    "small": str.lower,
    "spaces": lambda name: "  " + name.replace(" ", "\u00a0 ") + " ",
}
SHARED: dict[str, Callable[[str, str], str]] = {
    "comma": lambda commune, district: f"{commune}, {district}",
    "dash, hamlet, province": lambda a, b: f"Thôn 3 - {a} - {b} - Thanh Hóa",
    "bản, province of the old style": lambda a, b: f"Bản Ngàm, {a}, {b}, tỉnh Thanh Hoá",
    "line break": lambda commune, district: f"{commune}\n{district}",
    "brackets": lambda commune, district: f"{commune} ({district})",
    "nothing between": lambda commune, district: f"{commune} {district}",
}


def answer(codes: set[str], *, warned: bool) -> tuple[str, tuple[str, ...], bool]:
    found = len(codes) == 1
    return "found" if found else "choose", tuple(sorted(codes)), warned and found


def former_with_district(form: str) -> Iterator[Typed]:
    """Rules 1, 3, 5: all former and earlier ones under commune and district."""
    taken = {(row["name"], row["district"]) for row in FORMER}
    for row in (*FORMER, *(row for row in EARLIER if (row["name"], row["district"]) not in taken)):
        write = FORMS[form]
        yield Typed(
            write(row["name"]),
            write(row["district"]),
            *answer(set(row["successors"]), warned=True),
        )


def shared(typed: Typed, way: str) -> Typed:
    text = SHARED[way](typed.commune.strip(), typed.district.strip())
    return Typed(text, "", typed.outcome, typed.codes, typed.warned)


def bare_with_district() -> Iterator[Typed]:
    """Rule 2: the type words of both left out."""
    for row in FORMER:
        same = [
            one
            for one in FORMER
            if bare(one["name"]) == bare(row["name"]) and one["district"] == row["district"]
        ]
        codes = {code for one in same for code in one["successors"]}
        yield Typed(bare(row["name"]), bare(row["district"]), *answer(codes, warned=True))


def unaccented_with_district(*, with_type: bool, write: Callable[[str], str]) -> Iterator[Typed]:
    """Rule 6: several meanings of one district are a choice, of one successor they are one."""
    cut = (lambda name: name) if with_type else bare
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in FORMER:
        groups[without_accents(cut(row["name"])), row["district"]].append(row)
    for (name, district), rows in groups.items():
        codes = {code for row in rows for code in row["successors"]}
        typed = without_accents(cut(district))
        yield Typed(write(name), write(typed), *answer(codes, warned=True))


def alone(names: Callable[[str], str]) -> Iterator[Typed]:
    """Rule 4, the type word typed (names = str) or left out (names = bare)."""
    current, old = defaultdict(set), defaultdict(lambda: defaultdict(set))
    for row in CURRENT:
        current[names(row["name"])].add(row["code"])
    for row in (*FORMER, *EARLIER):
        name = names(row["name"].replace("Thị Trấn", "Thị trấn"))
        old[name][row["code"]].update(row["successors"])
    for name in sorted({*current, *old}):
        if without_accents(name) == name:
            continue  # rule 6 speaks of these
        if name in current:
            yield Typed(name, "", *answer(current[name], warned=False))
        elif len(old[name]) == 1:
            yield Typed(name, "", *answer(set(*old[name].values()), warned=True))
        else:
            yield Typed(name, "", "ambiguous", ())


def unaccented_alone(names: Callable[[str], str] = str) -> Iterator[Typed]:
    """Rule 6 without a district: several accented spellings are ambiguous, never a guess."""
    rows = [(names(row["name"]), {row["code"]}, "") for row in CURRENT]
    rows += [(names(row["name"]), set(row["successors"]), row["code"]) for row in FORMER]
    rows += [(names(row["name"]), set(row["successors"]), row["code"]) for row in EARLIER]
    groups: dict[str, list[tuple[str, set[str], str]]] = defaultdict(list)
    for name, codes, old in rows:
        groups[without_accents(name).lower()].append((name.title(), codes, old))
    for name, meanings in groups.items():
        now = [codes for _name, codes, old in meanings if not old]
        places = {old for _name, _codes, old in meanings if old}
        if len({one for one, *_ in meanings}) > 1 and (now or len(places) > 1):
            yield Typed(name, "", "ambiguous", ())
        elif now:
            yield Typed(name, "", *answer(now[0], warned=False))
        elif len(places) == 1:
            yield Typed(name, "", *answer(meanings[0][1], warned=True))
        else:
            yield Typed(name, "", "ambiguous", ())


def current_with_district() -> Iterator[Typed]:
    """Rule 3, last part: a current commune beside the district of one of its parts."""
    old = {(row["name"], row["district"]) for row in (*FORMER, *EARLIER)}
    heirs = {(code, row["district"]) for row in (*FORMER, *EARLIER) for code in row["successors"]}
    names = {row["code"]: row["name"] for row in CURRENT}
    for code, district in sorted(heirs):
        if (names[code], district) not in old:
            yield Typed(names[code], district, "found", (code,))


NOWHERE = (
    ("Xã Không Có Thật", ""),
    ("Phường 12", ""),
    ("???", ""),
    ("", ""),
    ("", "Huyện Nga Sơn"),
    ("Xã Hưng Nguyên", ""),
    ("Xã Kim Liên, Huyện Nam Đàn", ""),
    ("Xã Kim Liên", "Huyện Nam Đàn"),
    ("Xã Quang Trung, quận Đống Đa", ""),
    ("Xã Nga An, Huyện Nga Sơn, Nghệ An", ""),
    ("Xã Nga An", "Tỉnh Nghệ An"),
    ("Xã Nga An", "Huyện Thọ Xuân"),
)


def nowhere() -> Iterator[Typed]:
    return (Typed(commune, district, "unknown", ()) for commune, district in NOWHERE)


def any_place(chance: random.Random) -> Typed:
    """One of all these, as a list of a commune would mix them."""
    makers: list[Callable[[], Typed]] = [
        lambda: chance.choice(_POOLS["alone"]),
        lambda: chance.choice(_POOLS["alone, bare"]),
        lambda: chance.choice(_POOLS["current"]),
        lambda: chance.choice(_POOLS[f"form {chance.choice(list(FORMS))}"]),
        lambda: shared(chance.choice(_POOLS["form as it is"]), chance.choice(list(SHARED))),
        lambda: chance.choice(_POOLS["bare"]),
        lambda: chance.choice(_POOLS["unaccented"]),
        lambda: chance.choice(_POOLS["unaccented alone"]),
        lambda: chance.choice(_POOLS["split"]),
        lambda: chance.choice(_POOLS["nowhere"]),
    ]
    return chance.choices(makers, weights=(8, 3, 4, 8, 4, 3, 5, 2, 2, 1))[0]()


_POOLS: dict[str, list[Typed]] = {
    "alone": list(alone(lambda name: name)),
    "alone, bare": list(alone(bare)),
    "current": list(current_with_district()),
    "bare": list(bare_with_district()),
    "unaccented": [
        *unaccented_with_district(with_type=True, write=str.upper),
        *unaccented_with_district(with_type=True, write=str),
        *unaccented_with_district(with_type=False, write=str),
    ],
    "unaccented alone": [*unaccented_alone(), *unaccented_alone(bare)],
    "split": [one for one in former_with_district("as it is") if one.outcome == "choose"],
    "nowhere": list(nowhere()),
} | {f"form {form}": list(former_with_district(form)) for form in FORMS}
