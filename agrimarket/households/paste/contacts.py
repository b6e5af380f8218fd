"""Telephone numbers in a message, whose they are, and what says that there is none."""

import re
from dataclasses import dataclass

from agrimarket.households.intake.phones import new_number, read_phone
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
    r"0[0-9]{2,3}(?:\s+[-–.]\s+[0-9]{2,4}){2,3}",
    rf"0237(?:{_BETWEEN}{_D}){{7}}",
    rf"01(?:{_BETWEEN}{_D}){{9}}",
    r"(?:[35789][0-9]{8}|[35789][0-9](?:[ .\-][0-9]{2,4}){2,3})",
    rf"o{_D}{{9}}",
    rf"0{_BETWEEN}{_D}(?:{_BETWEEN}{_D}){{6,10}}",
)
PHONES = tuple(
    re.compile(rf"(?<![\w+.])(?<![0-9],)(?:\+)?({shape})(?![\w]|\.[0-9])") for shape in _SHAPES
)
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
_PERSON = re.compile(r"(?:anh|chi|ong|ba|co|chu|bac|em)\s+([a-z]+)\s*[:.=]?\s*(?:la\s+)?$")
_LABEL_BEFORE = re.compile(
    rf"(?:\b{_LABEL}\b\s*[:.=]?\s*){_SPEAKER}(?:\(?(?:(?:cua|qua|cho)\s+)?"
    rf"\b({_OWNER}){_HERS}\b\)?\s*[:.=-]?\s*)?(?:la\s+)?$"
)
_AFTER = re.compile(
    rf"\s*(?:\(\s*(?:(?:so|sdt|dt|may|dien thoai)\s+)?(?:cua\s+)?({_OWNER}){_HERS}\s*\)|"
    rf"(?:(?:so\s+)?cua|\(cua)\s+({_OWNER}){_HERS}\b|"
    rf"[\s,]*\(?({_OWNER}){_HERS}\s+(?:nghe(?: may| dt)?|cam may|dung|bat may)\b\)?)"
)
_OR = re.compile(r"(?:(?<![\w])(?:hoac|hay)(?: la)?|/)\s*$")
# "sđt cháu 03…" behind "bà Hoa": a younger one's, where nobody speaks of himself so
_YOUNGER = re.compile(r"(?<![\w])(?:so|sdt|dt|dien thoai|zalo)\s*:?\s*(?:cua\s+)?(chau|em)[\s:]*$")
_ELDER = re.compile(
    r"(?<![\w])(?:ông|bà|bác|cụ|cô|chú|anh|chị|mẹ|bố|ong|ba|bac|cu|co|chu|chi|me|bo)"
    r" (?=[^\W\d_])",
    re.IGNORECASE,
)
_DIGIT = r"(?:khong|mot|mốt|hai|ba|bon|tu|nam|lam|sau|bay|bẩy|tam|chin|muoi|[0-9]{1,3})"
_SAID_ALOUD = re.compile(
    rf"(?<![\w])(?:khong|0)(?:[\s,.\-]+(?:(?:so|con|le|roi|tiep|den) )?{_DIGIT}(?![\w])){{5,}}"
)
SPOKEN = "Số điện thoại đọc bằng chữ: {said}. Hãy hỏi và ghi lại bằng số."
_NONE = re.compile(
    rf"(?:(?<![\w])(?:khong|ko|k|chua|hong|kg|khg|0|hok|chang|deo|mat)\s+(?:(?:he|biet|bao gio|"
    rf"con)\s+)?"
    rf"(?:(?:co|dung|xai|sai|su dung|nho|lap|mua)\s+)?(?:ca\s+)?(?:{_LABEL}|may|"
    rf"smartphone)\b(?!\s*[:=]?\s*[0-9+]))"
    rf"|(?:{_LABEL}\s*[:=]?\s*(?:(?:hien |thi )?(?:khong|chua|ko|k|kg|khg)"
    rf"(?: co| dung| biet| nho)?|trong|bo trong)(?![\w])|{_LABEL}\s*[:=]\s*(?:-|–|x|0|"
    rf"/)(?=\s*(?:[,;|.]|$)))"
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
    doubts = _set_aside_spoken(written)
    matches = [match for shape in PHONES for match in _free(written, shape)]
    for match in sorted(matches, key=lambda one: one.start()):
        digits = re.sub(r"[^0-9]", "", match[1].replace("o", "0"))
        reading = read_phone(new_number(digits) or digits)
        if not reading.value:
            doubts.append(f"Số điện thoại {digits} chưa đúng. Hãy hỏi lại.")
        start, end, whose = _around(written, match)
        joint = _OR.search(written.plain[:start]) if numbers else None
        written.take(joint.start() if joint else start, end)
        owner = whose if whose and not numbers else owner
        numbers.append(reading.value or digits)
    if owner and re.search(rf"^.{{0,12}}\b{fold(owner)}(?: [a-z]+)? (?:ten|la)\b", written.plain):
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


def _set_aside_spoken(written: Written) -> list[str]:
    """A number that was said in words stays unread: what was heard wrongly calls a stranger."""
    doubts = []
    for match in list(written.find(_SAID_ALOUD)):
        if sum(one.isalpha() for one in re.findall(r"\w+", match.group())) > 3:
            doubts.append(SPOKEN.format(said=written.said(*match.span())))
            written.set_aside(*match.span())
    return doubts


def _of_younger(written: Written, at: int) -> str | None:
    """ "Bà Hoa …, sđt cháu 03…" is her grandchild's; "cháu Hoa …, sđt cháu" is Hoa's own."""
    match = _YOUNGER.search(written.plain[:at])
    if match is None or len(re.findall(rf"(?<![\w]){match[1]}(?![\w])", written.whole)) > 1:
        return None
    elder = _ELDER.search(written.text[: match.start()])
    return written.said(*match.span(1)) if elder else None


def _free(written: Written, shape: re.Pattern[str]) -> list[re.Match[str]]:
    """Matches of one shape that stand apart from those of the shapes before it."""
    found = list(written.find(shape))
    for match in found:
        written.plain = (
            written.plain[: match.start()] + "#" * len(match.group()) + written.plain[match.end() :]
        )
    return found


def _names_somebody(written: Written, before: re.Match[str]) -> bool:
    """ "liên hệ anh Thủy: 0912…": the name stands nowhere else."""
    person = _PERSON.search(before.group())
    if person is None or not written.text[before.start() + person.start(1)].isupper():
        return False
    return len(re.findall(rf"(?<![\w]){person[1]}(?![\w])", written.plain)) < 2


def _is_counted(written: Written, owner: re.Match[str]) -> bool:
    """ "100 con. 0865…", "20 con lợn 035…": animals and no child."""
    said = written.said(*owner.span(1)).lower()
    counted = re.search(r"[0-9]\s*(?:nghin\s*|ngan\s*)?$", written.plain[: owner.start(1)])
    return counted is not None or said.endswith((" lợn", " trâu", " dê"))


def _around(written: Written, match: re.Match[str]) -> tuple[int, int, str | None]:
    """The span with its label and its owner's word, and that word."""
    before = _LABEL_BEFORE.search(written.plain[: match.start()]) or _BEFORE.search(
        written.plain[: match.start()]
    )
    after = _AFTER.match(written.plain, match.end())
    start = before.start() if before else match.start()
    if before and not before[1] and _names_somebody(written, before):
        before, start = None, match.start()
    last = written.words(start, match.start())[-1:]
    if last and last[0].group() == "la" and not written.is_said(*last[0].span(), "là"):
        before, start = None, match.start()  # "làm bánh lá 0356…"
    owner = written.said(*before.span(1)) if before and before[1] else None
    if before and owner and _is_counted(written, before):
        start, owner = match.start(), None
    owner = owner or _of_younger(written, match.start())
    if after:
        owner = next(said for said in after.groups() if said)
        owner = written.said(*after.span(after.groups().index(owner) + 1))
    return start, after.end() if after else match.end(), owner.lower() if owner else None
