"""Proves the chains: streams every row once, and looks closer only where something is wrong."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.kit.audit.chains import row_hash
from agrimarket.kit.audit.diagnosis import diagnose
from agrimarket.kit.audit.faults import AuditFault
from agrimarket.kit.audit.rows import CHAINS, START, AuditHead, AuditRow


def verify(session: Session, key: bytes) -> list[AuditFault]:
    """Every place where a chain is broken, by chain and position; none when all hold.

    Every chain has a head from the first day on, so that one taken out whole is missed too.
    """
    heads = {head.chain: head for head in session.scalars(select(AuditHead))}
    broken, last = _streamed(session, key)
    for number in {*range(CHAINS), *heads, *last}:
        head = heads.get(number)
        stands = head is not None and (head.position, head.hash) == last.get(number, (0, START))
        if not stands or number >= CHAINS:
            broken.add(number)
    faults: list[AuditFault] = []
    for number in sorted(broken):
        faults += diagnose(key, number, _chain(session, number), heads.get(number))
    return faults


def _streamed(session: Session, key: bytes) -> tuple[set[int], dict[int, tuple[int, str]]]:
    """The chains with a row that does not follow the one before, and the last of each chain."""
    broken: set[int] = set()
    last: dict[int, tuple[int, str]] = {}
    for row in _rows(session):
        position, previous = last.get(row.chain, (0, START))
        if row.position != position + 1 or row_hash(key, previous, row) != row.hash:
            broken.add(row.chain)
        last[row.chain] = (row.position, row.hash)
    return broken, last


def _rows(session: Session) -> Iterator[AuditRow]:
    query = select(AuditRow).order_by(AuditRow.chain, AuditRow.position)
    yield from session.scalars(query.execution_options(yield_per=1000))


def _chain(session: Session, number: int) -> list[AuditRow]:
    query = select(AuditRow).where(AuditRow.chain == number).order_by(AuditRow.position)
    return list(session.scalars(query))
