"""Forgets what the kit itself keeps of a person: answers, jobs, messages that mention them."""

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agrimarket.kit import outbox
from agrimarket.kit.hidden import opened
from agrimarket.kit.idempotency import KeptAnswer, opened_body
from agrimarket.kit.jobs import Job, JobContext, JobState
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import SealBroken

MANY = 200
ENDED = (JobState.DONE, JobState.FAILED)
UNSENT = (JobState.QUEUED, JobState.FAILED)


def forget_answers(session: Session, keys: Keys, needles: Sequence[str]) -> int:
    """Drop kept answers whose body holds one of the words (ids, names, numbers); how many."""
    wanted = [needle.encode() for needle in needles]
    query = select(KeptAnswer).where(KeptAnswer.body_sealed.is_not(None))
    found = []
    for row in session.scalars(query.execution_options(yield_per=MANY)):
        try:
            body = opened_body(keys, row)
        except SealBroken:
            continue  # nobody can read it any more
        if any(needle in body for needle in wanted):
            found.append(row.key)
    for at in range(0, len(found), MANY):
        session.execute(delete(KeptAnswer).where(KeptAnswer.key.in_(found[at : at + MANY])))
    return len(found)


def forget_jobs(session: Session, needles: Sequence[str], account_ids: Sequence[str]) -> int:
    """Empty ended jobs of these accounts, or whose payload or result holds a word; how many."""
    count = 0
    query = select(Job).where(Job.state.in_(ENDED))
    for job in session.scalars(query.execution_options(yield_per=MANY)):
        text = json.dumps([job.payload, job.result], ensure_ascii=False)
        if job.account_id in account_ids or any(needle in text for needle in needles):
            job.payload, job.result, job.account_id = {}, None, None
            count += 1
    session.flush()
    return count


def forget_unsent(session: Session, needles: Sequence[str]) -> int:
    """Take back messages that have not left and go to, or name, one of these numbers; how many.

    One that is being sent this very moment leaves.
    """
    count = 0
    query = select(Job).where(Job.kind == outbox.JOB, Job.state.in_(UNSENT))
    for job in session.scalars(query.execution_options(yield_per=MANY)):
        try:
            said = opened(JobContext(job.id, job.payload, job.tries))
        except SealBroken:
            continue  # nobody can read it any more
        text = json.dumps(said, ensure_ascii=False)
        if any(needle in text for needle in needles):
            job.payload, job.state = {}, JobState.DONE
            count += 1
    session.flush()
    return count


def forget_messages(data: Path, needles: Sequence[str]) -> int:
    """Take the lines that hold one of the words out of the file sender's days; how many."""
    count = 0
    for path in sorted((data / "outbox").glob("*.txt")):
        lines = path.read_text().splitlines(keepends=True)
        kept = [line for line in lines if not any(needle in line for needle in needles)]
        if len(kept) < len(lines):
            _replace(path, "".join(kept))
            count += len(lines) - len(kept)
    return count


def _replace(path: Path, text: str) -> None:
    """The file anew, whole or not at all, readable by its owner alone as before."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    Path(draft).replace(path)
