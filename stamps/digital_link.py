"""GS1 Digital Link addresses, built and strictly parsed (URI syntax 1.2 and later)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from stamps.addresses import origin
from stamps.gs1 import Element, check_elements, to_gtin14
from stamps.gs1.table import Identifier, find
from stamps.gs1.values import check_value, named
from stamps.percent import decoded, encoded, refuse_dots
from stamps.refusals import BadDigitalLink, NotAnAttribute, RepeatedIdentifier
from stamps.uri import (
    ADDRESS,
    FRAGMENT,
    GTIN,
    Extra,
    checked_base,
    filled,
    is_key,
    pairs_of,
    segments_of,
)

CANONICAL: Final = "https://id.gs1.org"
# Short names of 1.0 and 1.1, deprecated in 1.2 and gone in 1.3.
_ALPHAS: Final = re.compile(
    "cpid|gcn|gdti|giai|ginc|gln|gmn|grai|gsin|gsrnp?|gtin|itip|party|sscc", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """What an address says. `path` is the primary key and its qualifiers, `attributes` what
    stands after the `?`; `base` is all before the key, without a slash at the end. `extras` are
    pairs of the query that are not GS1's."""

    path: tuple[Element, ...]
    attributes: tuple[Element, ...] = ()
    base: str = CANONICAL
    extras: tuple[Extra, ...] = ()
    fragment: str | None = None

    @property
    def elements(self) -> tuple[Element, ...]:
        """All it says as elements, for element strings and symbols without an address."""
        return self.path + self.attributes

    def value(self, ai: str) -> str | None:
        """The value of one identifier, or None."""
        return dict(self.elements).get(ai)

    @property
    def gtin(self) -> str | None:
        """The GTIN-14 that is the primary key, where a trade item is meant."""
        return dict(self.path).get(GTIN)

    @property
    def lot(self) -> str | None:
        """Batch or lot (10), of the path."""
        return dict(self.path).get("10")

    @property
    def serial(self) -> str | None:
        """Serial (21), of the path; a stamp's code where the address is ours."""
        return dict(self.path).get("21")

    def canonical(self) -> "DigitalLink":
        """The same under GS1's own domain: attributes in the order of their identifiers, nothing
        that is not GS1's. Two addresses that say the same have one canonical form."""
        return DigitalLink(self.path, tuple(sorted(self.attributes)))

    def __str__(self) -> str:
        pairs = [f"{ai}={encoded(value)}" for ai, value in self.attributes]
        pairs += [key if value is None else f"{key}={value}" for key, value in self.extras]
        return (
            self.base
            + "".join(f"/{ai}/{encoded(value)}" for ai, value in self.path)
            + (f"?{'&'.join(pairs)}" if pairs else "")
            + (f"#{self.fragment}" if self.fragment is not None else "")
        )


def build(elements: Iterable[Element], *, base: str = CANONICAL) -> str:
    """An address for elements in any order: `build([("17", "270131"), ("01", gtin)])`.

    The first primary key among them leads, its qualifiers follow in the standard's order, the
    rest becomes the query. `base` is `https://host[:port][/stem]`. A GTIN of 8 to 13 digits is
    filled to 14. Raises BadDigitalLink, NotAnAttribute, and what `gs1.check_elements` raises.
    """
    given = [(ai, filled(ai, value)) for ai, value in elements]
    check_elements(given)
    key = next((one for one in given if find(one[0]).qualifiers is not None), None)
    if key is None:
        raise BadDigitalLink(reason="thiếu mã chính, như (01) mã sản phẩm")
    rest = [one for one in given if one is not key]
    path = (key, *_qualifiers(find(key[0]), rest))
    link = DigitalLink(path, tuple(one for one in rest if one not in path), checked_base(base))
    return str(_checked(link))


def build_stamp(*, host: str, gtin: str, lot: str | None = None, code: str | None = None) -> str:
    """`HTTPS://HOST/01/GTIN14/10/LOT/21/CODE`, as stamps print it: upper case, so that the symbol
    stays small; each part left out where it is None. Raises BadHost, BadGtin, BadGs1Value,
    BadDigitalLink."""
    parts = [origin(host), GTIN, to_gtin14(gtin)]
    for ai, value in (("10", lot), ("21", code)):
        if value is not None:
            check_value(ai, value)
            refuse_dots(value)
            parts += [ai, encoded(value)]
    return "/".join(parts)


