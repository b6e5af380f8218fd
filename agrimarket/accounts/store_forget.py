"""The SQL that empties a producer's accounts and tokens when the person is forgotten."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from agrimarket.accounts.models import (
    Account,
    AccountCommune,
    AccountLink,
    AccountSession,
    Delegation,
    FieldDevice,
    OutsideIdentity,
    Passkey,
    Token,
)

QUIET = {"synchronize_session": False}


def accounts_of(session: Session, household_id: str) -> Sequence[Account]:
    """The sign-ins of a producer, locked until the commit."""
    query = select(Account).where(Account.household_id == household_id).with_for_update()
    return session.scalars(query.order_by(Account.id)).all()


def drop_parts(session: Session, account_ids: Sequence[str]) -> None:
    """Sessions, links, passkeys, devices, delegations, outside identities and communes go."""
    for part in (AccountSession, FieldDevice, AccountLink, Passkey, OutsideIdentity,
                 AccountCommune):  # fmt: skip
        session.execute(
            delete(part).where(part.account_id.in_(account_ids)), execution_options=QUIET
        )
    mine = Delegation.from_account_id.in_(account_ids) | Delegation.to_account_id.in_(account_ids)
    session.execute(delete(Delegation).where(mine), execution_options=QUIET)


def stop_tokens(
    session: Session, household_id: str, account_ids: Sequence[str], *, name: str, now: datetime
) -> None:
    """Tokens of the producer open nothing any more and carry no name."""
    mine = (Token.household_id == household_id) | Token.account_id.in_(account_ids)
    session.execute(
        update(Token).where(mine, Token.revoked_at.is_(None)).values(revoked_at=now),
        execution_options=QUIET,
    )
    tokens = session.scalars(select(Token).where(mine).execution_options(populate_existing=True))
    for token in tokens:
        token.name, token.token_hash = name, secrets.token_hex(32)


def drop_links_of(session: Session, household_id: str) -> None:
    """Invitations that offer a sign-in for this producer."""
    for link in session.scalars(select(AccountLink).where(AccountLink.used_at.is_(None))):
        if link.offer.get("household_id") == household_id:
            session.delete(link)
