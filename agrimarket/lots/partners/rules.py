"""Naming partners, mending what was said of them, and ending it."""

import re
from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from agrimarket.households.depth.tax_code import read_tax_code
from agrimarket.households.models import ProducerKind
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import take_id
from agrimarket.lots import store as store_lots
from agrimarket.lots.models import Partner
from agrimarket.lots.partners import store
from agrimarket.lots.partners.kinds import PARTNER_KINDS
from agrimarket.lots.partners.refusals import (
    LinkedMissing,
    PartnerEmailInvalid,
    PartnerEnded,
    PartnerKindUnknown,
    PartnerNameMissing,
    PartnerPhoneInvalid,
    PartnerTaxCodeInvalid,
)
from agrimarket.places.spelling import tidy
from agrimarket.products.gln import accept_gln
from agrimarket.products.refusals import HouseholdMissing

# Partners live anywhere: landlines of other provinces, hotlines and numbers abroad count.
PHONE, SPACING = re.compile(r"\+?\d{8,15}"), re.compile(r"[\s.()-]")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# The trail says of these only that they changed.
UNTOLD = ("phone", "email", "address", "tax_code")


class PartnerFacts(TypedDict, total=False):
    """What may be told of a partner; `linked_id` is the registered producer it is."""

    kind: str
    name: str
    linked_id: str | None
    phone: str | None
    email: str | None
    address: str | None
    tax_code: str | None
    gln: str | None


def partner_by_id(session: Session, *, viewer: Viewer, partner_id: str) -> Partner:
    """A partner of a producer in the viewer's scope; NotFound."""
    partner = store.by_id(session, viewer, partner_id)
    if partner is None:
        raise NotFound
    return partner


def add_partner(
    session: Session,
    *,
    viewer: Viewer,
    household_id: str,
    id: str | None = None,
    **facts: Unpack[PartnerFacts],
) -> Partner:
    """Name somebody a producer trades with; `kind` and `name` are needed.

    Raises HouseholdMissing, PartnerNameMissing, PartnerKindUnknown, PartnerPhoneInvalid,
    PartnerEmailInvalid, PartnerTaxCodeInvalid, GlnInvalid, LinkedMissing, IdTaken.
    """
    if store_lots.household(session, viewer, household_id) is None:
        raise HouseholdMissing(fields={"household_id": [HouseholdMissing.sentence]})
    partner = Partner(household_id=household_id)
    if id is not None:
        take_id(session, partner, id)
    _put(session, viewer, partner, {"name": "", "kind": "", **facts})
    session.add(partner)
    session.flush()
    audit.record(
        session, viewer, "partner_added", kind="partner", id=partner.id,
        after=_told(partner), person=household_id,
    )  # fmt: skip
    return partner


def change_partner(
    session: Session, *, viewer: Viewer, partner: Partner, **changes: Unpack[PartnerFacts]
) -> Partner:
    """Set the named fields, None empties one. PartnerEnded, and refuses as add_partner."""
    if partner.ended_at is not None:
        raise PartnerEnded
    before, hidden = _told(partner), [getattr(partner, name) for name in UNTOLD]
    _put(session, viewer, partner, changes)
    moved = [n for n, old in zip(UNTOLD, hidden, strict=True) if getattr(partner, n) != old]
    session.flush()
    after: dict[str, Any] = {**_told(partner), **({"changed": moved} if moved else {})}
    if after != before:
        audit.record(
            session, viewer, "partner_changed", kind="partner", id=partner.id,
            before=before, after=after, person=partner.household_id,
        )  # fmt: skip
    return partner


def end_partner(session: Session, *, viewer: Viewer, partner: Partner) -> Partner:
    """No more trade with them; what was traded stays told. A second end changes nothing."""
    if partner.ended_at is not None:
        return partner
    partner.ended_at = clock.now()
    session.flush()
    audit.record(
        session, viewer, "partner_ended", kind="partner", id=partner.id,
        before=_told(partner), person=partner.household_id,
    )  # fmt: skip
    return partner


def _told(partner: Partner) -> dict[str, Any]:
    facts = {name: getattr(partner, name) for name in ("name", "gln", "linked_id")}
    return {**facts, "partner_kind": partner.kind}


def _put(session: Session, viewer: Viewer, partner: Partner, told: Mapping[str, Any]) -> None:
    """Check all of it, then set it."""
    clean = {
        name: (tidy(value) or None) if isinstance(value, str) else value
        for name, value in told.items()
    }
    if "name" in clean and not clean["name"]:
        raise PartnerNameMissing(fields={"name": [PartnerNameMissing.sentence]})
    if "kind" in clean and clean["kind"] not in PARTNER_KINDS:
        raise PartnerKindUnknown(fields={"kind": [PartnerKindUnknown.sentence]})
    clean |= _contacts(clean)
    if "gln" in clean:
        clean["gln"] = accept_gln(clean["gln"])
    linked = clean.get("linked_id")
    if linked and linked != partner.linked_id:
        _check_linked(session, viewer, partner, linked)
    for name, value in clean.items():
        setattr(partner, name, value)


def _contacts(clean: Mapping[str, Any]) -> dict[str, str | None]:
    """Telephone, address of mail and tax code as they are kept."""
    found: dict[str, str | None] = {}
    if clean.get("phone"):
        found["phone"] = SPACING.sub("", clean["phone"])
        if not PHONE.fullmatch(found["phone"] or ""):
            raise PartnerPhoneInvalid(fields={"phone": [PartnerPhoneInvalid.sentence]})
    if clean.get("email") and not EMAIL.fullmatch(clean["email"]):
        raise PartnerEmailInvalid(fields={"email": [PartnerEmailInvalid.sentence]})
    if clean.get("tax_code"):
        # A firm's code alone: a household's is its head's citizen number, which is sealed.
        found["tax_code"] = read_tax_code(clean["tax_code"], ProducerKind.ENTERPRISE)
        if found["tax_code"] is None:
            raise PartnerTaxCodeInvalid(fields={"tax_code": [PartnerTaxCodeInvalid.sentence]})
    return found


def _check_linked(session: Session, viewer: Viewer, partner: Partner, linked: str) -> None:
    known = store_lots.household(session, viewer, linked)
    if known is None or linked == partner.household_id:
        raise LinkedMissing(fields={"linked_id": [LinkedMissing.sentence]})
