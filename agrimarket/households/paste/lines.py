"""The lines of a pasted text, without what the chat wrote around them."""

import itertools
import re
import textwrap
from collections.abc import Iterator

from agrimarket.places import fold, tidy, tone_key

LONGEST_LINE = 500  # letters; reading takes the square of it
_CHAT = re.compile(
    r"^\s*(?:\[?[^\[\]\n]{0,40}?\[?(?:[01]?[0-9]|"
    r"2[0-3])[:h][0-5][0-9](?::[0-5][0-9])?(?:\s*,?\s*[0-3]?[0-9]/[01]?[0-9](?:/[0-9]{2,4})?)?\]?)"
    r"(?:\s*[^\W\d][^:\n]{0,40}:)?\s*"
)
_SPOKEN = {
    tone_key(word): str(digit)
    for digit, word_s in enumerate(
        ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy bẩy", "tám", "chín")
    )
    for word in word_s.split()
}
_ONE_SPOKEN = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín"
_DICTATED = re.compile(rf"(?<![\w])(?:(?:{_ONE_SPOKEN})\s+){{8,11}}(?:{_ONE_SPOKEN})(?![\w])", re.I)
_INLINE = re.compile(r"(?:^|(?<=[\s.;,:(]))([1-9][0-9]?)\s?[/.)]\s*(?=[^\W\d_])")
# what a chat writes over a message that was passed on
_PASSED_ON = re.compile(
    r"^\W*(?:tin nhan (?:da )?(?:duoc )?chuyen tiep|(?:da )?chuyen tiep|forwarded(?: message)?|"
    r"fwd?|"
    r"tra loi|trich dan)(?: tu| from)?(?![\w])\W*"
)
_FROM = re.compile(r"^\W*(?:tu|from|nguoi gui|gui boi)\s*:")
_STAMP = re.compile(
    r"^[^\d\n|:]{2,50}[,:]?\s*\[?(?:[0-3]?[0-9]/[01]?[0-9](?:/[0-9]{2,4})?[ ,]+)?"
    r"[0-2]?[0-9][:h][0-5][0-9](?::[0-5][0-9])?(?:[ "
    r",]+[0-3]?[0-9]/[01]?[0-9](?:/[0-9]{2,4})?)?\]?\W*$"
)
_UNDERLINE = re.compile(r"\s*_+\s*")
_SENDER_WORDS = 8


def lines_of(text: str) -> Iterator[str]:
    """The lines, tidy and cut; neither longer than `LONGEST_LINE` nor about who passed them on."""
    for raw in _short_lines(text):
        line = raw.replace("\t", " | ") if "\t" in raw else raw
        line = _UNDERLINE.sub(" - ", line) if "_" in line else line
        line = _DICTATED.sub(_digits, line)
        line = tidy(_CHAT.sub("", line, count=1)) if _CHAT.match(line) else tidy(line)
        told = _without_sender(line)
        if told is not None:
            yield from _numbered_parts(told)


def _without_sender(line: str) -> str | None:
    """The line without "Chuyển tiếp:"; None where it is only about who sent it and when."""
    if _STAMP.match(line):
        return None
    folded = fold(line)
    passed = _PASSED_ON.match(folded) if len(folded) == len(line) else None
    if passed is None:
        return None if _FROM.match(folded) and len(folded.split()) <= _SENDER_WORDS else line
    digits = sum(letter.isdigit() for letter in line)
    return line[passed.end() :] if digits > 1 else None


def _digits(match: re.Match[str]) -> str:
    """A number that was spoken: "không chín một …"."""
    return "".join(_SPOKEN[tone_key(word)] for word in match.group().split())


def _numbered_parts(line: str) -> list[str]:
    """ "Em gửi 2 hộ: 1/ Trịnh Văn Hưng … 2/ Trịnh Thị Dịu …" is three lines."""
    marks = list(_INLINE.finditer(line))
    numbers = [int(one[1]) for one in marks]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
        return [line]
    cuts = [0, *(one.start(1) for one in marks), len(line)]
    parts = [line[start:end].strip(" ,;(") for start, end in itertools.pairwise(cuts)]
    return [part for part in parts if part]


def _short_lines(text: str) -> Iterator[str]:
    """Lines; one beyond what anybody writes of a producer is cut between words."""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if len(line) <= LONGEST_LINE:
            yield line
        else:
            yield from textwrap.wrap(line, LONGEST_LINE)
