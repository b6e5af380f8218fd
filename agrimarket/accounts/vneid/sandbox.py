"""BẢN THỬ: an honest stand-in for VNeID, which asks for consent, can refuse and lets codes expire.

Its people are invented. Its codes are sealed with the service's own key, so that two processes
of the service are one provider; that a code was used is noted in the database.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from agrimarket.accounts import once
from agrimarket.accounts.vneid.port import OutsideExpired, Subject
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import SealBroken, seal_bytes, unseal_bytes

PAGE = "/ban-thu/vneid"
CODE_LIFE = timedelta(minutes=2)
PLACE = "vneid.sandbox.code"
PEOPLE = {
    person.id: person
    for person in (
        Subject("thu-01", "Người Thử Một", None),
        Subject("thu-02", "Người Thử Hai", None),
        Subject("thu-03", "Người Thử Ba", None),
        Subject("thu-04", "Người Thử Bốn", None),
    )
}


@dataclass(frozen=True)
class Asked:
    """What we asked of the provider, as it stands in the address of its page."""

    redirect: str
    state: str
    nonce: str


class Sandbox:
    """The provider's side of the talk; its page is in pages.py."""

    code = "sandbox"
    name = "VNeID (bản thử)"
    trial = True

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def begin(self, *, redirect: str, state: str, nonce: str) -> str:
        """The page that asks for consent, on this service."""
        return f"{PAGE}?{urlencode(asdict(Asked(redirect, state, nonce)))}"

    def finish(self, *, code: str, redirect: str, nonce: str) -> Subject:
        """Whose code it is; OutsideExpired for an old or used one, or one for something else."""
        said = self._opened(code)
        ends_at = datetime.fromisoformat(said["ends_at"])
        if ends_at < clock.now() or (said["redirect"], said["nonce"]) != (redirect, nonce):
            raise OutsideExpired
        try:
            with one_commit() as session:
                once.spend(session, purpose=once.OUTSIDE_CODE, value=code, ends_at=ends_at)
        except once.SpentAlready:
            raise OutsideExpired from None
        return PEOPLE[said["who"]]

    def agree(self, asked: Asked, who: str, *, life: timedelta = CODE_LIFE) -> str:
        """The code that goes back with the browser; KeyError for somebody unknown."""
        said = {
            "who": PEOPLE[who].id,
            "redirect": asked.redirect,
            "nonce": asked.nonce,
            "ends_at": (clock.now() + life).isoformat(),
        }
        sealed = seal_bytes(self._keys, json.dumps(said).encode(), place=PLACE)
        return urlsafe_b64encode(sealed).decode()

    def _opened(self, code: str) -> dict[str, Any]:
        try:
            plain = unseal_bytes(self._keys, urlsafe_b64decode(code.encode()), place=PLACE)
        except (SealBroken, ValueError):
            raise OutsideExpired from None
        said: dict[str, Any] = json.loads(plain)
        return said
