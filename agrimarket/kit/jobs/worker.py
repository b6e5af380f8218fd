"""Running jobs: claim by conditional update with a lease, run, note the end, sweep for more."""

import random
import threading
import time
from collections.abc import Mapping
from datetime import timedelta

from flask import Flask
from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit, undo
from agrimarket.kit.jobs.models import Job, JobState
from agrimarket.kit.jobs.periodic import PREFIX, ensure_periodic
from agrimarket.kit.jobs.queue import Handler, JobContext
from agrimarket.kit.logs import log

LEASE = timedelta(minutes=10)
SWEEP_SECONDS = 1.0
LONGEST_WAIT = timedelta(hours=1)


def run_due(app: Flask, *, most: int = 10_000) -> int:
    """Run every job that is due now, one after another; the number of jobs run."""
    ensure_periodic(app)
    handlers: Mapping[str, Handler] = app.extensions["agrimarket.jobs"]
    for count in range(most):
        with app.app_context():
            job = _claim()
            if job is None:
                return count
            _run(handlers, job)
    return most


def work_forever(app: Flask, stop: threading.Event) -> None:
    """Sweep until told to stop; a lost wake-up costs at most one sweep."""
    while not stop.is_set():
        try:
            ran = run_due(app, most=100)
        except Exception as error:
            log.error("worker_sweep", error=error)
            ran = 0
        if not ran:
            stop.wait(SWEEP_SECONDS)


def _claim() -> JobContext | None:
    """Take the next due job, or one whose worker died; None when there is none."""
    now = clock.now()
    due = or_(
        and_(Job.state == JobState.QUEUED, Job.run_at <= now),
        and_(Job.state == JobState.RUNNING, Job.lease_until < now),
    )
    reader = db.session()
    found = reader.scalar(select(Job.id).where(due).order_by(Job.run_at).limit(1))
    reader.rollback()
    if found is None:
        return None
    with one_commit() as session:
        job = session.scalar(select(Job).where(Job.id == found, due).with_for_update())
        if job is None:
            return JobContext("", {}, 0)  # another worker was faster
        job.state, job.lease_until = JobState.RUNNING, now + LEASE
        job.tries += 1
        return JobContext(job.id, {**job.payload, "kind": job.kind}, job.tries)


def _run(handlers: Mapping[str, Handler], job: JobContext) -> None:
    if not job.id:
        return
    started = time.perf_counter()
    kind = str(job.payload["kind"])
    try:
        result = handlers[kind](job)
    except Exception as error:
        undo(db.session())
        log.error("job_failed", kind=kind, job=job.id, error=error)
        _end_badly(job, type(error).__name__)
        return
    with one_commit() as session:
        session.execute(
            update(Job)
            .where(Job.id == job.id)
            .values(state=JobState.DONE, result=result, lease_until=None)
        )
        _free_key(session, job.id)
    log.info("job", kind=kind, job=job.id, ms=round((time.perf_counter() - started) * 1000))


def _free_key(session: Session, job_id: str) -> None:
    """An ended job frees its key; a periodic one keeps it, as proof that its slot was served."""
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.unique_key.not_like(f"{PREFIX}%"))
        .values(unique_key=None)
    )


def _end_badly(job: JobContext, error: str) -> None:
    """Again later with full jitter, or failed after the last try."""
    with one_commit() as session:
        row = session.get_one(Job, job.id)
        row.error, row.lease_until = error, None
        if job.tries >= row.most_tries:
            row.state = JobState.FAILED
            _free_key(session, job.id)
            return
        ceiling = min(LONGEST_WAIT, timedelta(seconds=2 * 2**job.tries))
        row.state = JobState.QUEUED
        row.run_at = clock.now() + ceiling * random.random()  # noqa: S311 (jitter, no secret)
