"""Cuts a pasted text into pieces, each about one producer, with what the lines above said."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from agrimarket.households.paste.contacts import PHONE
from agrimarket.households.paste.names import Named, find_names, first_words
from agrimarket.households.paste.organisations import is_organisation
from agrimarket.households.paste.places_in import find_spot
from agrimarket.households.paste.written import Written
from agrimarket.places import fold, tidy

_CHAT = re.compile(
    r"^\s*(?:\[?[^\[\]\n]{0,40}?\[?(?:[01]?[0-9]|"
    r"2[0-3])[:h][0-5][0-9](?::[0-5][0-9])?(?:\s*,?\s*[0-3]?[0-9]/[01]?[0-9](?:/[0-9]{2,4})?)?\]?)"
    r"(?:\s*[^\W\d][^:\n]{0,40}:)?\s*"
)
_BULLET = re.compile(
    r"^\s*(?:\(?[0-9]{1,3}\s*[.)/:\-–|\u20e3]\s*(?![0-9])|"
    r"[-–+*•\u2190-\u2bff\U0001f000-\U0001faff]+\s*|stt\s*[0-9]+\s*[.:)]?\s*)",
    re.I,
)
_NUMBERED = re.compile(r"^\s*(?:\(?[0-9]{1,3}\s*[.)/:\-–|\u20e3]\s*(?![0-9])|stt\s*[0-9]+)", re.I)
_TALK = re.compile(
    r"^(?:da|vang|ok|oke|okie|kinh gui|kinh chao|em gui|e gui|gui|chao|em chao|cam on|em cam on|"
    r"thanks|tks|cam on|nho|"
    r"bao cao|danh sach|ds|alo|moi nguoi|anh oi|chi oi|a oi|c oi|em oi|hom nay|hnay|day la|"
    r"nhan duoc|da nhan|tin nhan|hinh anh|\[hinh anh\]|sticker)(?![\w])"
)
_RECORD_LABEL = re.compile(
    r"^(?:ho va ten|ho ten|ten|chu ho|ten chu ho|ten ho|ho ong|ho ba|ho va ten chu ho|ho)\s*[:=]"
)
_FIELD_LABEL = re.compile(
    r"^(?:sdt|so dien thoai|dien thoai|dt|dia chi|d/c|thon|xa|huyen|xom|ban|cccd|so cccd|"
    r"can cuoc|sinh|ngay sinh|nam sinh|sn|"
    r"san pham|sp|trong|nuoi|dien tich|cay trong|vat nuoi|zalo|lien he|ghi chu|dong y|gioi tinh|"
    r"don vi|giam doc|nguoi dai dien)\b"
)
_COLUMNS = frozenset(
    ("stt", "tt", "ho ten", "ho va ten", "ten", "ten chu ho", "chu ho", "ghi chu", "ten ho")
)
_INTRODUCED = re.compile(r"([^:]{3,80}):\s+(.+)")
_HAMLET_FIRST = re.compile(r"\s*(?:tat ca |deu )?(?:o |tai )?(?:thon|ban|xom|lang|khu|to|tdp)\s")
_SAME_HAMLET = re.compile(r"(?<![\w])cung (?:thon|ban|xom|lang|khu|to)(?![\w])")
LONGEST_LINE = 500  # letters; reading takes the square of it
_TOGETHER = re.compile(
    r"(?<![\w])(?:deu|cung|tat ca|ca (?:hai|ba|bon|nha|may)|ca [2-9]|toan bo)(?![\w])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words about one producer, and the heading they stood under."""

    text: str
    heading: str = ""


def pieces(text: str) -> list[Piece]:
    """The producers of a pasted text in order; greetings and headings are no producer."""
    found: list[Piece] = []
    heading, current = "", list[str]()
    for line in _lines(text):
        if not line:
            if current and not _labelled(current[-1]):
                found += _close(current, heading)
                current = []
            continue
        if _is_column_row(line):
            continue
        told = not current or find_spot(Written(" ".join([*current, heading])))
        if _is_heading(line) and (told or line.endswith(":")):
            found += _close(current, heading)
            heading, current = _merged(heading, line), []
        elif _begins(line, current):
            found += _close(current, heading)
            current = [line]
        elif current and sum(map(len, current)) < LONGEST_LINE:
            current.append(line)
        elif not _is_talk(line):
            current = [line]
    found += _close(current, heading)
    return found


def _lines(text: str) -> Iterator[str]:
    for raw in _short_lines(text):
        line = raw.replace("\t", " | ") if "\t" in raw else raw
        yield tidy(_CHAT.sub("", line, count=1)) if _CHAT.match(line) else tidy(line)


def _short_lines(text: str) -> Iterator[str]:
    """Lines; one beyond what anybody writes of a producer is cut between words."""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if len(line) <= LONGEST_LINE:
            yield line
        else:
            yield from textwrap.wrap(line, LONGEST_LINE)


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
        return not find_names_in(written)
    spot = find_spot(written)
    if spot is None or find_names_in(written) or _NUMBERED.match(line) or is_organisation(written):
        return False
    left = written.plain[: spot.start] + written.plain[spot.end :]
    words = re.findall(r"[^\W\d_]+", left)
    return len(words) <= 4 and not (_labelled(line) and ":" in line)


