"""What a job may know but nobody may read in its row: sealed until it is done, then forgotten."""

import json
from base64 import b64decode, b64encode
from typing import Any

from flask import current_app
from sqlalchemy import update
from sqlalchemy.orm import Session

from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import Job, JobContext
from agrimarket.kit.sealed import seal, unseal


def hidden(content: dict[str, Any]) -> dict[str, Any]:
    """A job's payload that holds the content sealed (kit/sealed.py)."""
    keys, name = current_app.extensions["agrimarket.keys"], new_id()
    plain = json.dumps(content, ensure_ascii=False)
    return {"name": name, "sealed": b64encode(seal(keys, plain, place=_place(name))).decode()}


def opened(job: JobContext) -> dict[str, Any] | None:
    """The content again; None once it was forgotten, because its work was done before."""
    if "sealed" not in job.payload:
        return None
    keys = current_app.extensions["agrimarket.keys"]
    sealed = b64decode(job.payload["sealed"])
    content: dict[str, Any] = json.loads(unseal(keys, sealed, place=_place(job.payload["name"])))
    return content


def forget(session: Session, job: JobContext) -> None:
    """Empty the row's payload in the caller's commit."""
    session.execute(update(Job).where(Job.id == job.id).values(payload={}))


def _place(name: str) -> str:
    return f"job.payload.{name}"
