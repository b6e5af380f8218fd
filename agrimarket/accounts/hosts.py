"""Under which address people use the service: a passkey or a foreign sign-in is bound to it."""

from dataclasses import dataclass

from agrimarket.config import LOOPBACK_HOSTS, Settings
from agrimarket.kit.errors import Refusal

BY_NAME = "localhost"


class HostUnknown(Refusal):
    """The Host header names an address that is not ours."""

    code = "host_unknown"
    sentence = "Bạn đang mở trang qua một địa chỉ lạ. Hãy mở lại bằng địa chỉ {address}."


class HostIsNumber(Refusal):
    """Browsers bind passkeys to names (W3C Web Authentication Level 3, 5.1.3), not to numbers."""

    code = "host_is_number"
    sentence = "Chìa khóa chỉ dùng được khi mở trang bằng tên máy. Hãy mở {address}."


@dataclass(frozen=True)
class Site:
    """One of our own addresses: `name` without port, `origin` as browsers write it."""

    name: str
    origin: str


def site_of(settings: Settings, *, scheme: str, host: str) -> Site:
    """The address a request came to, once it is known as ours; HostUnknown.

    While the service runs on the loopback address any port of it is ours: nobody else is there.
    """
    name = _without_port(host)
    if settings.is_trial:
        if name in LOOPBACK_HOSTS:
            return Site(name, f"{scheme}://{host.lower()}")
    elif host.lower() == settings.public_host.lower():
        return Site(name, f"https://{host.lower()}")
    raise HostUnknown(address=settings.public_base)


def named_site_of(settings: Settings, *, scheme: str, host: str) -> Site:
    """The same where a name is needed; HostUnknown, HostIsNumber."""
    site = site_of(settings, scheme=scheme, host=host)
    if site.name in LOOPBACK_HOSTS and site.name != BY_NAME:
        raise HostIsNumber(address=site.origin.replace(site.name, BY_NAME))
    return site


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()
