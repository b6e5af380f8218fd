"""How alike two producers are, in reasons that people can weigh; names are compared toneless."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from agrimarket.households.details import PERSONS
from agrimarket.places.spelling import fold

FILLERS = frozenset({"nguyen", "thi", "van"})  # left out or put in without another person meant
STRONG, LIKELY, WEAK = 4, 3, 2


class Reason(StrEnum):
    """Why two records may be one person; the last two speak against it."""

    PHONE = "phone"
    TAX_CODE = "tax_code"
    NAME = "name"
    NEAR_NAME = "near_name"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    HAMLET = "hamlet"
    OTHER_CITIZEN_ID = "other_citizen_id"
    OTHER_COMMUNE = "other_commune"


REASON_WORDS = {
    Reason.PHONE: "Cùng số điện thoại",
    Reason.TAX_CODE: "Cùng mã số thuế",
    Reason.NAME: "Cùng tên (không kể dấu)",
    Reason.NEAR_NAME: "Tên gần giống",
    Reason.BIRTH_DATE: "Cùng ngày sinh",
    Reason.BIRTH_YEAR: "Cùng năm sinh",
    Reason.HAMLET: "Cùng thôn",
    Reason.OTHER_CITIZEN_ID: "Hai số căn cước khác nhau: có thể gõ nhầm, có thể là hai người",
    Reason.OTHER_COMMUNE: "Khác xã",
}
_POINTS = {
    Reason.PHONE: 3, Reason.TAX_CODE: 4, Reason.NAME: 2, Reason.NEAR_NAME: 1,
    Reason.BIRTH_DATE: 2, Reason.BIRTH_YEAR: 1, Reason.HAMLET: 1, Reason.OTHER_CITIZEN_ID: -3,
    Reason.OTHER_COMMUNE: -1,
}  # fmt: skip
STRENGTH_WORDS = {STRONG: "Gần như chắc là một", LIKELY: "Rất có thể là một", WEAK: "Có thể là một"}
STRENGTH_CODES = {STRONG: "strong", LIKELY: "likely", WEAK: "weak"}


@dataclass(frozen=True, slots=True)
class Known:
    """What two records are compared by; `name` is the person's, or the unit's own."""

    id: str
    kind: str
    name: str
    commune_code: str
    hamlet: str | None = None
    phone: str | None = None
    tax_code: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    has_citizen_id: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """A strength (STRONG, LIKELY, WEAK) and its reasons, the strongest first."""

    strength: int
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> str:
        """The strength as people say it."""
        return STRENGTH_WORDS[self.strength]

    @property
    def code(self) -> str:
        """The strength for programs."""
        return STRENGTH_CODES[self.strength]


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """`fold` of names and hamlets that are compared with many others in a moment."""
    return fold(text)


def near_key(name: str, commune_code: str, born: date | None) -> str | None:
    """Equal for swapped words and fillers left out, within a commune and a year of birth."""
    core = _core(fold(name))
    return f"{commune_code} {born.year} {core}" if born and core else None


def place_key(name: str, commune_code: str, hamlet: str | None) -> str | None:
    """Equal for one toneless name in one hamlet."""
    return f"{commune_code} {fold(hamlet)} | {fold(name)}" if hamlet else None


def compare(one: Known, other: Known) -> Likeness | None:
    """How alike two records are; None for two that nothing says are one."""
    if _class(one.kind) != _class(other.kind) or _two_people(one, other):
        return None
    reasons = tuple(sorted(_reasons(one, other), key=lambda reason: -_POINTS[reason]))
    points = sum(_POINTS[reason] for reason in reasons)
    if Reason.PHONE in reasons and not {Reason.NAME, Reason.NEAR_NAME} & set(reasons):
        points -= 1  # a family, or a neighbour, on one telephone
    strength = min(points, STRONG)
    return Likeness(strength, reasons) if strength >= WEAK else None


def _reasons(one: Known, other: Known) -> Sequence[Reason]:
    found = []
    if one.phone and one.phone == other.phone:
        found.append(Reason.PHONE)
    if one.tax_code and one.tax_code == other.tax_code:
        found.append(Reason.TAX_CODE)
    found += _names(_folded(one.name), _folded(other.name))
    if one.birth_date and other.birth_date:
        same = one.birth_date == other.birth_date
        found.append(Reason.BIRTH_DATE if same else Reason.BIRTH_YEAR)
    if one.commune_code != other.commune_code:
        found.append(Reason.OTHER_COMMUNE)
    elif one.hamlet and other.hamlet and _folded(one.hamlet) == _folded(other.hamlet):
        found.append(Reason.HAMLET)
    if one.has_citizen_id and other.has_citizen_id:
        found.append(Reason.OTHER_CITIZEN_ID)  # one number is never registered twice
    return found


def _names(one: str, other: str) -> list[Reason]:
    if one == other:
        return [Reason.NAME]
    near = sorted(one.split()) == sorted(other.split()) or _core(one) == _core(other)
    return [Reason.NEAR_NAME] if near or one_letter_apart(one, other) else []


def _two_people(one: Known, other: Known) -> bool:
    """Other years of birth, or a man and a woman, are two people."""
    if one.birth_date and other.birth_date and one.birth_date.year != other.birth_date.year:
        return True
    if one.sex and other.sex and one.sex != other.sex:
        return True
    first, second = set(_folded(one.name).split()), set(_folded(other.name).split())
    said = {"thi", "van"}
    return bool(first & said and second & said and not first & second & said)


def _core(folded: str) -> str:
    words = sorted(folded.split())
    return " ".join([word for word in words if word not in FILLERS] or words)


def _class(kind: str) -> str:
    """A family and its business are one person; every other kind is its own."""
    return "person" if kind in PERSONS else kind


def one_letter_apart(one: str, other: str) -> bool:
    """One letter more, less or another."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]
