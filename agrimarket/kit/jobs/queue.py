"""Asking for work and telling how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.kit.jobs.models import Job, JobState


@dataclass(frozen=True)
class JobContext:
    """What a handler gets: the job's id and payload. It opens `one_commit()` itself."""

    id: str
    payload: dict[str, Any]
    tries: int


Handler = Callable[[JobContext], dict[str, Any] | None]


def enqueue(
    session: Session,
    kind: str,
    payload: dict[str, Any] | None = None,
    *,
    run_at: datetime | None = None,
    unique_key: str | None = None,
    account_id: str | None = None,
    most_tries: int = 5,
) -> Job:
    """Add a job to this commit; with a `unique_key` that is taken, answer the job that has it."""
    if unique_key:
        known = session.scalar(select(Job).where(Job.unique_key == unique_key))
        if known is not None:
            return known
    job = Job(
        kind=kind,
        payload=payload or {},
        run_at=run_at or clock.now(),
        unique_key=unique_key,
        account_id=account_id,
        most_tries=most_tries,
    )
    session.add(job)
    session.flush()
    return job


def set_progress(job_id: str, done: int, total: int) -> None:
    """Tell watchers how far a running job is, in a commit of its own."""
    with one_commit() as session:
        session.execute(
            update(Job)
            .where(Job.id == job_id, Job.state == JobState.RUNNING)
            .values(done=done, total=total)
        )


def job_of(session: Session, job_id: str, *, account_id: str | None) -> Job | None:
    """A job by id, for the account or token that asked for it; nobody's jobs are nobody's."""
    if account_id is None:
        return None
    query = select(Job).where(Job.id == job_id, Job.account_id == account_id)
    return session.scalar(query)
