"""Who may sign in, and as whom a request speaks."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.accounts import agencies, api_scopes, lending, passwords, reset, store
from agrimarket.accounts.communes import follow, read_communes
from agrimarket.accounts.models import Account, AccountCommune, Token
from agrimarket.accounts.new_passwords import check_new, known_of
from agrimarket.accounts.ranks import OF_COMMUNES
from agrimarket.kit import audit, clock
from agrimarket.kit.access import PUBLIC, Role, Viewer
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.ids import is_id

TOKEN_START = "agri_"  # noqa: S105 (a visible prefix, so that scanners find leaked tokens)
GIVEN_ROLES = tuple(role for role in Role if role not in {Role.PUBLIC, Role.SYSTEM})
NEEDS_COMMUNE = OF_COMMUNES


class WrongSignIn(Refusal):
    """Unknown login, wrong password or closed account: one answer."""

    code = "wrong_sign_in"
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại, hoặc nhờ cán bộ đặt lại."


class PasswordSame(Refusal):
    """The new password is the old one."""

    code = "password_same"
    sentence = "Mật khẩu mới phải khác mật khẩu đang dùng. Hãy chọn mật khẩu khác."


class LoginTaken(Refusal):
    """Another account has this login."""

    code = "login_taken"
    kind = Kind.CONFLICT
    sentence = "Tên đăng nhập hoặc thư điện tử này đã có người dùng. Hãy chọn tên khác."


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


class HouseholdNeeded(Refusal):
    """A producer's account or token without a producer."""

    code = "household_needed"
    sentence = "Vai trò người sản xuất cần gắn với một hộ. Hãy chọn hộ sản xuất."


class HouseholdIdInvalid(Refusal):
    """What was given as the producer's id is none."""

    code = "household_id_invalid"
    sentence = "Mã hộ này không đúng dạng. Hãy chép lại mã từ trang của hộ."


def has_accounts(session: Session) -> bool:
    """True once anybody can sign in."""
    return store.count(session) > 0


def change_password(session: Session, *, viewer: Viewer, old: str, new: str) -> Account:
    """Set a new password and end every session; WrongSignIn, PasswordSame, those of check_new.

    Whoever signs in by codes alone has no old one to give.
    """
    account = store.by_id(session, viewer.account_id or "")
    if account is None or (
        account.password_hash and not passwords.matches(account.password_hash, old)
    ):
        raise WrongSignIn(fields={"old": ["Mật khẩu đang dùng chưa đúng. Hãy gõ lại."]})
    if new == old:
        raise PasswordSame(fields={"new": [PasswordSame.sentence]})
    check_new(new, known_of(account))
    reset.set_password(session, account, new)
    audit.record(
        session, viewer, "password_changed", kind="account", id=account.id,
        person=account.household_id,
    )  # fmt: skip
    return account


def reset_password(session: Session, *, viewer: Viewer, login: str) -> str:
    """A first password by login, told once; LoginUnknown, AccountClosed."""
    account = store.by_login(session, login.strip().lower())
    if account is None:
        raise LoginUnknown
    return reset.first_password_by_officer(session, viewer, account)


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
    agency: str | None = None,
    email: str | None = None,
    phone: str | None = None,
) -> Account:
    """A new account; without a password it is entered by a code sent to the phone.

    LoginTaken, AgencyUnknown, and the refusals of check_scope.
    """
    codes, agency = check_scope(role, commune_codes, household_id), agencies.check_agency(agency)
    if store.contact_taken(session, login.lower(), email):
        raise LoginTaken
    account = Account(
        name=name,
        login=login.lower(),
        password_hash=passwords.hashed(password) if password else "",
        role=role.value,
        agency=agencies.check_agency(agency),
        email=email,
        phone=phone,
        made_by=viewer.account_id,
        household_id=household_id,
        session_stamp=secrets.token_urlsafe(32),
        communes=[AccountCommune(commune_code=code) for code in codes],
    )
    session.add(account)
    session.flush()
    told = {"role": role.value, "communes": codes, "agency": agency}
    _note_account(session, viewer, account, told)
    return account


