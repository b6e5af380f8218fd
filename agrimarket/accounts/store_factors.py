"""The only SQL of passkeys, field devices, outside identities and things that count once."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Update, delete, exists, select, update
from sqlalchemy.orm import Session

from agrimarket.accounts.models import (
    Account,
    AccountSession,
    FieldDevice,
    OneTimeCode,
    OutsideIdentity,
    Passkey,
)


def locked_account(session: Session, account_id: str | None) -> Account | None:
    """An account as it is now, held until the commit: a code must not count twice."""
    if not account_id:
        return None
    return session.get(Account, account_id, with_for_update=True, populate_existing=True)


def passkeys_of(session: Session, account_id: str) -> list[Passkey]:
    """Somebody's passkeys, the oldest first."""
    query = select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.created_at)
    return list(session.scalars(query))


def has_passkey(session: Session, account_id: str) -> bool:
    """True when the person has at least one."""
    return bool(session.scalar(select(exists().where(Passkey.account_id == account_id))))


def passkey_by_credential(session: Session, credential_id: str) -> Passkey | None:
    """A passkey by its credential id (base64url), held until the commit."""
    query = select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    return session.scalar(query)


def device_by_id(session: Session, device_id: str, *, hold: bool = False) -> FieldDevice | None:
    """A field device; held until the commit on request."""
    return session.get(FieldDevice, device_id, with_for_update=hold or None)


def devices_of(session: Session, account_id: str) -> list[FieldDevice]:
    """Somebody's field devices, the newest first, revoked ones too."""
    query = select(FieldDevice).where(FieldDevice.account_id == account_id)
    return list(session.scalars(query.order_by(FieldDevice.created_at.desc())))


def open_sessions_of_device(session: Session, device_id: str) -> list[AccountSession]:
    """Sessions that a PIN opened on this device and that have not ended."""
    query = select(AccountSession).where(
        AccountSession.device_id == device_id, AccountSession.ended_at.is_(None)
    )
    return list(session.scalars(query))


def identity(session: Session, subject_indexes: Iterable[str]) -> OutsideIdentity | None:
    """Whose identity it is, by the keyed hash of its subject under each version of the key."""
    query = select(OutsideIdentity).where(OutsideIdentity.subject_index.in_(tuple(subject_indexes)))
    return session.scalar(query)


def identity_of(session: Session, account_id: str, provider: str) -> OutsideIdentity | None:
    """What an account is linked to at one provider."""
    query = select(OutsideIdentity).where(
        OutsideIdentity.account_id == account_id, OutsideIdentity.provider == provider
    )
    return session.scalar(query)


def drop_spent(session: Session, purposes: Iterable[str], now: datetime) -> None:
    """Forget spent things whose time is over: they are refused for their age by now."""
    session.execute(
        delete(OneTimeCode).where(
            OneTimeCode.purpose.in_(tuple(purposes)), OneTimeCode.ends_at < now
        )
    )


def seen(device_id: str, now: datetime) -> Update:
    """The small write that notes when a phone was last heard of; its revision stays."""
    return update(FieldDevice).where(FieldDevice.id == device_id).values(seen_at=now)
