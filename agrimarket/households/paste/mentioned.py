"""People of a message that it is not about: who sent it, who told of somebody, a wife, a son."""

import re

from agrimarket.households.paste.lexicon import TITLES
from agrimarket.households.paste.name_ends import Named, is_family_name, name_end
from agrimarket.households.paste.names import find_names
from agrimarket.households.paste.places_in import find_spot
from agrimarket.households.paste.written import Written
from agrimarket.places import fold

_MENTIONED = re.compile(
    r"(?<![\w])(?:va\s+)?(vo|chong|con(?: trai| gai)?|bo|me)\s+(?:(em|chau|toi|minh|e)\s+)?"
    r"(?:(?:la|ten|ten la)\s+)?(?=[^\W\d])"
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
_TITLE = "|".join(sorted({fold(one) for one in TITLES}, key=len, reverse=True))
_TOLD = (
    r"(?P<verb>gioi thieu|gthieu|gt|gui|nhan|bao|chuyen|cung cap|de nghi|tong hop|bao cao|cho biet|"
    r"ke|noi|lap|nho|nhap|khao sat|dang ky ho|dky ho|ghi)"
)
_TELLS = {"gui": "gửi", "nhan": "nhắn", "bao": "báo", "chuyen": "chuyển", "noi": "nói", "ke": "kể",
          "nho": "nhờ", "nhap": "nhập", "lap": "lập", "ghi": "ghi"}  # fmt: skip
# "e Hạ gửi:", "Chị Sâm (Hội trưởng PN) báo:", "A Khang trưởng bản giới thiệu hộ …"
_SENDER = re.compile(
    rf"^\W*(?P<title>(?:{_TITLE})\.?\s+)?[^\W\d_]+(?:[ ,\-–]+[^\W\d_]+){{0,12}}?(?:\s*\([^)]*\))?"
    rf"(?:[ ,]+[^\W\d_]+){{0,5}}?\s+{_TOLD}(?:\s+[^\W\d_]+){{0,4}}?\s*"
    r"(?P<mark>[:,]|[-–](?=\s)|(?=\s(?:ho|nha|anh|chi|ong|ba|co|chu|bac)\s))"
)
# "Người gửi: Lê Văn A", "theo lời anh Tú", "(chị Hà phụ nữ xã gửi)"
_SOURCE = re.compile(
    rf"(?<![\w])(?:nguoi (?:gui|bao|lap|nhap|gioi thieu|cung cap|tong hop|dieu tra|khao sat|ghi|"
    rf"viet|lap bieu|chuyen)|theo(?=\s(?:{_TITLE})\s)|can bo (?:dieu tra|khao sat|phu trach|"
    rf"nhap)|theo loi|tin tu|"
    rf"nghe|do(?=\s(?:{_TITLE})\s)|nguon)\s*[:\-]?\s*(?:(?:{_TITLE})\.?\s+)?(?=[^\W\d])"
)
_THANKS = re.compile(
    rf"(?<![\w])(?:da |vang |ok |em |e )*(?:cam on|cam ta|thanks|tks|"
    rf"thank)(?:\s+(?:{_TITLE})(?![\w])"
    r"(?:\s+(?!nhe|nha|nhieu lam)[^\W\d_]+)??)?(?:\s+(?:nhe|nha|a|nhieu|lam|truoc|"
    r"rat))*\s*(?:[.,!;]|$)"
)
# "Chúc anh Nam và cả nhà …": to whom it is wished is nobody it is about; "chị Chúc" is one
_WISHES = re.compile(
    r"(?:^|(?<=[,;.!:|])|(?<=[,;.!:|] ))(?:(?:em|e|xin|kinh|va|a|da|chau) ){0,3}(?P<word>chuc) "
    r"(?:anh|chi|ong|ba|co|chu|bac|em|ca|moi|gia dinh|buoi|cac|toan|nam moi|suc khoe|mung|mot|"
    r"a|c)(?![\w])[^,;.!|0-9\x02]*"
)
_COUPLE = re.compile(r"(?:nha |ho |hai )*(?:vo chong|ong ba|anh chi|co chu|chu thim|nha|gia dinh)")
_PARTNER = re.compile(
    r"\s*[-–&+]\s*([^\W\d_]+)(?=\s*[,;.(]|\s+(?:thon|ban|xom|xa|o|lang|khu)(?![\w]))"
)
_WORKS = r"(?:trong|nuoi|lam|co|ban|dang|san xuat|che bien|chan nuoi|o|nau|dung ten)"


def drop_vocative(written: Written) -> None:
    """Who the message is to, is nobody it speaks of."""
    for match in list(written.find(_VOCATIVE)):
        written.take(*match.span())


def set_aside_speaker(written: Written) -> None:
    """ "Em là Hằng, cộng tác viên xã …" writes of somebody else, who is named after it."""
    for match in list(written.find(_SPEAKER)):
        written.set_aside(match.start(), match.end())


def set_aside_senders(written: Written) -> None:
    """Who sent, told or wrote down is nobody it is about, where somebody else is named."""
    for thanks in list(written.find(_THANKS)):
        written.set_aside(*thanks.span())
    for wishes in list(written.find(_WISHES)):
        if written.is_said(*wishes.span("word"), "chúc"):
            written.set_aside(*wishes.span())
    for source in list(written.find(_SOURCE)):
        end = name_end(written, source.end(), None, titled=True)
        if end is not None and (_others(written, end) or _others(written, 0, source.start())):
            written.set_aside(source.start(), end)
    match = written.first(_SENDER)
    if match and _is_verb(written, match):
        known = match["title"] or match["mark"] == ":"
        if known and _others(written, match.end()) and _starts_with_name(written, match):
            written.set_aside(match.start(), match.end())


def _is_verb(written: Written, match: re.Match[str]) -> bool:
    """báo is said, and no Bảo."""
    meant = _TELLS.get(match["verb"])
    return meant is None or written.is_said(*match.span("verb"), meant)


def _starts_with_name(written: Written, match: re.Match[str]) -> bool:
    """Whether no produce, and no place that is said nowhere else, would be set aside."""
    said = written.plain[match.start() : match.end()]
    if re.search(r"(?<![\w])(?:trong|nuoi|sdt)(?![\w])", said):
        return False
    placed = re.search(r"(?<![\w])(?:thon|xa|phuong)(?![\w])", said) is not None
    return not placed or find_spot(Written(written.text[match.end() :])) is not None


def _others(written: Written, start: int, end: int | None = None) -> bool:
    """Whether somebody is named in a part of the message."""
    return bool(find_names(Written(written.text[start:end])))


def set_aside_partner(written: Written, names: list[Named]) -> None:
    """ "Vợ chồng Hùng - Mơ", "ông bà Thọ - Liên": the second is the wife, and no apricot."""
    for one in names:
        match = _PARTNER.match(written.plain, one.end)
        couple = _COUPLE.match(written.plain, one.start)
        if match and couple and written.text[match.start(1)].isupper():
            written.set_aside(*match.span())


def set_aside_mentioned(written: Written) -> None:
    """A wife or a son who is only mentioned is no field, and her name no crop."""
    for match in list(written.find(_MENTIONED)):
        begins = written.words(match.end())[:1]
        if not begins:
            continue
        if _is_subject(written, match):
            for other in find_names(written)[:1]:
                if other.end <= match.start():
                    written.set_aside(other.start, other.end)
            continue
        if match[2] and not any(one.end <= match.start() for one in find_names(written)):
            continue  # "mẹ em tên Lê Thị Vân": nobody else is named
        if is_family_name(written, begins[0]) or match.group().rstrip().endswith((" la", " ten")):
            end = name_end(written, match.end(), None)
            full = end is not None and len(written.words(match.end(), end)) > 1
            if end is not None and (full or match.group().rstrip().endswith((" la", " ten"))):
                written.set_aside(match.start(), end)


def _is_subject(written: Written, match: re.Match[str]) -> bool:
    """ "Nhà cháu Hoà, bố là Vũ Văn Thơm … Bố cháu nuôi": it is the father's farm."""
    later = re.compile(rf"(?<![\w]){match[1]}(?: (?:em|chau|toi|minh|e))? {_WORKS}(?![\w])")
    return later.search(written.plain, match.end()) is not None
