"""Recovery codes: ten on paper for the day the phone is lost; each counts once."""

import hashlib
import hmac
import secrets

from agrimarket.accounts.models import Account

COUNT = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that people confuse
GROUPS, GROUP = 3, 5  # 31^15, some 74 bits: a plain hash of it cannot be searched through


def make(account: Account) -> list[str]:
    """Ten new codes, told this once; older ones count no more."""
    codes = ["-".join(_group() for _ in range(GROUPS)) for _ in range(COUNT)]
    account.recovery_hashes = [_hash(account, code) for code in codes]
    return codes


def take(account: Account, code: str) -> bool:
    """True for a code that was not used yet; it is crossed out."""
    typed = _hash(account, code)
    left = [kept for kept in account.recovery_hashes if not hmac.compare_digest(kept, typed)]
    if len(left) == len(account.recovery_hashes):
        return False
    account.recovery_hashes = left
    return True


def drop(account: Account) -> None:
    """None counts any more."""
    account.recovery_hashes = []


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(GROUP))


def _hash(account: Account, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(f"{account.id}\0{plain}".encode()).hexdigest()
