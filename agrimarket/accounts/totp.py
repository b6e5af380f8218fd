"""Codes by time from an app on the phone (RFC 6238), as a second proof; each counts once."""

from datetime import datetime
from typing import Any

import pyotp
from pyotp.utils import strings_equal

from agrimarket.accounts.models import Account
from agrimarket.kit import clock
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.rekey import SealedColumn
from agrimarket.kit.sealed import seal, unseal

ISSUER = "Tem nông sản"
STEP_SECONDS = 30
WINDOW = 1  # steps before and after the present one (RFC 6238 5.2 advises at most one)
DIGITS = 6
SECRET_LETTERS = 32  # base32, 160 bits as RFC 4226 4 recommends


def is_on(account: Account) -> bool:
    """True once the first code was typed in."""
    return account.totp_sealed is not None and account.totp_confirmed_at is not None


def start(account: Account, keys: Keys) -> None:
    """Give the account a new secret that does not count before its first code."""
    secret = pyotp.random_base32(SECRET_LETTERS)
    account.totp_sealed = seal(keys, secret, place=_place(account))
    account.totp_confirmed_at = account.totp_last_step = None


def stop(account: Account) -> None:
    """Forget the secret."""
    account.totp_sealed = account.totp_confirmed_at = account.totp_last_step = None


def secret_of(account: Account, keys: Keys) -> str:
    """The secret in base32, for the person who sets it up and for nobody else."""
    if account.totp_sealed is None:
        raise LookupError("the account has no secret")
    return unseal(keys, account.totp_sealed, place=_place(account))


def address_of(account: Account, keys: Keys) -> str:
    """The otpauth:// address that an app reads from a QR symbol (Key URI Format)."""
    secret = secret_of(account, keys)
    return pyotp.TOTP(secret).provisioning_uri(name=account.login, issuer_name=ISSUER)


def in_groups(secret: str) -> str:
    """The secret in groups of four, for typing by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def take(account: Account, keys: Keys, code: str) -> bool:
    """True for a code of now that was not used yet; it counts from here on as used."""
    if account.totp_sealed is None:
        return False
    step = _step_of(secret_of(account, keys), code, clock.now(), account.totp_last_step)
    if step is None:
        return False
    account.totp_last_step = step
    return True


def _step_of(secret: str, code: str, now: datetime, last: int | None) -> int | None:
    """The step whose code this is, later than the last one that was used."""
    present = int(now.timestamp()) // STEP_SECONDS
    maker = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    for step in range(present - WINDOW, present + WINDOW + 1):
        if strings_equal(maker.at(step * STEP_SECONDS), code) and (last is None or step > last):
            return step
    return None


def _place(row: Any) -> str:
    return f"account.totp_sealed.{row.id}"


# Moved to the newest key by the rotation.
REKEYED = (SealedColumn(Account.totp_sealed, place=_place),)
