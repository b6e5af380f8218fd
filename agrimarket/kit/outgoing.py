"""The only file that calls the outside: https, public addresses, no redirects, bounded in all."""

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import urllib3

from agrimarket.kit.errors import Kind, Refusal

SECONDS = 10.0
MOST_BYTES = 4 << 20
PORTS = {"https": 443, "http": 80}


class AddressForbidden(Refusal):
    """Not https, no public address, or a name that leads into a private network."""

    code = "address_forbidden"
    kind = Kind.FORBIDDEN
    sentence = "Địa chỉ này không được phép gọi tới. Hãy dùng địa chỉ https công khai của bên nhận."


class NoAnswer(Refusal):
    """The other side did not answer in time, broke off, or answered too much."""

    code = "no_answer"
    kind = Kind.CONFLICT
    sentence = "Bên kia chưa trả lời. Hãy thử lại sau ít phút."


@dataclass(frozen=True)
class Answer:
    """What came back: status, header names in lower case, body in bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def call(
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    loopback: bool = False,
) -> Answer:
    """One request to a public https address; AddressForbidden, NoAnswer. A redirect is an answer.

    The name is looked up once and the connection made to exactly the address that was judged, so
    that a name cannot lead elsewhere the second time (DNS rebinding). `loopback` is for sandboxes
    on this machine alone, and then allows nothing but this machine.
    """
    parts, port = _parts(url, loopback)
    address = _judged(parts.hostname or "", port, loopback)
    pool = _pool(parts, address, port, seconds)
    path = parts.path or "/"
    target = f"{path}?{parts.query}" if parts.query else path
    try:
        response = pool.urlopen(
            method, target, body=body, headers={**(headers or {}), "Host": parts.netloc},
            redirect=False, retries=False, preload_content=False, assert_same_host=False,
        )  # fmt: skip
        content = response.read(MOST_BYTES + 1, decode_content=False)
        if len(content) > MOST_BYTES:
            raise NoAnswer
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, names, content)
    except (urllib3.exceptions.HTTPError, OSError, ValueError):
        raise NoAnswer from None
    finally:
        pool.close()


def _parts(url: str, loopback: bool) -> tuple[SplitResult, int]:
    """The address taken apart; AddressForbidden where it is no plain https address."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise AddressForbidden from None
    schemes = {"http", "https"} if loopback else {"https"}
    plain = parts.hostname and not parts.username and not parts.password
    if parts.scheme not in schemes or not plain or (not loopback and port != 443):
        raise AddressForbidden
    return parts, port


def _judged(host: str, port: int, loopback: bool) -> str:
    """The one address to connect to; AddressForbidden where any of the name's is not allowed."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise NoAnswer from None
    for text in found:
        if not _allowed(ipaddress.ip_address(text.partition("%")[0]), loopback):
            raise AddressForbidden
    return sorted(found)[0]


def _allowed(address: ipaddress.IPv4Address | ipaddress.IPv6Address, loopback: bool) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None:
        return _allowed(inner, loopback)
    if loopback:
        return address.is_loopback
    return address.is_global and not address.is_multicast


def _pool(
    parts: SplitResult, address: str, port: int, seconds: float
) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(total=seconds)
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=timeout, server_hostname=parts.hostname,
        assert_hostname=parts.hostname, cert_reqs="CERT_REQUIRED",
    )  # fmt: skip
