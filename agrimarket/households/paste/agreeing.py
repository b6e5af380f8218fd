"""Agreement in a message: a place called Đồng Ý or Đông Yên agrees to nothing."""

import re

from agrimarket.households.paste.written import TAKEN, Written

_SAID = r"(?P<word>dong y|nhat tri)(?![\w])"
_REFUSED = re.compile(
    r"(?<![\w])(?:(?:chua|khong|ko|kg|k|hong)\s+(?:(?:muon|thich|can)\s+)?(?:"
    rf"{_SAID}|"
    r"(?:cho(?: phep)?\s+|duoc\s+)?(?:dang|dua|cong khai|len mang|de lo)(?![\w])(?!\s+ky))|"
    r"tu choi(?![\w]))[^,;.|\x02]*"
)
_ASKED = re.compile(rf"(?<![\w]){_SAID}[^,;.|:?\x02]{{0,50}}[:?]\s*(?:khong|ko|chua|k)(?![\w])")
_AGREED = re.compile(
    rf"(?<![\w])(?P<sure>(?:da|rat|hoan toan)\s+)?{_SAID}"
    r"(?P<to>\s+(?:dang(?: ky)?|cung cap|cho|tham gia|len|rui|roi|cong khai|dua)(?![\w])"
    r"[^,;.|\x02]*)?"
)
_MEANT = {"dong y": "đồng ý", "nhat tri": "nhất trí"}
_PLACE_BEFORE = re.compile(
    r"(?<![\w])(?:thon|th|t|ban|xom|lang|khu(?: pho| dan cu)?|pho|to(?: dan pho)?|doi|tdp|tieu khu|"
    r"tk|chom|ap|xa|x|phuong|p|thi tran|tt|huyen|h|duong|cho|dia chi|d/c|dc|que|o|tai|ve|den)"
    r"[\s.:,/]*$"
)
_PLACE_BEHIND = re.compile(
    r"[\s,;.\-–|(/]*(?:xa|x\.|phuong|p\.|huyen|h\.|thi tran|tt|tp|tinh)(?![\w])"
)
# "nếu đồng ý", "chờ vợ đồng ý" tell of no agreement yet
_NOT_YET = re.compile(
    r"(?<![\w])(?:neu|xem|hoi|lieu|cho|doi|khi|bao gio|chac|hinh nhu|co le|co the|se|chua ro|"
    r"phan van|de|can|mong|nho|da tung|truoc)(?![\w])[^,;.|\x02]*$"
)
_APART = re.compile(rf"(?:^|[,;.:|(\-–!\n{TAKEN}])\s*$")
_ENDS = re.compile(rf"\s*(?:[,;.:|)\-–!{TAKEN}]|(?:nhe|a|nha|roi|het|ca)(?![\w])|$)")


def take_consent(written: Written) -> bool | None:
    """What is said of agreement; it is told to the reader and ticks nothing.

    A word that can be the name of a place, and one that hopes or asks, is no agreement.
    """
    for pattern in (_REFUSED, _ASKED):
        for match in written.find(pattern):
            if not match["word"] or _is_refusal(written, match, asked=pattern is _ASKED):
                written.take(*match.span())
                return False
    for match in written.find(_AGREED):
        if _agrees(written, match):
            written.take(*match.span())
            return True
    return None


def _is_refusal(written: Written, match: re.Match[str], *, asked: bool) -> bool:
    """Whether it is one; "thôn Đồng Ý, sđt: không" refuses nothing."""
    if asked:
        return not _is_place(written, match)
    return written.is_said(*match.span("word"), _MEANT[match["word"]])


def _agrees(written: Written, match: re.Match[str]) -> bool:
    """Whether somebody agrees; where that is not plain, nobody does."""
    before = written.plain[: match.start()]
    if _is_place(written, match) or _NOT_YET.search(before):
        return False
    if re.match(r"\s*(?:[?]|(?:khong|ko|chua|hay)(?![\w]))", written.plain[match.end("word") :]):
        return False
    if _is_exact(written, match) and not written.shouted:
        return True
    if match["sure"] or match["to"]:
        return True
    return bool(_APART.search(before) and _ENDS.match(written.plain, match.end("word")))


def _is_exact(written: Written, match: re.Match[str]) -> bool:
    """Written with its marks: nothing else reads so."""
    return not written.said(*match.span("word")).isascii()


def _is_place(written: Written, match: re.Match[str]) -> bool:
    """ "thôn Đông Ý", "Lan, Đồng Ý, xã Nga An": the words name a place, or can."""
    start, end = match.span("word")
    if not written.is_said(start, end, _MEANT[match["word"]]):
        return True
    said = written.said(start, end).split()
    if said[-1][0].isupper() and not written.shouted:
        return True
    if _PLACE_BEFORE.search(written.plain[:start]):
        return True
    loose = written.shouted or not _is_exact(written, match) or said[0][0].isupper()
    return loose and _PLACE_BEHIND.match(written.plain, end) is not None
