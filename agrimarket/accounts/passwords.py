"""Passwords: Argon2id (RFC 9106) through argon2-cffi, and random ones to start with."""

import functools
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10
MOST = 200

_hasher = PasswordHasher()


@functools.cache
def _nobody() -> str:
    """Checked where no account has the login, so that both answers take the same time."""
    return _hasher.hash(secrets.token_hex(16))


def hashed(password: str) -> str:
    """The Argon2id hash to keep."""
    return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """True when the password is the one hashed; takes as long for nobody's."""
    try:
        _hasher.verify(kept or _nobody(), password[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def random_password() -> str:
    """A first password that can be read aloud: four groups without letters people confuse."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
