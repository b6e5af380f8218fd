"""The service's ring of stamp keys, opened once a process."""

from typing import Final

from flask import current_app

from stamps import KeyRing

_KEPT: Final = "agrimarket.stamp_ring"


def the_ring() -> KeyRing:
    """The ring of this app's key file; setting up its ciphers is paid once."""
    ring: KeyRing | None = current_app.extensions.get(_KEPT)
    if ring is None:
        ring = KeyRing.from_dict(current_app.extensions["agrimarket.keys"].stamps)
        current_app.extensions[_KEPT] = ring
    return ring


def public_host() -> str:
    """The host that stands in QR codes."""
    host: str = current_app.extensions["agrimarket.settings"].public_host
    return host
