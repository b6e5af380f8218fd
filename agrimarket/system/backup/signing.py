"""Proof that a backup is whole and ours: an HMAC with a key made from the key file."""

import hashlib
import hmac

from agrimarket.kit.keyfile import Keys


def signature(keys: Keys, content: bytes) -> str:
    """HMAC-SHA-256 (RFC 2104) over a manifest, hex; nobody without the key file can make it."""
    return hmac.new(_key(keys), content, hashlib.sha256).hexdigest()


def key_id(keys: Keys) -> str:
    """Tells one key file from another without telling the key, 16 letters."""
    return signature(keys, b"which key file")[:16]


def signed_by(keys: Keys, content: bytes, found: str) -> bool:
    """Whether the signature is this key file's over this content."""
    return hmac.compare_digest(signature(keys, content).encode(), found.encode())


def _key(keys: Keys) -> bytes:
    # a key of its own (NIST SP 800-108 in its simplest form): the audit key signs nothing else
    return hmac.new(keys.audit, b"agrimarket backup manifest 1", hashlib.sha256).digest()
