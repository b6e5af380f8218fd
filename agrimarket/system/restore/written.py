"""Statements about tables by name, which PostgreSQL quotes and puts together itself."""

from collections.abc import Sequence
from typing import Any

import psycopg

DISABLE = "SELECT format('ALTER TABLE %%I DISABLE TRIGGER USER', %s::text)"
ENABLE = "SELECT format('ALTER TABLE %%I ENABLE TRIGGER USER', %s::text)"
# with CASCADE also the tables that a backup leaves out, which are empty
EMPTY = """SELECT format('TRUNCATE %%s CASCADE', string_agg(format('%%I', name), ', '))
FROM unnest(%s::text[]) AS given(name)"""
COPY = """SELECT format('COPY %%I (%%s) FROM STDIN', %s::text,
  string_agg(format('%%I', name), ', ' ORDER BY place))
FROM unnest(%s::text[]) WITH ORDINALITY AS given(name, place)"""
ADVANCE = """SELECT format('SELECT setval(%%L::regclass, max(%%I)) FROM %%I HAVING max(%%I) > 0',
  pg_get_serial_sequence(format('%%I', given.name), given.field), field, name, field)
FROM (SELECT %s::text AS name, %s::text AS field) AS given
WHERE pg_get_serial_sequence(format('%%I', given.name), given.field) IS NOT NULL"""


def written(cursor: "psycopg.Cursor[Any]", query: str, about: Sequence[Any]) -> str | None:
    """The statement that the server wrote; None where there is nothing to do."""
    found = cursor.execute(query, about).fetchone()
    return found[0] if found else None


def as_written(cursor: "psycopg.Cursor[Any]", query: str, about: Sequence[Any]) -> bool:
    """Run the statement that the server writes; False where there was nothing to do."""
    statement = written(cursor, query, about)
    if statement is None:
        return False
    cursor.execute(statement)
    return True
