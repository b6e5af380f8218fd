"""The only SQL of accounts and tokens."""

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account, Token
from agrimarket.kit.access import Role


def by_id(session: Session, account_id: str) -> Account | None:
    """An account by id, with its communes."""
    return session.get(Account, account_id)


def by_login(session: Session, login: str) -> Account | None:
    """An account by what its owner types; e-mail in lower case or ten digits of a phone."""
    return session.scalar(select(Account).where(Account.login == login))


def by_sign_in(session: Session, text: str, phone: str | None) -> list[Account]:
    """Open accounts by login name, e-mail address or phone, oldest first."""
    said = or_(Account.login == text, Account.email == text)
    if phone is not None:
        said = or_(said, Account.login == phone, Account.phone == phone)
    return list(session.scalars(select(Account).where(said, Account.active).order_by(Account.id)))


def by_token_hash(session: Session, token_hash: str, now: datetime) -> Token | None:
    """A token that is neither revoked nor past its end, and whose person was not closed."""
    query = (
        select(Token)
        .outerjoin(Account, Account.id == Token.account_id)
        .where(
            Token.token_hash == token_hash,
            Token.revoked_at.is_(None),
            or_(Token.expires_at.is_(None), Token.expires_at > now),
            or_(Token.account_id.is_(None), Account.active),
        )
    )
    return session.scalar(query)


def count(session: Session) -> int:
    """How many accounts there are."""
    return session.scalar(select(func.count()).select_from(Account)) or 0


def staff(session: Session) -> list[Account]:
    """Everybody who is no producer, by role and login."""
    query = select(Account).where(Account.role != Role.PRODUCER.value)
    return list(session.scalars(query.order_by(Account.role, Account.login)))


def contact_taken(session: Session, login: str, email: str | None) -> bool:
    """True when a login or an e-mail address belongs to somebody."""
    query = select(Account.id).where(or_(Account.login == login, Account.email == (email or "")))
    return session.scalar(query.limit(1)) is not None


def tokens(session: Session) -> list[Token]:
    """Every token, oldest first."""
    return list(session.scalars(select(Token).order_by(Token.id)))


def token_by_id(session: Session, token_id: str) -> Token | None:
    """A token by id."""
    return session.get(Token, token_id)