def _note_account(session: Session, viewer: Viewer, account: Account, told: dict[str, Any]) -> None:
    audit.record(
        session, viewer, "account_created", kind="account", id=account.id, after=told,
        person=account.household_id,
    )  # fmt: skip


def create_token(
    session: Session,
    *,
    viewer: Viewer,
    name: str,
    role: Role,
    commune_codes: Iterable[str] = (),
    household_id: str | None = None,
    scopes: Iterable[str] = (),
    agency: str | None = None,
    account_id: str | None = None,
    expires_at: datetime | None = None,
) -> tuple[Token, str]:
    """A new token and its secret, which is told this once; refusals as create_account, and
    ScopeUnknown. It stops with the account it speaks for."""
    codes = check_scope(role, commune_codes, household_id)
    agencies.check_agency(agency)
    secret = TOKEN_START + secrets.token_urlsafe(32)
    token = Token(
        name=name,
        token_hash=token_hash(secret),
        role=role.value,
        household_id=household_id,
        commune_codes=codes,
        scopes=api_scopes.check_scopes(scopes),
        agency=agency,
        account_id=account_id,
        made_by=viewer.account_id,
        expires_at=expires_at,
    )
    session.add(token)
    session.flush()
    audit.record(
        session, viewer, "token_created", kind="token", id=token.id,
        after={"role": role.value, "communes": codes, "scopes": token.scopes},
        person=household_id,
    )  # fmt: skip
    return token, secret


def check_scope(role: Role, commune_codes: Iterable[str], household_id: str | None) -> list[str]:
    """The sorted codes of communes named by code or as people write them, once they fit the role.

    RoleUnknown, CommuneUnknown, CommuneUnclear, CommuneNeeded, HouseholdNeeded, HouseholdIdInvalid.
    """
    if role not in GIVEN_ROLES:
        raise RoleUnknown(roles=", ".join(GIVEN_ROLES))
    codes = read_communes(commune_codes)
    if role in NEEDS_COMMUNE and not codes:
        raise CommuneNeeded
    if role is Role.PRODUCER and household_id is None:
        raise HouseholdNeeded
    if household_id is not None and not is_id(household_id):
        raise HouseholdIdInvalid
    return codes


def viewer_of_account(account: Account) -> Viewer:
    """What the rooms see of a signed-in person: own places, and those lent for these days.

    A producer's communes only say whose list the sign-in stands on; they open nothing.
    """
    own = frozenset[str]()
    if account.role != Role.PRODUCER.value:
        own = follow(row.commune_code for row in account.communes)
    lent = lending.lent_to(account)
    return Viewer(
        role=Role(account.role),
        account_id=account.id,
        name=account.name,
        agency=account.agency,
        commune_codes=own | lent.commune_codes,
        household_id=account.household_id,
        writes=agencies.writes_of(account.agency),
        acting_for=lent.names,
    )


def viewer_of_token(session: Session, secret: str) -> Viewer:
    """What the rooms see of a bearer token; PUBLIC for one that is not good."""
    if not secret.startswith(TOKEN_START):
        return PUBLIC
    token = store.by_token_hash(session, token_hash(secret), clock.now())
    if token is None:
        return PUBLIC
    codes = follow(token.commune_codes)
    if token.commune_codes and not codes:
        return PUBLIC  # its places are gone: a program without places would see them all
    return Viewer(
        role=Role(token.role),
        token_id=token.id,
        behind=token.account_id or token.made_by,
        name=token.name,
        agency=token.agency,
        commune_codes=codes,
        household_id=token.household_id,
        scopes=frozenset(token.scopes),
        writes=agencies.writes_of(token.agency),
    )


def token_hash(secret: str) -> str:
    """SHA-256, hex: the secret has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
