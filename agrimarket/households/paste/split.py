"""Cuts a pasted text into pieces, each about one producer, with what the lines above said."""

import re
from dataclasses import dataclass, replace

from agrimarket.households.paste.contacts import PHONE
from agrimarket.households.paste.doubting import IN_A_ROW, SHARED
from agrimarket.households.paste.introduced import introduce, of_couple
from agrimarket.households.paste.lines import LONGEST_LINE, lines_of
from agrimarket.households.paste.name_guesses import first_words
from agrimarket.households.paste.organisations import is_organisation, starts_with_organisation
from agrimarket.households.paste.places_in import find_spot
from agrimarket.households.paste.rows import persons_in
from agrimarket.households.paste.tables import rows
from agrimarket.households.paste.together import Entry, lead, names_in, share_after, shared_in_row
from agrimarket.households.paste.written import Written
from agrimarket.places import fold

_BULLET = re.compile(
    r"^\s*(?:\(?[0-9]{1,3}\s*[.)/:\-–|\u20e3]\s*(?![0-9])|"
    r"[-–+*•\u2190-\u2bff\U0001f000-\U0001faff]+\s*|stt\s*[0-9]+\s*[.:)]?\s*)",
    re.I,
)
_NUMBERED = re.compile(r"^\s*(?:\(?[0-9]{1,3}\s*[.)/:\-–|\u20e3]\s*(?![0-9])|stt\s*[0-9]+)", re.I)
_TALK = re.compile(
    r"^(?:da|vang|ok|oke|okie|kinh gui|kinh chao|em gui|e gui|gui|chao|em chao|cam on|em cam on|"
    r"thanks|tks|cam on|nho|chuc|kinh chuc|xin chao|xin cam on|buoi sang|good|"
    r"bao cao|danh sach|ds|alo|moi nguoi|anh oi|chi oi|a oi|c oi|em oi|hom nay|hnay|day la|"
    r"nhan duoc|da nhan|tin nhan|hinh anh|\[hinh anh\]|sticker)(?![\w])"
)
_RECORD_LABEL = re.compile(
    r"^(?:ho va ten|ho ten|ten|chu ho|ten chu ho|ten ho|ho ong|ho ba|ho va ten chu ho|ho|ten "
    r"(?:co so|htx|hop tac xa|don vi|cong ty|doanh nghiep|cua hang|tht|to hop tac|ho kinh doanh|"
    r"nhom|to chuc|to|hkd)|co so|chu co so|don vi|htx|cua hang|tht)\s*[:=]"
)
_FIELD_LABEL = re.compile(
    r"^(?:sdt|so dien thoai|dien thoai|dt|dia chi|d/c|thon|xa|huyen|xom|ban|cccd|so cccd|"
    r"can cuoc|sinh|ngay sinh|nam sinh|sn|"
    r"san pham|sp|trong|nuoi|dien tich|cay trong|vat nuoi|zalo|lien he|ghi chu|dong y|gioi tinh|"
    r"don vi|giam doc|nguoi dai dien|dai dien|mst|ma so thue|hotline|nguoi lien he|to truong|chu "
    r"nhiem|"
    r"nganh nghe|nghe|noi o|que|quy mo|so luong|nhom truong|chu co so|email|nuoi trong|so nguoi "
    r"than)\b"
)
_SENT = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,4}:\s+(?=[^\W\d_])")
_PLACE_WORD = re.compile(r"(?:thon|xa|xom|ban|huyen|phuong) ")
_INTRODUCED = re.compile(r"([^:]{3,80}):\s+(.+)")
_SAME = re.compile(
    r"(?<![\w])(?:cung (?:thon|ban|xom|lang|khu|to|xa|phuong|cho)(?: (?:tren|do|luon|a|nhe))?|nt|"
    r"n/t|nhu tren)"
    r"(?![\w]|\s+[a-z]*[a-z] (?:xa|huyen))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words about one producer, and the heading they stood under; `doubt` says what is
    weak about the cut."""

    text: str
    heading: str = ""
    doubt: str | None = None


def pieces(text: str, most: int = 200) -> list[Piece]:
    """The producers of the first `most` entries of a pasted text, in order; greetings and
    headings are no producer."""
    return _as_before([piece for entry in _entries(text)[:most] for piece in _close(entry)])


def _entries(text: str) -> list[Entry]:
    found: list[Entry] = []
    heading, current, below = "", list[str](), False

    def close() -> None:
        nonlocal current
        if current:
            found.append(Entry(current, heading))
        current = []

    for line in rows(lines_of(text)):
        if not line:
            if current and not _labelled(current[-1]):
                close()
            continue
        told = not current or find_spot(Written(" ".join([*current, heading])))
        if _is_heading(line) and (told or line.endswith(":")):
            close()
            heading, below = _merged(heading, line), False
        elif _begins(line, current):
            close()
            current, below = [line], True
        elif current and sum(map(len, current)) < LONGEST_LINE:
            current.append(line)
        elif not _is_talk(line):
            current, below = [line], True
    close()
    return introduce(share_after(found, "" if below else heading))


def _labelled(line: str) -> bool:
    folded = fold(line)
    return bool(_RECORD_LABEL.match(folded) or _FIELD_LABEL.match(folded))


def _is_heading(line: str) -> bool:
    """A line that speaks of several: it ends with a colon, or names a place and nobody."""
    written = Written(_BULLET.sub("", line))
    if written.first(PHONE) or re.search(r"[0-9]{9,}", line):
        return False
    if line.rstrip().endswith(":"):
        return True
    folded = fold(line)
    if _TALK.match(folded):
        return not names_in(written)
    spot = find_spot(written)
    if spot is None or names_in(written) or _NUMBERED.match(line) or is_organisation(written):
        return False
    left = written.plain[: spot.start] + written.plain[spot.end :]
    words = re.findall(r"[^\W\d_]+", left)
    return len(words) <= 4 and not (_labelled(line) and ":" in line)


def _is_talk(line: str) -> bool:
    """A greeting or thanks that tells of nobody, whoever it is from ("Lê Thị Hà: cảm ơn anh")."""
    sender = _SENT.match(line)
    if sender and _TALK.match(fold(line[sender.end() :])):
        line = line[sender.end() :]
    if not _TALK.match(fold(line)):
        return False
    written = Written(line)
    return written.first(PHONE) is None and not names_in(written)


def _label(line: str) -> str:
    """What stands before the colon of "Tên cơ sở: …", folded; empty where nothing is labelled."""
    folded = _BULLET.sub("", fold(line))
    match = _RECORD_LABEL.match(folded) or _FIELD_LABEL.match(folded)
    label = folded.partition(":")[0].strip()
    if not match or ":" not in folded or (match.end() < len(label) and _PLACE_WORD.match(label)):
        return ""  # "Thôn Đông Thành: Lê Văn Nguyên" labels nothing
    return label


def _begins(line: str, current: list[str]) -> bool:
    """Whether a line begins another producer."""
    folded = fold(line)
    unnumbered = _BULLET.sub("", folded)
    label = _label(line)
    if label and current and _label(current[0]):
        return label in {_label(one) for one in current} and not _FIELD_LABEL.match(unnumbered)
    form = current and _RECORD_LABEL.match(_BULLET.sub("", fold(current[0])))
    if form and ":" in line and _FIELD_LABEL.match(unnumbered):
        return False  # "2. Năm sinh: 1990" of a form whose lines are numbered
    if _NUMBERED.match(line) or _RECORD_LABEL.match(unnumbered):
        return True
    if not current:
        return not _is_talk(line)
    if _FIELD_LABEL.match(_BULLET.sub("", folded)):
        return False
    if starts_with_organisation(Written(unnumbered_line(line))) and _is_told(current):
        return True
    written = Written(line)
    alone = first_words(written, find_spot(written))
    both = PHONE.search(written.plain) and any(PHONE.search(Written(one).plain) for one in current)
    if alone and both and written.plain[alone.end : alone.end + 3].strip()[:1] in ",-–:":
        return True
    names = names_in(written)
    head = len(line) - len(_BULLET.sub("", line))
    number = PHONE.match(written.plain, head) if len(written.plain) == len(line) else None
    head = (number.end() if number else head) + 12
    return bool(names) and names[0].start <= head


def unnumbered_line(line: str) -> str:
    """A line without the number or the mark it begins with."""
    return _BULLET.sub("", line)


def _is_told(lines: list[str]) -> bool:
    """Whether the lines name somebody already."""
    written = Written(" ".join(lines))
    return is_organisation(written) or bool(names_in(written))


def _merged(heading: str, line: str) -> str:
    """A heading below a heading keeps what it does not say itself: the commune over hamlets."""
    if find_spot(Written(line)) or not heading:
        return line
    return f"{line} {heading}"[:LONGEST_LINE] if find_spot(Written(heading)) else line


def _close(entry: Entry) -> list[Piece]:
    """The producers in the lines of one entry: one, or several in a row."""
    lines, heading = entry.lines, entry.heading
    text = ", ".join(_BULLET.sub("", line).strip(" ,;") for line in lines)
    if _is_talk(text):
        return []
    ahead = _INTRODUCED.match(text)
    if (
        ahead
        and not _RECORD_LABEL.match(fold(text))
        and not is_organisation(Written(ahead[1]))
        and not names_in(Written(ahead[1]))
        and names_in(Written(ahead[2]))
    ):
        heading, text = f"{ahead[1]} {heading}".strip(), ahead[2]
    cut = persons_in(text)
    parts = of_couple(cut)
    doubt = _doubt(entry, parts) if parts == cut else IN_A_ROW
    shared = f"{shared_in_row(parts)} {lead(parts)}".strip()
    return [Piece(part, f"{shared} {heading}".strip(), doubt) for part in parts]


def _as_before(found: list[Piece]) -> list[Piece]:
    """What is said to be "cùng thôn", "nt", is as with the one before."""
    for at in range(1, len(found)):
        before, one = found[at - 1], found[at]
        if _SAME.search(fold(one.text)) and not find_spot(Written(one.text)):
            heading = f"{before.text} {before.heading} {one.heading}"[:LONGEST_LINE]
            found[at] = replace(one, heading=heading.strip())
    return found


def _doubt(entry: Entry, parts: list[str]) -> str | None:
    """What is weak about how an entry was cut."""
    if entry.guessed:
        return SHARED
    plain = all(PHONE.search(fold(part)) or ";" in part for part in parts[:-1])
    return None if len(parts) == 1 or plain else IN_A_ROW
