"""The Vietnamese month or day of a moment, as SQL, on both databases."""

from datetime import date
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


class vietnam_day(FunctionElement[date]):
    """`vietnam_day(column)`: the day of a moment, to be held against a column of days."""

    type = Date()
    name = "vietnam_day"
    inherit_cache = True


@compiles(vietnam_day, "sqlite")
def _day_on_sqlite(element: vietnam_day, compiler: Any, **options: Any) -> str:
    text = compiler.process(next(iter(element.clauses)), **options)
    return f"date({text}, '+7 hours')"


@compiles(vietnam_day, "postgresql")
def _day_on_postgresql(element: vietnam_day, compiler: Any, **options: Any) -> str:
    text = compiler.process(next(iter(element.clauses)), **options)
    return f"(({text} AT TIME ZONE 'UTC') + interval '7 hours')::date"
