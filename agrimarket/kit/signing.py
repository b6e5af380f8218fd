"""What leaves the house signed (Ed25519): anyone with the public key can tell it is ours.

The key lies in a file of its own beside the key file: whoever can write to the database alone
cannot sign. What is signed must say what it is, so that one thing never passes for another.
"""

import base64
import binascii
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from flask import Flask, current_app

from agrimarket.config import UnsafeStart
from agrimarket.kit import key_place
from agrimarket.kit.logs import log

FILE = "signing.json"
LOOK_SECONDS = 1.0  # a file that was refused is tried again after this time
_KEPT = "agrimarket.signing"
_PRIVATE = (
    serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption(),
)  # fmt: skip


@dataclass(frozen=True)
class SigningKeys:
    """The opened file: private keys by fingerprint, and the one in force."""

    keys: Mapping[str, Ed25519PrivateKey] = field(repr=False)
    active: str


Check = Callable[[SigningKeys], None]
"""What rooms above demand of the keys; raises UnsafeStart."""
Seen = tuple[int, int, int]


@dataclass
class _Kept:
    path: Path
    check: Check
    keys: SigningKeys | None = None  # none: opened when first asked for
    seen: Seen = (0, 0, 0)
    wait_until: float = 0.0


def sign(data: bytes, *, key: str | None = None) -> bytes:
    """The 64 bytes of an Ed25519 signature (RFC 8032) over `data` by the key in force.

    `key` names another by its fingerprint (the public log says which one signs). KeyError where
    the file does not have it. `data` says itself what it is (a field `form`).
    """
    kept = _keys(current_app)
    return kept.keys[key or kept.active].sign(data)


def public_key_pem() -> bytes:
    """The public half of the key in force: SubjectPublicKeyInfo, PEM (RFC 8410)."""
    return pem_of(_keys(current_app).keys[fingerprint()].public_key())


def fingerprint() -> str:
    """Which key is in force: SHA-256 over the 32 bytes of its public half, 64 hex letters."""
    return _keys(current_app).active


def known() -> Mapping[str, bytes]:
    """The public halves (32 bytes) of every key in the file, by fingerprint."""
    return {name: _raw(key.public_key()) for name, key in _keys(current_app).keys.items()}


def verify(public_pem: bytes, data: bytes, signature: bytes) -> bool:
    """Whether `signature` over `data` is by the owner of this public key; needs nothing else.

    ValueError where `public_pem` is no Ed25519 public key.
    """
    key = serialization.load_pem_public_key(public_pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 public key")
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def pem_of(key: Ed25519PublicKey) -> bytes:
    """A public key as a PEM file."""
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def fingerprint_of(key: Ed25519PublicKey) -> str:
    """SHA-256 over the 32 bytes of a public key, 64 hex letters."""
    return hashlib.sha256(_raw(key)).hexdigest()


def path_beside(key_file: Path) -> Path:
    """Where the signing key lies: with the key file, outside data folder and backup."""
    return key_file.with_name(FILE)


def make(path: Path) -> bool:
    """Write a file with a new key (mode 600) unless one is there; True when it was made."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    name = fingerprint_of(key.public_key())
    try:
        key_place.write_new(path, _written(SigningKeys({name: key}, name)))
    except FileExistsError:
        return False  # another process made it in this moment
    return True


def load(path: Path) -> SigningKeys:
    """Open the file; UnsafeStart when it is missing, open to others, broken or weak."""
    try:
        content = json.loads(key_place.text_of(path))
        halves = [base64.b64decode(text, validate=True) for text in content["keys"].values()]
        keys = [Ed25519PrivateKey.from_private_bytes(half) for half in halves]
        named = {fingerprint_of(key.public_key()): key for key in keys}
        opened = SigningKeys(named, str(content["active"]))
        if set(named) != set(content["keys"]) or opened.active not in named:
            raise ValueError("a key is not the one its name says")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise key_place.broken(path) from None
    _refuse_weak(path, halves)
    return opened


def install(app: Flask, path: Path, check: Check | None = None, *, now: bool = True) -> None:
    """Open the file for this app; UnsafeStart.

    `check` is asked of every other file that comes into its place while the app runs. `now` False
    opens it when it is first needed: for the commands that mend a place whose key is lost.
    """
    kept = app.extensions[_KEPT] = _Kept(path, check or (lambda keys: None))
    if now:
        _open(kept)


def take(app: Flask) -> None:
    """Open the file as it is now, unasked: for who replaces a key that is lost. UnsafeStart."""
    _open(app.extensions[_KEPT])


def add(path: Path) -> str:
    """Add a new key, not yet in force, or find the one that a stopped change added; its name."""
    opened = load(path)
    waiting = [name for name in opened.keys if name != opened.active]
    if waiting:
        return waiting[-1]
    key = Ed25519PrivateKey.generate()
    name = fingerprint_of(key.public_key())
    _replace(path, SigningKeys({**opened.keys, name: key}, opened.active))
    return name


def put_in_force(path: Path, name: str) -> None:
    """From now on the key of this name signs; the others leave the file. KeyError."""
    _replace(path, SigningKeys({name: load(path).keys[name]}, name))


def _keys(app: Flask) -> SigningKeys:
    """The keys as they lie in the file now: to look whether it is another one costs 2 µs.

    A file that is refused leaves the keys as they are.
    """
    kept: _Kept = app.extensions[_KEPT]
    if kept.keys is None:
        return _open(kept)
    try:
        if _look(kept.path) != kept.seen and time.monotonic() >= kept.wait_until:
            _take_other(kept)
    except (UnsafeStart, OSError) as error:
        kept.wait_until = time.monotonic() + LOOK_SECONDS
        log.error("signing_key_refused", error=error)
    return kept.keys


def _open(kept: _Kept) -> SigningKeys:
    seen = _look(kept.path) if kept.path.exists() else (0, 0, 0)
    kept.keys, kept.seen = load(kept.path), seen
    return kept.keys


def _take_other(kept: _Kept) -> None:
    seen = _look(kept.path)
    opened = load(kept.path)
    kept.check(opened)
    kept.keys, kept.seen = opened, seen


def _look(path: Path) -> Seen:
    about = path.stat()
    return about.st_ctime_ns, about.st_size, about.st_ino


def _replace(path: Path, keys: SigningKeys) -> None:
    key_place.replace(path, _written(keys), load=load)


def _written(keys: SigningKeys) -> dict[str, Any]:
    halves = {name: key.private_bytes(*_PRIVATE) for name, key in keys.keys.items()}
    told = {name: base64.b64encode(half).decode() for name, half in halves.items()}
    return {"active": keys.active, "keys": told}


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _refuse_weak(path: Path, halves: list[bytes]) -> None:
    if any(len(set(half)) < 8 for half in halves):
        raise UnsafeStart(
            f"Tệp khóa ký {path} chứa khóa mặc định. Hãy dời tệp đi và chạy: agrimarket init"
        )
