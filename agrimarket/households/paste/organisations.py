"""Cooperatives, groups and firms in a message: what kind, and what they are called."""

import re

from agrimarket.households.paste.names import is_family_name
from agrimarket.households.paste.written import TAKEN, Written

_ORG = re.compile(
    r"(?<![\w])(htx|hop tac xa|tht|to hop tac|cong ty|cty|dntn|doanh nghiep|hkd|ho kinh doanh|"
    r"ho kd|co so(?: san xuat)?|lang nghe)(?![\w])"
)
ORG_KINDS = {
    "htx": "cooperative", "hop tac xa": "cooperative", "tht": "group", "to hop tac": "group",
    "cong ty": "enterprise", "cty": "enterprise", "dntn": "enterprise",
    "doanh nghiep": "enterprise", "hkd": "household_business",
    "ho kinh doanh": "household_business", "ho kd": "household_business",
    "co so": "household_business",
    "co so san xuat": "household_business", "lang nghe": "group",
}  # fmt: skip
# "chăn nuôi", "nuôi trồng" are part of a name, and so is what stands right behind its kind
_ORG_ENDS = re.compile(
    rf"[,;:()|\n{TAKEN}]|\s[-–]\s|\.\s|\s(thon|ban|xom|xa|phuong|sdt|dt|giam doc|gd|chu nhiem|"
    rf"do|dai dien|dia chi|(?<!nuoi )trong|(?<!chan )nuoi|lam|o|tai)(?=\s)"
)
_MARKED = {"thon": "thôn", "ban": "bản", "xom": "xóm", "xa": "xã", "phuong": "phường", "do": "do",
           "trong": "trồng", "nuoi": "nuôi", "lam": "làm", "o": "ở", "tai": "tại"}  # fmt: skip
_ITS_WORK = re.compile(
    r"\s+(?:(?:san xuat|dich vu|dv|sx|chan nuoi|nuoi trong|trong trot|che bien|trong|nuoi|lam)"
    r"(?![\w])[\s,&]*(?:va\s+)?)+"
)


def is_organisation(written: Written) -> bool:
    """Whether one is named."""
    return written.first(_ORG) is not None


def _end(written: Written, start: int) -> int:
    """Where the name ends."""
    work = _ITS_WORK.match(written.plain, start)
    for end in _ORG_ENDS.finditer(written.plain, work.end() - 1 if work else start):
        meant = _MARKED.get(end[1] or "")
        if meant is None or written.is_said(*end.span(1), meant):
            return end.start()
    return len(written.plain)


def take_organisation(written: Written) -> tuple[str | None, str | None]:
    """Its kind and its name as written."""
    match = written.first(_ORG)
    if match is None:
        return None, None
    first = written.words(match.end())[:1]
    if ORG_KINDS[match[1]] == "household_business" and first and is_family_name(written, first[0]):
        written.take(*match.span())
        return ORG_KINDS[match[1]], None
    stop = _end(written, match.end())
    digits = re.search(r"[0-9+][0-9 .]{6,}", written.plain[match.end() : stop])
    stop = match.end() + digits.start() if digits else stop
    said = written.said(match.start(), stop).strip(" -–.")
    written.take(match.start(), stop)
    return ORG_KINDS[match[1]], said[0].upper() + said[1:] if said else None
