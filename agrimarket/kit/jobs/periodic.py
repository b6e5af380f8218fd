"""Work that comes round: one job per kind and time slot, however many workers there are."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, select

from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.jobs.models import Job, JobState
from agrimarket.kit.jobs.queue import enqueue

PREFIX = "periodic:"
KEPT_FOR = timedelta(days=30)


def ensure_periodic(app: Flask) -> None:
    """Queue each periodic kind's job of the present slot unless it is queued or done."""
    every: Mapping[str, timedelta] = app.extensions["agrimarket.periodic"]
    with app.app_context():
        now = clock.now()
        keys = {
            f"{PREFIX}{k}:{int(now.timestamp() // s.total_seconds())}": k for k, s in every.items()
        }
        session = db.session()
        known = set(session.scalars(select(Job.unique_key).where(Job.unique_key.in_(keys))))
        session.rollback()
        missing = {key: kind for key, kind in keys.items() if key not in known}
        if not missing:
            return
        with one_commit() as write:
            for key, kind in missing.items():
                enqueue(write, kind, unique_key=key)
            write.execute(
                delete(Job).where(
                    Job.state.in_((JobState.DONE, JobState.FAILED)),
                    Job.updated_at < now - KEPT_FOR,
                )
            )
