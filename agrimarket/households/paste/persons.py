"""Citizen numbers, birth dates and years, sex and wishes in a message."""

import re
from datetime import date

from agrimarket.households.intake.births import read_birth_date
from agrimarket.households.intake.citizens import read_citizen_id
from agrimarket.households.paste.written import Written

_ID_LABEL = (
    r"(?:so\s+)?(?:the\s+)?(?:cccd|cmnd|cmt|can cuoc(?: cong dan)?|dinh danh(?: ca nhan)?|so cc|cc)"
)
_ID = re.compile(rf"\b{_ID_LABEL}\b\s*(?:so\b)?\s*[:.=]?\s*([0-9](?:[ .]?[0-9]){{7,12}})(?![\w])")
_BARE_ID = re.compile(r"(?<![\w+.])(0[0-9]{2}[ .]?[0-3][0-9]{2}[ .]?[0-9]{3}[ .]?[0-9]{3})(?![\w])")
_BIRTH_LABEL = r"(?:ngay\s+)?(?:thang\s+)?(?:nam\s+)?(?:sinh(?: nam| ngay)?|s/?n|ns)"
_DATE = re.compile(
    rf"(?:\b{_BIRTH_LABEL}\b\s*[:.=]?\s*)?(?<![\w/.-])([0-3]?[0-9])([/.-])([01]?[0-9])\2((?:19|"
    rf"20)[0-9]{{2}})(?![\w/])"
)
_SHORT_DATE = re.compile(
    rf"\b{_BIRTH_LABEL}\b\s*[:.=]?\s*([0-3]?[0-9])([/.-])([01]?[0-9])\2([0-9]{{2}})(?![\w/])"
)
_YEAR = re.compile(rf"\b{_BIRTH_LABEL}\b\s*[:.=]?\s*((?:19|20)?[0-9]{{2}})(?![\w/])")
# a word behind a bare year must be of another matter: "2000 lít" is no year
_NOT_COUNTED = (
    r"(?:thon|th|ban|xom|lang|khu|to|tdp|doi|pho|xa|x\.|phuong|p\.|huyen|tinh|o|tai|que|sdt|so|"
    r"dt|dien|"
    r"trong|nuoi|lam|san xuat|sx|co|lien|zalo|nam|nu|va|dia|d/c|dc|cccd|cmnd|ho|chu)(?![\w])"
)
_BARE_YEAR = re.compile(
    r"(?<![\w./+])(?<![0-9][,-])\(?((?:19[2-9]|200)[0-9])\)?(?!\s*(?:m2|m²|m\b|[.,/-]?\d))(?![\w])"
    rf"(?=\)|\s*(?:[,;:|.)(\-–/]|$|{_NOT_COUNTED}))"
)
_AGE = re.compile(r"(?<![\w.,])([1-9][0-9])\s*(?:tuoi|t)(?![\w])")
_SEX = re.compile(r"\b(?:gioi tinh|gt)\b\s*[:=]?\s*(nam|nu)\b|[(,;|]\s*(nam|nu)\s*(?=[),;|]|$)")
_WISH = re.compile(
    r"(?:(?<![\w])(?:muon|xin|de nghi|can|nho|dang ky|mong|da|chua)\s+(?:duoc\s+)?)*"
    r"(?<![\w])(?:len|dua len|ban tren|mo|tham gia|ban)\s+"
    r"(?:cac\s+)?(?:san|gian hang|tmdt|postmart|voso)(?![\w])[^,;.|\x02]*"
)
_YOUNGEST, _OLDEST = 14, 105


def take_citizen_id(written: Written) -> tuple[str | None, str | None]:
    """The number, and what is wrong with one that was labelled as one."""
    for pattern in (_ID, _BARE_ID):
        for match in list(written.find(pattern)):
            reading = read_citizen_id(re.sub(r"[ .]", "", match[1]))
            if reading.value:
                written.take(*match.span())
                return reading.value, None
            if pattern is _ID:
                written.take(*match.span())
                return None, "Số căn cước chưa đúng 12 chữ số. Hãy xem lại thẻ."
    return None, None


def take_birth(written: Written, today: date) -> tuple[date | None, int | None]:
    """The date, or the year alone; an age stays in the words, for it tells no year."""
    for pattern in (_DATE, _SHORT_DATE):
        if match := written.first(pattern):
            year = match[4] if len(match[4]) == 4 else str(_whole(int(match[4]), today))
            day = read_birth_date(f"{match[1]}/{match[3]}/{year}").value
            if day and _fits(day.year, today):
                written.take(*match.span())
                return day, day.year
    for pattern in (_YEAR, _BARE_YEAR):
        if match := written.first(pattern):
            year_of = _whole(int(match[1]), today)
            if _fits(year_of, today):
                written.take(*match.span())
                return None, year_of
    return None, None


def take_sex(written: Written) -> str | None:
    """male or female where the message says Nam or Nữ by itself."""
    match = written.first(_SEX)
    if match is None:
        return None
    group = 1 if match[1] else 2
    meant = "nam" if match[group] == "nam" else "nữ"
    if not written.is_said(*match.span(group), meant):
        return None
    written.take(*match.span())
    return "male" if meant == "nam" else "female"


def keep_wishes(written: Written) -> None:
    """ "muốn lên sàn" is no field and no sắn: it stays among the words."""
    for match in list(written.find(_WISH)):
        written.set_aside(*match.span())


def _whole(year: int, today: date) -> int:
    if year > 99:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year - _YOUNGEST else century - 100 + year


def _fits(year: int, today: date) -> bool:
    return today.year - _OLDEST <= year <= today.year - _YOUNGEST
