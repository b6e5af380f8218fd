"""The key under which a phone keeps its records: given while the phone is trusted, then destroyed.

A revoked phone that never comes online again keeps sealed bytes that nobody can open.
"""

import base64
import secrets

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.accounts import devices
from agrimarket.accounts.events import DevicesStopped
from agrimarket.fieldwork import store_keys as store
from agrimarket.fieldwork.models import FieldVault
from agrimarket.kit import clock
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import seal_bytes, unseal_bytes

DEVICE, EXPORT = "device", "export"
KEY = 32  # bytes


def device_name(session: Session, *, device_id: str, account_id: str) -> str | None:
    """What its person calls this phone; None for anybody else's."""
    device = store.device(session, device_id)
    return device.name if device and device.account_id == account_id else None


def vault_key(session: Session, keys: Keys, *, device_id: str, account_id: str) -> str | None:
    """The phone's key in base64, made at first use; None for a phone that is not this person's,
    was revoked, has ended, or whose key was destroyed."""
    device = store.device(session, device_id)
    if device is None or device.account_id != account_id or not devices.is_in_use(device):
        return None
    return _key(session, keys, device_id, DEVICE, account_id)


def export_key(session: Session, keys: Keys, *, account_id: str) -> str | None:
    """The key for the person's exported queue, in base64, made at first use."""
    return _key(session, keys, account_id, EXPORT, account_id)


def stop_devices(session: Session, event: DevicesStopped) -> None:
    """Destroy the keys of phones that may not be opened any more."""
    store.destroy(session, event.device_ids, clock.now())


def place_of(owner_id: str) -> str:
    """Table, column and row."""
    return f"field_vault.key_sealed.{owner_id}"


def _key(session: Session, keys: Keys, owner_id: str, kind: str, account_id: str) -> str | None:
    row = store.vault(session, owner_id) or _made(session, keys, owner_id, kind, account_id)
    if row.key_sealed is None:
        return None
    return base64.b64encode(unseal_bytes(keys, row.key_sealed, place=place_of(owner_id))).decode()


def _made(session: Session, keys: Keys, owner_id: str, kind: str, account_id: str) -> FieldVault:
    sealed = seal_bytes(keys, secrets.token_bytes(KEY), place=place_of(owner_id))
    row = FieldVault(owner_id=owner_id, kind=kind, account_id=account_id, key_sealed=sealed)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:  # two who ask in one moment get one key
        return session.get_one(FieldVault, owner_id)
    return row
