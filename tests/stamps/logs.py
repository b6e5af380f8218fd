"""An honest log of issued ranges, written from its description with a key of the test's own."""

import base64
import copy
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Line = dict[str, Any]
PRODUCT = "0190a0a0-0000-7000-8000-000000000001"
BEGUN = datetime(2026, 11, 2, 1, tzinfo=UTC)
RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def a_key(seed: int = 1) -> Ed25519PrivateKey:
    """The same key for the same seed."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"%d" % seed).digest())


def public(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of its public half."""
    return key.public_key().public_bytes(*RAW)


def pem(key: Ed25519PrivateKey) -> bytes:
    """Its public half as a file."""
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def signed(body: Line, key: Ed25519PrivateKey) -> Line:
    """A line or head; the written form is made here anew, not by the code under test."""
    written = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    return {
        "body": body,
        "hash": hashlib.sha256(written).hexdigest(),
        "signature": base64.b64encode(key.sign(written)).decode(),
    }


class Log:
    """Grows by orders and key changes; `lines` and `heads` are what an outsider downloads."""

    def __init__(self, key: Ed25519PrivateKey | None = None) -> None:
        self.key = key or a_key()
        self.lines: list[Line] = []
        self.heads: list[Line] = []
        self.at, self.next_serial, self.orders, self.stamps = BEGUN, 1, 0, 0
        self.add_key(self.key)

    def _body(self, kind: str) -> Line:
        self.at += timedelta(minutes=61)
        return {
            "form": "agrimarket-log/1",
            "kind": kind,
            "number": len(self.lines) + 1,
            "previous": self.lines[-1]["hash"] if self.lines else "0" * 64,
            "at": self.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def add_key(self, key: Ed25519PrivateKey, *, lost: bool = False) -> None:
        """The key that signs from now on."""
        alone = lost or not self.lines
        body = self._body("key") | {
            "public_key": base64.b64encode(public(key)).decode(),
            "signed_by": "self" if alone else "previous",
        }
        line = signed(body, key if alone else self.key)
        if not alone:
            line["countersignature"] = signed(body, key)["signature"]
        self.lines.append(line)
        self.key = key

    def add_order(self, count: int = 100, **over: Any) -> Line:
        """One order more."""
        self.orders += 1
        name, salt = f"Bưởi số {self.orders}", f"{self.orders:032x}"
        body = self._body("issue") | {
            "order": f"A{self.orders:04d}",
            "first": self.next_serial,
            "last": self.next_serial + count - 1,
            "count": count,
            "key_version": "1",
            "product": PRODUCT,
            "product_name_hash": hashlib.sha256(bytes.fromhex(salt) + name.encode()).hexdigest(),
            "producer_kind": "household",
            "commune": "14911",
            "issued_at": self.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        line = signed(body | over, self.key) | {"product_name": name, "product_salt": salt}
        self.lines.append(line)
        self.next_serial += count
        self.stamps += count
        return line

    def add_producer(self, kind: str, commune: str, product: str = PRODUCT) -> Line:
        """What the producer of a product is from now on."""
        told = {"product": product, "producer_kind": kind, "commune": commune}
        self.lines.append(signed(self._body("producer") | told, self.key))
        return self.lines[-1]

    def close(self) -> Line:
        """The head of the day of the last line; the next line is of the day after."""
        local = self.at + timedelta(hours=7)
        body = {
            "form": "agrimarket-log-head/1",
            "day": local.date().isoformat(),
            "entries": len(self.lines),
            "orders": self.orders,
            "stamps": self.stamps,
            "next_serial": self.next_serial,
            "hash": self.lines[-1]["hash"],
            "previous": self.heads[-1]["hash"] if self.heads else "0" * 64,
            "at": self.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        self.heads.append(signed(body, self.key))
        midnight = local.replace(hour=0, minute=0) + timedelta(days=1, hours=-7)
        self.at = midnight.replace(tzinfo=UTC)
        return self.heads[-1]

    def copied(self) -> "Log":
        """One that may be spoilt."""
        made = Log(self.key)
        kept = copy.deepcopy({k: v for k, v in vars(self).items() if k != "key"})
        vars(made).update(kept)
        return made


def a_log(days: int = 4, orders: int = 6) -> Log:
    """Some days with some orders each, all closed."""
    log = Log()
    for day in range(days):
        for order in range(orders):
            log.add_order(10 + 7 * day + order)
        log.close()
    return log
