"""Writes the trail: an act is noted in its commit, sealed, chained, and never touched again."""

import hashlib
import hmac
import json
import zlib
from collections.abc import Mapping
from typing import Any

from flask import current_app, has_app_context
from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.audit.rows import CHAINS, FORM, START, AuditHead, AuditRow
from agrimarket.kit.db import before_commit
from agrimarket.kit.ids import new_id
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.person_keys import PersonErased, seal_for

LOST = b""  # an act on a person who was erased already: nothing of it may be kept


def record(
    session: Session,
    viewer: Viewer,
    action: str,
    *,
    kind: str,
    id: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str | None = None,
    person: str | None = None,
    kept: Mapping[str, Any] | None = None,
) -> None:
    """Note an act; it is chained and written just before the commit that it belongs to.

    `person` is the household that the object belongs to: before, after and reason are then
    sealed under its key and go when it is erased. `kept` are facts of trade without a person
    (serials, states, ids of lots) that must outlive that; they are read as part of `after`.
    """
    row = AuditRow(
        id=new_id(),
        chain=zlib.crc32(id.encode()) % CHAINS,
        at=clock.now(),
        who=viewer.token_id or viewer.account_id or viewer.role.value,
        who_name="" if viewer.role is Role.PRODUCER else viewer.signature,
        role=viewer.role.value,
        action=action,
        object_kind=kind,
        object_id=id,
        form=FORM,
        person_id=person,
    )
    told = {"before": before, "after": after, "reason": reason}
    if person is None:
        row.before, row.reason = _plain(before), reason
        row.after = _plain({**(after or {}), **(kept or {})} if kept else after)
        told = {}
    else:
        row.after = _plain(kept)
    session.info.setdefault("audit", []).append((row, told))


def _plain(facts: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if facts is None else dict(facts)


@before_commit
def _write(session: Session) -> None:
    """Seal and chain the noted rows; chains in ascending order, so that two writers cannot
    deadlock. Keys come first: the heads are held for the shortest time."""
    noted: list[tuple[AuditRow, dict[str, Any]]] = session.info.pop("audit", [])
    for row, told in sorted(noted, key=lambda one: one[0].person_id or ""):
        if any(value is not None for value in told.values()):
            row.sealed = _seal(session, row, told)
    rows = [row for row, _ in noted]
    for number in sorted({row.chain for row in rows}):
        head = session.scalar(
            select(AuditHead).where(AuditHead.chain == number).with_for_update()
        ) or AuditHead(chain=number, position=0, hash=START)
        session.add(head)
        for row in (row for row in rows if row.chain == number):
            row.position = head.position + 1
            row.hash = row_hash(_keys().audit, head.hash, row)
            head.position, head.hash = row.position, row.hash
            session.add(row)


def _seal(session: Session, row: AuditRow, told: Mapping[str, Any]) -> bytes:
    person = str(row.person_id)
    text = json.dumps(told, ensure_ascii=False)
    try:
        return seal_for(session, _keys(), person, text, place=place_of(row))
    except PersonErased:
        return LOST


def place_of(row: AuditRow) -> str:
    """Table, column and row, so that a sealed value moved to another row does not open."""
    return f"audit_row.sealed.{row.id}"


def row_hash(key: bytes, previous: str, row: AuditRow, position: int | None = None) -> str:
    """HMAC-SHA-256 over the row before and this row's content, hex; it covers the ciphertext.

    `position` stands in for the row's own where it is asked how it once stood.
    """
    content = [
        row.id, row.chain, row.position if position is None else position,
        row.at.isoformat(timespec="microseconds"), row.who, row.who_name, row.role, row.action,
        row.object_kind, row.object_id, row.before, row.after, row.reason,
    ]  # fmt: skip
    if row.form != 1:
        content += [row.form, row.person_id, _hex(row.sealed)]
    message = json.dumps([previous, content], ensure_ascii=False, sort_keys=True)
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def _hex(sealed: Any) -> str | None:
    """SQLite keeps what it is given: a text put there by hand is not what was hashed."""
    return None if sealed is None else sealed.hex() if isinstance(sealed, bytes) else f"!{sealed}"


def _keys() -> Keys:
    if not has_app_context():
        raise RuntimeError("an audit row is written only inside the app")
    keys: Keys = current_app.extensions["agrimarket.keys"]
    return keys
