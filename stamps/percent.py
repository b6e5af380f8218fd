"""Percent-encoding as GS1 addresses use it: one way to write a value, few ways to read it."""

import re
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from stamps.refusals import BadDigitalLink

# GS1 Digital Link URI syntax 1.2, grammar: of a value's letters only these stand as they are;
# `~` is in none of GS1's sets, and a quotation mark may not stand in any address (RFC 3986).
_BARE: Final = re.compile(r"(?:[0-9A-Za-z._-]|%[0-9A-Fa-f]{2})+")
_BROKEN: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def encoded(value: str) -> str:
    """A value as it stands in an address: hexadecimal digits upper case (RFC 3986, 2.1)."""
    return quote(value, safe="-._").replace("~", "%7E")


def decoded(text: str) -> str:
    """The value behind a part of an address, decoded exactly once. Raises BadDigitalLink.

    Refused: nothing at all, a broken `%`, any letter that had to be encoded, and bytes that are
    no ASCII letter, such as UTF-8 in any length, NUL and other controls.
    """
    if not text:
        raise BadDigitalLink(reason="có phần để trống")
    if _BROKEN.search(text):
        raise BadDigitalLink(reason="dấu % viết sai")
    if not _BARE.fullmatch(text):
        strange = next(letter for letter in text if not _BARE.fullmatch(letter) and letter != "%")
        raise BadDigitalLink(reason=f"chữ {strange!r} phải viết bằng dấu %")
    value = unquote_to_bytes(text).decode("latin-1")
    if not (value.isascii() and value.isprintable()):
        raise BadDigitalLink(reason="có chữ ngoài bảng của GS1")
    return value


def refuse_dots(value: str) -> None:
    """BadDigitalLink for `.` and `..` as a part of the path: whoever reads the address folds them
    away, also where they are written `%2E` (RFC 3986, 5.2.4; WHATWG URL)."""
    if value in (".", ".."):
        raise BadDigitalLink(reason=f"giá trị {value} không đứng được trong địa chỉ")
