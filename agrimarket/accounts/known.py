"""A mark in browsers that somebody signed in with, so that strangers cannot lock him out there."""

import secrets
from collections.abc import Sequence

from itsdangerous import BadSignature, URLSafeSerializer

from agrimarket.accounts.models import Account
from agrimarket.kit.keyfile import Keys

COOKIE = "agrimarket_known"
KEPT = 365 * 86_400  # seconds
MOST_PEOPLE = 8  # of one browser, such as the one in a commune's office


class KnownBrowser:
    """What the cookie says: a random name of this browser, and marks of who signed in here."""

    def __init__(self, keys: Keys, cookie: str) -> None:
        self._signer = URLSafeSerializer(keys.cookie, salt="known-browser")
        self.name, self._marks = self._read(cookie)

    def knows(self, account: Account) -> bool:
        """True when the account signed in here since its sessions were last all ended."""
        return self._mark(account) in self._marks

    def subject(self, account: Account) -> str:
        """What tries of this account in this browser are counted under."""
        return f"{account.id}.{self.name}"

    def with_account(self, account: Account) -> str:
        """The cookie's new content once the account signed in here."""
        mark = self._mark(account)
        marks = [mark, *(old for old in self._marks if old != mark)]
        text: str = self._signer.dumps([self.name, *marks[:MOST_PEOPLE]])
        return text

    def _read(self, cookie: str) -> tuple[str, Sequence[str]]:
        try:
            name, *marks = self._signer.loads(cookie)
        except (BadSignature, ValueError, TypeError):
            return secrets.token_urlsafe(12), []
        return str(name), marks

    def _mark(self, account: Account) -> str:
        """Bound to the stamp: who knew an old password has no tries left over from then."""
        signature: bytes = self._signer.make_signer("mark").get_signature(
            f"{account.id}.{account.session_stamp}"
        )
        return signature.decode()[:16]
