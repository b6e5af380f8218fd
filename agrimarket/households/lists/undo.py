"""Taking back a whole import: the households stand as they did before."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households.edit import edit
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists import store_updates
from agrimarket.households.lists.kept_cells import open_changes
from agrimarket.households.lists.refusals import ImportInUse, ImportTooOld
from agrimarket.households.lists.show import open_to_change
from agrimarket.households.lists.take import CELLS_KEPT_FOR
from agrimarket.households.models import Household, HouseholdImport, HouseholdImportRow
from agrimarket.households.scope import may_edit
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer

MOST_NAMED = 20
UNDONE_FOR = timedelta(days=30)


def undo_import(
    session: Session, *, viewer: Viewer, import_id: str, keep_used: bool = False
) -> HouseholdImport:
    """Delete what the import made, chosen rows too, and give updated households back their
    fields; done twice it is refused as undone.

    ImportInUse names how many households, and the first of them, were edited since or carry
    products or sign-ins: then nothing is done, unless `keep_used` leaves those as they are.
    NotFound, ImportIsTrial, ImportUndone, ImportTooOld after 30 days.
    """
    listed = open_to_change(session, viewer=viewer, import_id=import_id)
    if not may_undo(listed):
        raise ImportTooOld
    lines = store_updates.updated_lines(session, listed.id)
    changed = _changed_since(session, viewer, lines)
    held = store_imports.edited(session, listed.id) | store_imports.in_use(session, listed.id)
    if (held or changed) and not keep_used:
        ids = sorted({*held, *changed})
        raise ImportInUse(count=len(ids), household_ids=ids[:MOST_NAMED])
    restored = _restore(session, viewer, lines, besides=changed)
    removed = _remove(session, listed, besides=held)
    store_imports.drop_cells(session, listed.id)
    listed.undone_at = clock.now()
    session.flush()
    facts = {"removed": removed, "restored": restored, "kept": len(held) + len(changed)}
    audit.record(
        session, viewer, "households_import_undone", kind="household_import", id=listed.id,
        before={"counts": listed.counts},
        after={name: count for name, count in facts.items() if count or name == "removed"},
    )  # fmt: skip
    return listed


def may_undo(listed: HouseholdImport) -> bool:
    """Whether its thirty days still run."""
    return clock.now() <= listed.cells_until - CELLS_KEPT_FOR + UNDONE_FOR


def _households(
    session: Session, viewer: Viewer, lines: Collection[HouseholdImportRow]
) -> dict[str, Household]:
    ids = {line.household_id for line in lines if line.household_id}
    return store_updates.to_update(session, viewer, ids)


def _changed_since(
    session: Session, viewer: Viewer, lines: Collection[HouseholdImportRow]
) -> set[str]:
    """Updated households that somebody changed after the list, or this viewer may not change."""
    there = _households(session, viewer, lines)
    return {
        line.household_id
        for line in lines
        if line.household_id and not _as_left(viewer, there.get(line.household_id), line)
    }


def _as_left(viewer: Viewer, household: Household | None, line: HouseholdImportRow) -> bool:
    return (
        household is not None
        and household.revision == line.revision_after
        and line.changes_sealed is not None
        and may_edit(viewer, household)
    )


def _restore(
    session: Session,
    viewer: Viewer,
    lines: Collection[HouseholdImportRow],
    *,
    besides: Collection[str],
) -> int:
    """Set every changed field back, as an edit with its own history; the number of households."""
    there = _households(session, viewer, lines)
    mine = [line for line in lines if line.household_id and line.household_id not in besides]
    for line in lines:
        if line not in mine:
            line.revision_after = None  # not given back: what stands there is somebody's own
    for line in mine:
        changes = open_changes(line, import_id=line.import_id)
        before = {name: was for name, (was, _became) in changes.items()}
        edit(session, viewer=viewer, household=there[line.household_id or ""], changes=before)
    return len(mine)


def _remove(session: Session, listed: HouseholdImport, *, besides: Collection[str]) -> int:
    try:
        with session.begin_nested():
            return store_imports.delete_households(session, listed.id, besides=besides)
    except IntegrityError:  # a product was made in this very moment
        raise ImportInUse(count=1, household_ids=[]) from None
