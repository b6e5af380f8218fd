"""The only SQL that stops tokens, links and phones of an account."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from agrimarket.accounts.models import AccountLink, FieldDevice, Token


def revoke_tokens(session: Session, account_id: str, now: datetime) -> int:
    """Stop the tokens that speak for a person; how many."""
    return _revoke(session, Token, account_id, now)


def revoke_links(session: Session, account_id: str, now: datetime) -> int:
    """Stop links that would set a password anew, and the invitations made; how many."""
    invited = (
        update(AccountLink)
        .where(
            AccountLink.made_by == account_id,
            AccountLink.revoked_at.is_(None),
            AccountLink.used_at.is_(None),
        )
        .values(revoked_at=now, revision=AccountLink.revision + 1)
        .returning(AccountLink.id)
    )
    made = len(session.scalars(invited).all())
    return _revoke(session, AccountLink, account_id, now) + made


def revoke_devices(session: Session, account_id: str, now: datetime) -> list[str]:
    """Stop phones that are signed in behind a PIN; their ids."""
    return _revoked(session, FieldDevice, account_id, now)


def _revoke(session: Session, table: Any, account_id: str, now: datetime) -> int:
    return len(_revoked(session, table, account_id, now))


def _revoked(session: Session, table: Any, account_id: str, now: datetime) -> list[str]:
    query = (
        update(table)
        .where(table.account_id == account_id, table.revoked_at.is_(None))
        .values(revoked_at=now, revision=table.revision + 1)
        .returning(table.id)
    )
    return list(session.scalars(query))
