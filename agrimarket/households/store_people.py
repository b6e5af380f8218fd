"""The SQL of people that lists of producers name: who may care for them, who brought them in."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account
from agrimarket.accounts.scope import visible
from agrimarket.households.models import HouseholdImport
from agrimarket.households.scope import visible_imports
from agrimarket.kit.access import WORKERS, Viewer
from agrimarket.kit.ids import is_id

MOST = 300  # names in a box to choose from
_CARING = tuple(role.value for role in WORKERS)


def workers(session: Session, viewer: Viewer) -> Sequence[Account]:
    """Those below the viewer who may care for producers, by name."""
    query = select(Account).where(visible(viewer), Account.active, Account.role.in_(_CARING))
    return session.scalars(query.order_by(Account.name_folded, Account.id).limit(MOST)).all()


def worker(session: Session, viewer: Viewer, account_id: str) -> Account | None:
    """One of them, or the viewer's own account."""
    if not is_id(account_id):
        return None
    mine = or_(visible(viewer), Account.id == viewer.account_id)
    query = select(Account).where(
        Account.id == account_id, mine, Account.active, Account.role.in_(_CARING)
    )
    return session.scalar(query)


def names(session: Session, viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    """Names of accounts that this viewer may know, by id."""
    if not ids:
        return {}
    mine = or_(visible(viewer), Account.id == viewer.account_id)
    query = select(Account.id, Account.name).where(Account.id.in_(ids), mine)
    return {row.id: row.name for row in session.execute(query)}


def file_name(session: Session, viewer: Viewer, import_id: str) -> str | None:
    """The name of an imported list that the viewer may see."""
    if not is_id(import_id):
        return None
    query = select(HouseholdImport.file_name)
    return session.scalar(query.where(HouseholdImport.id == import_id, visible_imports(viewer)))
