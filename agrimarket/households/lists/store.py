"""The only SQL of imported lists and their rows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    Select,
    Table,
    Text,
    and_,
    cast,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from agrimarket.households.field_models import HouseholdFieldChange
from agrimarket.households.finding import store_found
from agrimarket.households.finding.models import HouseholdFind
from agrimarket.households.models import (
    Consent,
    Household,
    HouseholdImport,
    HouseholdImportRow,
    HouseholdView,
)
from agrimarket.households.scope import visible, visible_imports
from agrimarket.households.store import chunks
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.bulk import insert_many
from agrimarket.kit.db import Base
from agrimarket.kit.ids import is_id
from agrimarket.kit.person_keys import PersonKey

UNDO_LEFT = timedelta(days=29)  # an import is undone for thirty days, its cells kept for one
PIECE = 500  # rows in one insert
Line = HouseholdImportRow
_household: Any = Household.__table__
_person_key: Any = PersonKey.__table__
_consent: Any = Consent.__table__
_line: Any = Line.__table__


def by_id(session: Session, import_id: str) -> HouseholdImport | None:
    """An import, whoever uploaded it."""
    return session.get(HouseholdImport, import_id) if is_id(import_id) else None


def to_change(session: Session, import_id: str) -> HouseholdImport | None:
    """The same, locked until the commit and freshly read."""
    if not is_id(import_id):
        return None
    query = select(HouseholdImport).where(HouseholdImport.id == import_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def one(session: Session, viewer: Viewer, import_id: str) -> HouseholdImport | None:
    """An import the viewer may see, else None."""
    if not is_id(import_id):
        return None
    query = select(HouseholdImport).where(HouseholdImport.id == import_id, visible_imports(viewer))
    return session.scalar(query)


def listed(viewer: Viewer) -> Select[HouseholdImport]:
    """Imports the viewer may see, newest first."""
    query = select(HouseholdImport).where(visible_imports(viewer))
    return query.order_by(HouseholdImport.id.desc())


def rows_of(session: Session, viewer: Viewer, import_id: str) -> Iterable[Any]:
    """Every row of an import in the list's order, without its cells; lists of codes as JSON.

    `household_id` is the household it made or repeats, where the viewer may see it.
    """
    codes = (cast(one, Text).label(one.key) for one in (Line.errors, Line.warnings))
    query = select(
        Line.row, Line.outcome, *codes, cast(Line.commune_codes, Text).label("commune_codes"),
        Household.id.label("household_id"), Line.duplicate_row, Line.sheet, Line.duplicate_sheet,
        Line.changes_sealed,
    )  # fmt: skip
    seen = and_(Household.id == Line.household_id, visible(viewer))
    query = query.select_from(Line).outerjoin(Household, seen)
    query = query.where(Line.import_id == import_id).order_by(Line.sheet, Line.row)
    return session.execute(query.execution_options(yield_per=PIECE))


def lines(import_id: str, outcome: str) -> Select[HouseholdImportRow]:
    """The rows of one outcome, in the list's order."""
    query = select(Line).where(Line.import_id == import_id, Line.outcome == outcome)
    return query.order_by(Line.sheet, Line.row)


def unfinished(session: Session, import_id: str) -> Sequence[HouseholdImportRow]:
    """The rows that need mending or a choice."""
    query = select(Line).where(
        Line.import_id == import_id, Line.outcome.in_(("rejected", "choose_commune"))
    )
    return session.scalars(query.order_by(Line.sheet, Line.row)).all()


def line_to_change(
    session: Session, import_id: str, row: int, *, sheet: int = 0
) -> HouseholdImportRow | None:
    """One row by its number in the sheet, locked until the commit."""
    query = select(Line).where(Line.import_id == import_id, Line.sheet == sheet, Line.row == row)
    query = query.with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def row_number_of(session: Session, import_id: str, household_id: str) -> int | None:
    """In which row of the list a household stood."""
    query = select(Line.row).where(
        Line.import_id == import_id, Line.household_id == household_id, Line.outcome == "created"
    )
    return session.scalar(query)


def insert_households(
    session: Session, rows: Iterable[dict[str, Any]], new_keys: list[dict[str, Any]] | None = None
) -> None:
    """Write a list's households in bulk; IntegrityError where one is registered already.

    `new_keys` are rows of the keys of these people, added while `rows` are made: written too.
    """
    for piece in _pieces(rows):
        insert_many(session, _household, piece)
        store_found.inserted(session, piece)
        if new_keys is not None:
            insert_person_keys(session, new_keys)
            new_keys.clear()


def tell_planner(session: Session) -> None:
    """After a bulk insert PostgreSQL would plan for the empty table it remembers."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ANALYZE household"))
        session.execute(text("ANALYZE household_find"))


def insert_person_keys(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write the keys of a list's people, in bulk."""
    insert_many(session, _person_key, rows)


