"""GS1 Digital Link addresses of a product, its lot and one item: built and strictly parsed."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from stamps.addresses import origin
from stamps.gs1 import to_gtin14
from stamps.refusals import BadDigitalLink

# GS1 General Specifications, 7.11: character set 82; lot (10) and serial (21) take 1..20 of it.
_VALUE: Final = re.compile(r"""[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}""")
_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_QUALIFIERS: Final = ("10", "21")  # the order the standard gives them after 01, less variant (22)


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """What a path says: a GTIN-14, and a lot (AI 10) and a serial (AI 21) where it names them."""

    gtin: str
    lot: str | None = None
    serial: str | None = None


def build(*, host: str, gtin: str, lot: str | None = None, code: str | None = None) -> str:
    """`HTTPS://HOST/01/GTIN14/10/LOT/21/CODE`, each part left out where it is None.

    GS1 Digital Link URI syntax 1.2, 4.9. Raises BadHost, BadGtin, BadDigitalLink.
    """
    parts = [origin(host), "01", to_gtin14(gtin)]
    for qualifier, value in zip(_QUALIFIERS, (lot, code), strict=True):
        if value is not None:
            parts += [qualifier, quote(_checked(value), safe="")]
    return "/".join(parts)


def parse(path: str) -> DigitalLink:
    """Read `/01/{gtin}[/10/{lot}][/21/{serial}]`; the path alone, without host and query.

    Everything else is refused with BadDigitalLink or BadGtin: other identifiers, another order,
    repeats, empty parts, broken percent-encoding, a wrong check digit.
    """
    parts = path.split("/")
    if len(parts) % 2 == 0 or len(parts) < 3 or parts[0] or parts[1] != "01":
        raise BadDigitalLink(reason="phải bắt đầu bằng /01/")
    gtin = to_gtin14(parts[2])
    values: dict[str, str] = {}
    allowed = list(_QUALIFIERS)
    for qualifier, value in zip(parts[3::2], parts[4::2], strict=True):
        if qualifier not in allowed:
            raise BadDigitalLink(reason="mã phụ lạ, lặp lại hoặc sai thứ tự")
        del allowed[: allowed.index(qualifier) + 1]
        values[qualifier] = _checked(_decoded(value))
    return DigitalLink(gtin, values.get("10"), values.get("21"))


def _decoded(value: str) -> str:
    if _PERCENT.search(value):
        raise BadDigitalLink(reason="dấu % viết sai")
    try:
        return unquote_to_bytes(value).decode("ascii")
    except UnicodeDecodeError:
        raise BadDigitalLink(reason="có chữ ngoài bảng của GS1") from None


def _checked(value: str) -> str:
    if not _VALUE.fullmatch(value):
        raise BadDigitalLink(reason="mỗi phần có từ 1 đến 20 chữ của bảng GS1")
    return value
