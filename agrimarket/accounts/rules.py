"""Who may sign in, and as whom a request speaks."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.accounts import passwords, store
from agrimarket.accounts.models import Account, AccountCommune, Token
from agrimarket.kit import audit, clock
from agrimarket.kit.access import PUBLIC, Role, Viewer
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.places.catalogue import is_commune

TOKEN_START = "agri_"  # noqa: S105 (a visible prefix, so that scanners find leaked tokens)
GIVEN_ROLES = tuple(role for role in Role if role not in {Role.PUBLIC, Role.SYSTEM})
NEEDS_COMMUNE = (Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER)


class WrongSignIn(Refusal):
    """Unknown login, wrong password or closed account: one answer."""

    code = "wrong_sign_in"
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại, hoặc nhờ cán bộ đặt lại."


class PasswordTooShort(Refusal):
    """Under ten letters."""

    code = "password_too_short"
    sentence = "Mật khẩu cần ít nhất 10 ký tự. Hãy ghép vài từ dễ nhớ, ví dụ tên bốn loại cây."


class PasswordSame(Refusal):
    """The new password is the old one."""

    code = "password_same"
    sentence = "Mật khẩu mới phải khác mật khẩu đang dùng. Hãy chọn mật khẩu khác."


class LoginTaken(Refusal):
    """Another account has this login."""

    code = "login_taken"
    kind = Kind.CONFLICT
    sentence = "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."


class LoginUnknown(Refusal):
    """No account has this login."""

    code = "login_unknown"
    kind = Kind.MISSING
    sentence = "Không có tài khoản nào dùng tên đăng nhập này. Hãy kiểm tra lại tên."


class RoleUnknown(Refusal):
    """A role that cannot be given."""

    code = "role_unknown"
    sentence = "Không có vai trò này. Hãy chọn một trong: {roles}."


class CommuneNeeded(Refusal):
    """An officer or worker of a commune without a commune."""

    code = "commune_needed"
    sentence = "Vai trò này cần ít nhất một xã, phường. Hãy chọn xã, phường phụ trách."


class CommuneUnknown(Refusal):
    """A code that is no current commune."""

    code = "commune_code_unknown"
    sentence = "Mã xã, phường {commune} không có trong danh mục hiện nay. Hãy kiểm tra lại mã."


class HouseholdNeeded(Refusal):
    """A producer's account or token without a producer."""

    code = "household_needed"
    sentence = "Vai trò người sản xuất cần gắn với một hộ. Hãy chọn hộ sản xuất."


def has_accounts(session: Session) -> bool:
    """True once anybody can sign in."""
    return store.count(session) > 0


def sign_in(session: Session, *, login: str, password: str) -> Account:
    """The account; WrongSignIn. Reads only."""
    account = store.by_login(session, login.strip().lower())
    right = passwords.matches(account.password_hash if account else None, password)
    if account is None or not right or not account.active:
        raise WrongSignIn
    return account


def change_password(session: Session, *, viewer: Viewer, old: str, new: str) -> Account:
    """Set a new password and end every session; WrongSignIn, PasswordTooShort, PasswordSame."""
    account = store.by_id(session, viewer.account_id or "")
    if account is None or not passwords.matches(account.password_hash, old):
        raise WrongSignIn(fields={"old": ["Mật khẩu đang dùng chưa đúng. Hãy gõ lại."]})
    if len(new) < passwords.LEAST or len(new) > passwords.MOST:
        raise PasswordTooShort(fields={"new": [PasswordTooShort.sentence]})
    if new == old:
        raise PasswordSame(fields={"new": [PasswordSame.sentence]})
    account.password_hash = passwords.hashed(new)
    account.session_stamp = secrets.token_urlsafe(32)
    account.must_change_password = False
    audit.record(session, viewer, "password_changed", kind="account", id=account.id)
    return account


def reset_password(session: Session, *, viewer: Viewer, login: str) -> str:
    """A new random password, told once; every session of the account ends; LoginUnknown."""
    account = store.by_login(session, login.strip().lower())
    if account is None:
        raise LoginUnknown
    password = passwords.random_password()
    account.password_hash = passwords.hashed(password)
    account.session_stamp = secrets.token_urlsafe(32)
    account.must_change_password = True
    audit.record(session, viewer, "password_reset", kind="account", id=account.id)
    return password


def create_account(
    session: Session,
    *,
    viewer: Viewer,
    name: str,
    login: str,
    password: str,
    role: Role,
    commune_codes: Iterable[str] = (),
    household_id: str | None = None,
) -> Account:
    """A new account; LoginTaken, CommuneNeeded, CommuneUnknown, HouseholdNeeded."""
    codes = check_scope(role, commune_codes, household_id)
    if store.by_login(session, login.lower()):
        raise LoginTaken
    account = Account(
        name=name,
        login=login.lower(),
        password_hash=passwords.hashed(password),
        role=role.value,
        household_id=household_id,
        session_stamp=secrets.token_urlsafe(32),
        communes=[AccountCommune(commune_code=code) for code in codes],
    )
    session.add(account)
    session.flush()
    audit.record(
        session, viewer, "account_created", kind="account", id=account.id,
        after={"role": role.value, "communes": codes},
    )  # fmt: skip
    return account


def create_token(
    session: Session,
    *,
    viewer: Viewer,
    name: str,
    role: Role,
    commune_codes: Iterable[str] = (),
    household_id: str | None = None,
    scopes: Iterable[str] = (),
    expires_at: datetime | None = None,
) -> tuple[Token, str]:
    """A new token and its secret, which is told this once; refusals as create_account."""
    codes = check_scope(role, commune_codes, household_id)
    secret = TOKEN_START + secrets.token_urlsafe(32)
    token = Token(
        name=name,
        token_hash=token_hash(secret),
        role=role.value,
        household_id=household_id,
        commune_codes=codes,
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    session.add(token)
    session.flush()
    audit.record(
        session, viewer, "token_created", kind="token", id=token.id,
        after={"role": role.value, "communes": codes, "scopes": token.scopes},
    )  # fmt: skip
    return token, secret


def check_scope(role: Role, commune_codes: Iterable[str], household_id: str | None) -> list[str]:
    """The sorted commune codes, once they fit the role."""
    if role not in GIVEN_ROLES:
        raise RoleUnknown(roles=", ".join(GIVEN_ROLES))
    codes = sorted(set(commune_codes))
    for code in codes:
        if not is_commune(code):
            raise CommuneUnknown(commune=code)
    if role in NEEDS_COMMUNE and not codes:
        raise CommuneNeeded
    if role is Role.PRODUCER and household_id is None:
        raise HouseholdNeeded
    return codes


def viewer_of_account(account: Account) -> Viewer:
    """What the rooms see of a signed-in person."""
    return Viewer(
        role=Role(account.role),
        account_id=account.id,
        name=account.name,
        commune_codes=frozenset(row.commune_code for row in account.communes),
        household_id=account.household_id,
    )


def viewer_of_token(session: Session, secret: str) -> Viewer:
    """What the rooms see of a bearer token; PUBLIC for one that is not good."""
    if not secret.startswith(TOKEN_START):
        return PUBLIC
    token = store.by_token_hash(session, token_hash(secret), clock.now())
    if token is None:
        return PUBLIC
    return Viewer(
        role=Role(token.role),
        token_id=token.id,
        name=token.name,
        commune_codes=frozenset(token.commune_codes),
        household_id=token.household_id,
        scopes=frozenset(token.scopes),
    )


def token_hash(secret: str) -> str:
    """SHA-256, hex: the secret has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
