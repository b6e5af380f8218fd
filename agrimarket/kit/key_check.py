"""Marks of the keys that sealed what is in the database: a wrong key file is refused by them.

A wrong key opens nothing and tells nobody: genuine stamps would be strangers, and new ones would
be strangers once the right file is back. A mark (NIST SP 800-108 in its simplest form) tells
nothing of its key, whose 32 bytes are random.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from agrimarket.config import UnsafeStart
from agrimarket.kit import audit, clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import Base
from agrimarket.kit.keyfile import PURPOSES, VERSIONED, Keys

Name = tuple[str, str]
"""A key: what it is for, and its version (none for those that have one alone)."""

MARK_BYTES = 16
LETTERED = ("stamps", "pins", "cards")  # never dropped: what was printed lies in kitchens
WORDS: Mapping[str, str] = {
    "cookie": "khóa phiên đăng nhập",
    "audit": "khóa nhật ký kiểm toán",
    "scan": "khóa lượt quét",
    "fields": "khóa mã hóa phiên bản {}",
    "blind_index": "khóa tra cứu phiên bản {}",
    "stamps": "khóa tem chữ {}",
    "pins": "khóa số bí mật của tem chữ {}",
    "cards": "khóa thẻ hộ chữ {}",
}
UNFIT = (
    "Tệp khóa không khớp với cơ sở dữ liệu: {what}. "
    "Hãy đặt lại đúng tệp khóa, lấy từ bản sao giữ riêng, rồi chạy lại."
)


class KeyCheck(Base):
    """The mark of one key, entered when the key first served this database."""

    __tablename__ = "key_check"

    purpose: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[str] = mapped_column(String(4), primary_key=True)
    value: Mapped[str] = mapped_column(String(2 * MARK_BYTES))
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)


def marks(keys: Keys) -> dict[Name, str]:
    """The mark of every key of the file."""
    return {name: _mark(key, name) for name, key in _named(keys)}


def known(at: Connection | Session) -> dict[Name, str]:
    """The marks in the database; a DBAPIError where there is no such table."""
    found = at.execute(select(KeyCheck.purpose, KeyCheck.version, KeyCheck.value))
    return {(purpose, version): value for purpose, version, value in found}


def unfit(
    known: Mapping[Name, str], keys: Keys, *, letters: Collection[str] = (), running: bool = False
) -> str | None:
    """What to say where the keys are not those of these marks; None where they fit.

    `letters` are those of stamps that were issued: each needs its key, marked or not. A `running`
    service does without a sealing key that another process has just let go.
    """
    have = marks(keys)
    other = [name for name in known if name in have and have[name] != known[name]]
    needed = {*known, *(("stamps", letter) for letter in letters)}
    lost = [
        name for name in sorted(needed - have.keys()) if name[0] in LETTERED or not running
    ]  # fmt: skip
    if not other and not lost:
        return None
    said = [f"{_said(name)} là khóa khác" for name in sorted(other)]
    return UNFIT.format(what=", ".join(said + [f"thiếu {_said(name)}" for name in lost]))


def enter(session: Session, keys: Keys) -> None:
    """Mark the keys that have no mark yet, on record in the trail; UnsafeStart where others do.

    A key is trusted the first time: nothing sealed under it says more than that it was used.
    """
    before = known(session)
    if said := unfit(before, keys):
        raise UnsafeStart(said)
    new = {name: value for name, value in marks(keys).items() if name not in before}
    for (purpose, version), value in new.items():
        session.add(KeyCheck(purpose=purpose, version=version, value=value))
    if new:
        session.flush()
        audit.record(
            session, SYSTEM, "keys_marked", kind="service", id="keys",
            after={"keys": [_said(name) for name in sorted(new)]},
        )  # fmt: skip


def keep_only(session: Session, versions: Mapping[str, Collection[int]]) -> None:
    """Drop the marks of sealing keys that leave the key file; `versions` are those that stay."""
    for purpose in VERSIONED:
        stay = [str(version) for version in versions[purpose]]
        session.execute(
            delete(KeyCheck).where(KeyCheck.purpose == purpose, KeyCheck.version.not_in(stay))
        )


def _named(keys: Keys) -> Iterator[tuple[Name, bytes]]:
    for purpose in PURPOSES:
        yield (purpose, ""), getattr(keys, purpose)
    for purpose in VERSIONED:
        for version, key in getattr(keys, purpose).items():
            yield (purpose, str(version)), key
    rings = (("stamps", keys.stamps, "keys"), ("pins", keys.stamps, "pins"))
    for purpose, ring, part in (*rings, ("cards", keys.cards, "keys")):
        for letter, text in ring.get(part, {}).items():
            yield (purpose, str(letter)), bytes.fromhex(text)


def _mark(key: bytes, name: Name) -> str:
    about = "agrimarket key check " + "/".join(name)
    return hmac.new(key, about.encode(), hashlib.sha256).digest()[:MARK_BYTES].hex()


def _said(name: Name) -> str:
    purpose, version = name
    return WORDS.get(purpose, purpose).format(version)
