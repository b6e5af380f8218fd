"""Registering a producer of any kind: few fields, the rest is a to-do list."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.check import check
from agrimarket.households.columns import columns, person_hashes_of
from agrimarket.households.consenting.covers import covered, state_of
from agrimarket.households.consenting.rules import Agreement, check_agreement, note_consent
from agrimarket.households.details import Details
from agrimarket.households.identity import citizen_indexes, seal_of
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope, DuplicateHousehold
from agrimarket.households.scope import may_write_in
from agrimarket.kit import audit
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import IdTaken, accept_id, new_id


def register(
    session: Session,
    *,
    viewer: Viewer,
    id: str | None = None,
    consent: Agreement | None = None,
    is_demo: bool = False,
    **typed: Any,
) -> Household:
    """A new household; `typed` are the fields of details.FIELDS, of which the name by kind
    (`head_name` or `legal_name`) and `commune_code` are needed.

    Without a consent that covers publication it is a draft. InvalidFields,
    CommuneOutsideScope, DuplicateHousehold, IdTaken, IdInvalid, IdFromFuture.
    """
    details = check(typed)
    agreement = check_agreement(consent, viewer=viewer) if consent else None
    return register_details(
        session, viewer=viewer, details=details, agreement=agreement, id=id, is_demo=is_demo
    )


def register_details(
    session: Session,
    *,
    viewer: Viewer,
    details: Details,
    agreement: Agreement | None,
    id: str | None = None,
    import_id: str | None = None,
    is_demo: bool = False,
) -> Household:
    """The same for details and an agreement that are checked already."""
    if not may_write_in(viewer, details.commune_code):
        raise CommuneOutsideScope
    household_id = accept_id(id) if id is not None else new_id()
    if id is not None and store.id_is_taken(session, household_id):
        raise IdTaken
    refuse_duplicate(session, viewer=viewer, details=details)
    purposes = covered([agreement.purposes] if agreement else [])
    household = Household(
        id=household_id,
        state=state_of(purposes),
        purposes=purposes,
        import_id=import_id,
        registered_by=viewer.asker,
        is_demo=is_demo,
        **columns(details, id=household_id, seal=seal_of(session, household_id)),
    )
    add_or_refuse(session, viewer, household, details)
    if agreement is not None:
        note_consent(session, viewer=viewer, household_id=household_id, agreement=agreement)
    audit.record(
        session, viewer, "household_registered", kind="household", id=household_id,
        after={
            "kind": household.kind, "state": str(household.state),
            "commune_code": household.commune_code,
            "purposes": list(agreement.purposes) if agreement else [],
        },
        person=household_id,
    )  # fmt: skip
    return household


def refuse_duplicate(
    session: Session, *, viewer: Viewer, details: Details, besides: str | None = None
) -> None:
    """DuplicateHousehold where another household is known as this one."""
    known = known_as(session, details, besides=besides)
    if known is not None:
        raise _duplicate(session, viewer, known)


def known_as(session: Session, details: Details, *, besides: str | None = None) -> Household | None:
    """The household, wherever it is, with this citizen number or, without one, with the same
    name without tone marks, phone and commune. `besides` is the household being changed."""
    if details.citizen_id is None:
        return store.by_hashes(session, person_hashes_of(details), besides=besides)
    known = store.by_hashes(session, citizen_indexes(details.citizen_id))
    return None if known is not None and known.id == besides else known


def add_or_refuse(session: Session, viewer: Viewer, household: Household, details: Details) -> None:
    """Flush the row; two who register one person in the same moment get one row, one refusal."""
    try:
        with session.begin_nested():
            session.add(household)
            session.flush()
    except IntegrityError:
        refuse_duplicate(session, viewer=viewer, details=details, besides=household.id)
        raise DuplicateHousehold from None


def _duplicate(session: Session, viewer: Viewer, known: Household) -> DuplicateHousehold:
    """Inside the viewer's scope it says which one, outside nothing at all."""
    if store.seen_ids(session, viewer, [known.id]):
        return DuplicateHousehold(household_id=known.id)
    return DuplicateHousehold()
