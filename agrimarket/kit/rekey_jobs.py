"""Moves what waiting jobs keep hidden in their payloads (kit/hidden.py, kit/outbox.py) to the
newest key."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from agrimarket.kit.jobs import Job
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.rekey import MANY, Rekeyed, Step
from agrimarket.kit.sealed import SealBroken, seal_bytes, unseal_bytes


class JobPayloads:
    """`sealed` in the JSON of a payload, in base64; `name` beside it is its place."""

    name = "job.payload"
    purpose = "fields"

    def some(self, session: Session, keys: Keys, after: Any) -> Step:
        """Open and seal anew; a job that runs keeps what it read."""
        query = _hidden().limit(MANY).with_for_update(skip_locked=True)
        if after is not None:
            query = query.where(Job.id > after)
        rows = session.execute(query).all()
        unreadable = 0
        for id, payload in rows:
            sealed, place = b64decode(payload["sealed"]), f"job.payload.{payload['name']}"
            if sealed[0] == keys.newest_field_key:
                continue
            try:
                value = seal_bytes(keys, unseal_bytes(keys, sealed, place=place), place=place)
            except SealBroken:
                unreadable += 1
                continue
            changed = payload | {"sealed": b64encode(value).decode()}
            session.execute(update(Job).where(Job.id == id).values(payload=changed))
        return Step(len(rows), unreadable, rows[-1].id if rows else None)

    def older(self, session: Session, keys: Keys) -> int:
        """Jobs sealed with an older version; few jobs wait at any time."""
        rows = session.execute(_hidden()).all()
        newest = keys.newest_field_key
        return sum(b64decode(payload["sealed"])[0] != newest for _, payload in rows)


def _hidden() -> Select[str, dict[str, Any]]:
    sealed = Job.payload["sealed"].as_string()
    return select(Job.id, Job.payload).where(sealed.is_not(None)).order_by(Job.id)


REKEYED: Sequence[Rekeyed] = (JobPayloads(),)
