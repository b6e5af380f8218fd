"""The service's ring of stamp keys, as the key file holds it now."""

from typing import Final

from flask import current_app

from agrimarket.config import UnsafeStart
from agrimarket.kit.key_watch import keys_of
from agrimarket.kit.keyfile import Keys
from stamps import KeyRing, StampRefusal, refuse_shared

_KEPT: Final = "agrimarket.stamp_ring"


def the_ring() -> KeyRing:
    """The ring of this app's key file; its ciphers are set up once for each change of it."""
    kept = keys_of(current_app).stamps
    known = current_app.extensions.get(_KEPT)
    if known is None or known[0] != kept:
        known = current_app.extensions[_KEPT] = (kept, KeyRing.from_dict(kept))
    ring: KeyRing = known[1]
    return ring


def check_rings(keys: Keys) -> None:
    """UnsafeStart unless stamps and cards have rings of good keys, each used for one thing."""
    try:
        stamps = KeyRing.from_dict(keys.stamps)
        used = [*stamps.keys.values(), *stamps.pin_keys.values()]
        if keys.cards:
            cards = KeyRing.from_dict(keys.cards, kind="card")
            refuse_shared(cards, stamps)
            used += cards.keys.values()
    except StampRefusal as refusal:
        raise UnsafeStart(f"Không mở được khóa tem trong tệp khóa. {refusal.detail}") from None
    others = {keys.cookie, keys.audit, keys.scan}
    others |= {*keys.fields.values(), *keys.blind_index.values()}
    if others & set(used):
        raise UnsafeStart("Tệp khóa dùng một khóa cho tem và cho việc khác. Hãy tạo lại tệp khóa.")


def public_host() -> str:
    """The host that stands in QR codes."""
    host: str = current_app.extensions["agrimarket.settings"].public_host
    return host