def parse(address: str) -> DigitalLink:
    """Read a whole address, whatever its host and stem.

    Everything the standard does not have is refused: another scheme, user names, short names
    (`/gtin/`), a key or qualifier out of place, repeated or unknown identifiers, empty parts, a
    wrong check digit or date, letters that had to be encoded. Raises BadDigitalLink,
    NotAnAttribute, and what `gs1.check_elements` raises.
    """
    found = ADDRESS.fullmatch(address)
    if found is None:
        raise BadDigitalLink(reason="phải bắt đầu bằng https:// và tên miền")
    scheme, host, path, query, fragment = found.groups()
    segments = segments_of(path or "")
    at = _key_at(segments)
    base = checked_base("/".join([f"{scheme}://{host}", *segments[:at]]))
    return _read(segments[at:], query, fragment, base)


def parse_path(path: str, query: str | None = None) -> DigitalLink:
    """Read `/01/{gtin}/…` of a host that serves keys right below its root; raises as `parse`."""
    segments = segments_of(path)
    if not is_key(segments[0]):
        raise BadDigitalLink(reason="phải bắt đầu bằng mã chính, như /01/")
    return _read(segments, query, None, CANONICAL)


def _read(
    segments: Sequence[str], query: str | None, fragment: str | None, base: str
) -> DigitalLink:
    if len(segments) % 2:
        raise BadDigitalLink(reason=f"mã ({segments[-1]}) ở cuối không có giá trị")
    pairs = zip(segments[::2], segments[1::2], strict=True)
    path = tuple((ai, filled(ai, decoded(value))) for ai, value in pairs)
    for ai, _ in path:
        if not (ai.isascii() and ai.isdigit()):
            raise BadDigitalLink(reason=f"{ai!r} không phải mã của GS1")
        find(ai)
    attributes, extras = pairs_of(query)
    if fragment is not None and not FRAGMENT.fullmatch(fragment):
        raise BadDigitalLink(reason="phần sau dấu # viết sai")
    return _checked(DigitalLink(path, attributes, base, extras, fragment))


def _key_at(segments: Sequence[str]) -> int:
    """Where the primary key stands: the last one, as values may look like one."""
    for at in range(len(segments) - 1, -1, -1):
        if is_key(segments[at]) and (len(segments) - at) % 2 == 0:
            return at
    for segment in segments:
        if _ALPHAS.fullmatch(segment):
            raise BadDigitalLink(reason=f"tên chữ {segment} không còn dùng, phải viết bằng số")
    raise BadDigitalLink(reason="thiếu mã chính, như /01/ và mã sản phẩm")


def _qualifiers(key: Identifier, given: Sequence[Element]) -> tuple[Element, ...]:
    """Those of the elements that qualify this key, in the order of the sequence that fits best."""
    values = dict(given)
    best = max(key.qualifiers or ((),), key=lambda sequence: len(set(sequence) & set(values)))
    return tuple((ai, values[ai]) for ai in best if ai in values)


def _checked(link: DigitalLink) -> DigitalLink:
    """The link where its parts are in their places and right."""
    (key, _), *qualifiers = link.path
    names = tuple(ai for ai, _ in qualifiers)
    twice = next((ai for ai in (key, *names) if [key, *names].count(ai) > 1), None)
    if twice is not None:
        raise RepeatedIdentifier(item=named(twice))
    if not _is_sequence(find(key), names):
        raise BadDigitalLink(reason=f"mã đi sau {named(key)} lạ hoặc sai thứ tự")
    for ai, _ in link.attributes:
        _refuse_misplaced(ai, find(key), names)
    check_elements(link.elements)
    for _, value in link.path:
        refuse_dots(value)
    return link


def _is_sequence(key: Identifier, names: Sequence[str]) -> bool:
    """Whether the names stand in the order of one of the key's sequences, some left out."""
    for sequence in key.qualifiers or ():
        if tuple(ai for ai in sequence if ai in names) == tuple(names):
            return True
    return False


def _refuse_misplaced(ai: str, key: Identifier, names: Sequence[str]) -> None:
    """An attribute may not be one that only qualifies, nor a qualifier of this very key."""
    belongs = any(
        ai in sequence and set(names) <= set(sequence) for sequence in key.qualifiers or ()
    )
    if ai not in names and (belongs or not find(ai).attribute):
        raise NotAnAttribute(item=named(ai))
