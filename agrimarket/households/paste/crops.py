"""What a producer grows, keeps or makes, and how much of it, in a message."""

import re

from agrimarket.households.paste.areas import AREA
from agrimarket.households.paste.lexicon import STOPS, SURNAMES, folded_of, words
from agrimarket.households.paste.numbers import NUMBER, is_number
from agrimarket.households.paste.produce import Known, is_produce, known_produce, spelled
from agrimarket.households.paste.written import TAKEN, Written

_COUNTERS = (
    r"doi|mang|liep|luong|sao|bau|ke|gian|bao|ro|"
    r"con|cay|goc|o|to|dan|thung|long|cap|ao|be|bui|khom|chuong|vuon|luong|nha|lua|trai|gian|giong|"
    r"lo|ruong|bay"
)
_WEIGHT = re.compile(
    rf"(?<![\w.,])(?:san luong\s*[:=]?\s*)?(?:khoang |tam |hon |gan |chung )?{NUMBER}\s*(?:tan|"
    rf"ta|yen|kg|lit|lo|hop|chai|qua|chiec|cai|trieu)(?![\w])"
    r"(?:\s*/\s*(?:nam|vu|thang|ngay|lua|tuan)|\s+(?:mot|moi|1)\s+(?:nam|vu|thang|ngay|lua|tuan))?"
)
_BARE_COUNT = re.compile(
    rf"(?<![\w.,])(?:khoang |tam |hon |gan |chung )?{NUMBER}\s*(?:{_COUNTERS})(?![\w])"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?:khoang|tam|hon|gan|chung) )?({NUMBER}) *(?:(?:{_COUNTERS}) +|"
    r"(tan|ta|yen|kg|lit) +)?$"
)
_VERB = re.compile(
    r"(?<![\w])(?:(?:chuyen|dang|co|nha|hien|nghe|muon|them)\s+){0,3}(?:trong|nuoi|san xuat|sx|"
    r"chan nuoi|lam|che bien|kinh doanh|kd|ban|"
    r"san pham(?: chinh)?|sp(?: chinh)?|cay trong|vat nuoi|chuyen|mat hang|nganh nghe|"
    r"nghe)(?![\w])\s*[:=]?\s*"
)
_UNITS = {"tan": "tấn", "ta": "tạ", "yen": "yến", "lit": "lít", "qua": "quả", "chiec": "chiếc",
          "cai": "cái", "trieu": "triệu", "doi": "đôi", "cap": "cặp", "luong": "luống",
          "long": "lồng", "thung": "thùng", "dan": "đàn", "be": "bể", "vuon": "vườn",
          "nha": "nhà", "lo": "lò", "sao": "sào"}  # fmt: skip
