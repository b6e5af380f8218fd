"""What a producer grows, keeps or makes, and how much of it, in a message."""

import re
from functools import cache

from agrimarket.households.paste.areas import AREA
from agrimarket.households.paste.lexicon import CROPS, NO_PRODUCE, STOPS, folded_of, words
from agrimarket.households.paste.numbers import NUMBER, is_number
from agrimarket.households.paste.written import TAKEN, Written
from agrimarket.places import fold

_COUNTERS = (
    r"con|cay|goc|o|to|dan|thung|long|cap|ao|be|bui|khom|chuong|vuon|luong|nha|lua|trai|gian|giong|"
    r"lo|ruong|bay"
)
_ADJECTIVES = r"(?:\s+(?:giong|thuong pham|sinh san|thit|nai|de|con|hau bi|vo beo))?"
_WEIGHT = re.compile(
    rf"(?<![\w.,])(?:san luong\s*[:=]?\s*)?(?:khoang |tam |hon |gan |chung )?{NUMBER}\s*(?:tan|"
    rf"ta|yen|kg|lit|lo|hop|chai|qua|chiec|cai|trieu)(?![\w])"
    r"(?:\s*/\s*(?:nam|vu|thang|ngay|lua|tuan)|\s+(?:mot|moi|1)\s+(?:nam|vu|thang|ngay|lua|tuan))?"
)
_BARE_COUNT = re.compile(
    rf"(?<![\w.,])(?:khoang |tam |hon |gan |chung )?{NUMBER}\s*(?:{_COUNTERS})(?![\w])"
)
_VERB = re.compile(
    r"(?<![\w])(?:(?:chuyen|dang|co|nha|hien|nghe|muon|them)\s+){0,3}(?:trong|nuoi|san xuat|sx|"
    r"chan nuoi|lam|che bien|kinh doanh|kd|ban|"
    r"san pham(?: chinh)?|sp(?: chinh)?|cay trong|vat nuoi|chuyen|mat hang|nganh nghe|"
    r"nghe)(?![\w])\s*[:=]?\s*"
)
# Without marks these are words of every message: produce only where something says so.
_COMMON = words("cho nho mo hoi le na tam gai hanh tieu dau tao moi muc don no gao bo co non mam")
_STOPS = folded_of(STOPS)
_NO_VARIETY = folded_of(
    words(
        "nhiều ít rất tốt đẹp ngon quá lắm rồi đây đấy các loại khác đều cũng thêm nữa hết tổng "
        "hơn gần tầm chừng mới em tôi mình cháu chị anh ông bà cô chú bác à ạ e hay hoặc nhưng thì "
        "mà để vụ cây con gốc đàn thùng cho xin cần nhờ giúp đó ấy thôi thường rưỡi"
    )
)
_VERB_WORDS = {"ban": "bán", "lam": "làm", "trong": "trồng", "nuoi": "nuôi", "nghe": "nghề"}
_ENDS = re.compile(
    rf"[,;.|\n()/+&\-–{TAKEN}]|\s(?:va|voi|o|tai|thon|xa|dien tich|sdt|dt|nhung|ngoai ra|duoc|"
    rf"khoang)\s"
)
_MEASURED = re.compile(rf"(?:^|[,;:|–{TAKEN}]|-\s)\s*([a-z]+(?: [a-z]+){{0,2}}) (?={TAKEN})")
_MADE = words("bột mứt ruốc siro hạt sữa thịt vỏ")
_LAND = words("dat vuon ao ruong tong dien tich rung ho dam trang trai khu lo thua co dt cay")
_BESIDE = re.compile(rf"{TAKEN}\s*(?:va|voi|cung|[+&])\s(?=[^\W\d])")
_FILLER = re.compile(r"(?<![\w])(?:deu|cung|tat ca|dang|hien)(?![\w])")
_LONGEST = 4  # words of something made that is in no list
_FILLERS = words("cay con nghe va them it mot so cac loai nhieu dang da ra the")


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """Folded and written, the longest first."""
    return tuple(sorted(((fold(one), one) for one in CROPS), key=lambda one: -len(one[0])))


