"""Rows whose id is among many: one value in the question, however many ids, on both databases."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, any_, bindparam, func, select
from sqlalchemy.orm import Session
from sqlalchemy.types import UserDefinedType

IDS = "ids"  # the name under which `packed` ids are given to the question


def among(session: Session, column: Any, name: str = IDS) -> ColumnElement[bool]:
    """Rows whose column is one of the ids given as `{name: packed(session, ids)}`.

    A question of a thousand single values is read and planned anew each time; this one is not.
    """
    if _is_postgres(session):
        ids: ColumnElement[Any] = bindparam(name, type_=_Ids())
        found: ColumnElement[bool] = column == any_(ids)
        return found
    each = func.json_each(bindparam(name)).table_valued("value")
    one_of: ColumnElement[bool] = column.in_(select(each.c.value))
    return one_of


class _Ids(UserDefinedType[str]):
    """An array of ids written as PostgreSQL reads it: a list would be quoted id by id."""

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_: Any) -> str:
        """Its name in a cast."""
        return "UUID[]"


def packed(session: Session, ids: Iterable[str]) -> str:
    """Ids as one text: an array as PostgreSQL reads it, or JSON of the letters SQLite keeps."""
    if _is_postgres(session):
        return f"{{{','.join(ids)}}}"
    return json.dumps([i.replace("-", "") for i in ids])


def spelled(kept: str) -> str:
    """An id as text from a column read as text: SQLite keeps it without its dashes."""
    if len(kept) != 32:
        return kept
    return f"{kept[:8]}-{kept[8:12]}-{kept[12:16]}-{kept[16:20]}-{kept[20:]}"


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
