"""The only SQL of the keys that phones and their people are given."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from agrimarket.accounts.models import FieldDevice
from agrimarket.fieldwork.models import FieldKey, FieldVault
from agrimarket.kit.ids import is_id


def newest_key(session: Session) -> FieldKey | None:
    """The key pair handed out now; None before the first."""
    return session.scalar(select(FieldKey).order_by(FieldKey.id.desc()).limit(1))


def count_keys(session: Session) -> int:
    """How many key pairs were made."""
    return session.scalar(select(func.count()).select_from(FieldKey)) or 0


def key(session: Session, kid: str) -> FieldKey | None:
    """A key pair by its id."""
    return session.get(FieldKey, kid) if is_id(kid) else None


def vault(session: Session, owner_id: str) -> FieldVault | None:
    """The key of a phone or person, freshly read."""
    return session.get(FieldVault, owner_id, populate_existing=True)


def device(session: Session, device_id: str) -> FieldDevice | None:
    """A phone by its id, locked while its key is told."""
    query = select(FieldDevice).where(FieldDevice.id == device_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def destroy(session: Session, owner_ids: Collection[str], now: datetime) -> int:
    """Empty these keys; how many there were."""
    query = (
        update(FieldVault)
        .where(FieldVault.owner_id.in_(owner_ids), FieldVault.key_sealed.is_not(None))
        .values(key_sealed=None, destroyed_at=now)
        .returning(FieldVault.owner_id)
    )
    return len(session.scalars(query, execution_options={"synchronize_session": False}).all())
