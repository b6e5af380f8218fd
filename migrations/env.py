"""Alembic's environment: the app's own engine and tables, batch mode for SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from agrimarket.kit.db import Base

engine = current_app.extensions["migrate"].db.engine


@contextmanager
def _tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """SQLite changes a column by a new table; dropping the filled old one breaks references.

    So references are not watched meanwhile (sqlite.org/lang_altertable.html, section 7), and all
    of them are looked at afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()  # the driver's own: the switch works outside commits
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = cursor.execute("PRAGMA foreign_key_check").fetchone()
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()
    if broken:
        raise RuntimeError(f"a migration left a row of {broken[0]} that points nowhere")


with engine.connect() as connection, _tables_may_be_rebuilt(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
