"""Adds to the log in the commit of what is logged; each entry is signed by a key no database has.

Whoever writes here holds the lock of the serial counter, so that entries follow each other as
their serials do.
"""

import base64
import json
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing import store as counter
from agrimarket.issuing.log import store
from agrimarket.issuing.log.models import LogEntry
from agrimarket.issuing.log.read import body_of
from agrimarket.issuing.log.refusals import LogBroken, LogKeyKept, LogKeyMissing
from agrimarket.issuing.log.store import Placed
from agrimarket.issuing.models import StampOrder
from agrimarket.kit import clock, signing
from stamps import log_form
from stamps.log_chain import verifies

SALT_BYTES = 16


def enter(session: Session, order: StampOrder) -> LogEntry:
    """The entry of an order whose serials were taken in this commit. LogBroken, LogKeyMissing."""
    tip = store.last_entry(session)
    if tip is None:
        if store.has_order_but(session, order.id):
            raise LogBroken
        tip = _add_key(session, None, signing.fingerprint())
    return _add_order(session, tip, order)


def begin(session: Session) -> int:
    """Enter the orders of before there was a log, after the key; how many entries it took.

    For `init` and `restore` alone: a log that was lost is not begun again (LogBroken).
    """
    orders = store.orders(session) if store.last_entry(session) is None else ()
    if not orders:
        return 0
    if store.last_head(session) is not None:
        raise LogBroken
    counter.locked_counter(session)
    tip = _add_key(session, None, signing.fingerprint())
    for order in orders:
        tip = _add_order(session, tip, order)
    return tip.number


def enter_key(session: Session, name: str, *, lost: bool = False) -> None:
    """From the next entry on the key of this fingerprint signs; the one of now signs that.

    `lost`: it is gone, and the new key speaks for itself, which verifiers tell people. LogBroken,
    LogKeyMissing, LogKeyKept.
    """
    counter.locked_counter(session)
    tip = store.last_entry(session)
    if tip is None or tip.key == name:
        return
    if lost and tip.key in signing.known():
        raise LogKeyKept
    _add_key(session, tip, name, lost=lost)


def enter_producers(session: Session, household_ids: Collection[str]) -> None:
    """What these producers are now, for each product of theirs with stamps of which the log tells
    another kind or commune. LogBroken, LogKeyMissing."""
    placed = store.placed(session, household_ids)
    if not placed:
        return
    counter.locked_counter(session)
    tip = store.last_entry(session)
    for one in placed:
        if tip is not None and _told(session, one.product_id) != (one.kind, one.commune):
            tip = _add_producer(session, tip, one)


def _told(session: Session, product_id: str) -> tuple[object, object] | None:
    written = store.last_told(session, product_id)
    body = body_of(written) if written is not None else None
    return (body.get("producer_kind"), body.get("commune")) if body else None


def _add_producer(session: Session, tip: LogEntry, placed: Placed) -> LogEntry:
    _check_ours(tip)
    body = _follows(session, tip, "producer") | {
        "product": placed.product_id,
        "producer_kind": placed.kind,
        "commune": placed.commune,
    }
    entry = _signed(body, tip.key, tip.key)
    session.add(entry)
    session.flush()
    return entry


def _add_order(session: Session, tip: LogEntry, order: StampOrder) -> LogEntry:
    _check_ours(tip)
    facts, salt = store.facts(session, order), secrets.token_hex(SALT_BYTES)
    body = _follows(session, tip, "issue") | {
        "issued_at": log_form.moment(order.created_at),
        "order": order.label,
        "first": order.first_serial,
        "last": order.last_serial,
        "count": order.count,
        "key_version": order.key_version,
        "product": order.product_id,
        "product_name_hash": log_form.name_hash(salt, facts.product_name),
        "producer_kind": str(facts.producer_kind),
        "commune": facts.commune,
    }
    entry = _signed(body, tip.key, tip.key)
    entry.order_id, entry.product_name, entry.product_salt = order.id, facts.product_name, salt
    session.add(entry)
    session.flush()
    return entry


def _add_key(session: Session, tip: LogEntry | None, name: str, *, lost: bool = False) -> LogEntry:
    alone = tip is None or lost
    if tip is not None and not lost:
        _check_ours(tip)
    body = _follows(session, tip, "key") | {
        "public_key": base64.b64encode(signing.known()[name]).decode(),
        "signed_by": "self" if alone else "previous",
    }
    entry = _signed(body, name if tip is None or lost else tip.key, name)
    if not alone:
        entry.countersignature = _signature(log_form.canonical(body), name)
    session.add(entry)
    session.flush()
    return entry


def _follows(session: Session, tip: LogEntry | None, kind: str) -> dict[str, Any]:
    """What every entry says of its place in the chain."""
    return {
        "form": log_form.ENTRY_FORM,
        "kind": kind,
        "number": tip.number + 1 if tip else 1,
        "previous": tip.hash if tip else log_form.NOTHING_BEFORE,
        "at": log_form.moment(_not_before(session, tip)),
    }


def _not_before(session: Session, tip: LogEntry | None) -> datetime:
    """Now, but never before the entry above nor in a day that was signed: clocks may go back."""
    at, head = clock.now(), store.last_head(session)
    if tip is not None:
        at = max(at, datetime.fromisoformat(json.loads(tip.body)["at"]))
    return max(at, clock.start_of_day(head.day + timedelta(days=1))) if head else at


def _signed(body: Mapping[str, Any], key: str, following: str) -> LogEntry:
    written = log_form.canonical(body)
    return LogEntry(
        number=body["number"],
        body=written.decode(),
        hash=log_form.hash_of(body),
        signature=_signature(written, key),
        key=following,
    )


def _signature(written: bytes, key: str) -> str:
    try:
        return base64.b64encode(signing.sign(written, key=key)).decode()
    except KeyError:
        raise LogKeyMissing from None


def _check_ours(tip: LogEntry) -> None:
    """Never put one's name under a stranger's entry: the newest must carry our signature."""
    key = signing.known().get(tip.key)
    if key is None:
        raise LogKeyMissing
    body = body_of(tip.body)
    if (
        body is None
        or log_form.hash_of(body) != tip.hash
        or not verifies(key, body, tip.countersignature or tip.signature)
    ):
        raise LogBroken
