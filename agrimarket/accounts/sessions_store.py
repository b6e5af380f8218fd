"""The only SQL of sessions: who is signed in where."""

from datetime import datetime

from sqlalchemy import Update, select, update
from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account, AccountSession, Passkey


def by_hash(session: Session, secret_hash: str) -> AccountSession | None:
    """A session by the hash of its secret, ended or not."""
    return session.scalar(select(AccountSession).where(AccountSession.secret_hash == secret_hash))


def open_ones(session: Session, account_id: str, now: datetime) -> list[AccountSession]:
    """The sessions of an account that were not ended and are not too old, newest use first."""
    query = select(AccountSession).where(
        AccountSession.account_id == account_id,
        AccountSession.ended_at.is_(None),
        AccountSession.ends_at > now,
    )
    return list(session.scalars(query.order_by(AccountSession.seen_at.desc())))


def one_of(session: Session, account_id: str, session_id: str) -> AccountSession | None:
    """A session by id, if it is this account's."""
    query = select(AccountSession).where(
        AccountSession.id == session_id, AccountSession.account_id == account_id
    )
    return session.scalar(query)


def end_all(session: Session, account_id: str, besides: str | None, now: datetime) -> int:
    """End every session of an account but the one named; how many were ended."""
    query = (
        update(AccountSession)
        .where(AccountSession.account_id == account_id, AccountSession.ended_at.is_(None))
        .values(ended_at=now, revision=AccountSession.revision + 1)
        .returning(AccountSession.id)
    )
    if besides is not None:
        query = query.where(AccountSession.id != besides)
    return len(session.scalars(query).all())


def seen(session_id: str, now: datetime, unless_since: datetime) -> Update:
    """The small write that keeps a session from idling out; nothing when it was just made."""
    return (
        update(AccountSession)
        .where(
            AccountSession.id == session_id,
            AccountSession.seen_at < unless_since,
            AccountSession.ended_at.is_(None),
        )
        .values(seen_at=now)
    )


def note_sign_in(session: Session, account_id: str, now: datetime) -> None:
    """When the account was last used; its revision stays, for nobody edited it."""
    session.execute(
        update(Account)
        .where(Account.id == account_id)
        .values(last_sign_in_at=now)
        .execution_options(synchronize_session=False)
    )


def has_passkey(session: Session, account_id: str) -> bool:
    """True when the account can be asked for a passkey."""
    query = select(Passkey.id).where(Passkey.account_id == account_id).limit(1)
    return session.scalar(query) is not None
