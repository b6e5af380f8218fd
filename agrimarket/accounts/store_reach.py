"""The SQL of where people who sign in for a producer, or have it in their care, are reached."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account


def contacts(
    session: Session, household_ids: Collection[str], account_ids: Collection[str]
) -> list[Account]:
    """Accounts in use of these producers, and these accounts while they are in use."""
    wanted = or_(Account.household_id.in_(household_ids), Account.id.in_(account_ids))
    return list(session.scalars(select(Account).where(wanted, Account.active).order_by(Account.id)))
