"""Values as each database keeps them, to JSON that neither knows, and back."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from agrimarket.system.backup.shape import Column

Turn = Callable[[Any], Any]
MOMENT = 26  # letters of "2026-11-22 07:50:00.123456"


def turns_out(columns: tuple[Column, ...], dialect: str) -> list[Turn | None]:
    """For each column the function that makes its raw value JSON; None where it is JSON."""
    return [_out(column, dialect) for column in columns]


def _out(column: Column, dialect: str) -> Turn | None:
    if column.kind == "decimal":
        step = Decimal(1).scaleb(-(column.scale or 0))
        return lambda value: str(Decimal(str(value)).quantize(step))
    return OUT[dialect].get(column.kind)


def _moment_of_text(text: str) -> str:
    if len(text) == MOMENT and text[10] == " ":
        return f"{text[:10]}T{text[11:]}Z"
    moment = datetime.fromisoformat(text)
    return _moment(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _moment(moment: datetime) -> str:
    local = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{local.isoformat(timespec='microseconds')}Z"


def _uuid(text: str) -> str:
    return str(UUID(text))


def _bytes(value: bytes) -> str:
    return b64encode(value).decode()


def _json(value: Any) -> str:
    # SQLite keeps a JSON number in a column of numeric affinity as a number
    return value if isinstance(value, str) else json.dumps(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


OUT: Mapping[str, Mapping[str, Turn]] = {
    "sqlite": {
        "bool": bool, "uuid": _uuid, "moment": _moment_of_text, "bytes": _bytes, "json": _json,
        "text": _text, "date": _text, "real": float,
    },
    "postgresql": {
        "uuid": str, "moment": _moment, "date": lambda day: day.isoformat(), "bytes": _bytes,
    },
}  # fmt: skip

# Into PostgreSQL everything goes through COPY as text, which the server reads itself.
IN: Mapping[str, Mapping[str, Turn]] = {
    "sqlite": {
        "bool": int, "uuid": lambda text: text.replace("-", ""), "decimal": float,
        "moment": lambda text: f"{text[:10]} {text[11:MOMENT]}", "bytes": b64decode,
    },
    "postgresql": {"bytes": lambda text: "\\x" + b64decode(text).hex()},
}  # fmt: skip


def turns_in(columns: tuple[Column, ...], dialect: str) -> list[Turn | None]:
    """For each column the function that makes its JSON what the database takes."""
    return [IN[dialect].get(column.kind) for column in columns]


def turned(row: Any, turns: list[Turn | None]) -> list[Any]:
    """A row with each value turned; nothing stays nothing."""
    return [
        value if turn is None or value is None else turn(value)
        for value, turn in zip(row, turns, strict=True)
    ]
