"""Numbers as people say them in a message: 2, 2,5, hai, nửa, hai rưỡi."""

import re
from decimal import Decimal

from agrimarket.households.paste.written import Written

WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip
_MARKED = {
    "mot": "một", "hai": "hai", "ba": "ba", "bon": "bốn", "tu": "tư", "nam": "năm", "sau": "sáu",
    "bay": "bảy", "tam": "tám", "chin": "chín", "muoi": "mười", "nua": "nửa",
}  # fmt: skip
_DIGITS = r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[0-9]+(?:[.,][0-9]+)?(?: nghin(?= ))?"
NUMBER = rf"(?:{_DIGITS}|(?:nua|{'|'.join(WORDS)})(?![\w]))"
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


def is_number(written: Written, start: int, end: int) -> bool:
    """Digits, or the very word: "ba" is three, "Bá" is a name."""
    meant = _MARKED.get(written.plain[start:end])
    mixed = written.capitals and not written.shouted
    if meant and start and mixed and written.text[start].isupper():
        return False  # "chị Bảy"
    return meant is None or written.is_said(start, end, meant)


def value_of(said: str) -> Decimal:
    """The value of what NUMBER matched: 1.500 is 1500, 1.5 and 1,5 are one and a half."""
    if said.endswith(" nghin"):
        return 1000 * value_of(said.removesuffix(" nghin"))
    if said == "nua":
        return Decimal("0.5")
    if said in WORDS:
        return Decimal(WORDS[said])
    if _GROUPED.fullmatch(said):
        return Decimal(said.replace(".", ""))
    return Decimal(said.replace(",", "."))
