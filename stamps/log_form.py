"""The written form of the public log of issued ranges: what is hashed, what is signed.

Writer and outside verifier share this file and nothing else; docs/so-cap-tem.md tells it for other
programs. Values are strings of plain letters and whole numbers, so that the JSON of RFC 8785 is
keys in order, no spaces, nothing to round.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

ENTRY_FORM: Final = "agrimarket-log/1"
HEAD_FORM: Final = "agrimarket-log-head/1"
NOTHING_BEFORE: Final = "0" * 64
FIRST_SERIAL: Final = 1
VIETNAM: Final = timezone(timedelta(hours=7))
ENTRY_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "key": frozenset({"at", "form", "kind", "number", "previous", "public_key", "signed_by"}),
    "issue": frozenset(
        {"at", "commune", "count", "first", "form", "issued_at", "key_version", "kind", "last",
         "number", "order", "previous", "producer_kind", "product", "product_name_hash"}
    ),
    "producer": frozenset(
        {"at", "commune", "form", "kind", "number", "previous", "producer_kind", "product"}
    ),
}  # fmt: skip
HEAD_FIELDS: Final = frozenset(
    {"at", "day", "entries", "form", "hash", "next_serial", "orders", "previous", "stamps"}
)


def canonical(body: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed and signed: JSON as RFC 8785 (JCS) writes it, UTF-8.

    `body` holds strings and whole numbers below 2⁵³ alone; TypeError for anything else.
    """
    for name, value in body.items():
        if type(value) not in (str, int) or not isinstance(name, str):
            raise TypeError(f"{name}: only strings and whole numbers have one written form")
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_of(body: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical bytes, 64 hex letters."""
    return hashlib.sha256(canonical(body)).hexdigest()


def name_hash(salt: str, name: str) -> str:
    """What an entry keeps of a product's name: SHA-256 over 16 salt bytes (hex) and the name.

    Salt and name stand beside the entry while they may be told; without them nothing can be
    guessed, and the chain holds as before. ValueError where the salt is not hex.
    """
    return hashlib.sha256(bytes.fromhex(salt) + name.encode()).hexdigest()


def order_label(number: int) -> str:
    """An order's number as printed on labels: 123 is A0123."""
    return f"A{number:04d}"


def moment(at: datetime) -> str:
    """An aware moment to the second, in UTC: 2026-11-22T08:15:30Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(text: str) -> date:
    """The Vietnamese calendar day of a written moment; ValueError."""
    at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return at.astimezone(VIETNAM).date()
