"""The only SQL of accounts and tokens."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account, Token


def by_id(session: Session, account_id: str) -> Account | None:
    """An account by id, with its communes."""
    return session.get(Account, account_id)


def by_login(session: Session, login: str) -> Account | None:
    """An account by what its owner types; e-mail in lower case or ten digits of a phone."""
    return session.scalar(select(Account).where(Account.login == login))


def by_token_hash(session: Session, token_hash: str, now: datetime) -> Token | None:
    """A token that is neither revoked nor past its end."""
    query = select(Token).where(
        Token.token_hash == token_hash,
        Token.revoked_at.is_(None),
        (Token.expires_at.is_(None)) | (Token.expires_at > now),
    )
    return session.scalar(query)


def count(session: Session) -> int:
    """How many accounts there are."""
    return session.scalar(select(func.count()).select_from(Account)) or 0
