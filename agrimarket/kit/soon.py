"""A small write that a reader neither waits for nor loses: at once where the database is free,
else in turn by a thread of this process."""

import atexit
import threading
import time
import weakref
from collections import deque

from sqlalchemy import Engine, Executable
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from agrimarket.kit import turn
from agrimarket.kit.aside import write_aside
from agrimarket.kit.db import WRITE
from agrimarket.kit.logs import log

MOST_WAITING = 10_000  # statements; a database that is away for long must not fill the memory
MOST_TRIES, PAUSE_SECONDS = 60, 1.0
LAST_SECONDS = 5.0  # what is waiting when the process ends gets this long


class _Waiting:
    """Statements of one engine that found it busy, and the thread that writes them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.lock = threading.Lock()
        self.statements: deque[Executable] = deque(maxlen=MOST_WAITING)
        self.thread: threading.Thread | None = None

    def add(self, statement: Executable) -> None:
        with self.lock:
            self.statements.append(statement)
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, daemon=True, name="write-soon")
                self.thread.start()

    def _run(self) -> None:
        for _ in range(MOST_TRIES):
            with self.lock:
                batch = list(self.statements)
                if not batch:
                    self.thread = None
                    return
            try:
                _write(self.engine, batch)
            except SQLAlchemyError as error:
                log.warning("write_soon_waits", error=error)
                time.sleep(PAUSE_SECONDS)
                continue
            with self.lock:
                for _ in batch:
                    self.statements.popleft()
        with self.lock:
            log.error("write_soon_lost", count=len(self.statements))
            self.statements.clear()
            self.thread = None


_waiting: "weakref.WeakKeyDictionary[Engine, _Waiting]" = weakref.WeakKeyDictionary()
_making = threading.Lock()


def write_soon(session: Session, statement: Executable) -> None:
    """Write one statement that may come late and commutes with others of its kind; never raises
    for a busy or missing database, and takes at most 0.05 s of the caller's time."""
    if write_aside(session, statement):
        return
    engine = session.get_bind().engine
    with _making:
        waiting = _waiting.setdefault(engine, _Waiting(engine))
    waiting.add(statement)


def settle(engine: Engine, seconds: float = LAST_SECONDS) -> bool:
    """Wait until nothing of this engine is waiting; False when time ran out."""
    waiting = _waiting.get(engine)
    thread = waiting.thread if waiting else None
    if thread is None:
        return True
    thread.join(seconds)
    return not thread.is_alive()


def _write(engine: Engine, batch: list[Executable]) -> None:
    """All of them in one commit, behind the writers that came before."""
    with Session(engine) as session:
        try:
            turn.take(session)
            session.connection(execution_options={WRITE: True})
            for statement in batch:
                session.execute(statement)
            session.commit()
        finally:
            turn.give_back(session)


@atexit.register
def _settle_all() -> None:
    for engine in list(_waiting):
        settle(engine)
