"""The key file: made by `init`, outside database, data folder and backup, for the service alone."""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from agrimarket.config import UnsafeStart
from agrimarket.kit import key_place
from agrimarket.kit.key_place import broken

PURPOSES = ("cookie", "audit", "scan")
VERSIONED = ("fields", "blind_index")  # a version to a key; rotated by system/rotate.py
LEAST_BYTES = 32
LAST_VERSION = 255  # a version is the first byte of what it sealed


@dataclass(frozen=True)
class Keys:
    """The opened key file: `fields` and `blind_index` map a version to a key, `stamps` and `cards`
    are the rings as kept. `cards` is empty in a file of before there were any, until `init` runs.
    `writing` holds a version back while other processes learn of a newer one."""

    cookie: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    scan: bytes = field(repr=False)
    fields: Mapping[int, bytes] = field(repr=False)
    blind_index: Mapping[int, bytes] = field(repr=False)
    stamps: Mapping[str, Any] = field(repr=False)
    writing: Mapping[str, int] = field(default_factory=dict)
    cards: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def newest_field_key(self) -> int:
        """The version that seals."""
        return self.writing.get("fields", max(self.fields))

    @property
    def newest_blind_index(self) -> int:
        """The version that hashes what is written; what is looked up is hashed with all."""
        return self.writing.get("blind_index", max(self.blind_index))


def make(path: Path, stamps: Mapping[str, Any], cards: Mapping[str, Any] | None = None) -> bool:
    """Write a new key file (mode 600) unless one is there; True when it was made."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content: dict[str, Any] = {name: new_key() for name in PURPOSES}
    content |= {name: {"1": new_key()} for name in VERSIONED}
    content["stamps"] = dict(stamps)
    content |= {"cards": dict(cards)} if cards else {}
    try:
        key_place.write_new(path, content)
    except FileExistsError:
        return False  # another process made it in this moment
    return True


def load(path: Path) -> Keys:
    """Open the key file; UnsafeStart when it is missing, open to others, broken or weak."""
    content = read(path)
    try:
        secret: dict[str, Any] = {name: _bytes(content[name]) for name in PURPOSES}
        versioned: dict[str, Any] = {name: _versions(content[name]) for name in VERSIONED}
        writing = {str(name): int(version) for name, version in content.get("writing", {}).items()}
        if any(version not in versioned[name] for name, version in writing.items()):
            raise ValueError("a version that is not there cannot write")
        rings = {"stamps": content["stamps"], "cards": content.get("cards", {})}
        keys = Keys(writing=writing, **rings, **secret, **versioned)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise broken(path) from None
    every = [key for versions in versioned.values() for key in versions.values()]
    _refuse_weak(path, [*secret.values(), *every])
    return keys


def read(path: Path) -> dict[str, Any]:
    """The file as it is kept, for those who write it anew; UnsafeStart."""
    try:
        content = json.loads(key_place.text_of(path), object_pairs_hook=_once)
    except (ValueError, RecursionError):  # the second: a thousand brackets
        raise broken(path) from None
    if not isinstance(content, dict):
        raise broken(path)
    for name in VERSIONED:
        if isinstance(content.get(name), str):  # before there were versions
            content[name] = {"1": content[name]}
    return content


def replace(path: Path, content: Mapping[str, Any]) -> None:
    """Put new content in the file's place at once: readers find the old file or the new one."""
    key_place.replace(path, content, load=load)


def new_key() -> str:
    """32 fresh random bytes as the file keeps them."""
    return base64.b64encode(secrets.token_bytes(LEAST_BYTES)).decode()


def _versions(kept: Mapping[str, str]) -> dict[int, bytes]:
    found = {int(version): _bytes(text) for version, text in kept.items()}
    if not found or not all(1 <= version <= LAST_VERSION for version in found):
        raise ValueError("versions run from 1 to 255")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; a name told twice is a fault: readers would differ on which one holds."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse_weak(path: Path, values: list[bytes]) -> None:
    for value in values:
        steps = {(b - a) % 256 for a, b in pairwise(value)}
        if len(value) < LEAST_BYTES or len(set(value)) < 8 or len(steps) < 8:
            raise UnsafeStart(
                f"Tệp khóa {path} chứa khóa mặc định hoặc quá ngắn. "
                "Hãy dời tệp đi và chạy: agrimarket init"
            )
    if len(set(values)) != len(values):
        raise UnsafeStart(f"Tệp khóa {path} dùng một khóa cho hai việc. Hãy tạo lại tệp khóa.")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
