"""The key file: made by `init`, outside database, data folder and backup, for the service alone."""

import base64
import binascii
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agrimarket.config import UnsafeStart

PURPOSES = ("cookie", "blind_index", "audit", "scan")
LEAST_BYTES = 32


@dataclass(frozen=True)
class Keys:
    """The opened key file: `fields` maps a version to a key, `stamps` is the ring as kept."""

    cookie: bytes
    blind_index: bytes
    audit: bytes
    scan: bytes
    fields: Mapping[int, bytes]
    stamps: Mapping[str, Any]

    @property
    def newest_field_key(self) -> int:
        return max(self.fields)


def make(path: Path, stamps: Mapping[str, Any]) -> bool:
    """Write a new key file (mode 600) unless one is there; True when it was made."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content: dict[str, Any] = {name: _text(secrets.token_bytes(32)) for name in PURPOSES}
    content["fields"] = {"1": _text(secrets.token_bytes(32))}
    content["stamps"] = dict(stamps)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False  # another process made it in this moment
    with os.fdopen(handle, "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return True


def load(path: Path) -> Keys:
    """Open the key file; UnsafeStart when it is missing, open to others, broken or weak."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise UnsafeStart(f"Chưa có tệp khóa {path}. Hãy chạy: agrimarket init") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeStart(f"Tệp khóa {path} đang mở cho người khác. Hãy chạy: chmod 600 {path}")
    try:
        content = json.loads(path.read_text())
        secret = {name: _bytes(content[name]) for name in PURPOSES}
        fields = {int(version): _bytes(text) for version, text in content["fields"].items()}
        keys = Keys(fields=fields, stamps=content["stamps"], **secret)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise UnsafeStart(f"Tệp khóa {path} bị hỏng. Hãy lấy lại bản sao giữ riêng.") from None
    _refuse_weak(path, [*secret.values(), *fields.values()])
    return keys


def _refuse_weak(path: Path, values: list[bytes]) -> None:
    for value in values:
        if len(value) < LEAST_BYTES or len(set(value)) < 8:
            raise UnsafeStart(
                f"Tệp khóa {path} chứa khóa mặc định hoặc quá ngắn. "
                "Hãy dời tệp đi và chạy: agrimarket init"
            )
    if len(set(values)) != len(values):
        raise UnsafeStart(f"Tệp khóa {path} dùng một khóa cho hai việc. Hãy tạo lại tệp khóa.")


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
