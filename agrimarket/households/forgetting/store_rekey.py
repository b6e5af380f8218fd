"""What producers' room keeps under the key file, for the rotation that moves it to a newer key."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from agrimarket.households.columns import person_hashes_of_row
from agrimarket.households.identity import (
    citizen_indexes,
    citizen_place,
    column_of,
    open_citizen_id,
    seal_of,
)
from agrimarket.households.lists.kept_cells import cells_place, changes_place, file_place
from agrimarket.households.models import Household, HouseholdImport, HouseholdImportRow
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.rekey import MANY, Rekeyed, SealedColumn, Step, first_byte
from agrimarket.kit.sealed import SealBroken, index_prefix

QUIET = {"synchronize_session": False}


class CitizenNumbers:
    """Numbers sealed with the key file, before every person had a key: they get theirs."""

    name = "household.citizen_sealed"
    purpose = "fields"

    def some(self, session: Session, keys: Keys, after: Any) -> Step:
        """Open with the key file, seal under the person's key."""
        rows, unreadable = _page(session, self._is_older(), after), 0
        for row in rows:
            try:
                number = open_citizen_id(session, row) or ""
            except SealBroken:
                unreadable += 1
                continue
            sealed = seal_of(session, row.id)(number, citizen_place(row.id))
            where = (Household.id == row.id, Household.citizen_sealed == row.citizen_sealed)
            session.execute(
                update(Household).where(*where).values(citizen_sealed=sealed),
                execution_options=QUIET,
            )
        return Step(len(rows), unreadable, rows[-1].id if rows else None)

    def older(self, session: Session, _keys: Keys) -> int:
        """Rows that no person's key seals yet."""
        return _count(session, self._is_older())

    def _is_older(self) -> ColumnElement[bool]:
        column = Household.citizen_sealed
        return and_(column.is_not(None), first_byte(column) != b"\0")


class Hashes:
    """Keyed hashes by which producers are found; each row gets those of every version there is."""

    purpose = "blind_index"

    def __init__(
        self, column: str, hashes_of: Callable[[Session, Any], dict[str, str]],
        has_one: ColumnElement[bool],
    ) -> None:  # fmt: skip
        self.column, self.hashes_of, self.has_one = column, hashes_of, has_one

    @property
    def name(self) -> str:
        """Table and column."""
        return f"household.{self.column}"

    def some(self, session: Session, keys: Keys, after: Any) -> Step:
        """Write the newest version's hash beside the older one."""
        rows, found, unreadable = _page(session, self._is_older(keys), after), {}, 0
        for row in rows:
            try:
                found[row.id] = self.hashes_of(session, row)
            except SealBroken:
                unreadable += 1
        try:
            with session.begin_nested():
                self._write(session, found)
        except IntegrityError:
            unreadable += self._one_by_one(session, found)
        return Step(len(rows), unreadable, rows[-1].id if rows else None)

    def older(self, session: Session, keys: Keys) -> int:
        """Rows without a hash of the newest version."""
        return _count(session, self._is_older(keys))

    def clear(self, session: Session, keys: Keys) -> int:
        """Take away hashes of versions that are gone, some rows at a time; how many there were."""
        cleared = 0
        for column in (self.column, f"{self.column}_even"):
            kept = [v for v in keys.blind_index if column_of(self.column, v) == column]
            stale = getattr(Household, column).is_not(None)
            if kept:
                stale = and_(stale, *(_not_of(getattr(Household, column), v) for v in kept))
            some = select(Household.id).where(stale).limit(MANY)
            result: Any = session.execute(
                update(Household).where(Household.id.in_(some)).values({column: None}),
                execution_options=QUIET,
            )
            cleared += result.rowcount
        return cleared

    def _is_older(self, keys: Keys) -> ColumnElement[bool]:
        newest = keys.newest_blind_index
        column = getattr(Household, column_of(self.column, newest))
        return and_(self.has_one, or_(column.is_(None), _not_of(column, newest)))

    def _write(self, session: Session, found: dict[str, dict[str, str]]) -> None:
        for id, hashes in found.items():
            session.execute(
                update(Household).where(Household.id == id).values(hashes), execution_options=QUIET
            )

    def _one_by_one(self, session: Session, found: dict[str, dict[str, str]]) -> int:
        """The rows that another row's hash keeps out: a duplicate somebody put in by hand."""
        refused = 0
        for id, hashes in found.items():
            try:
                with session.begin_nested():
                    self._write(session, {id: hashes})
            except IntegrityError:
                refused += 1
        return refused


def _not_of(column: InstrumentedAttribute[Any], version: int) -> ColumnElement[bool]:
    """Hashes of another version; those of the first have no dot."""
    if version == 1:
        return column.like("%.%")
    return column.not_like(f"{index_prefix(version)}%")


def _page(session: Session, where: ColumnElement[bool], after: Any) -> Sequence[Any]:
    """The next rows, by id, that no other writer holds."""
    query = select(
        Household.id, Household.citizen_sealed, Household.kind, Household.head_name,
        Household.name, Household.phone, Household.commune_code, Household.birth_date,
    )  # fmt: skip
    query = query.where(where).order_by(Household.id).limit(MANY)
    if after is not None:
        query = query.where(Household.id > after)
    return session.execute(query.with_for_update(skip_locked=True)).all()


def _count(session: Session, where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Household).where(where)) or 0


def _of_citizen(session: Session, row: Any) -> dict[str, str]:
    return citizen_indexes(open_citizen_id(session, row) or "")


def _of_person(_session: Session, row: Any) -> dict[str, str]:
    return person_hashes_of_row(row)


HASHES = (
    Hashes("citizen_index", _of_citizen, Household.citizen_sealed.is_not(None)),
    Hashes(
        "person_key",
        _of_person,
        or_(Household.person_key.is_not(None), Household.person_key_even.is_not(None)),
    ),
)
_ROW = (HouseholdImportRow.import_id, HouseholdImportRow.sheet, HouseholdImportRow.row)
REKEYED: Sequence[Rekeyed] = (
    CitizenNumbers(),
    *HASHES,
    SealedColumn(
        HouseholdImportRow.cells_sealed,
        place=lambda row: cells_place(row.import_id, row.sheet, row.row),
        needs=_ROW,
    ),
    SealedColumn(
        HouseholdImportRow.changes_sealed,
        place=lambda row: changes_place(row.import_id, row.sheet, row.row),
        needs=_ROW,
    ),
    SealedColumn(HouseholdImport.file_sealed, place=lambda row: file_place(row.id)),
)