def find_names_in(written: Written) -> list[Named]:
    """Names besides the place."""
    return find_names(written, find_spot(written))


def _is_column_row(line: str) -> bool:
    """The header of a table that was copied with it."""
    cells = [fold(cell).strip(" .") for cell in line.split("|")]
    known = sum(cell in _COLUMNS or bool(_FIELD_LABEL.fullmatch(cell)) for cell in cells)
    return len(cells) > 2 and known > 2


def _is_talk(line: str) -> bool:
    """A greeting or thanks that tells of nobody."""
    if not _TALK.match(fold(line)):
        return False
    written = Written(line)
    return written.first(PHONE) is None and not find_names_in(written)


def _begins(line: str, current: list[str]) -> bool:
    """Whether a line begins another producer."""
    folded = fold(line)
    unnumbered = _BULLET.sub("", folded)
    form = current and _RECORD_LABEL.match(_BULLET.sub("", fold(current[0])))
    if form and ":" in line and _FIELD_LABEL.match(unnumbered):
        return False  # "2. Năm sinh: 1990" of a form whose lines are numbered
    if _NUMBERED.match(line) or _RECORD_LABEL.match(unnumbered):
        return True
    if not current:
        return not _is_talk(line)
    if _FIELD_LABEL.match(_BULLET.sub("", folded)):
        return False
    written = Written(line)
    alone = first_words(written, find_spot(written))
    both = PHONE.search(written.plain) and any(PHONE.search(Written(one).plain) for one in current)
    if alone and both and written.plain[alone.end : alone.end + 3].strip()[:1] in ",-–:":
        return True
    names = find_names_in(written)
    head = len(line) - len(_BULLET.sub("", line))
    number = PHONE.match(written.plain, head) if len(written.plain) == len(line) else None
    head = (number.end() if number else head) + 12
    return bool(names) and names[0].start <= head


def _merged(heading: str, line: str) -> str:
    """A heading below a heading keeps what it does not say itself: the commune over hamlets."""
    if find_spot(Written(line)) or not heading:
        return line
    return f"{line} {heading}"[:LONGEST_LINE] if find_spot(Written(heading)) else line


def _close(lines: list[str], heading: str) -> list[Piece]:
    """The producers in the lines of one entry: one, or several in a row."""
    if not lines:
        return []
    text = ", ".join(_BULLET.sub("", line).strip(" ,;") for line in lines)
    if _is_talk(text):
        return []
    ahead = _INTRODUCED.match(text)
    if (
        ahead
        and not _RECORD_LABEL.match(fold(text))
        and not is_organisation(Written(ahead[1]))
        and not find_names_in(Written(ahead[1]))
        and find_names_in(Written(ahead[2]))
    ):
        heading, text = f"{ahead[1]} {heading}".strip(), ahead[2]
    parts = _persons(text)
    shared = f"{_shared(parts)} {_lead(parts)}".strip()
    found = [Piece(part, f"{shared} {heading}".strip()) for part in parts]
    for before, (at, one) in zip(parts, list(enumerate(found))[1:], strict=False):
        if _SAME_HAMLET.search(fold(one.text)):
            found[at] = Piece(one.text, f"{before} {one.heading}".strip())
    return found


def _lead(parts: list[str]) -> str:
    """What stands before the first of a row holds for all: "Thôn 3 có hai nhà nuôi ốc: …"."""
    if len(parts) < 2:
        return ""
    first = Written(parts[0])
    names = find_names_in(first)
    return first.said(0, names[0].start).strip(" ,;:") if names else ""


def _shared(parts: list[str]) -> str:
    """What is said once for all in a row: "… đều trồng cói ở Nga An", "Xã Nga An: chị Lan …"."""
    if len(parts) < 2:
        return ""
    spots = [find_spot(Written(part)) for part in parts]
    if spots[0] and not any(spots[1:]):
        return Written(parts[0]).said(spots[0].start, spots[0].end)
    if spots[-1] is None or any(spots[:-1]):
        return ""
    last = Written(parts[-1])
    together = last.first(_TOGETHER)
    if together:
        return last.said(together.end(), len(last.text))
    sentence = last.plain.rfind(". ", 0, spots[-1].start) + 1
    alone = sentence and _HAMLET_FIRST.match(last.plain, sentence)
    return last.said(sentence if alone else spots[-1].start, len(last.text))


def _persons(text: str) -> list[str]:
    """Cuts before each further name that has words of its own."""
    written = Written(text)
    text = written.text
    names = find_names_in(written)
    cuts = [0]
    for one in names[1:]:
        between = written.plain[cuts[-1] : one.start].rstrip()
        told = PHONE.search(between) is not None or between.endswith(";") or _apart(between)
        ahead = written.plain[one.start :]
        if told and (PHONE.search(ahead) or between.endswith(";")) and not between.endswith("("):
            cuts.append(one.start)
    ends = [*cuts[1:], len(text)]
    parts = [text[start:end].strip(" ,;-–|") for start, end in zip(cuts, ends, strict=True)]
    return [part for part in (re.sub(r"\s+(?:và|va)$", "", part) for part in parts) if part]


def _apart(between: str) -> bool:
    return bool(re.search(r"(?:[,;.]|\sva)$", between)) and bool(
        re.search(r"[0-9]|thon|ban|xom", between)
    )
