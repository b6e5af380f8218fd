"""A small write beside a read page: done when the database is free, left out when it is not."""

from sqlalchemy import Executable
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from agrimarket.kit.db import WRITE

# A reader waits no longer than this for the one writer of SQLite, or for a row of PostgreSQL.
SHORT_SQLITE, LONG_SQLITE = "PRAGMA busy_timeout=50", "PRAGMA busy_timeout=60000"
SHORT_POSTGRES = "SET LOCAL lock_timeout = '50ms'"


def write_aside(session: Session, statement: Executable) -> bool:
    """Run one statement in a commit of its own on another connection; False when it was busy.

    For what may be lost and comes again, such as when somebody was last seen.
    """
    engine = session.get_bind().engine
    sqlite = engine.dialect.name == "sqlite"
    try:
        with engine.connect().execution_options(**{WRITE: True}) as connection:
            if sqlite:
                connection.connection.cursor().execute(SHORT_SQLITE)
            try:
                with connection.begin():
                    if not sqlite:
                        connection.exec_driver_sql(SHORT_POSTGRES)
                    connection.execute(statement)
            finally:
                if sqlite:
                    connection.connection.cursor().execute(LONG_SQLITE)
    except SQLAlchemyError:
        return False
    return True
