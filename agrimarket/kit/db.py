"""Tables' base, the engine's settings and the one commit; works alike on SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from flask import current_app, g, has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, ForeignKey, MetaData, Uuid, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from agrimarket.kit import clock, key_watch, turn
from agrimarket.kit.ids import new_id

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
WRITE = "agrimarket_write"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite would drop the zone and PostgreSQL would localise it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone may not be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """Base of every table; models inherit from it, never from `db.Model`."""

    # A type map on the class itself breaks Flask-SQLAlchemy; given through a registry it holds.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            dict[str, Any]: Json,
            list[str]: Json,
            list[Any]: Json,
        },
    )


class Kept:
    """What every row that people edit carries: id, birth, last change, revision for ETag."""

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    revision: Mapped[int] = mapped_column(default=1)


@event.listens_for(Kept, "instrument_class", propagate=True)
def _count_revisions(mapper: Any, cls: type) -> None:
    """Let SQLAlchemy raise the revision on each change and notice a lost update."""
    if mapper.version_id_col is None and "revision" in mapper.local_table.c:
        mapper.version_id_col = mapper.local_table.c.revision


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"expire_on_commit": False, "autoflush": True},
)


def uuid_column(**options: Any) -> Mapped[Any]:
    """A column that holds another row's id without the database checking it."""
    return mapped_column(Uuid(as_uuid=False), **options)


def prepare_engine(engine: Engine) -> None:
    """Make SQLite durable and let it begin a write as a write; let PostgreSQL plan as it should."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _settle_postgres)
        return

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in (
            "PRAGMA busy_timeout=60000",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            "PRAGMA secure_delete=ON",  # what is forgotten is overwritten, not only unlinked
        ):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        write = connection.get_execution_options().get(WRITE)
        # A deferred transaction that reads and then writes fails under load, whatever the timeout.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _settle_postgres(connection: Any, _record: Any) -> None:
    """Plan each statement for its own values, and compile none: both cost searches more.

    A plan made for any value knows neither a rare word from a common one nor the last page from
    the first. Outside a transaction, so that no rollback takes the settings back.
    """
    before, connection.autocommit = connection.autocommit, True
    connection.execute("SET plan_cache_mode = force_custom_plan; SET jit = off")
    connection.autocommit = before


# One order of locks, so that nobody waits in a circle: household > product > stamp order > recall >
# lots by id > hand-over, notice > booth > listing > call > counters, heads of the trail. What other
# rows point to (household, product, order, lot) is held with key_share=True: against change, not
# against rows that point to it. Else a recall that touches a listing twice waits for the product,
# which a split holds while it waits for the lot.
def points_to(target: str, **options: Any) -> Mapped[Any]:
    """A column that points to another table's id, checked by the database."""
    return mapped_column(Uuid(as_uuid=False), ForeignKey(target), **options)


BeforeCommit = Callable[[Session], None]
_before_commit: list[BeforeCommit] = []


def before_commit(act: BeforeCommit) -> BeforeCommit:
    """Register an act (audit, idempotency) that runs inside every commit, just before it."""
    _before_commit.append(act)
    return act


@contextmanager
def one_commit() -> Iterator[Session]:
    """The session for one write. The edge opens it, calls one rule, and it commits once.

    Under an API edge that also stores the answer (kit/idempotency.py) the commit waits for the
    answer; anywhere else it happens when the block ends. An exception takes everything back.
    """
    session = db.session()
    if session.info.get("writing"):
        raise InvalidRequestError("a commit is open already: only the edge opens one")
    key_watch.notice(current_app)
    if session.in_transaction():
        session.rollback()  # what was read so far belongs to an older view of the data
    session.info["writing"] = True
    session.info["reactions"] = current_app.extensions.get("agrimarket.reactions", {})
    try:
        turn.take(session)
        session.connection(execution_options={WRITE: True})
        yield session
        session.flush()
    except BaseException:
        undo(session)
        raise
    if has_request_context() and g.get("answer_commits"):
        return
    finish(session)


def finish(session: Session) -> None:
    """Run what belongs inside the commit, then commit."""
    try:
        for act in _before_commit:
            act(session)
        session.commit()
    except BaseException:
        undo(session)
        raise
    session.info["writing"] = False
    turn.give_back(session)


def undo(session: Session) -> None:
    """Take back everything since the commit was opened."""
    try:
        session.rollback()
    finally:
        turn.give_back(session)
        for key in ("writing", "audit"):
            session.info.pop(key, None)


def reading() -> Session:
    """The session for reads of this request or job."""
    return db.session()


def day_text(day: date | None) -> str | None:
    """A calendar day as ISO 8601, for JSON kept in rows."""
    return day.isoformat() if day else None
