"""A new password: by a link that works once, or given by an officer."""

import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from agrimarket.accounts import ends, ends_store, links_store, passwords, sessions, store
from agrimarket.accounts.models import Account, AccountLink
from agrimarket.accounts.new_passwords import check_new, known_of
from agrimarket.config import Settings
from agrimarket.kit import audit, clock, outbox, tries
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.phones import ten_digits

KIND = "reset"
LASTS = timedelta(minutes=30)
TEXT = "Đặt lại mật khẩu Tem nông sản cho {name} (trong 30 phút, một lần): {address}"


class LinkDead(Refusal):
    """Used, revoked, too old or never made: one answer."""

    code = "link_dead"
    kind = Kind.MISSING
    sentence = "Đường dẫn này đã dùng, đã hết hạn hoặc không đúng. Hãy xin đường dẫn mới."


class ResetYourself(Refusal):
    """One's own password is changed with the old one at hand."""

    code = "reset_yourself"
    kind = Kind.CONFLICT
    sentence = "Mật khẩu của chính bạn thì hãy đổi ở trang tài khoản."


class AccountClosed(Refusal):
    """A closed account is opened first."""

    code = "account_closed"
    kind = Kind.CONFLICT
    sentence = "Tài khoản này đang bị khóa. Hãy mở khóa trước rồi đặt lại mật khẩu."


def make_link(session: Session, viewer: Viewer, account: Account) -> str:
    """The secret of a link that sets a new password once, within 30 minutes; only its hash stays.

    It ends the older ones of the account.
    """
    now, secret = clock.now(), secrets.token_urlsafe(32)
    ends_store.revoke_links(session, account.id, now)
    session.add(
        AccountLink(
            kind=KIND,
            secret_hash=sessions.secret_hash(secret),
            account_id=account.id,
            made_by=viewer.account_id,
            ends_at=now + LASTS,
        )
    )
    _note(session, viewer, "reset_link_made", account)
    return secret


def link_address(settings: Settings, secret: str) -> str:
    """Where a link leads: on the host of our settings, whatever a Host header says."""
    return f"{settings.public_base}/dang-nhap/dat-lai/{secret}"


def send_link(session: Session, viewer: Viewer, account: Account, *, login: str, base: str) -> str:
    """Send a link to the account's e-mail or phone: the one that was typed, if it is one.

    `base` is the address before the secret, `link_address(settings, "")`. Where it went, or "".
    """
    if not _where_to(account, login):
        return ""
    address = base + make_link(session, viewer, account)
    return send_address(session, account, login=login, address=address)


def send_address(session: Session, account: Account, *, login: str, address: str) -> str:
    """Send a link that was made to the same; where it went, "" where nothing is known."""
    to = _where_to(account, login)
    if to:
        text = TEXT.format(name=account.name, address=address)
        outbox.send(session, to=to, text=text, kind="reset_link", until=clock.now() + LASTS)
    return to


def _where_to(account: Account, login: str) -> str:
    by_phone = account.phone if ten_digits(login) == account.phone else None
    return by_phone or account.email or account.phone or ten_digits(account.login) or ""


def account_of_link(session: Session, secret: str) -> tuple[AccountLink, Account]:
    """The live link and whose it is; LinkDead. Reads only."""
    found = links_store.link(session, KIND, sessions.secret_hash(secret), clock.now())
    account = store.by_id(session, found.account_id) if found and found.account_id else None
    if found is None or account is None or not account.active:
        raise LinkDead
    return found, account


def reset_by_link(session: Session, *, viewer: Viewer, secret: str, new: str) -> Account:
    """Set the password and use the link up; LinkDead, refusals of check_new."""
    found, account = account_of_link(session, secret)
    check_new(new, known_of(account))
    if not links_store.use_link(session, found.id, clock.now()):
        raise LinkDead
    set_password(session, account, new)
    _note(session, viewer, "password_reset", account, how="link")
    return account


def reset_by_officer(session: Session, viewer: Viewer, account: Account) -> str:
    """The secret of a link to hand over, for an account found within the viewer's scope.

    ResetYourself, AccountClosed. Its sessions go on until the link is used.
    """
    _may_reset(viewer, account)
    return make_link(session, viewer, account)


def first_password_by_officer(session: Session, viewer: Viewer, account: Account) -> str:
    """A first password, told once, that its owner must replace at once; ends every session.

    ResetYourself, AccountClosed.
    """
    _may_reset(viewer, account)
    password = passwords.random_password()
    set_password(session, account, password)
    account.must_change_password = True
    _note(session, viewer, "password_reset", account, how="first_password")
    return password


def set_password(session: Session, account: Account, password: str) -> None:
    """Keep the password; sessions, reset links and locks of the account end with the old one."""
    account.password_hash = passwords.hashed(password)
    account.session_stamp = secrets.token_urlsafe(32)
    account.must_change_password = False
    session.flush()
    ends.end_sessions(session, account.id)
    ends_store.revoke_links(session, account.id, clock.now())
    tries.clear_in(session, "password", account.id)


def _may_reset(viewer: Viewer, account: Account) -> None:
    if account.id == viewer.account_id:
        raise ResetYourself
    if not account.active:
        raise AccountClosed


def _note(session: Session, viewer: Viewer, act: str, account: Account, **kept: str) -> None:
    audit.record(
        session, viewer, act, kind="account", id=account.id, person=account.household_id,
        kept=kept or None,
    )  # fmt: skip
