"""The audit trail: who did what, written in the commit of the act, in keyed-hash chains."""

import hashlib
import hmac
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, has_app_context
from sqlalchemy import BigInteger, String, Text, UniqueConstraint, Uuid, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import Base, Json, before_commit
from agrimarket.kit.ids import new_id

CHAINS = 16  # several, so that no single row is locked by every writer
START = "0" * 64


class AuditRow(Base):
    """One act. `before` and `after` hold what changed, never a secret or a citizen number."""

    __tablename__ = "audit_row"
    __table_args__ = (UniqueConstraint("chain", "position"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    chain: Mapped[int]
    position: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(36))
    who_name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(64))
    object_kind: Mapped[str] = mapped_column(String(32), index=True)
    object_id: Mapped[str] = mapped_column(String(64), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)
    reason: Mapped[str | None] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The newest row of a chain; locked while a row is added."""

    __tablename__ = "audit_head"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True)
class AuditFault:
    """Where a chain does not hold."""

    chain: int
    position: int
    what: str


def record(
    session: Session,
    viewer: Viewer,
    action: str,
    *,
    kind: str,
    id: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str | None = None,
) -> None:
    """Note an act; it is chained and written just before the commit that it belongs to."""
    row = AuditRow(
        id=new_id(),
        chain=zlib.crc32(id.encode()) % CHAINS,
        at=clock.now(),
        who=viewer.token_id or viewer.account_id or viewer.role.value,
        who_name=viewer.name,
        role=viewer.role.value,
        action=action,
        object_kind=kind,
        object_id=id,
        before=before,
        after=after,
        reason=reason,
    )
    session.info.setdefault("audit", []).append(row)


@before_commit
def _write(session: Session) -> None:
    """Chain the noted rows; chains in ascending order, so that two writers cannot deadlock."""
    rows: list[AuditRow] = session.info.pop("audit", [])
    for number in sorted({row.chain for row in rows}):
        head = session.scalar(
            select(AuditHead).where(AuditHead.chain == number).with_for_update()
        ) or AuditHead(chain=number, position=0, hash=START)
        session.add(head)
        for row in (row for row in rows if row.chain == number):
            row.position = head.position + 1
            row.hash = row_hash(_key(), head.hash, row)
            head.position, head.hash = row.position, row.hash
            session.add(row)


def row_hash(key: bytes, previous: str, row: AuditRow) -> str:
    """HMAC-SHA-256 over the row before and this row's content, hex."""
    content = [
        row.id, row.chain, row.position, row.at.isoformat(timespec="microseconds"), row.who,
        row.who_name, row.role, row.action, row.object_kind, row.object_id, row.before,
        row.after, row.reason,
    ]  # fmt: skip
    message = json.dumps([previous, content], ensure_ascii=False, sort_keys=True)
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def verify(session: Session, key: bytes) -> list[AuditFault]:
    """Every place where a chain is broken: changed, missing, added or reordered rows.

    Every chain has a head from the first day on, so that one taken out whole is missed too.
    """
    heads = {head.chain: head for head in session.scalars(select(AuditHead))}
    faults: list[AuditFault] = []
    last: dict[int, tuple[int, str]] = {}
    query = select(AuditRow).order_by(AuditRow.chain, AuditRow.position)
    for row in session.scalars(query.execution_options(yield_per=1000)):
        position, previous = last.get(row.chain, (0, START))
        if row.position != position + 1:
            faults.append(AuditFault(row.chain, position + 1, "missing"))
        if row_hash(key, previous, row) != row.hash:
            faults.append(AuditFault(row.chain, row.position, "changed"))
        last[row.chain] = (row.position, row.hash)
    for number in sorted({*range(CHAINS), *heads, *last}):
        head = heads.get(number)
        if (
            number >= CHAINS
            or head is None
            or (head.position, head.hash) != last.get(number, (0, START))
        ):
            faults.append(AuditFault(number, head.position if head else 0, "head"))
    return faults


def history(session: Session, *, kind: str, id: str) -> list[AuditRow]:
    """What was done to one object, newest first."""
    query = select(AuditRow).where(AuditRow.object_kind == kind, AuditRow.object_id == id)
    return list(session.scalars(query.order_by(AuditRow.at.desc(), AuditRow.position.desc())))


def _key() -> bytes:
    if not has_app_context():
        raise RuntimeError("an audit row is written only inside the app")
    key: bytes = current_app.extensions["agrimarket.keys"].audit
    return key
