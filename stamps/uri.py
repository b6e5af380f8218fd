"""The parts of a GS1 address: base, path segments, pairs of the query (RFC 3986 and GS1's own)."""

import re
from typing import Final

from stamps.addresses import split_host
from stamps.gs1 import Element, is_gtin, to_gtin14
from stamps.gs1.table import IDENTIFIERS, find
from stamps.percent import decoded
from stamps.refusals import BadDigitalLink, BadHost

Extra = tuple[str, str | None]
"""A pair of the query that is not GS1's, as it stands there; None where it has no `=`."""
GTIN: Final = "01"

ADDRESS: Final = re.compile(r"(https?)://([^/?#]*)(/[^?#]*)?(?:\?([^#]*))?(?:#(.*))?", re.I | re.S)
_SEGMENT: Final = re.compile(r"(?:[0-9A-Za-z._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+")  # RFC 3986, 3.3
_EXTRA: Final = re.compile(r"(?:[0-9A-Za-z._~!$'()*+,:@/?-]|%[0-9A-Fa-f]{2})*")
FRAGMENT: Final = re.compile(r"(?:[0-9A-Za-z._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*")
_PAIRS: Final = re.compile("[&;]")  # the grammar of 1.2 has both


def is_key(segment: str) -> bool:
    """Whether a segment is the identifier of a primary key."""
    row = IDENTIFIERS.get(segment)
    return row is not None and row.qualifiers is not None


def filled(ai: str, value: str) -> str:
    """Before 1.3 a GTIN might stand with 8, 12 or 13 digits; it is one number in all lengths."""
    return to_gtin14(value) if ai == GTIN and is_gtin(value) else value


def segments_of(path: str) -> list[str]:
    """The parts between slashes; an escaped slash never divides."""
    segments = path.removeprefix("/").split("/")
    if not path.startswith("/") or "" in segments:
        raise BadDigitalLink(reason="có phần để trống giữa hai dấu /")
    return segments


def checked_base(base: str) -> str:
    """Scheme and host lower case, the stem as it is; never a user name, never another key."""
    found = ADDRESS.fullmatch(base.removesuffix("/"))
    if found is None or found[4] is not None or found[5] is not None:
        raise BadDigitalLink(reason="phải bắt đầu bằng https:// và tên miền")
    try:
        split_host(found[2])
    except BadHost:
        raise BadDigitalLink(reason=f"tên miền {found[2]!r} viết sai") from None
    stem = segments_of(found[3]) if found[3] else []
    for segment in stem:
        if is_key(segment):
            raise BadDigitalLink(reason=f"có hai mã chính, một là ({segment})")
        if not _SEGMENT.fullmatch(segment) or set(segment) <= {"."}:
            raise BadDigitalLink(reason=f"phần {segment!r} viết sai")
    return "/".join([f"{found[1].lower()}://{found[2].lower()}", *stem])


def pairs_of(query: str | None) -> tuple[tuple[Element, ...], tuple[Extra, ...]]:
    """GS1's pairs by their all-numeric names, and all others untouched (1.2, grammar)."""
    attributes: list[Element] = []
    extras: list[Extra] = []
    for pair in _PAIRS.split(query) if query is not None else ():
        name, equals, value = pair.partition("=")
        if name.isascii() and name.isdigit():
            find(name)
            attributes.append((name, filled(name, decoded(value))))
        elif name and _EXTRA.fullmatch(name) and not _hides_number(name):
            if not _EXTRA.fullmatch(value.replace("=", "")):
                raise BadDigitalLink(reason=f"mục {name} sau dấu ? viết sai")
            extras.append((name, value if equals else None))
        else:
            raise BadDigitalLink(reason="có mục sau dấu ? viết sai")
    return tuple(attributes), tuple(extras)


def _hides_number(name: str) -> bool:
    """Whether a name hides an identifier behind percent-encoding (`%31%30` for 10)."""
    return "%" in name and re.fullmatch(r"(?:[0-9]|%3[0-9])+", name) is not None
