"""Many rows as JSON: what a schema says of a row, written without asking each value for its rule.

An answer of thousands of lots spent most of its time in marshmallow's way from a field to a value.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import marshmallow as ma

# What a value of such a field becomes; None: it stands as it is.
WRITERS: dict[type[ma.fields.Field[Any]], Callable[[Any], Any] | None] = {
    ma.fields.String: None,
    ma.fields.Integer: None,
    ma.fields.Boolean: None,
    ma.fields.Float: float,
    ma.fields.Date: date.isoformat,
    ma.fields.AwareDateTime: datetime.isoformat,
}
Writer = tuple[str, Callable[[Any], Any]]


class Rows(ma.fields.List[Any]):
    """A list of named tuples, each with the names of the schema, in its order."""

    def __init__(self, schema: type[ma.Schema], **options: Any) -> None:
        super().__init__(ma.fields.Nested(schema), **options)
        fields = schema().fields
        self._names = tuple(fields)
        writers = [(name, WRITERS[type(field)]) for name, field in fields.items()]
        self._writers: list[Writer] = [(name, write) for name, write in writers if write]

    def _serialize(self, value: Any, *_args: Any, **_options: Any) -> list[dict[str, Any]] | None:
        rows: Sequence[NamedTuple] | None = value
        if rows and rows[0]._fields != self._names:
            raise ValueError(f"{rows[0]._fields} are not the names {self._names}")
        return None if rows is None else [self._written(row) for row in rows]

    def _written(self, row: NamedTuple) -> dict[str, Any]:
        told = dict(zip(self._names, row, strict=True))
        for name, write in self._writers:
            kept = told[name]
            if kept is not None:
                told[name] = write(kept)
        return told
