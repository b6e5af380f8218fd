"""Heads kept outside: a chain alone cannot show that the whole folder was rolled back."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.audit.faults import AuditFault, What, named
from agrimarket.kit.audit.rows import AuditDayHead, AuditHead, AuditRow

FORMAT = "agrimarket-audit-heads/1"


class HeadsUnreadable(ValueError):
    """Not a file of heads, or one that this service's key did not sign."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stood: its newest position and that row's hash."""

    chain: int
    position: int
    hash: str


def heads_now(session: Session) -> list[Head]:
    """All chains' heads, of one moment."""
    query = select(AuditHead.chain, AuditHead.position, AuditHead.hash).order_by(AuditHead.chain)
    return [Head(*one) for one in session.execute(query)]


def written(key: bytes, heads: Sequence[Head], *, at: datetime, host: str) -> str:
    """The heads as a signed JSON text, to be kept where the service cannot reach."""
    content = {
        "format": FORMAT,
        "at": at.isoformat(),
        "host": host,
        "heads": [
            {"chain": one.chain, "position": one.position, "hash": one.hash} for one in heads
        ],
    }
    return json.dumps({**content, "hmac": _signed(key, content)}, indent=1) + "\n"


def read(key: bytes, text: str | bytes) -> tuple[str, list[Head]]:
    """The moment and the heads of such a text; HeadsUnreadable."""
    try:
        content: dict[str, Any] = json.loads(text)
        said = content.pop("hmac")
        heads = [
            Head(int(one["chain"]), int(one["position"]), str(one["hash"]))
            for one in content["heads"]
        ]
        moment = str(content["at"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise HeadsUnreadable from None
    if content.get("format") != FORMAT or not hmac.compare_digest(
        str(said).encode(), _signed(key, content).encode()
    ):
        raise HeadsUnreadable
    return moment, heads


def compare(session: Session, heads: Iterable[Head]) -> list[AuditFault]:
    """Each head must be in the present chain, at its position, with the same hash."""
    now = {one.chain: one.position for one in heads_now(session)}
    faults = []
    for head in heads:
        if head.position == 0:
            continue  # nothing had been written yet
        query = select(AuditRow).where(
            AuditRow.chain == head.chain, AuditRow.position == head.position
        )
        row = session.scalar(query)
        if row is None:
            first = min(now.get(head.chain, 0) + 1, head.position)
            faults.append(AuditFault(head.chain, first, What.ROLLED_BACK, head.position))
        elif row.hash != head.hash:
            faults.append(AuditFault(head.chain, head.position, What.OTHER_PAST, row=named(row)))
    return faults


def keep_day(session: Session, key: bytes, day: date) -> list[Head]:
    """Write this day's heads beside the trail; empty when the day has them already."""
    if session.scalar(select(AuditDayHead).where(AuditDayHead.day == day).limit(1)):
        return []
    heads, at = heads_now(session), clock.now()
    for head in heads:
        row = AuditDayHead(day=day, chain=head.chain, at=at, position=head.position, hash=head.hash)
        row.signed = _signed(key, _day_content(row))
        session.add(row)
    return heads


def compare_days(session: Session, key: bytes) -> list[AuditFault]:
    """The days' heads against the chains; a day's row that the key did not sign is a fault."""
    faults: list[AuditFault] = []
    for row in session.scalars(select(AuditDayHead).order_by(AuditDayHead.day, AuditDayHead.chain)):
        if not hmac.compare_digest(row.signed.encode(), _signed(key, _day_content(row)).encode()):
            faults.append(AuditFault(row.chain, row.position, What.HEAD_CHANGED))
        else:
            faults += compare(session, [Head(row.chain, row.position, row.hash)])
    return faults


def _day_content(row: AuditDayHead) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(), "at": row.at.isoformat(), "chain": row.chain,
        "position": row.position, "hash": row.hash,
    }  # fmt: skip


def _signed(key: bytes, content: Mapping[str, Any]) -> str:
    message = FORMAT + json.dumps(content, sort_keys=True)
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()
