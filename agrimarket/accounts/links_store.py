"""The only SQL of one-time codes and of links that work once."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account, AccountLink, AccountSession, OneTimeCode


def accounts_with_phone(session: Session, phone: str) -> list[Account]:
    """Open accounts that a phone belongs to, oldest first; a family may share one."""
    query = select(Account).where(
        Account.active, (Account.phone == phone) | (Account.login == phone)
    )
    return list(session.scalars(query.order_by(Account.id)))


def end_codes(session: Session, purpose: str, to_index: str, now: datetime) -> None:
    """A new code ends the older ones to the same phone."""
    session.execute(
        update(OneTimeCode)
        .where(
            OneTimeCode.purpose == purpose,
            OneTimeCode.to_index == to_index,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.ends_at > now,
        )
        .values(ends_at=now)
        .execution_options(synchronize_session=False)
    )


def newest_code(session: Session, purpose: str, to_index: str, now: datetime) -> OneTimeCode | None:
    """The code that counts now, locked until the commit, so that it is tried one by one."""
    query = select(OneTimeCode).where(
        OneTimeCode.purpose == purpose,
        OneTimeCode.to_index == to_index,
        OneTimeCode.used_at.is_(None),
        OneTimeCode.ends_at > now,
    )
    query = query.order_by(OneTimeCode.created_at.desc(), OneTimeCode.id.desc()).limit(1)
    query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def link(session: Session, kind: str, secret_hash: str, now: datetime) -> AccountLink | None:
    """A link that was neither used nor revoked and has not ended."""
    query = select(AccountLink).where(
        AccountLink.kind == kind,
        AccountLink.secret_hash == secret_hash,
        AccountLink.used_at.is_(None),
        AccountLink.revoked_at.is_(None),
        AccountLink.ends_at > now,
    )
    return session.scalar(query)


def use_link(session: Session, link_id: str, now: datetime) -> bool:
    """Mark a link as used; False when somebody did so in this moment."""
    query = (
        update(AccountLink)
        .where(AccountLink.id == link_id, AccountLink.used_at.is_(None))
        .where(AccountLink.revoked_at.is_(None))
        .values(used_at=now, revision=AccountLink.revision + 1)
        .returning(AccountLink.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(query) is not None


def forget_old(session: Session, before: datetime) -> int:
    """Drop codes, password links and sessions that ended long ago; how many rows went."""
    ended = AccountSession.ended_at.is_not(None) & (AccountSession.ended_at < before)
    queries = (
        delete(OneTimeCode).where(OneTimeCode.ends_at < before),
        delete(AccountLink).where(AccountLink.kind == "reset", AccountLink.ends_at < before),
        delete(AccountSession).where(ended | (AccountSession.ends_at < before)),
    )
    quiet = {"synchronize_session": False}
    results = [session.execute(query, execution_options=quiet) for query in queries]
    return sum(cast(CursorResult[Any], result).rowcount for result in results)
