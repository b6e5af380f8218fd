"""Encrypted fields and their blind index: a stolen database tells no citizen number."""

import base64
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agrimarket.kit.keyfile import Keys

NONCE = 12


class SealBroken(RuntimeError):
    """A sealed value was changed, moved to another row, or its key is gone."""


def seal(keys: Keys, plain: str, *, place: str) -> bytes:
    """AES-256-GCM (NIST SP 800-38D): version byte, nonce, ciphertext with tag.

    `place` names table, column and row, so that a value copied to another row does not open.
    """
    return seal_bytes(keys, plain.encode(), place=place)


def seal_bytes(keys: Keys, plain: bytes, *, place: str) -> bytes:
    """`seal` for bytes."""
    version = keys.newest_field_key
    nonce = secrets.token_bytes(NONCE)
    body = AESGCM(keys.fields[version]).encrypt(nonce, plain, place.encode())
    return bytes([version]) + nonce + body


def unseal(keys: Keys, sealed: bytes, *, place: str) -> str:
    """The clear text; SealBroken when value, place or key is not the one sealed with."""
    return unseal_bytes(keys, sealed, place=place).decode()


def unseal_bytes(keys: Keys, sealed: bytes, *, place: str) -> bytes:
    """`unseal` for bytes."""
    try:
        cipher = AESGCM(keys.fields[sealed[0]])
        return cipher.decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], place.encode())
    except (InvalidTag, KeyError, IndexError, ValueError):
        raise SealBroken(place) from None


def blind_index(keys: Keys, value: str, *, purpose: str) -> str:
    """A keyed hash (HMAC-SHA-256) that finds equal values without telling them; to be written.

    A plain hash of a citizen number is guessed in minutes: there are few of them.
    """
    return index_under(keys, keys.newest_blind_index, value, purpose=purpose)


def blind_indexes(keys: Keys, value: str, *, purpose: str) -> dict[int, str]:
    """The hash under every version of the key, by version: to be looked up (`IN`)."""
    return {
        version: index_under(keys, version, value, purpose=purpose) for version in keys.blind_index
    }


def index_under(keys: Keys, version: int, value: str, *, purpose: str) -> str:
    """The hash under one version: 64 hex letters for the first, later ones name theirs."""
    message = purpose.encode() + b"\0" + value.encode()
    hashed = hmac.digest(keys.blind_index[version], message, "sha256")
    if version == 1:
        return hashed.hex()
    return index_prefix(version) + base64.urlsafe_b64encode(hashed).decode().rstrip("=")


def index_prefix(version: int) -> str:
    """What the hashes of a version begin with; nothing before there were versions."""
    return "" if version == 1 else f"{version}."


def index_version(index: str) -> int:
    """The version that made a hash."""
    version, dot, _ = index.partition(".")
    return int(version) if dot else 1
