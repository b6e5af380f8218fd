"""The log as others download it: lines of JSON, heads, the public key."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing.log import store
from agrimarket.issuing.log.models import LogEntry, LogHead
from agrimarket.kit import signing

MOST_HEADS_SHOWN = 5


def lines(session: Session, *, first: int = 1, most: int | None = None) -> Iterator[dict[str, Any]]:
    """Entries as everybody may read them, streamed: names only of what the public may know."""
    for some in store.pages(session, first=first, most=most):
        named = store.named_in_public(session, [row.order_id for row in some])
        for row in some:
            yield line(row, named=row.order_id in named)


def line(row: LogEntry, *, named: bool) -> dict[str, Any]:
    """One entry: what was signed, its hash and signature, and beside it the product's name."""
    said: dict[str, Any] = {
        "body": body_of(row.body), "hash": row.hash, "signature": row.signature,
    }  # fmt: skip
    if row.countersignature:
        said["countersignature"] = row.countersignature
    if named and row.product_name is not None:
        said |= {"product_name": row.product_name, "product_salt": row.product_salt}
    return said


def heads(session: Session) -> list[dict[str, Any]]:
    """Every daily head, oldest first."""
    return [head(row) for row in store.heads(session)]


def head(row: LogHead) -> dict[str, Any]:
    """One daily head: what was signed, its hash and signature."""
    return {"body": body_of(row.body), "hash": row.hash, "signature": row.signature}


def body_of(written: str) -> dict[str, Any] | None:
    """The signed part as it is kept; None where somebody wrote over it, which verifiers tell."""
    try:
        body = json.loads(written)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def newest_heads(session: Session) -> Sequence[dict[str, Any]]:
    """The newest heads' signed parts, newest first, for people to read."""
    rows = store.newest_heads(session, MOST_HEADS_SHOWN)
    return [(body_of(row.body) or {}) | {"day": row.day, "own_hash": row.hash} for row in rows]


def entry_number(session: Session, order_id: str) -> int | None:
    """Which entry of the log is an order's; None where it stands outside the log."""
    return store.number_of(session, order_id)


def last_number(session: Session) -> int:
    """How many entries there are."""
    tip = store.last_entry(session)
    return tip.number if tip else 0


def key_groups() -> str:
    """The public key's fingerprint in groups of four, as people compare it."""
    name = signing.fingerprint()
    return " ".join(name[at : at + 4] for at in range(0, len(name), 4))
