"""What producers' own room does when one of them is forgotten; it reacts after the rooms above."""

from sqlalchemy.orm import Session

from agrimarket.accounts.forget import forget_producer
from agrimarket.households import store_field_changes
from agrimarket.households.cards import store as store_cards
from agrimarket.households.consenting.evidence import SUFFIX, forget_evidence
from agrimarket.households.depth.forget import forget_depth
from agrimarket.households.depth.photos import forget_photos
from agrimarket.households.events import PersonErased, ProductsNamed
from agrimarket.households.finding import store_bulk, store_found, store_saved
from agrimarket.households.finding.found import folded
from agrimarket.households.forgetting import store_forget as store
from agrimarket.households.forgetting.erased import ERASED_NAME, PRIVATE, mentions, scrubbed
from agrimarket.households.merging.merge import forget_merges
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit import clock, files
from agrimarket.kit.dropped import drop_later
from agrimarket.places import fold

LIST_NAME = "danh-sach.xlsx"


def forget_person(session: Session, event: PersonErased) -> None:
    """Empty the producer's row, sign-ins and what lists keep; commune, kind and crops stay."""
    household = store.household(session, event.household_id)
    for other in store.neighbours(session, household):
        for name in ("note", "phone_of"):
            text = getattr(other, name)
            if text and mentions(text, event.words):
                setattr(other, name, scrubbed(text, event.words) or None)
    _empty(household, event.words)
    forget_depth(session, household, event.words)
    store.drop_cells(session, household.id)
    forget_merges(session, household.id)
    store_cards.forget(session, household.id)
    store_bulk.forget(session, household.id)
    for view in store_saved.all_views(session):
        if any(mentions(str(text), event.words) for text in (view.name, *view.filters.values())):
            session.delete(view)
    store_field_changes.forget(session, household.id)
    forget_photos(session, household.id)
    for name in forget_evidence(session, household.id):
        drop_later(session, files.path_of(name.removesuffix(SUFFIX), SUFFIX))
    for listed in store.imports_naming(session, household.id):
        listed.file_sealed = None  # a trial's upload; a day old at most
        if mentions(listed.file_name.replace("_", " ").replace("-", " "), event.words):
            listed.file_name = LIST_NAME
    forget_producer(session, household.id, name=ERASED_NAME)
    session.flush()


def name_products(session: Session, event: ProductsNamed) -> None:
    """A producer is found by the names of its products too."""
    store_found.set_products(session, event.household_id, folded(event.names))


def _empty(household: Household, words: tuple[str, ...]) -> None:
    """A group's or firm's own name is no personal data and stays, unless it holds the person's."""
    if household.kind in PRIVATE:
        household.legal_name = household.tax_code = None
    else:
        household.legal_name = scrubbed(household.legal_name, words, ERASED_NAME)
    household.name = household.legal_name or ERASED_NAME
    household.search_text = fold(household.name)
    for name in ("head_name", "hamlet", "phone", "phone_of", "citizen_sealed", "citizen_index",
                 "citizen_index_even", "person_key", "person_key_even", "bank_sealed", "birth_date",
                 "sex", "area_ha", "latitude", "longitude", "note", "near_key",
                 "place_key",
                 "wish_by", "wish_note"):  # fmt: skip
        setattr(household, name, None)
    if household.tax_is_citizen_id:
        household.tax_is_citizen_id, household.tax_code = False, None
    household.crops = [kept for crop in household.crops if (kept := scrubbed(crop, words))]
    household.payment_kinds, household.wish_channels = [], []
    household.purposes, household.state = [], HouseholdState.DRAFT
    household.erased_at = clock.now()
