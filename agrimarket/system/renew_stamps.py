"""A newer key of the stamps: new orders carry its letter, printed stamps stay valid."""

import secrets
from pathlib import Path
from time import sleep
from typing import Any

from flask import Flask

from agrimarket.kit import key_watch, keyfile
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.keyfile import Keys
from agrimarket.system import key_versions
from agrimarket.system.rotate import GRACE_SECONDS, enter_marks
from stamps import KeyRing
from stamps.keys import CARD_LETTERS

STAMPS = "stamps"


class StampVersionsUsedUp(Refusal):
    """Stamps have 24 letters for versions; the last eight of the alphabet are the cards'."""

    code = "stamp_versions_used_up"
    kind = Kind.CONFLICT
    sentence = (
        "Đã dùng hết {count} phiên bản khóa của tem. "
        "Hãy dùng tiếp khóa hiện nay và nhờ người viết phần mềm."
    )


def renew_stamps(app: Flask, *, add_only: bool = False, grace: float = GRACE_SECONDS) -> str:
    """A newer key, and a newer key of hidden PINs, for stamps issued from now on; its letter.

    It first only opens, until every process has looked at the key file; `add_only` stops there,
    for several machines. Stopped in the middle, it goes on where it was. The old keys stay in the
    file for good: what was printed under them opens, and orders of before are printed under
    theirs. StampVersionsUsedUp, RotationRunning, UnsafeStart.
    """
    path: Path = app.extensions["agrimarket.settings"].key_file
    with key_versions.held(path):
        ring = _added(path)
        key_watch.forget_look(app)
        enter_marks(app)
        if not add_only:
            sleep(grace)  # every process can open what the newer key will seal
            _put(path, KeyRing(ring.keys, ring.versions[-1], pin_keys=ring.pin_keys))
            key_watch.forget_look(app)
    return ring.versions[-1]


def versions(keys: Keys) -> dict[str, tuple[list[str], str]]:
    """The letters there are, and the one of new stamps; for `keys show`."""
    ring = KeyRing.from_dict(keys.stamps)
    return {STAMPS: (list(ring.versions), ring.active)}


def _added(path: Path) -> KeyRing:
    """The ring with a version that opens but does not seal yet, added now or before a stop."""
    content = keyfile.read(path)
    ring = KeyRing.from_dict(content[STAMPS])
    if ring.versions[-1] != ring.active:
        return ring
    newer = ring.rotated(secrets.token_bytes(32), pin_key=secrets.token_bytes(32))
    if newer.active in CARD_LETTERS:  # a stamp must not begin like a card
        raise StampVersionsUsedUp(count=len(ring.versions))
    wider = KeyRing(newer.keys, ring.active, pin_keys=newer.pin_keys)
    _put(path, wider)
    return wider


def _put(path: Path, ring: KeyRing) -> None:
    content: dict[str, Any] = keyfile.read(path)
    content[STAMPS] = ring.to_dict()
    keyfile.replace(path, content)
