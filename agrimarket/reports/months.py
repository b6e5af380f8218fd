"""The Vietnamese month of a moment or day, as SQL, on both databases."""

from typing import Any

from sqlalchemy import Date, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ColumnElement, FunctionElement


class vietnam_month(FunctionElement[str]):
    """`vietnam_month(column)`: text such as 2026-11; moments are moved to UTC+7 first."""

    type = String()
    name = "vietnam_month"
    inherit_cache = True


def _column(element: vietnam_month) -> ColumnElement[Any]:
    columns: list[ColumnElement[Any]] = list(element.clauses)
    return columns[0]


@compiles(vietnam_month, "sqlite")
def _on_sqlite(element: vietnam_month, compiler: Any, **options: Any) -> str:
    column = _column(element)
    shift = "" if isinstance(column.type, Date) else ", '+7 hours'"
    return f"strftime('%Y-%m', {compiler.process(column, **options)}{shift})"


@compiles(vietnam_month, "postgresql")
def _on_postgresql(element: vietnam_month, compiler: Any, **options: Any) -> str:
    column = _column(element)
    text = compiler.process(column, **options)
    if isinstance(column.type, Date):
        return f"to_char({text}, 'YYYY-MM')"
    return f"to_char(({text} AT TIME ZONE 'UTC') + interval '7 hours', 'YYYY-MM')"