# Without marks these are words of every message: produce only where something says so.
_COMMON = words("cho nho mo hoi le na tam gai hanh tieu dau tao moi muc don no gao bo co non mam")
_STOPS = folded_of(STOPS)
_FAMILIES = folded_of(SURNAMES)
_NO_VARIETY = folded_of(
    words(
        "nhiều ít mỗi sang thành tới đến từ mỗi rất tốt đẹp ngon quá lắm rồi đây đấy các loại "
        "khác đều cũng thêm nữa hết tổng "
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
_BESIDE = re.compile(rf"{TAKEN}\s*(?:va|voi|cung|[+&])\s(?!lai\s)(?=[^\W\d])")
_JOINTS = {"va": ("và",), "voi": ("với",), "cung": ("cùng", "cũng")}
_FILLER = re.compile(r"(?<![\w])(?:deu|cung|tat ca|dang|hien)(?![\w])")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
# words right before produce that say it is one
_BEFORE_CROPS = words(
    "va voi cung hay hoac cay con nghe co nhieu it vai may loai giong ban them ca la tu bang cac "
    "mot vuon ruong ao trai ho doi dat dan hang vat thu so luong rung lua vu dac mua gom nhu thi "
    "trong nuoi lam sx chuyen hien dang cho rieng chinh phu xuat day nau muoi phoi lay hai ep say "
    "det bat cap uom cay tha gieo gat dung duoc nha e em chau toi minh nay yeu kiem nguoi can tim"
)
_MEASURE_AHEAD = re.compile(rf"\s*[:=(]?\s*(?:khoang |tam |hon |gan |chung )?(?:{TAKEN}|[0-9])")
_LONGEST = 4  # words of something made that is in no list
_OFFICES = words("truong nhiem giam can thue cong")
_NOTHING = words(
    "dat ruong vuon dong viec thue cong nhan vien can bo giao ho chu nha tot len hang hoa san "
    "pham nong thuy hai a nhe nha online mang qua tren le si buon do lam gi day roi luon "
    "an giup em chi anh can tai nha lon nho o ca nhieu sach va dac duoc het nhanh voi cho"
)
_FILLERS = words("cay con nghe va them it mot so cac loai nhieu dang da ra the")


def take_crops(
    written: Written,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What is made, as written, the amounts that were said of it, and which of it was guessed."""
    crops: list[str] = []
    amounts: list[str] = []
    for known in known_produce(written):
        start, end = _made_of(written, known.start), known.end
        before = _amount_before(written, start)
        verb = _verb_before(written, before if before is not None else start)
        if verb is None and before is None and not _stands_as_crop(written, known):
            continue
        variety = _variety_end(written, end)
        crop = written.said(start, variety) if variety else spelled(written, start, end)
        end = variety or end
        if before is not None:
            amounts.append(" ".join(written.said(before, end).split()))
        first = min(one for one in (start, before, verb) if one is not None)
        written.take(first, end)
        if before is None or not any(one.startswith(f"{crop} ") for one in crops):
            crops.append(crop)  # "rượu gạo …, 200 lít rượu" is one
    crops += _measured(written)
    crops += _beside(written) if crops else []
    guessed = _unknown(written)
    crops += guessed
    for pattern in (_WEIGHT, _BARE_COUNT):
        for match in list(written.find(pattern)):
            number = re.search(NUMBER, match.group())
            assert number is not None  # both patterns hold one
            at = match.start() + number.start()
            if not is_number(written, at, at + len(number.group())) or not _is_unit(written, match):
                continue
            amounts.append(written.take(*match.span()).strip())
    for match in list(written.find(_FILLER)):
        written.take(*match.span())
    return (
        tuple(dict.fromkeys(one.strip().lower() for one in crops)),
        tuple(amounts),
        tuple(guessed),
    )


def _is_unit(written: Written, match: re.Match[str]) -> bool:
    """ "năm Tân Hợi" holds no tấn, and "OCOP 3 sao" no sào."""
    for word in written.words(*match.span()):
        meant = _UNITS.get(word.group())
        if meant and not written.is_said(*word.span(), meant):
            return False
    return not re.search(r"ocop (?:hang )?$", written.whole[: match.start()])


def crops_of_name(name: str | None) -> tuple[str, ...]:
    """What an organisation makes by its name: "Tổ hợp tác trồng rau má Quảng Trường"."""
    written = Written(name or "")
    if not written.accented or written.shouted:
        return ()
    said = [written.said(one.start, one.end) for one in known_produce(written)]
    return tuple(dict.fromkeys(one for one in said if one.islower()))


def _stands_as_crop(written: Written, known: Known) -> bool:
    """Whether produce stands where produce stands: between marks, before an amount, after "và"."""
    start, end = known.start, known.end
    if _is_common(written, start, end):
        return False
    if _MEASURE_AHEAD.match(written.plain, end):
        return True
    before = _WORD_BEFORE.search(written.plain[:start])
    if before is None:
        return not _is_capital_name(written, known)
    if before[1] in _BEFORE_CROPS or " " in written.plain[start : known.stop]:
        return not _is_capital_name(written, known)
    return False


def _is_capital_name(written: Written, known: Known) -> bool:
    """ "chợ Vườn Hoa", "vợ là Hồng": a capital amid small letters that begins no phrase."""
    if not written.capitals or written.shouted or not written.text[known.start].isupper():
        return False
    behind = written.words(known.end)[:1]
    surname = _FAMILIES.get(written.plain[known.start : known.stop])
    beside = bool(behind) and written.plain[known.end : behind[0].start()] == " "
    if surname and beside and written.text[behind[0].start()].isupper():
        return True
    before = written.words(0, known.start)[-1:]
    joined = bool(before) and written.plain[before[0].end() : known.start] == " "
    return joined and written.text[before[0].start()].isupper()


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
        other = written.is_any(word, _NO_VARIETY) or is_produce(written, word.start())
        if count == 2 or place or other:
            return None
        last = word.end()
    return last


def _ends_produce(written: Written, word: re.Match[str]) -> bool:
    if word.group()[0].isdigit() or re.fullmatch(NUMBER, word.group()):
        return True
    return written.is_any(word, _STOPS)


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
        joint = match.group().strip(TAKEN + " ")
        at = match.start() + match.group().index(joint)
        if not any(
            written.is_said(at, at + len(joint), one) for one in _JOINTS.get(joint, (joint,))
        ):
            continue  # "cung cấp" joins nothing
        stop = _variety_end(written, match.end() - 1)
        if stop and written.words(match.end(), stop)[0].group() not in _LAND:
            found.append(written.take(match.end(), stop))
    return found


def _amount_before(written: Written, start: int) -> int | None:
    """Where "20 con" or "100 gốc" in front begins."""
    match = _AMOUNT.search(written.plain[:start])
    if match is None or not is_number(written, *match.span(1)):
        return None
    return match.start() if not match[2] or _is_unit(written, match) else None


def _verb_before(written: Written, start: int) -> int | None:
    match = re.search(rf"{_VERB.pattern}(?:cay\s+|con\s+|it\s+|nghe\s+)?$", written.plain[:start])
    return match.start() if match else None


def _is_office(words: list[re.Match[str]]) -> bool:
    """ "làm tổ trưởng" makes nothing."""
    return any(one.group() in _OFFICES for one in words[:2])


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
        if all(one.group() in _NOTHING for one in words) or _is_office(words):
            continue
        if words and not words[0].group()[0].isdigit() and len(words) <= _LONGEST:
            found.append(written.said(words[0].start(), words[-1].end()))
            written.take(match.start(), words[-1].end())
    return found
