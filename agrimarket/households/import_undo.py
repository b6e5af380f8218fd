"""Taking back a whole import: the households table stands as it did before."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import store_imports
from agrimarket.households.import_refusals import ImportInUse
from agrimarket.households.import_show import open_to_change
from agrimarket.households.models import HouseholdImport
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer

MOST_NAMED = 20


def undo_import(session: Session, *, viewer: Viewer, import_id: str) -> HouseholdImport:
    """Delete what the import made, chosen rows too; done twice it is refused as undone.

    ImportInUse names how many households, and the first of them, were edited since or carry
    products or sign-ins: then nothing is deleted. NotFound, ImportIsTrial, ImportUndone.
    """
    listed = open_to_change(session, viewer=viewer, import_id=import_id)
    held = store_imports.edited(session, listed.id) | store_imports.in_use(session, listed.id)
    if held:
        raise ImportInUse(count=len(held), household_ids=sorted(held)[:MOST_NAMED])
    try:
        with session.begin_nested():
            removed = store_imports.delete_households(session, listed.id)
    except IntegrityError:  # a product was made in this very moment
        raise ImportInUse(count=1, household_ids=[]) from None
    store_imports.drop_cells(session, listed.id)
    listed.undone_at = clock.now()
    session.flush()
    audit.record(
        session, viewer, "households_import_undone", kind="household_import", id=listed.id,
        before={"counts": listed.counts}, after={"removed": removed},
    )  # fmt: skip
    return listed
