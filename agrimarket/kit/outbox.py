"""Messages to people leave after the commit that asked for them, through a sender by choice."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from agrimarket.config import Settings, UnsafeStart
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.kit.hidden import forget, hidden, opened
from agrimarket.kit.jobs import JobContext, enqueue

JOB = "outbox.send"
KEPT_DAYS = 7  # of the file sender: codes are long stale, telephone numbers are still personal


@dataclass(frozen=True)
class Message:
    """What a sender gets: `to` is a telephone number of ten digits or an e-mail address."""

    to: str
    text: str
    kind: str


Sender = Callable[[Settings, Message], None]


def to_file(settings: Settings, message: Message) -> None:
    """Append a line to outbox/<day>.txt in the data folder, readable by the operator alone."""
    folder = settings.data / "outbox"
    folder.mkdir(mode=0o700, exist_ok=True)
    local = clock.now().astimezone(clock.VIETNAM)
    parts = (f"{local:%H:%M:%S}", message.kind, message.to, message.text)
    line = " | ".join(" ".join(part.split()) for part in parts) + "\n"
    file = os.open(_day_file(folder, local), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line.encode())
    finally:
        os.close(file)


# Name in AGRIMARKET_SENDER > the function that hands a message over; it raises to be tried again.
SENDERS: Mapping[str, Sender] = {"file": to_file}


def check_sender(settings: Settings) -> None:
    """UnsafeStart when the setting names no sender: codes would silently go nowhere."""
    if settings.sender not in SENDERS:
        raise UnsafeStart(f"AGRIMARKET_SENDER phải là một trong: {', '.join(SENDERS)}.")


def send(session: Session, *, to: str, text: str, kind: str, until: datetime | None = None) -> None:
    """Ask, in the caller's commit, for a message; it is kept sealed until it has left.

    `kind` is a word for lists (sign_in_code); a message that could not leave `until` is dropped.
    """
    content = {"to": to, "text": text, "kind": kind}
    enqueue(session, JOB, {**hidden(content), "until": until.isoformat() if until else None})


def _send(job: JobContext) -> dict[str, bool]:
    """Open the message, hand it over, and forget what it said."""
    content = opened(job)
    if content is None:
        return {"sent": True}  # it left, and the process died before it could say so
    until = job.payload["until"]
    late = until is not None and clock.now() > datetime.fromisoformat(until)
    if not late:
        settings: Settings = current_app.extensions["agrimarket.settings"]
        SENDERS[settings.sender](settings, Message(**content))
    with one_commit() as session:
        forget(session, job)
    return {"sent": not late}


def _forget_old(_job: JobContext) -> None:
    """Remove the file sender's days that nobody reads any more."""
    settings: Settings = current_app.extensions["agrimarket.settings"]
    oldest = _day_file(
        settings.data / "outbox",
        clock.now().astimezone(clock.VIETNAM) - timedelta(days=KEPT_DAYS),
    )
    for path in (settings.data / "outbox").glob("????-??-??.txt"):
        if path.name < oldest.name:
            path.unlink(missing_ok=True)


def _day_file(folder: Path, local: datetime) -> Path:
    return folder / f"{local:%Y-%m-%d}.txt"


HANDLERS = {JOB: _send, "outbox.forget_old": _forget_old}