def insert_consents(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Write what a list's households agreed to, in bulk."""
    for piece in _pieces(rows):
        insert_many(session, _consent, piece)


def insert_rows(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Write what became of each row, in bulk."""
    for piece in _pieces(rows):
        insert_many(session, _line, piece)


def _pieces(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    source = iter(rows)
    while piece := list(islice(source, PIECE)):
        yield piece


def delete_rows(session: Session, import_id: str) -> None:
    """Forget what became of each row."""
    session.execute(delete(Line).where(Line.import_id == import_id))


def edited(session: Session, import_id: str) -> set[str]:
    """Households of an import that people changed since, and that do not stand as it made them.

    An update by a list and its undoing are two revisions that leave nothing behind.
    """
    back = (
        select(func.count(Line.id))
        .join(HouseholdImport, HouseholdImport.id == Line.import_id)
        .where(
            Line.household_id == Household.id, Line.outcome == "updated",
            Line.revision_after.is_not(None), HouseholdImport.undone_at.is_not(None),
        )
        .correlate(Household)
        .scalar_subquery()
    )  # fmt: skip
    query = select(Household.id).where(Household.import_id == import_id)
    return set(session.scalars(query.where(Household.revision != 1 + 2 * back)))


def in_use(session: Session, import_id: str) -> set[str]:
    """Households of an import that something else stands on: a product, a sign-in, a booth.

    Every table that points to a household says so itself, so no other room need be known here.
    """
    mine = select(Household.id).where(Household.import_id == import_id)
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for column in _pointing_to_household(table):
            found |= set(session.scalars(select(column).where(column.in_(mine)).distinct()))
    return found


def _pointing_to_household(table: Table) -> list[Any]:
    """Columns checked by the database, and those that hold a household's id by their name."""
    own = {
        Consent.__table__, Line.__table__, HouseholdView.__table__, HouseholdFind.__table__,
        HouseholdFieldChange.__table__,  # a revision more, which `edited` looks at
    }  # fmt: skip
    if table in own:
        return []
    checked = [key.parent for key in table.foreign_keys if key.column.table is Household.__table__]
    named = [column for column in table.columns if column.name == "household_id"]
    return list(dict.fromkeys([*checked, *named]))


def _keep(session: Session, import_id: str, ids: Collection[str]) -> None:
    """These belong to no import any more."""
    for chunk in chunks(sorted(ids)):
        session.execute(
            update(Household)
            .where(Household.id.in_(chunk), Household.import_id == import_id)
            .values(import_id=None),
            execution_options={"synchronize_session": False},
        )
        store_found.copied(session, chunk)


def delete_households(session: Session, import_id: str, *, besides: Collection[str] = ()) -> int:
    """Take away what an import made; the number of households. IntegrityError when in use.

    Those in `besides` stay, and belong to no import any more.
    """
    _keep(session, import_id, besides)
    mine = select(Household.id).where(Household.import_id == import_id)
    count = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    quiet = {"synchronize_session": False}
    session.execute(delete(Consent).where(Consent.household_id.in_(mine)), execution_options=quiet)
    session.execute(
        delete(HouseholdView).where(HouseholdView.household_id.in_(mine)), execution_options=quiet
    )
    session.execute(
        delete(HouseholdFieldChange).where(HouseholdFieldChange.household_id.in_(mine)),
        execution_options=quiet,
    )
    session.execute(
        update(PersonKey)
        .where(PersonKey.person_id.in_(mine))
        .values(wrapped=None, destroyed_at=clock.now()),
        execution_options=quiet,
    )
    session.execute(
        update(Line)
        .where(
            Line.import_id == import_id,
            Line.household_id.in_(mine),
            or_(Line.outcome == "created", Line.duplicate_row.is_not(None)),
        )
        .values(household_id=None),
        execution_options={"synchronize_session": False},
    )
    session.execute(
        delete(Household).where(Household.import_id == import_id),
        execution_options={"synchronize_session": False},
    )
    return count


def drop_cells(session: Session, import_id: str) -> None:
    """Forget the cells of one import."""
    nothing = {"cells_sealed": None, "changes_sealed": None}
    session.execute(update(Line).where(Line.import_id == import_id).values(nothing))


def drop_expired(session: Session, now: datetime) -> None:
    """Forget the cells of imports past their term, and trials altogether."""
    over = select(HouseholdImport.id).where(HouseholdImport.cells_until <= now)
    trials = over.where(HouseholdImport.dry_run)
    kept = Line.cells_sealed.is_not(None)
    quiet = {"synchronize_session": False}
    session.execute(
        update(Line).where(Line.import_id.in_(over), kept).values(cells_sealed=None),
        execution_options=quiet,
    )
    beyond_undo = select(HouseholdImport.id).where(HouseholdImport.cells_until <= now - UNDO_LEFT)
    session.execute(
        update(Line)
        .where(Line.import_id.in_(beyond_undo), Line.changes_sealed.is_not(None))
        .values(changes_sealed=None),
        execution_options=quiet,
    )
    session.execute(delete(Line).where(Line.import_id.in_(trials)), execution_options=quiet)
    session.execute(
        delete(HouseholdImport).where(HouseholdImport.cells_until <= now, HouseholdImport.dry_run),
        execution_options=quiet,
    )
