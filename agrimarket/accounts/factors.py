"""Second proofs of a person: switch them on and off, and accept one at sign-in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.accounts import passwords, recovery, totp
from agrimarket.accounts import store_factors as store
from agrimarket.accounts.models import Account, Passkey
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.keyfile import Keys


class FactorWrong(Refusal):
    """No code of now, no unused recovery code."""

    code = "factor_wrong"
    sentence = "Mã chưa đúng hoặc đã dùng rồi. Hãy chờ mã mới hiện ra rồi gõ lại."


class OwnerUnproven(Refusal):
    """Neither the password nor a code of the person who is signed in."""

    code = "owner_unproven"
    sentence = "Mật khẩu hoặc mã chưa đúng. Hãy gõ mật khẩu, mã trong ứng dụng hoặc mã dự phòng."


class FactorOnAlready(Refusal):
    """A second secret would silently put the first one out."""

    code = "factor_on_already"
    kind = Kind.CONFLICT
    sentence = "Xác minh hai bước đã bật rồi. Muốn đổi điện thoại, hãy tắt rồi bật lại."


class FactorNotStarted(Refusal):
    """A first code without a secret, or a secret that is confirmed."""

    code = "factor_not_started"
    kind = Kind.CONFLICT
    sentence = "Chưa có mã QR nào đang chờ. Hãy bấm Bật xác minh hai bước để bắt đầu."


@dataclass(frozen=True)
class Second:
    """What stood the second step: "app", "recovery" with the spare codes left, or "passkey"."""

    kind: str
    codes_left: int | None = None

    def told(self) -> dict[str, str | int]:
        """The same for the trail; a code itself never stands there."""
        left = {} if self.codes_left is None else {"codes_left": self.codes_left}
        return {"second": self.kind, **left}


@dataclass(frozen=True)
class Factors:
    """What stands behind a person's sign-in, for the page that shows it."""

    totp_on: bool
    totp_started: bool
    recovery_left: int
    passkeys: Sequence[Passkey]
    has_password: bool


def state(session: Session, account_id: str) -> Factors:
    """How things stand now; NotFound."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound
    return Factors(
        totp_on=totp.is_on(account),
        totp_started=account.totp_sealed is not None and not totp.is_on(account),
        recovery_left=len(account.recovery_hashes),
        passkeys=store.passkeys_of(session, account_id),
        has_password=bool(account.password_hash),
    )


def has_any(session: Session, account: Account) -> bool:
    """True when a password alone does not open the account."""
    return totp.is_on(account) or store.has_passkey(session, account.id)


def held(session: Session, viewer: Viewer) -> Account:
    """The viewer's own account, held until the commit; NotFound."""
    account = store.locked_account(session, viewer.account_id)
    if account is None or not account.active:
        raise NotFound
    return account


def start_totp(session: Session, *, viewer: Viewer, keys: Keys) -> None:
    """A new secret waits for its first code; FactorOnAlready."""
    account = held(session, viewer)
    if totp.is_on(account):
        raise FactorOnAlready
    totp.start(account, keys)
    audit.record(session, viewer, "second_factor_started", kind="account", id=account.id)


def confirm_totp(session: Session, *, viewer: Viewer, keys: Keys, code: str) -> list[str]:
    """Switch on with a first code; recovery codes, told once, unless the person has some."""
    account = held(session, viewer)
    if account.totp_sealed is None or totp.is_on(account):
        raise FactorNotStarted
    if not totp.take(account, keys, _digits(code)):
        raise FactorWrong(fields={"code": [FactorWrong.sentence]})
    account.totp_confirmed_at = clock.now()
    audit.record(session, viewer, "second_factor_on", kind="account", id=account.id)
    return first_codes(account)


def stop_totp(session: Session, *, viewer: Viewer, keys: Keys, proof: str) -> None:
    """Switch off; OwnerUnproven unless it never was confirmed, FactorNotStarted."""
    account = held(session, viewer)
    if account.totp_sealed is None:
        raise FactorNotStarted
    if totp.is_on(account):
        check_owner(account, keys, proof)
    totp.stop(account)
    drop_spare_codes(session, account)
    audit.record(session, viewer, "second_factor_off", kind="account", id=account.id)


def new_recovery_codes(
    session: Session, *, viewer: Viewer, keys: Keys, proof: str
) -> list[str]:  # fmt: skip
    """Ten new codes, told once; OwnerUnproven, FactorNotStarted where nothing needs them."""
    account = held(session, viewer)
    if not has_any(session, account):
        raise FactorNotStarted
    check_owner(account, keys, proof)
    audit.record(session, viewer, "recovery_codes_made", kind="account", id=account.id)
    return recovery.make(account)


def prove(
    session: Session, *, account_id: str, keys: Keys, code: str
) -> tuple[Account, Second]:  # fmt: skip
    """The second step at sign-in: a code of now or a recovery code, and which; FactorWrong."""
    account = store.locked_account(session, account_id)
    second = _take(account, keys, code) if account is not None and account.active else None
    if account is None or second is None:
        raise FactorWrong(fields={"code": [FactorWrong.sentence]})
    return account, second


def check_owner(account: Account, keys: Keys, proof: str) -> None:
    """OwnerUnproven unless `proof` is the password, a code of now or a recovery code."""
    if _take(account, keys, proof) is not None:
        return
    if not passwords.matches(account.password_hash or None, proof):
        raise OwnerUnproven(fields={"proof": [OwnerUnproven.sentence]})


def first_codes(account: Account) -> list[str]:
    """Recovery codes where the person has none yet, else nothing."""
    return [] if account.recovery_hashes else recovery.make(account)


def drop_spare_codes(session: Session, account: Account) -> None:
    """Recovery codes without anything they stand in for count no more."""
    if not has_any(session, account):
        recovery.drop(account)


def drop_factors(session: Session, *, viewer: Viewer, account: Account) -> None:
    """Take away all second proofs of somebody who lost them; the caller checked the scope."""
    totp.stop(account)
    recovery.drop(account)
    for passkey in store.passkeys_of(session, account.id):
        session.delete(passkey)
    audit.record(session, viewer, "second_factors_dropped", kind="account", id=account.id)


def _take(account: Account, keys: Keys, code: str) -> Second | None:
    if totp.is_on(account) and totp.take(account, keys, _digits(code)):
        return Second("app")
    if recovery.take(account, code):
        return Second("recovery", len(account.recovery_hashes))
    return None


def _digits(code: str) -> str:
    """What a person types: apps show `123 456`."""
    return "".join(code.split())
