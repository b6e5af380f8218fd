"""The SQL of the people tree: who is below, invitations, delegations, tokens of people."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from agrimarket.accounts.models import (
    Account,
    AccountCommune,
    AccountLink,
    Delegation,
    Token,
)
from agrimarket.accounts.scope import visible
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.phones import ten_digits
from agrimarket.places.spelling import fold

INVITE = "invite"
FORGOTTEN = "erased-"  # begins the login of whoever was forgotten (forget.py)


def one(session: Session, viewer: Viewer, account_id: str, *, lock: bool = False) -> Account | None:
    """An account below the viewer, freshly read when it is to be changed; else None."""
    if not is_id(account_id):
        return None
    query = select(Account).where(Account.id == account_id, visible(viewer))
    if lock:
        query = query.with_for_update(of=Account).execution_options(populate_existing=True)
    return session.scalar(query)


def search(
    viewer: Viewer,
    *,
    q: str = "",
    role: str = "",
    commune: str = "",
    active: str = "",
) -> Select[Account]:
    """People below, by name; every word of q is sought in name, sign-in, e-mail and phone."""
    query = select(Account).where(visible(viewer), ~Account.login.startswith(FORGOTTEN))
    for word in fold(q).split():
        digits = ten_digits(word) or word
        query = query.where(
            or_(
                Account.name_folded.contains(word, autoescape=True),
                Account.login.contains(word, autoescape=True),
                Account.email.contains(word, autoescape=True),
                Account.phone.contains(digits, autoescape=True),
            )
        )
    if role:
        query = query.where(Account.role == role)
    if commune:
        there = select(AccountCommune.account_id).where(AccountCommune.commune_code == commune)
        query = query.where(Account.id.in_(there))
    if active:
        query = query.where(Account.active.is_(active == "yes"))
    return query.order_by(Account.name_folded, Account.id)


def has_account(session: Session, household_id: str) -> bool:
    """Whether somebody signs in for this producer."""
    query = select(Account.id).where(Account.household_id == household_id, Account.active)
    return session.scalar(query.limit(1)) is not None


def by_logins(viewer: Viewer, *, login: str, active: str) -> Select[Account]:
    """Accounts the operator may know of, by login alone."""
    query = select(Account).where(visible(viewer))
    if login:
        query = query.where(Account.login.contains(login, autoescape=True))
    if active:
        query = query.where(Account.active.is_(active == "yes"))
    return query.order_by(Account.login)


def by_contact(
    session: Session, *, login: str, email: str | None, phone: str | None,
    besides: str | None = None,
) -> Account | None:  # fmt: skip
    """An account that somebody signs in to by this very name, e-mail address or phone."""
    said = Account.login == login
    if email:
        said = or_(said, Account.email == email)
    if phone:
        staff = (Account.phone == phone) & (Account.role != Role.PRODUCER.value)
        said = or_(said, staff)
    query = select(Account).where(said)
    if besides is not None:
        query = query.where(Account.id != besides)
    return session.scalar(query.limit(1))


def link_by_hash(session: Session, secret_hash: str, *, lock: bool = False) -> AccountLink | None:
    """An invitation by its secret's hash; held until the commit, so that it works once."""
    query = select(AccountLink).where(
        AccountLink.secret_hash == secret_hash, AccountLink.kind == INVITE
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def own_link(session: Session, maker_id: str, link_id: str) -> AccountLink | None:
    """An invitation this account made, held until the commit."""
    if not is_id(link_id):
        return None
    query = select(AccountLink).where(
        AccountLink.id == link_id, AccountLink.made_by == maker_id, AccountLink.kind == INVITE
    )
    return session.scalar(query.with_for_update())


def open_links(session: Session, maker_id: str, now: datetime) -> list[AccountLink]:
    """Invitations this account made that still work, newest first."""
    query = select(AccountLink).where(
        AccountLink.made_by == maker_id,
        AccountLink.kind == INVITE,
        AccountLink.used_at.is_(None),
        AccountLink.revoked_at.is_(None),
        AccountLink.ends_at > now,
    )
    return list(session.scalars(query.order_by(AccountLink.id.desc())))


def standing(
    session: Session, account_id: str, today: date
) -> Sequence[tuple[Delegation, Account]]:
    """Delegations to this account that hold today, each with its giver, who is active."""
    query = (
        select(Delegation, Account)
        .join(Account, Account.id == Delegation.from_account_id)
        .where(
            Delegation.to_account_id == account_id,
            Delegation.ended_at.is_(None),
            Delegation.starts_on <= today,
            Delegation.ends_on >= today,
            Account.active.is_(True),
        )
        .order_by(Delegation.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def delegations_of(session: Session, account_id: str, today: date) -> list[Delegation]:
    """What somebody gave or got that has not ended yet, newest first."""
    query = select(Delegation).where(
        or_(Delegation.from_account_id == account_id, Delegation.to_account_id == account_id),
        Delegation.ended_at.is_(None),
        Delegation.ends_on >= today,
    )
    return list(session.scalars(query.order_by(Delegation.id.desc())))


def delegation(session: Session, account_id: str, delegation_id: str) -> Delegation | None:
    """One that this account gave or got, held until the commit."""
    if not is_id(delegation_id):
        return None
    query = select(Delegation).where(
        Delegation.id == delegation_id,
        or_(Delegation.from_account_id == account_id, Delegation.to_account_id == account_id),
    )
    return session.scalar(query.with_for_update())


def colleagues(
    session: Session, roles: Collection[Role], communes: Collection[str], *, besides: str
) -> list[Account]:
    """Active people of these roles who work in one of these communes, by name."""
    near = select(AccountCommune.account_id).where(AccountCommune.commune_code.in_(communes))
    query = select(Account).where(
        Account.role.in_([role.value for role in roles]),
        Account.active.is_(True),
        Account.id != besides,
        Account.id.in_(near),
    )
    return list(session.scalars(query.order_by(Account.name_folded, Account.id)))


def by_ids(session: Session, ids: Collection[str]) -> dict[str, Account]:
    """Accounts by id, whoever may see them: for names beside acts that were seen already."""
    return {row.id: row for row in session.scalars(select(Account).where(Account.id.in_(ids)))}


def tokens_of(session: Session, account_id: str) -> list[Token]:
    """Tokens that speak for somebody or that somebody made, newest first."""
    query = select(Token).where(or_(Token.account_id == account_id, Token.made_by == account_id))
    return list(session.scalars(query.order_by(Token.id.desc())))


def client_tokens(session: Session, maker_id: str | None) -> list[Token]:
    """Keys of programs, newest first; with a maker, only those this account made."""
    query = select(Token).where(Token.role == Role.API_CLIENT.value)
    if maker_id is not None:
        query = query.where(Token.made_by == maker_id)
    return list(session.scalars(query.order_by(Token.id.desc())))


def token(session: Session, token_id: str) -> Token | None:
    """A token by id, held until the commit."""
    if not is_id(token_id):
        return None
    return session.scalar(select(Token).where(Token.id == token_id).with_for_update())
