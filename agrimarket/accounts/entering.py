"""Who is it: from what was typed to the accounts it may be, and the begin of their sessions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.accounts import passwords, rules, sessions, sessions_store, store
from agrimarket.accounts.communes import follow
from agrimarket.accounts.factors import Second
from agrimarket.accounts.models import Account, AccountSession
from agrimarket.kit import audit
from agrimarket.kit.access import ROLE_LABELS, Role
from agrimarket.kit.phones import ten_digits
from agrimarket.places import commune

LONGEST_LOGIN = 254
# A phone that nobody has takes as long as one that a family of three shares.
CHECKS_FOR_A_PHONE = 3


def candidates(session: Session, login: str) -> list[Account]:
    """The open accounts that a login name, an e-mail address or a phone number may mean."""
    text = login.strip().lower()
    if not text or len(text) > LONGEST_LOGIN or "\0" in text:
        return []
    return store.by_sign_in(session, text, ten_digits(text))


def subject_of_nobody(login: str) -> str:
    """What tries of a login nobody has are counted under, so that it locks like any other."""
    text = login.strip().lower()
    return f"nobody {ten_digits(text) or text[:LONGEST_LOGIN]}"


def with_password(login: str, accounts: Sequence[Account], password: str) -> list[Account]:
    """Those of the accounts whose password it is; takes as long for nobody's login."""
    right = [a for a in accounts if passwords.matches(a.password_hash or None, password)]
    least = CHECKS_FOR_A_PHONE if ten_digits(login) else 1
    for _ in range(least - len(accounts)):
        passwords.matches(None, password)
    return right


@dataclass(frozen=True)
class Shown:
    """One of those who share a phone, as they tell each other apart."""

    id: str
    name: str
    role: str
    communes: str


def shown(account: Account) -> Shown:
    """Name, role and places of an account, for whoever proved that the phone is his."""
    codes = follow(row.commune_code for row in account.communes)
    places = sorted(commune(code).name for code in codes)
    return Shown(account.id, account.name, ROLE_LABELS[Role(account.role)], ", ".join(places))


def needs_second_factor(session: Session, account: Account) -> bool:
    """True when a password, code or link is not enough for this account."""
    confirmed = account.totp_sealed is not None and account.totp_confirmed_at is not None
    return confirmed or sessions_store.has_passkey(session, account.id)


def enter(
    session: Session, *, account_id: str, how: str, label: str, device_id: str | None = None,
    second: Second | None = None,
) -> tuple[Account, AccountSession, str]:  # fmt: skip
    """Begin a session: account, its session, the cookie's secret; WrongSignIn if just closed."""
    account = store.by_id(session, account_id)
    if account is None or not account.active:
        raise rules.WrongSignIn
    row, secret = sessions.begin(session, account, how=how, label=label, device_id=device_id)
    audit.record(
        session, rules.viewer_of_account(account), "signed_in", kind="account", id=account.id,
        person=account.household_id, kept={"how": how, **(second.told() if second else {})},
    )  # fmt: skip
    return account, row, secret
