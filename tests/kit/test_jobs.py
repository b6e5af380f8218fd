"""Jobs: exactly when their reason was committed, run once, again after a failure."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.jobs import Job, JobContext, JobState, enqueue, run_due


@pytest.fixture
def ran(app: Flask) -> list[str]:
    """The kinds that ran, in order; `bad` fails."""
    ran: list[str] = []

    def good(job: JobContext) -> dict[str, int]:
        ran.append(job.payload["kind"])
        return {"tries": job.tries}

    def bad(job: JobContext) -> None:
        ran.append(job.payload["kind"])
        raise RuntimeError("planted")

    app.extensions["agrimarket.jobs"] = {"good": good, "bad": bad, "round": good}
    app.extensions["agrimarket.periodic"] = {}
    return ran


def add(kind: str, **options: object) -> str:
    with one_commit() as session:
        return str(enqueue(session, kind, **options).id)  # type: ignore[arg-type]


def job(job_id: str) -> Job:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Job, job_id)


def test_a_due_job_runs_once(app: Flask, ran: list[str]) -> None:
    job_id = add("good")
    assert run_due(app) == 1
    assert run_due(app) == 0
    assert (job(job_id).state, job(job_id).result) == (JobState.DONE, {"tries": 1})


def test_a_job_of_a_commit_that_failed_never_was(app: Flask, ran: list[str]) -> None:
    def act() -> None:
        with one_commit() as session:
            enqueue(session, "good")
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        act()
    assert run_due(app) == 0


def test_a_later_job_waits_for_its_time(app: Flask, ran: list[str]) -> None:
    add("good", run_at=datetime.now(UTC) + timedelta(hours=3))
    assert run_due(app) == 0
    with clock.moved_to(datetime.now(UTC) + timedelta(hours=4)):
        assert run_due(app) == 1


def test_a_failing_job_comes_again_and_then_rests(app: Flask, ran: list[str]) -> None:
    job_id = add("bad", most_tries=2)
    run_due(app)
    assert job(job_id).state == JobState.QUEUED
    with clock.moved_to(datetime.now(UTC) + timedelta(hours=2)):
        run_due(app)
    assert (job(job_id).state, job(job_id).error) == (JobState.FAILED, "RuntimeError")
    assert ran == ["bad", "bad"]


def test_a_job_whose_worker_died_is_taken_over(app: Flask, ran: list[str]) -> None:
    job_id = add("good")
    with one_commit() as session:
        row = session.get_one(Job, job_id)
        row.state, row.lease_until = JobState.RUNNING, clock.now() - timedelta(seconds=1)
    assert run_due(app) == 1


def test_one_key_is_one_job_until_it_ends(app: Flask, ran: list[str]) -> None:
    assert add("good", unique_key="k") == add("good", unique_key="k")
    run_due(app)
    add("good", unique_key="k")
    assert run_due(app) == 1


def test_periodic_work_runs_once_a_slot_whoever_asks(app: Flask, ran: list[str]) -> None:
    app.extensions["agrimarket.periodic"] = {"round": timedelta(hours=1)}
    with clock.moved_to(datetime(2026, 5, 1, 8, 0, tzinfo=UTC)):
        run_due(app)
        run_due(app)
    with clock.moved_to(datetime(2026, 5, 1, 9, 0, tzinfo=UTC)):
        run_due(app)
    assert ran == ["round", "round"]
