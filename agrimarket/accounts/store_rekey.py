"""What this room keeps sealed with the key file, for the rotation that moves it to a newer key."""

from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from agrimarket.accounts import pins, totp
from agrimarket.accounts.models import FieldDevice, OutsideIdentity
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.rekey import MANY, Step
from agrimarket.kit.sealed import SealBroken, index_prefix


class PinHashes:
    """PIN hashes, sealed as text that begins with the version of the key."""

    name = "field_device.pin_hash"
    purpose = "fields"

    def some(self, session: Session, keys: Keys, after: Any) -> Step:
        """Open and seal anew; rows that another writer holds are left for the next round."""
        query = select(FieldDevice.id, FieldDevice.pin_hash).where(self._is_older(keys))
        if after is not None:
            query = query.where(FieldDevice.id > after)
        query = query.order_by(FieldDevice.id).limit(MANY).with_for_update(skip_locked=True)
        rows, unreadable = session.execute(query).all(), 0
        for row in rows:
            try:
                hashed = pins.unwrapped(keys, row.id, row.pin_hash)
            except SealBroken:
                unreadable += 1
                continue
            session.execute(
                update(FieldDevice)
                .where(FieldDevice.id == row.id, FieldDevice.pin_hash == row.pin_hash)
                .values(pin_hash=pins.wrapped(keys, row.id, hashed))
            )
        return Step(len(rows), unreadable, rows[-1].id if rows else None)

    def older(self, session: Session, keys: Keys) -> int:
        """Rows sealed with an older version."""
        query = select(func.count()).select_from(FieldDevice).where(self._is_older(keys))
        return session.scalar(query) or 0

    def _is_older(self, keys: Keys) -> ColumnElement[bool]:
        return FieldDevice.pin_hash.not_like(f"{keys.newest_field_key}.%")


class OutsideSubjects:
    """Hashes of outside subjects: nobody but their owner can show one again (identities.py)."""

    name = "outside_identity.subject_index"
    purpose = "blind_index"

    def some(self, session: Session, keys: Keys, after: Any) -> Step:
        """Nothing: each moves when its owner comes by with it."""
        return Step()

    def older(self, session: Session, keys: Keys) -> int:
        """Links that only an older key finds."""
        index, prefix = OutsideIdentity.subject_index, index_prefix(keys.newest_blind_index)
        old = index.not_like(f"{prefix}%") if prefix else index.like("%.%")
        return session.scalar(select(func.count()).select_from(OutsideIdentity).where(old)) or 0


REKEYED = (*totp.REKEYED, PinHashes(), OutsideSubjects())
