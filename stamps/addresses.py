"""The address a QR code carries: all upper case, so that the symbol stays small."""

import re
from ipaddress import ip_address
from typing import Final

from stamps.alphabet import CODE_LENGTH, normalise
from stamps.refusals import BadCode, BadHost

# Letters, digits, dots and hyphens are in QR's alphanumeric set (ISO/IEC 18004:2015, table 5).
_HOST: Final = re.compile(
    r"(?=.{1,253}(?::|$))([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?"
)


def split_host(host: str) -> tuple[str, str]:
    """Name and `:port` of a host as written; raises BadHost."""
    found = _HOST.fullmatch(host)
    if found is None or ".." in host or int((found[2] or ":80")[1:]) not in range(1, 65536):
        raise BadHost(host=host)
    return found[1], found[2] or ""


def is_test_host(host: str) -> bool:
    """Whether a host (`name[:port]`) means this machine only: printed stamps are then a trial."""
    name = split_host(host)[0].lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def origin(host: str) -> str:
    """`HTTPS://HOST`, or `HTTP://HOST` for the test host, upper case. Raises BadHost."""
    name, port = split_host(host)
    return f"{'HTTP' if is_test_host(host) else 'HTTPS'}://{name.upper()}{port}"


def scan_address(code: str, *, host: str) -> str:
    """`HTTPS://HOST/CODE`, the text of the symbol. Raises BadHost, BadCode (not 16 letters)."""
    letters = normalise(code)
    if len(letters) != CODE_LENGTH:
        raise BadCode()
    return f"{origin(host)}/{letters}"
