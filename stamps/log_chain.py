"""Walks the public log from its first entry: hashes, signatures, gaps, and what all adds up to.

An entry without a good signature changes nothing of what is expected next, so that each strange
entry is told once and honest ones after it are not blamed.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from stamps.log_form import (
    ENTRY_FIELDS,
    ENTRY_FORM,
    FIRST_SERIAL,
    NOTHING_BEFORE,
    canonical,
    day_of,
    hash_of,
    name_hash,
    order_label,
)

KEY_BYTES: Final = 32
_NUMBERS: Final = frozenset({"number", "first", "last", "count"})
_TOO_LARGE: Final = 2**53  # RFC 8785: beyond it numbers have no one written form


class Fault(NamedTuple):
    """What does not hold: a code, the entry it was found at (0: none), a Vietnamese sentence."""

    code: str
    entry: int
    sentence: str


class Range(NamedTuple):
    """The serials of one order as the log has them, and the product that they are for."""

    entry: int
    first: int
    last: int
    key_version: str
    product: str


class Producer(NamedTuple):
    """Kind and commune of a product's producer, as the newest entry has them that tells of it."""

    entry: int
    kind: str
    commune: str


class Tip(NamedTuple):
    """What stands after an entry: its hash, the totals, and the key that signs from here on."""

    number: int
    hash: str
    at: str
    orders: int
    stamps: int
    next_serial: int
    key: bytes


BEGINNING: Final = Tip(0, NOTHING_BEFORE, "", 0, 0, FIRST_SERIAL, b"")


