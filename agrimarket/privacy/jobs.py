"""Background work of personal data: the end of an erasure, and what is too old each day."""

from typing import Any

from flask import current_app

from agrimarket.kit.db import db, one_commit
from agrimarket.kit.jobs import Handler, JobContext
from agrimarket.privacy import erased_list, retention
from agrimarket.privacy.erase import WIPE
from agrimarket.privacy.removed import forget_removed
from agrimarket.privacy.wipe import wipe


def _wipe(job: JobContext) -> dict[str, Any]:
    db.session.rollback()  # no view of the data of ours holds the journal
    settings = current_app.extensions["agrimarket.settings"]
    for household_id in job.payload.get("household_ids") or [job.payload["household_id"]]:
        erased_list.note(erased_list.path_beside(settings.key_file), household_id)
    return {"files": wipe(db.engine, job.payload["files"])}


def _retention(_job: JobContext) -> dict[str, Any]:
    with one_commit() as session:
        counts = retention.run(session)
    return counts | {"removed": forget_all_removed()}


def forget_all_removed() -> int:
    """Everybody who was taken off the list too long ago to come back, some in each commit."""
    data, count, done = current_app.extensions["agrimarket.settings"].data, 0, 1
    while done:
        with one_commit() as session:
            done = forget_removed(session, data=data)
        count += done
    return count


HANDLERS: dict[str, Handler] = {WIPE: _wipe, "privacy.retention": _retention}
