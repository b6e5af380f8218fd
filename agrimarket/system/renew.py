"""New keys where the old ones stay for good: of citizen numbers typed offline, and of cards."""

import secrets
from pathlib import Path
from time import sleep
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from agrimarket.fieldwork import citizen
from agrimarket.households.cards.ring import CardsNotSetUp
from agrimarket.issuing.log import write as log
from agrimarket.kit import key_watch, keyfile
from agrimarket.kit import signing as kit_signing
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.keyfile import Keys
from agrimarket.system import key_versions
from agrimarket.system.rotate import GRACE_SECONDS, enter_marks
from stamps import KeyRing, StampRefusal, refuse_shared

CARDS = "cards"


class CardVersionsUsedUp(Refusal):
    """Versions of cards have eight letters of their own; a ninth would look like a stamp's."""

    code = "card_versions_used_up"
    kind = Kind.CONFLICT
    sentence = (
        "Đã dùng hết {count} phiên bản khóa của thẻ hộ. "
        "Hãy dùng tiếp khóa hiện nay: thẻ đã in và thẻ mới vẫn đọc được."
    )


def renew_citizen(app: Flask) -> int:
    """A new key pair for what phones seal from their next contact on; how many there are now.

    Older private halves stay: a phone may come back with what it sealed a season ago.
    """
    with one_commit() as session:
        citizen.renew(session, key_watch.keys_of(app))
        return citizen.count(session)


def renew_cards(app: Flask, *, add_only: bool = False, grace: float = GRACE_SECONDS) -> str:
    """A newer key for cards given from now on; the letter of its version.

    It first only opens, until every process has looked at the key file; `add_only` stops there,
    for several machines. Stopped in the middle, it goes on where it was. Cards printed before
    open with the key they were printed under. CardsNotSetUp, CardVersionsUsedUp, RotationRunning.
    """
    path: Path = app.extensions["agrimarket.settings"].key_file
    with key_versions.held(path):
        ring = _added(path)
        key_watch.forget_look(app)
        enter_marks(app)
        if not add_only:
            sleep(grace)  # every process can open what the newer key will seal
            _put(path, KeyRing(ring.keys, ring.versions[-1], "card"))
            key_watch.forget_look(app)
    return ring.versions[-1]


def renew_signing(app: Flask, *, lost: bool = False, add_only: bool = False) -> str:
    """A newer key for the public log and all else that is signed; its fingerprint.

    The log names it first, signed by the old key (`lost`: by the new one alone), then it is in
    force and the old one leaves the file. Stopped in the middle, it goes on where it was;
    `add_only` stops after the file has both, to copy it to other machines first.
    RotationRunning, LogKeyMissing, LogKeyKept, LogBroken.
    """
    path = kit_signing.path_beside(app.extensions["agrimarket.settings"].key_file)
    with key_versions.held(path):
        if lost:
            kit_signing.make(path)  # unless another one came into its place
        name = kit_signing.add(path)
        if lost:
            kit_signing.take(app)
        if add_only:
            return name
        with one_commit() as session:
            log.enter_key(session, name, lost=lost)
        kit_signing.put_in_force(path, name)
    return name


def versions(session: Session, keys: Keys) -> dict[str, tuple[list[str], str]]:
    """Purpose > the versions there are, and the one that is used; for `keys show`."""
    found: dict[str, tuple[list[str], str]] = {}
    if keys.cards:
        ring = KeyRing.from_dict(keys.cards, kind="card")
        found[CARDS] = (list(ring.versions), ring.active)
    pairs = [str(number) for number in range(1, citizen.count(session) + 1)]
    name = kit_signing.fingerprint()[:16]
    found["signing"] = ([name], name)
    return found | ({"citizen": (pairs, pairs[-1])} if pairs else {})


def _added(path: Path) -> KeyRing:
    """The ring with a version that opens but does not seal yet, added now or before a stop."""
    content = keyfile.read(path)
    if not content.get(CARDS):
        raise CardsNotSetUp
    ring = KeyRing.from_dict(content[CARDS], kind="card")
    if ring.versions[-1] != ring.active:
        return ring
    try:
        newer = ring.rotated(secrets.token_bytes(32))
    except StampRefusal:  # no letter is free
        raise CardVersionsUsedUp(count=len(ring.versions)) from None
    wider = KeyRing(newer.keys, ring.active, "card")
    refuse_shared(wider, KeyRing.from_dict(content["stamps"]))
    _put(path, wider)
    return wider


def _put(path: Path, ring: KeyRing) -> None:
    content: dict[str, Any] = keyfile.read(path)
    content[CARDS] = ring.to_dict()
    keyfile.replace(path, content)
