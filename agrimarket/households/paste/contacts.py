"""Telephone numbers in a message, whose they are, and what says that there is none."""

import re
from dataclasses import dataclass

from agrimarket.households.intake.phones import read_phone
from agrimarket.households.paste.written import Written
from agrimarket.places import fold

_LABEL = (
    r"(?:so\s+)?(?:dien thoai|d\.?thoai|sdt|s\.d\.t|đt|dt|dtdd|dd|tel|phone|mobile|lien he|lh|goi|"
    r"zalo|alo|so may|hotline|so|call|lien lac)"
)
_OWNER = (
    r"(?:con (?:gai|trai|dau|re|ruot|lon|ut)|con|vo|chong|chau (?:noi|ngoai|gai|trai)|me|bo|"
    r"ba noi|ba ngoai|ong noi|ong ngoai|ong xa|ba xa|con nuoi|chi hoi truong|can bo xa|"
    r"em (?:gai|trai|dau|re)|anh (?:trai|re)|chi (?:gai|dau)|hang xom|nguoi nha|"
    r"(?:truong|pho|bi thu) (?:thon|ban|xom|khu))"
)
_HERS = r"(?:\s+(?:anh|chi|ong|ba|co|chu|bac|em|chau|toi|minh|ay|e|no))?"  # gọi con gái bác
_BETWEEN = r"[ .\-]{0,2}"
_D = "[0-9o]"
# The whole number first; what is too short, too long or without its 0 is looked for after it.
_SHAPES = (
    rf"(?:\+?84|0|o){_BETWEEN}{_D}(?:{_BETWEEN}{_D}){{8}}",
    rf"0237(?:{_BETWEEN}{_D}){{7}}",
    rf"01(?:{_BETWEEN}{_D}){{9}}",
    r"(?:[35789][0-9]{8}|[35789][0-9](?:[ .\-][0-9]{2,4}){2,3})",
    rf"o{_D}{{9}}",
    rf"0{_BETWEEN}{_D}(?:{_BETWEEN}{_D}){{6,10}}",
)
PHONES = tuple(re.compile(rf"(?<![\w+.,])(?:\+)?({shape})(?![\w]|[.,]?[0-9])") for shape in _SHAPES)
PHONE = re.compile("|".join(rf"(?<![\w+])(?:{shape})(?![\w])" for shape in _SHAPES))
_CUT = re.compile(r"(?<![\w])(0[0-9 .\-]{2,9}[0-9])\s?(?:…|\.{2,}|x{2,}|\*{2,})")
_BEFORE = re.compile(
    rf"(?:\b{_LABEL}\b\s*[:.=]?\s*)?(?:\(?(?:cua|so|qua|cho)?\s*\b({_OWNER}){_HERS}\b\)?"
    rf"\s*[:.=-]?\s*)?(?:la\s+)?$"
)
_SPEAKER = (
    rf"(?:(?:cua\s+)?(?!{_OWNER}\b)(?:anh|chi|ong|ba|co|chu|bac|em|chau|minh|toi)"
    r"(?:\s+[a-z]+)?\s*[:.=]?\s*)?"
)
_LABEL_BEFORE = re.compile(
    rf"(?:\b{_LABEL}\b\s*[:.=]?\s*){_SPEAKER}(?:\(?(?:(?:cua|qua|cho)\s+)?"
    rf"\b({_OWNER}){_HERS}\b\)?\s*[:.=-]?\s*)?(?:la\s+)?$"
)
_AFTER = re.compile(
    rf"\s*(?:\(\s*(?:(?:so|sdt|dt|may|dien thoai)\s+)?(?:cua\s+)?({_OWNER}){_HERS}\s*\)|"
    rf"(?:(?:so\s+)?cua|\(cua)\s+({_OWNER}){_HERS}\b)"
)
_NONE = re.compile(
    rf"(?:(?:khong|ko|k|chua|chua co|hong|kg|khg|0)\s+(?:co\s+|"
    rf"dung\s+)?{_LABEL}\b(?!\s*[:=]?\s*[0-9+]))"
    rf"|(?:{_LABEL}\s*[:=]?\s*(?:khong co|chua co|ko co|k co|khong|chua|ko))\b"
)


@dataclass(frozen=True, slots=True)
class Contact:
    """What a message says of the telephone; `doubts` are sentences for the reader."""

    phone: str | None = None
    owner: str | None = None
    absent: bool = False
    others: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def take_contact(written: Written) -> Contact:
    """The first number that is one; further ones are kept as words."""
    numbers: list[str] = []
    owner: str | None = None
    doubts: list[str] = []
    matches = [match for shape in PHONES for match in _free(written, shape)]
    for match in sorted(matches, key=lambda one: one.start()):
        digits = re.sub(r"[^0-9]", "", match[1].replace("o", "0"))
        reading = read_phone(digits)
        if not reading.value:
            doubts.append(f"Số điện thoại {digits} chưa đúng. Hãy hỏi lại.")
        start, end, whose = _around(written, match)
        written.take(start, end)
        owner = whose if whose and not numbers else owner
        numbers.append(reading.value or digits)
    if owner and re.search(rf"\b{fold(owner)}(?: [a-z]+)? (?:ten|la)\b", written.plain):
        owner = None  # "mẹ em tên Lê Thị Vân … đt mẹ em": it is her own
    absent = written.first(_NONE)
    if absent:
        written.take(*absent.span())
    elif not numbers and (cut := written.first(_CUT)):
        written.take(*cut.span())
        doubts.append(f"Số điện thoại ghi thiếu: {written.said(*cut.span(1))}. Hãy hỏi lại.")
    return Contact(
        numbers[0] if numbers else None, owner, bool(absent) and not numbers,
        tuple(numbers[1:]), tuple(doubts),
    )  # fmt: skip


def _free(written: Written, shape: re.Pattern[str]) -> list[re.Match[str]]:
    """Matches of one shape that stand apart from those of the shapes before it."""
    found = list(written.find(shape))
    for match in found:
        written.plain = (
            written.plain[: match.start()] + "#" * len(match.group()) + written.plain[match.end() :]
        )
    return found


def _around(written: Written, match: re.Match[str]) -> tuple[int, int, str | None]:
    """The span with its label and its owner's word, and that word."""
    before = _LABEL_BEFORE.search(written.plain[: match.start()]) or _BEFORE.search(
        written.plain[: match.start()]
    )
    after = _AFTER.match(written.plain, match.end())
    start = before.start() if before else match.start()
    owner = written.said(*before.span(1)) if before and before[1] else None
    if after:
        owner = written.said(*after.span(1 if after[1] else 2))
    return start, after.end() if after else match.end(), owner.lower() if owner else None
