"""Element strings: `(01)…(10)…` as people read them, and with FNC1 as scanners send them."""

import re
from collections.abc import Iterable
from typing import Final

from stamps.gs1.pairs import Element, check_elements
from stamps.gs1.table import IDENTIFIERS, find
from stamps.gs1.values import check_value, longest
from stamps.refusals import BadElementString

FNC1: Final = "\x1d"  # how readers pass the separator on (GS1 General Specifications, 7.8.3)
# Symbology identifiers of GS1 symbols (ISO/IEC 15424): DataBar, GS1-128, DataMatrix, QR, DotCode.
_SYMBOLOGIES: Final = ("]e0", "]e1", "]e2", "]C1", "]d2", "]Q3", "]J1")
_BRACKETED: Final = re.compile(r"\(([0-9]{2,4})\)((?:[^\\(]|\\\()*)")
_LENGTHS: Final = (2, 3, 4)


def parse_elements(text: str, *, complete: bool = True) -> tuple[Element, ...]:
    r"""Read `(01)08931234567897(10)L-1`, in the order written.

    A bracket that belongs to a value is written `\(`: the standard's own letters have no
    backslash. Raises BadElementString, and what `check_elements` raises.
    """
    found: list[Element] = []
    at = 0
    while at < len(text):
        one = _BRACKETED.match(text, at)
        if one is None:
            raise BadElementString(at=at + 1, reason="chỗ này phải là mã trong ngoặc, như (01)")
        found.append((one[1], one[2].replace("\\(", "(")))
        at = one.end()
    return _checked(found, complete)


def write_elements(elements: Iterable[Element]) -> str:
    """Elements with brackets, as they are printed under a symbol. Raises as `check_elements`."""
    listed = list(_checked(list(elements), complete=False))
    return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in listed)


def parse_scanned(data: str, *, complete: bool = True) -> tuple[Element, ...]:
    r"""Read what a scanner sends: `010893123456789710L-1\x1d21ABC`.

    A symbology identifier or FNC1 in front may be there. After a value of varying length stands
    FNC1, or the end; after one of fixed length it may stand. Raises as `parse_elements`.
    """
    at = 3 if data.startswith(_SYMBOLOGIES) else 0
    at += data.startswith(FNC1, at)
    found: list[Element] = []
    while at < len(data):
        ai = _identifier(data, at)
        end = _end(data, ai, at + len(ai))
        check_value(ai, data[at + len(ai) : end])
        found.append((ai, data[at + len(ai) : end]))
        at = end + data.startswith(FNC1, end)
        if at == len(data) and at > end:
            raise BadElementString(at=at, reason="dấu ngăn ở cuối mà không có gì theo sau")
    return _checked(found, complete)


def write_scanned(elements: Iterable[Element]) -> str:
    """Elements as a symbol carries them, FNC1 only where a value of varying length goes on."""
    listed = _checked(list(elements), complete=False)
    parts = [f"{ai}{value}{'' if find(ai).fixed else FNC1}" for ai, value in listed]
    return "".join(parts).removesuffix(FNC1)


def _identifier(data: str, at: int) -> str:
    """No identifier begins another, so the first that fits is the one."""
    for length in _LENGTHS:
        if data[at : at + length] in IDENTIFIERS:
            return data[at : at + length]
    raise BadElementString(at=at + 1, reason=f"GS1 không có mã nào bắt đầu bằng {data[at:][:4]!r}")


def _end(data: str, ai: str, start: int) -> int:
    if find(ai).fixed:
        return min(start + longest(ai), len(data))
    stop = data.find(FNC1, start)
    return len(data) if stop < 0 else stop


def _checked(found: list[Element], complete: bool) -> tuple[Element, ...]:
    if not found:
        raise BadElementString(at=1, reason="không có gì để đọc")
    check_elements(found, complete=complete)
    return tuple(found)
