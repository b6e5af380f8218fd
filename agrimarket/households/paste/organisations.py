"""Cooperatives, groups and firms in a message: what kind, and what they are called."""

import re

from agrimarket.households.paste.name_ends import is_family_name
from agrimarket.households.paste.written import TAKEN, Written

ORG_KINDS = {
    "lien hiep htx": "cooperative", "htx": "cooperative", "hop tac xa": "cooperative",
    "tht": "group", "to hop tac": "group", "lang nghe": "group",
    "cong ty": "enterprise", "cty": "enterprise", "dntn": "enterprise",
    "doanh nghiep": "enterprise", "hkd": "household_business",
    "ho kinh doanh": "household_business", "ho kd": "household_business",
    "co so san xuat": "household_business", "co so che bien": "household_business",
    "co so": "household_business",
}  # fmt: skip
# they bear a name of their own only where capitals say so: "trang trại gà" is what somebody has
_WEAK = {
    "cua hang": "household_business", "dai ly": "household_business", "xuong": "household_business",
    "xuong san xuat": "household_business", "trang trai": "household_business",
    "quan": "household_business", "co so": "household_business",
    "nhom so thich": "group", "nhom cung so thich": "group", "nhom ho": "group",
    "nhom san xuat": "group", "nhom nong dan": "group", "nhom phu nu": "group", "nhom": "group",
    "to lien ket": "group", "to phu nu": "group",
}  # fmt: skip
_SAID = {"nhom": "nhóm", "quan": "quán", "xuong": "xưởng", "dai ly": "đại lý"}
_ALL = ORG_KINDS | _WEAK
_ORG = re.compile(
    rf"(?<![\w])({'|'.join(sorted(_ALL, key=len, reverse=True))})(?![\w])(?!\s*[:=]|\s+truong\b)"
)
# "Tên cơ sở: …" says what follows, "chủ cơ sở", "thành viên HTX" are somebody's work
_LABELS = "|".join(sorted((*_ALL, "don vi", "to chuc"), key=len, reverse=True))
_ORG_LABEL = re.compile(
    rf"(?<![\w])(?:ten\s+)?(?:{_LABELS})"
    rf"\s*[:=]\s*"
)
_TITLED = re.compile(r"(?<![\w])(?:anh|chị|ông|bà|cô|chú|bác|nhà|hộ|cụ|a|c)\s")
_PLAIN_TITLED = re.compile(r"(?<![\w])(?:anh|chi|ong|ba|co|chu|bac|nha|ho)\s")
_FORMER = re.compile(r"\s+\(?cũ\)?$", re.IGNORECASE)
_BELONGS = re.compile(r"(?<![\w])(?:chu|quan ly|phu trach|truong)\s+$")
# "chăn nuôi", "nuôi trồng" are part of a name, and so is what stands right behind its kind
_ORG_ENDS = re.compile(
    rf"[,;:()|\n{TAKEN}]|\s[-–]\s|\.\s|\s(thon|ban|xom|xa|phuong|sdt|dt|giam doc|gd|chu nhiem|"
    rf"do|cua|nhom truong|truong nhom|to truong|chu co so|chu|dai dien|dia chi|"
    r"(?<!nuoi )(?<!cay )trong|"
    rf"(?<!chan )nuoi|lam|o|tai)(?=\s)"
)
_MARKED = {"thon": "thôn", "ban": "bản", "xom": "xóm", "xa": "xã", "phuong": "phường", "do": "do",
           "cua": "của", "chu": "chủ",
           "trong": "trồng", "nuoi": "nuôi", "lam": "làm", "o": "ở", "tai": "tại"}  # fmt: skip
_CONTACT = re.compile(
    r"(?<![\w])(?:lien he|lh|gap|goi|dai dien|quan ly|chu(?: trang trai| co so)?)\s*:?\s*"
    r"(?:anh|chi|ong|ba|co|chu|bac|em|a|c)\.?\s+(?:[^\W\d_]+ ){0,3}?([^\W\d_]+)"
    r"(?=\s*[,;.:(]|\s*[\x020-9+]|"
    r"\s+(?:sdt|dt|so)|$)"
)
_ITS_WORK = re.compile(
    r"\s+(?:(?:san xuat|dich vu|dv|sx|chan nuoi|nuoi trong|trong trot|che bien|trong|nuoi|lam)"
    r"(?![\w])[\s,&]*(?:va\s+)?)+"
)


def is_organisation(written: Written) -> bool:
    """Whether one is named."""
    return _first(written) is not None


def starts_with_organisation(written: Written) -> bool:
    """Whether the words begin with one."""
    match = _first(written)
    return match is not None and not written.words(0, match.start())


def _first(written: Written) -> re.Match[str] | None:
    """The first one that is meant: no owner of one, and no common noun."""
    for match in written.find(_ORG):
        meant = _SAID.get(match[1])
        if meant and not written.is_said(*match.span(1), meant):
            continue
        if _BELONGS.search(written.plain[: match.start()]):
            continue
        if match[1] not in _WEAK or _has_own_name(written, match):
            return match
    return None


def _has_own_name(written: Written, match: re.Match[str]) -> bool:
    if not written.capitals or written.shouted:
        return match[1] in ORG_KINDS
    rest = written.words(match.end(), _end(written, match.end()))
    own = any(written.text[one.start()].isupper() for one in rest)
    said = written.text if written.accented else written.plain
    titles = _TITLED if written.accented else _PLAIN_TITLED
    titled = rest and titles.search(said, match.end(), rest[-1].end())
    return bool(rest) and not titled and (own or match[1] in ORG_KINDS)


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
    label = written.first(_ORG_LABEL)
    if label:
        written.take(*label.span())
    match = _first(written)
    if match is None:
        return (None, None) if label is None else _unkinded(written, label)
    kind = _ALL[match[1]]
    first = written.words(match.end())[:1]
    own = kind == "household_business" and first and _is_person(written, first[0])
    if own and not _others_contact(written, match):
        written.take(*match.span())
        return kind, None
    stop = _end(written, match.end())
    digits = re.search(r"[0-9+][0-9 .]{6,}", written.plain[match.end() : stop])
    stop = match.end() + digits.start() if digits else stop
    said = _FORMER.sub("", written.said(match.start(), stop).strip(" -–."))
    written.take(match.start(), stop)
    return kind, said[0].upper() + said[1:] if said else None


def _others_contact(written: Written, match: re.Match[str]) -> bool:
    """ "Trang trại Hoa Mai …, liên hệ anh Dũng": it is not called as the one to be called."""
    name = written.words(match.end(), _end(written, match.end()))
    called = _CONTACT.search(written.plain, match.end())
    if called is None or not written.text[called.start(1)].isupper():
        return False
    return len(name) < 3 and called[1] not in {one.group() for one in name}


def _is_person(written: Written, word: re.Match[str]) -> bool:
    """ "Hộ kinh doanh Lê Văn A" is called as its owner, and "cửa hàng nông sản" is not."""
    mixed = written.capitals and not written.shouted
    return is_family_name(written, word) and (not mixed or written.text[word.start()].isupper())


def _unkinded(written: Written, label: re.Match[str]) -> tuple[str | None, str | None]:
    """ "Tên HTX: Đồng Tiến": the label tells the kind."""
    kind = next((_ALL[one] for one in (*ORG_KINDS, *_WEAK) if one in label.group()), None)
    stop = _end(written, label.end())
    said = written.said(label.end(), stop).strip(" -–.,")
    if kind is None or not said:
        return None, None
    written.take(label.end(), stop)
    return kind, said