@cache
def _known_pattern() -> re.Pattern[str]:
    behind: dict[str, list[str]] = {}  # by the first word: one look decides for most letters
    for folded, _ in _known():
        first, space, rest = folded.partition(" ")
        behind.setdefault(first, []).append(re.escape(space + rest))
    heads = "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in behind.items())
    return re.compile(rf"(?<![\w])({heads}){_ADJECTIVES}(?![\w])")


@cache
def _by_fold() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for folded, one in _known():
        found[folded] = (*found.get(folded, ()), one)
    return found


def _spelled(written: Written, start: int, end: int) -> str:
    """As written; what came without marks gets them where only one produce reads so."""
    said = written.said(start, end)
    meant = _by_fold().get(" ".join(written.plain[start:end].split()), ())
    return meant[0] if len(meant) == 1 and not written.accented else said


def is_crop(plain: str) -> bool:
    """Whether known produce stands at the head of folded words."""
    return _known_pattern().match(plain) is not None


def take_crops(written: Written) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is made, as written, and the amounts that were said of it."""
    crops: list[str] = []
    amounts: list[str] = []
    for known, end in _spans(written):
        start = _made_of(written, known)
        before = _amount_before(written, start)
        verb = _verb_before(written, before if before is not None else start)
        if verb is None and before is None and _is_common(written, start, end):
            continue
        variety = _variety_end(written, end)
        crop = written.said(start, variety) if variety else _spelled(written, start, end)
        end = variety or end
        if before is not None:
            amounts.append(" ".join(written.said(before, end).split()))
        first = min(one for one in (start, before, verb) if one is not None)
        written.take(first, end)
        crops.append(crop)
    crops += _measured(written)
    crops += [*_beside(written), *_unknown(written)] if crops else _unknown(written)
    for pattern in (_WEIGHT, _BARE_COUNT):
        for match in list(written.find(pattern)):
            number = re.search(NUMBER, match.group())
            assert number is not None  # both patterns hold one
            at = match.start() + number.start()
            if not is_number(written, at, at + len(number.group())):
                continue
            amounts.append(written.take(*match.span()).strip())
    for match in list(written.find(_FILLER)):
        written.take(*match.span())
    return tuple(dict.fromkeys(one.strip().lower() for one in crops)), tuple(amounts)


def crops_of_name(name: str | None) -> tuple[str, ...]:
    """What an organisation makes by its name: "Tổ hợp tác trồng rau má Quảng Trường"."""
    written = Written(name or "")
    if not written.accented or written.shouted:
        return ()
    spans = [one for one in _spans(written) if written.said(*one).islower()]
    return tuple(dict.fromkeys(written.said(*one) for one in spans))


def _is_common(written: Written, start: int, end: int) -> bool:
    """ "cho" in a message without marks is no chó, unless an amount stands behind it."""
    amount = re.compile(r"\s*[0-9]{1,4}(?![0-9 .])| [0-9]{1,4} [a-z]").match(written.whole, end)
    return not written.accented and written.plain[start:end] in _COMMON and amount is None


def _made_of(written: Written, start: int) -> int:
    """Where "bột quế" begins, whose quế is known."""
    before = written.words(max(0, start - 6), start)[-1:]
    near = before and written.plain[before[0].end() : start] == " "
    if near and any(written.is_said(*before[0].span(), one) for one in _MADE):
        return before[0].start()
    return start


def _variety_end(written: Written, end: int) -> int | None:
    """ "cá bè", "lúa ST25": one or two words more, when nothing else can follow them."""
    last = None
    for count, word in enumerate(written.words(end)[:3]):
        gap = written.plain[last or end : word.start()]
        if gap != " " or _ends_produce(written, word):
            return last
        if word.group() in {"va", "voi"}:
            return last
        letters = written.said(*word.span())
        place = letters.istitle() and not letters.isupper() and letters.isalpha()
        other = _is_one_of(_NO_VARIETY, written, word) or _is_produce(written, word.start())
        if count == 2 or place or other:
            return None
        last = word.end()
    return last


def _is_produce(written: Written, start: int) -> bool:
    match = _known_pattern().match(written.plain, start)
    return match is not None and any(
        written.is_said(*match.span(1), one) for one in _by_fold()[match[1]]
    )


def _ends_produce(written: Written, word: re.Match[str]) -> bool:
    if word.group()[0].isdigit() or re.fullmatch(NUMBER, word.group()):
        return True
    return _is_one_of(_STOPS, written, word)


def _is_one_of(listed: dict[str, tuple[str, ...]], written: Written, word: re.Match[str]) -> bool:
    return any(written.is_said(*word.span(), one) for one in listed.get(word.group(), ()))


def _measured(written: Written) -> list[str]:
    """What no list has between a mark and an area: "; thạch đen 2 sào"."""
    found: list[str] = []
    for match in list(written.find(_MEASURED)):
        words = written.words(*match.span(1))
        if not AREA.match(written.whole, match.end(1) + 1):
            continue
        if any(one.group() in _LAND or _ends_produce(written, one) for one in words):
            continue
        if all(written.said(*one.span()).islower() for one in words) or written.shouted:
            found.append(written.take(*match.span(1)))
    return found


def _beside(written: Written) -> list[str]:
    """What no list has beside known produce: "nước mắm với moi khô"."""
    found: list[str] = []
    for match in list(written.find(_BESIDE)):
        stop = _variety_end(written, match.end() - 1)
        if stop:
            found.append(written.take(match.end(), stop))
    return found


def _spans(written: Written) -> list[tuple[int, int]]:
    """Where known produce stands; the same letters with other marks are other words."""
    found: list[tuple[int, int]] = []
    others = [one.span() for one in written.find(_other_words())]
    for match in written.find(_known_pattern()):
        start, end = match.span(1)
        if any(one[0] <= start < one[1] and _is_other(written, one) for one in others):
            continue
        if any(written.is_said(start, end, one) for one in _by_fold()[match[1]]):
            found.append((start, match.end()))
            continue
        found += _shorter(written, start, end)
    return found


@cache
def _other_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{'|'.join(sorted(map(fold, NO_PRODUCE)))})(?![\w])")


def _is_other(written: Written, span: tuple[int, int]) -> bool:
    """ "cá nhân" is no cá."""
    return any(written.is_said(*span, one) for one in NO_PRODUCE)


def _shorter(written: Written, start: int, end: int) -> list[tuple[int, int]]:
    """The first words of a span alone: "lợn đèn" is no lợn đen, but lợn it is."""
    words = written.words(start, end)
    for count in range(len(words) - 1, 0, -1):
        stop = words[count - 1].end()
        meant = _by_fold().get(written.plain[start:stop], ())
        if any(written.is_said(start, stop, one) for one in meant):
            return [(start, stop)]
    return []


def _amount_before(written: Written, start: int) -> int | None:
    """Where "20 con" or "100 gốc" in front begins."""
    match = re.search(
        rf"(?<![\w.,])(?:(?:khoang|tam|hon|gan|chung) )?({NUMBER}) *(?:(?:{_COUNTERS}) +)?$",
        written.plain[:start],
    )
    return match.start() if match and is_number(written, *match.span(1)) else None


def _verb_before(written: Written, start: int) -> int | None:
    match = re.search(rf"{_VERB.pattern}(?:cay\s+|con\s+|it\s+|nghe\s+)?$", written.plain[:start])
    return match.start() if match else None


def _unknown(written: Written) -> list[str]:
    """What stands behind "trồng", "nuôi", "sản phẩm:" though no list has it."""
    found: list[str] = []
    for match in list(written.find(_VERB)):
        last = match.group().split()[-1].strip(":= ") if match.group().split() else ""
        meant = _VERB_WORDS.get(last)
        at = match.start() + match.group().rfind(last)
        if meant and not written.is_said(at, at + len(last), meant):
            continue
        end = _ENDS.search(written.plain, match.end())
        stop = end.start() if end else len(written.plain)
        words = [one for one in written.words(match.end(), stop) if one.group() not in _FILLERS]
        if words and not words[0].group()[0].isdigit() and len(words) <= _LONGEST:
            found.append(written.said(words[0].start(), words[-1].end()))
            written.take(match.start(), words[-1].end())
    return found