@dataclass
class Walk:
    """The log as far as it was read. `pinned` are public keys (32 bytes) known from elsewhere."""

    pinned: frozenset[bytes]
    tip: Tip = BEGINNING
    trusted: bool = False  # whether a pinned key vouches for all up to the tip
    ranges: dict[str, Range] = field(default_factory=dict)
    producers: dict[str, Producer] = field(default_factory=dict)  # by product
    tips: list[Tip] = field(default_factory=list)
    known: set[bytes] = field(default_factory=set)

    def read(self, line: Any) -> Iterator[Fault]:
        """One line of the log, as JSON gave it; its faults."""
        body = _entry(line)
        if body is None:
            yield Fault(
                "unreadable", 0,
                f"Sau dòng {self.tip.number} có một dòng không có dạng của sổ cấp tem.",
            )  # fmt: skip
            return
        found = list(self._look(line, body))
        yield from found
        strange = any(fault.code in ("signature", "key") for fault in found)
        if not strange and body["number"] > self.tip.number:
            self._take(body)

    def _look(self, line: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[Fault]:
        tip, number = self.tip, body["number"]
        yield from _hash_faults(line, body)
        if not self._signed(line, body):
            yield _fault("signature", body, "không mang chữ ký của khóa đang ghi sổ.")
        if number != tip.number + 1:
            yield _fault("number", body, f"đứng ngay sau dòng {tip.number}: thiếu hoặc thừa dòng.")
        if body["previous"] != tip.hash:
            yield _fault("chain", body, "không nối vào dòng đứng trước nó.")
        if body["at"] < tip.at:
            yield _fault("time", body, "ghi lúc sớm hơn dòng đứng trước nó.")
        yield from _name_faults(line, body)
        if body["kind"] == "issue":
            yield from self._range_faults(body)
        elif body["kind"] == "key":
            yield from self._key_faults(line, body)
        elif body["product"] not in self.producers:
            yield _fault("producer", body, "nói về sản phẩm chưa có đợt tem nào trong sổ.")

    def _signed(self, line: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
        key = self.tip.key
        if body["kind"] == "key" and body["signed_by"] == "self":
            key = _bytes(body["public_key"])
        return verifies(key, body, line.get("signature"))

    def _key_faults(self, line: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[Fault]:
        key = _bytes(body["public_key"])
        if body["signed_by"] != "self":
            if not verifies(key, body, line.get("countersignature")):
                yield _fault("key", body, "đổi khóa mà khóa mới không ký nhận.")
        elif self.tip.number and key not in self.pinned:
            yield _fault(
                "key", body,
                "thay khóa mà khóa cũ không ký. Hãy hỏi cơ quan cấp tem khóa mới, rồi thêm --key.",
            )  # fmt: skip

    def _range_faults(self, body: Mapping[str, Any]) -> Iterator[Fault]:
        first, last, expected = body["first"], body["last"], self.tip.next_serial
        if last < first or body["count"] != last - first + 1:
            yield _fault("count", body, f"ghi {body['count']} tem cho dãy số {first}–{last}.")
        if first < expected:
            yield _fault("overlap", body, f"cấp lại số {first}–{min(last, expected - 1)}.")
        if first > expected:
            yield _fault(
                "gap", body, f"bỏ qua số {expected}–{first - 1}: dãy này không có trong sổ."
            )
        wanted = order_label(self.tip.orders + 1)
        if body["order"] != wanted:
            yield _fault("order", body, f"là đợt {body['order']}, đáng ra là đợt {wanted}.")

    def _take(self, body: Mapping[str, Any]) -> None:
        tip, number = self.tip, body["number"]
        key, orders, stamps, following = tip.key, tip.orders, tip.stamps, tip.next_serial
        if body["kind"] != "key":
            told = Producer(number, body["producer_kind"], body["commune"])
            self.producers[body["product"]] = told
        if body["kind"] == "issue":
            self.ranges[body["order"]] = Range(
                number, body["first"], body["last"], body["key_version"], body["product"]
            )
            orders, stamps = _order_number(body["order"], orders), stamps + body["count"]
            following = max(following, body["last"] + 1)
        elif body["kind"] == "key":
            key = _bytes(body["public_key"])
            self.known.add(key)
            self.trusted = key in self.pinned or (self.trusted and body["signed_by"] != "self")
        self.tip = Tip(number, hash_of(body), body["at"], orders, stamps, following, key)
        self.tips.append(self.tip)


def verifies(key: bytes, body: Mapping[str, Any], signature: object) -> bool:
    """Whether `signature` (base64) over the canonical bytes is by the owner of this key."""
    if len(key) != KEY_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(_bytes(signature), canonical(body))
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: bytes) -> str:
    """SHA-256 over a public key's 32 bytes, hex in groups of four as people compare it."""
    text = hashlib.sha256(key).hexdigest()
    return " ".join(text[at:to] for at, to in pairwise(range(0, len(text) + 1, 4)))


def _entry(line: Any) -> dict[str, Any] | None:
    """The signed part of a line, or None where it has not its form."""
    body = line.get("body") if isinstance(line, dict) else None
    if not isinstance(body, dict) or body.get("form") != ENTRY_FORM:
        return None
    if frozenset(body) != ENTRY_FIELDS.get(str(body.get("kind"))) or not _is_moment(body["at"]):
        return None
    return body if all(_typed(name, value) for name, value in body.items()) else None


def _typed(name: str, value: object) -> bool:
    """A whole number that JSON of every language holds, or letters that have one written form."""
    if name in _NUMBERS:
        return type(value) is int and 0 <= value < _TOO_LARGE
    return isinstance(value, str) and value.isascii()


def _is_moment(text: object) -> bool:
    try:
        day_of(str(text))
    except ValueError:
        return False
    return True


def _hash_faults(line: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[Fault]:
    if line.get("hash") != hash_of(body):
        yield _fault("hash", body, "có nội dung khác với mã băm của nó.")


def _name_faults(line: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[Fault]:
    name, salt = line.get("product_name"), line.get("product_salt")
    if name is None:
        return
    try:
        same = name_hash(str(salt), str(name)) == body.get("product_name_hash")
    except ValueError:
        same = False
    if not same:
        yield _fault("name", body, "mang tên sản phẩm khác với tên lúc cấp.")


def _order_number(label: str, before: int) -> int:
    return int(label[1:]) if label[1:].isdecimal() and len(label) < 16 else before + 1


def _fault(code: str, body: Mapping[str, Any], sentence: str) -> Fault:
    return Fault(code, body["number"], f"Dòng {body['number']} {sentence}")


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except (ValueError, binascii.Error):
        return b""
