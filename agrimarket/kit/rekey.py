"""Moving sealed columns to the newest key, a few rows a commit, while the service serves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Table, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import SealBroken, seal_bytes, unseal_bytes

MANY = 300  # rows in one commit; other writers wait for no more than these
PERSON = 0  # first byte of a value sealed with a person's key, which no rotation touches


@dataclass(frozen=True)
class Step:
    """What one commit did: rows looked at, rows that could not be opened, where to go on."""

    seen: int = 0
    unreadable: int = 0
    after: Any = None


class Rekeyed(Protocol):
    """Something kept under a versioned key of the key file: `purpose` names which."""

    @property
    def name(self) -> str:
        """Table and column, for people who watch."""

    @property
    def purpose(self) -> str:
        """`fields` or `blind_index`."""

    def some(self, session: Session, keys: Keys, after: Any) -> Step:
        """Move the next rows (after this primary key) to the newest version."""

    def older(self, session: Session, keys: Keys) -> int:
        """How many rows do not carry the newest version yet."""


@dataclass(frozen=True)
class SealedColumn:
    """A column sealed directly with the key file; `place` tells the place from a row that has
    the primary key and the columns of `needs`. The table's primary key is one column."""

    column: InstrumentedAttribute[Any]
    place: Callable[[Any], str]
    needs: Sequence[InstrumentedAttribute[Any]] = ()
    purpose: str = "fields"

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self._table.name}.{self.column.key}"

    def some(self, session: Session, keys: Keys, after: Any) -> Step:
        """Open and seal anew; rows that another writer holds are left for the next round."""
        (key,) = self._table.primary_key.columns
        query = select(key.label("key"), key, self.column.label("sealed"), *self.needs)
        query = query.where(self._is_older(keys)).order_by(key).limit(MANY)
        if after is not None:
            query = query.where(key > after)
        rows = session.execute(query.with_for_update(skip_locked=True)).all()
        unreadable = 0
        for row in rows:
            try:
                plain = unseal_bytes(keys, row.sealed, place=self.place(row))
            except SealBroken:
                unreadable += 1
                continue
            value = seal_bytes(keys, plain, place=self.place(row))
            session.execute(
                update(self._table)
                .where(key == row.key, self.column == row.sealed)
                .values({self.column.key: value})
            )
        return Step(len(rows), unreadable, rows[-1].key if rows else None)

    def older(self, session: Session, keys: Keys) -> int:
        """Rows sealed with an older version."""
        query = select(func.count()).select_from(self._table).where(self._is_older(keys))
        return session.scalar(query) or 0

    @property
    def _table(self) -> Table:
        table: Table = self.column.class_.__table__
        return table

    def _is_older(self, keys: Keys) -> ColumnElement[bool]:
        first = first_byte(self.column)
        return self.column.is_not(None) & first.not_in([bytes([keys.newest_field_key]), b"\0"])


def first_byte(column: Any) -> ColumnElement[Any]:
    """The version that sealed a value, as one byte, in SQL."""
    found: ColumnElement[Any] = func.substr(column, 1, 1, type_=column.type)
    return found
