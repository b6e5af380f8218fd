"""Parting two records brings no consent back that was withdrawn since they were one."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from agrimarket.households.consenting.rules import standing
from agrimarket.households.merging import store as store_merge
from agrimarket.households.merging.journal import Entry, coded, decoded
from agrimarket.households.merging.models import HouseholdMerge
from agrimarket.households.models import Consent
from agrimarket.kit import clock

TABLE = Consent.__tablename__


def withdrawn_since(
    session: Session, merge: HouseholdMerge, entries: Sequence[Entry]
) -> frozenset[str]:
    """Purposes taken back on the one record after the merge; to be asked before it is parted."""
    left = {entry.key["id"]: entry.after for entry in entries if entry.table == TABLE}
    found: set[str] = set()
    for consent in store_merge.consents(session, merge.kept_id):
        after = left.get(consent.id, {"updated_at": None})
        if consent.id not in left and consent.updated_at <= merge.created_at:
            continue
        if coded(consent.updated_at) != after.get("updated_at"):
            found |= set(consent.ended) - set(decoded(after.get("ended")) or ())
    return frozenset(found)


def end_again(session: Session, entries: Sequence[Entry], purposes: Collection[str]) -> None:
    """End these in every consent that was given back: the last word counts (0023)."""
    for entry in entries:
        if entry.table != TABLE or not purposes:
            continue
        consent = session.get_one(Consent, entry.key["id"])
        again = set(standing(consent)) & set(purposes)
        if again:
            consent.ended = sorted({*consent.ended, *again})
            consent.withdrawn_at = None if standing(consent) else clock.now()
    session.flush()
