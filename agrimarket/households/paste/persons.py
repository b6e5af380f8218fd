"""Citizen numbers, birth dates and years, and agreement in a message."""

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
_BARE_YEAR = re.compile(
    r"(?<![\w.,/+-])\(?((?:19[2-9]|200)[0-9])\)?(?!\s*(?:m2|m²|m\b|con|cay|goc|kg|thung|bui|met|"
    r"qua|chiec|dong|tr|[.,/-]?\d))(?![\w])"
)
_AGE = re.compile(r"(?<![\w.,])([1-9][0-9])\s*(?:tuoi|t)(?![\w])")
_SEX = re.compile(r"\b(?:gioi tinh|gt)\b\s*[:=]?\s*(nam|nu)\b|[(,;|]\s*(nam|nu)\s*(?=[),;|]|$)")
_REFUSED = re.compile(
    r"(?<![\w])(?:(?:chua|khong|ko|kg|k|hong)\s+(?:(?:muon|thich|can)\s+)?(?:dong y|nhat tri|"
    r"(?:cho(?: phep)?\s+|duoc\s+)?(?:dang|dua|cong khai|len mang|de lo))(?!\s+ky)|tu choi)"
    r"[^,;.|\x02]*"
    r"|(?<![\w])(?:dong y|nhat tri)[^,;.|:?\x02]{0,50}[:?]\s*(?:khong|ko|chua|k)(?![\w])"
)
_AGREED = re.compile(
    r"\b(?:da\s+|rat\s+)?(?:dong y|nhat tri)(?:\s+(?:dang(?: ky)?|cung cap|cho|tham gia|len|rui|"
    r"roi|cong khai|dua)[^,;.|\x02]*)?"
)
_WISH = re.compile(
    r"(?:(?<![\w])(?:muon|xin|de nghi|can|nho|dang ky|mong|da|chua)\s+(?:duoc\s+)?)*"
    r"(?<![\w])(?:len|dua len|ban tren|mo|tham gia|ban)\s+"
    r"(?:cac\s+)?(?:san|gian hang|tmdt|postmart|voso)(?![\w])[^,;.|\x02]*"
)
_VOCATIVE = re.compile(
    r"^\s*(?:da\s+|alo\s+)?(?:anh|chi|em|a|c|e|bac|chu|co)\s+(?:[^\W\d_]+\s+)?oi[\s,!.]+"
    r"|^\s*(?:da\s+|em\s+)?chao (?:anh|chi|em|bac|chu|co|can bo|a|c)(?:\s+[^\W\d_]+)?\s*[,.!]\s*"
    r"|^\s*(?:anh|chi|em|bac|chu|co)\s+[^\W\d_]+\s+(?:hoi|bao|nhan|gioi thieu)(?![\w])"
    r"(?=.{0,200}(?<![\w])(?:ho|anh|chi|ong|ba|co|chu|bac)\s)"
    r"|(?<![\w])(?:them|bo sung|dang ky|nhap) (?:giup |ho |cho )?(?:em|anh|chi|e|a|minh)\s+"
)
_SPEAKER = re.compile(
    r"(?<![\w])(?:em|toi|minh|chau|chi|anh) (?:la|ten(?: la)?) (?:[^\W\d_]+[ ,]+){1,5}?"
    r"(?:hien )?(?:la )?"
    r"(?:can bo|cong tac vien|ctv|khuyen nong|tinh nguyen vien|tnv|truong (?:thon|ban|xom)|"
    r"chi hoi truong|hoi (?:nong dan|phu nu)|doan (?:xa|thanh nien)|ben (?:hoi|xa|ubnd))(?![\w])"
    r"(?=.{0,300}(?<![\w])(?:ho|nha|anh|chi|ong|ba|co|chu|bac)\s)"
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


def drop_vocative(written: Written) -> None:
    """Who the message is to, is nobody it speaks of."""
    for match in list(written.find(_VOCATIVE)):
        written.take(*match.span())


def set_aside_speaker(written: Written) -> None:
    """ "Em là Hằng, cộng tác viên xã …" writes of somebody else, who is named after it."""
    for match in list(written.find(_SPEAKER)):
        written.set_aside(match.start(), match.end())


def keep_wishes(written: Written) -> None:
    """ "muốn lên sàn" is no field and no sắn: it stays among the words."""
    for match in list(written.find(_WISH)):
        written.set_aside(*match.span())


def take_consent(written: Written) -> bool | None:
    """What is said of agreement; it is told to the reader and ticks nothing."""
    for pattern, answer in ((_REFUSED, False), (_AGREED, True)):
        if match := written.first(pattern):
            written.take(*match.span())
            return answer
    return None


def _whole(year: int, today: date) -> int:
    if year > 99:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year - _YOUNGEST else century - 100 + year


def _fits(year: int, today: date) -> bool:
    return today.year - _OLDEST <= year <= today.year - _YOUNGEST
