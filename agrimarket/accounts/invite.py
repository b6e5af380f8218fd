"""Invitations down the tree: a link that works once for seven days and makes one account."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.accounts import agencies, links_store, rules, store, store_people
from agrimarket.accounts.invite_refusals import (
    ContactUnclear,
    InviteNotYours,
    InviteOver,
    NameUnclear,
)
from agrimarket.accounts.models import Account, AccountLink
from agrimarket.accounts.new_passwords import check_new
from agrimarket.accounts.ranks import OF_COMMUNES, agencies_below, roles_below
from agrimarket.accounts.sessions import secret_hash
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import InvalidFields, NotFound, Refusal
from agrimarket.kit.ids import new_id
from agrimarket.kit.phones import ten_digits
from agrimarket.places import tidy

LASTS = timedelta(days=7)
INVITE = store_people.INVITE
LONGEST_NAME = 80


@dataclass(frozen=True)
class Offer:
    """What an invitation makes of whoever takes it; the taker can change none of it."""

    role: Role
    commune_codes: tuple[str, ...] = ()
    agency: str | None = None
    household_id: str | None = None
    label: str = ""  # for whom it is meant, in the maker's own list

    @classmethod
    def of(cls, link: AccountLink) -> "Offer":
        """The offer as it was stored."""
        kept = link.offer
        return cls(
            role=Role(kept["role"]),
            commune_codes=tuple(kept["communes"]),
            agency=kept["agency"],
            household_id=kept["household_id"],
            label=kept["label"],
        )

    def as_json(self) -> dict[str, Any]:
        """The same for the row."""
        return {
            "role": self.role.value,
            "communes": list(self.commune_codes),
            "agency": self.agency,
            "household_id": self.household_id,
            "label": self.label,
        }


def invite(
    session: Session,
    *,
    viewer: Viewer,
    role: Role,
    commune_codes: Iterable[str] = (),
    agency: str | None = None,
    household_id: str | None = None,
    label: str = "",
) -> tuple[AccountLink, str]:
    """A new invitation and its secret, which is told this once.

    A producer's household was found within the viewer's scope by the caller; its commune stands
    in `commune_codes`. InviteNotYours, CommuneNeeded, CommuneUnknown, CommuneUnclear,
    HouseholdNeeded, AgencyUnknown.
    """
    codes = rules.check_scope(role, commune_codes, household_id)
    placed = role in OF_COMMUNES or role is Role.PRODUCER
    offer = Offer(
        role,
        tuple(codes) if placed else (),
        agencies.check_agency(agency) if role is Role.PROVINCE_OFFICER else None,
        household_id if role is Role.PRODUCER else None,
        tidy(label)[:LONGEST_NAME],
    )
    if viewer.account_id is None or not may_offer(viewer, offer):
        raise InviteNotYours
    secret = secrets.token_urlsafe(32)
    link = AccountLink(
        kind=INVITE,
        secret_hash=secret_hash(secret),
        offer=offer.as_json(),
        made_by=viewer.account_id,
        ends_at=clock.now() + LASTS,
    )
    session.add(link)
    session.flush()
    told = {name: value for name, value in offer.as_json().items() if name != "label"}
    audit.record(session, viewer, "invited", kind="invitation", id=link.id, after=told)
    return link, secret


def may_offer(viewer: Viewer, offer: Offer) -> bool:
    """Whether this viewer may make, and still stands behind, such an invitation."""
    if offer.role not in roles_below(viewer):
        return False
    if offer.role is Role.PROVINCE_OFFICER and offer.agency not in agencies_below(viewer):
        return False
    return viewer.whole_province or set(offer.commune_codes) <= viewer.commune_codes


def offered(session: Session, secret: str) -> tuple[AccountLink, Offer, Account]:
    """The invitation behind a secret, its offer and who invites; reads only.

    InviteOver, the same for an unknown, used, revoked or late one, and for one whose maker was
    closed or may no longer make it.
    """
    link = links_store.link(session, INVITE, secret_hash(secret), clock.now())
    inviter = store.by_id(session, link.made_by or "") if link else None
    if link is None or inviter is None or not inviter.active:
        raise InviteOver
    offer = Offer.of(link)
    if not may_offer(rules.viewer_of_account(inviter), offer):
        raise InviteOver
    return link, offer, inviter


def accept(session: Session, *, secret: str, name: str, contact: str, password: str) -> Account:
    """The new account. Role, places and producer are the offer's, whatever else was sent.

    InviteOver, InvalidFields with all that is wrong, LoginTaken.
    """
    link, offer, inviter = offered(session, secret)
    called, email, phone = tidy(name), _email(contact), ten_digits(contact)
    _check_typed(offer, called, email, phone, password)
    login = _free_login(session, offer, email, phone)
    if not links_store.use_link(session, link.id, clock.now()):
        raise InviteOver  # somebody was faster with the same link
    account = rules.create_account(
        session,
        viewer=rules.viewer_of_account(inviter),
        name=called,
        login=login,
        password=password,
        role=offer.role,
        commune_codes=offer.commune_codes,
        household_id=offer.household_id,
        agency=offer.agency,
        email=email,
        phone=phone,
    )
    audit.record(
        session, rules.viewer_of_account(account), "invitation_accepted", kind="invitation",
        id=link.id, after={"account": account.id},
    )  # fmt: skip
    return account


def revoke(session: Session, *, viewer: Viewer, link_id: str) -> None:
    """Take an invitation back that nobody used; NotFound for another's."""
    link = store_people.own_link(session, viewer.account_id or "", link_id)
    if link is None or link.used_at is not None:
        raise NotFound
    if link.revoked_at is None:
        link.revoked_at = clock.now()
        audit.record(session, viewer, "invitation_revoked", kind="invitation", id=link.id)


def reachable(contact: str) -> str | None:
    """The mobile number or e-mail address that was typed, in the form we keep; else None."""
    return ten_digits(contact) or _email(contact)


def open_invitations(session: Session, viewer: Viewer) -> list[tuple[AccountLink, Offer]]:
    """The viewer's own invitations that still work, newest first."""
    found = store_people.open_links(session, viewer.account_id or "", clock.now())
    return [(link, Offer.of(link)) for link in found]


def _check_typed(
    offer: Offer, name: str, email: str | None, phone: str | None, password: str
) -> None:
    """InvalidFields telling at once all that is to be mended."""
    faults: dict[str, list[str]] = {}
    if not 2 <= len(name) <= LONGEST_NAME or not name.isprintable():
        faults["name"] = [NameUnclear.sentence]
    if email is None and phone is None:
        faults["contact"] = [ContactUnclear.sentence]
    if password or not _by_code(offer, phone):
        try:
            check_new(password, [name, email, phone], field="password")
        except Refusal as refusal:
            faults |= refusal.fields
    if faults:
        raise InvalidFields(fields=faults)


def _by_code(offer: Offer, phone: str | None) -> bool:
    """A producer needs no password: a code comes to the phone."""
    return offer.role is Role.PRODUCER and phone is not None


def _free_login(session: Session, offer: Offer, email: str | None, phone: str | None) -> str:
    """What the account signs in by; a family's shared phone is told apart after signing in."""
    login = email or phone or ""
    known = store_people.by_contact(session, login=login, email=email, phone=phone)
    if known is None:
        return login
    shared = phone is not None and Role.PRODUCER in (offer.role, Role(known.role))
    if not shared:
        raise rules.LoginTaken(fields={"contact": [rules.LoginTaken.sentence]})
    return new_id()


def _email(text: str) -> str | None:
    """An e-mail address in small letters, or None; only its outer form (RFC 5321, 4.1.2)."""
    plain = text.strip().lower()
    local, at, domain = plain.rpartition("@")
    sound = at and local and "." in domain and len(plain) <= 120 and plain.isascii()
    unwanted = set(plain) & set(" \t\r\n,;<>()[]\\\"'")
    return plain if sound and not unwanted and plain.isprintable() else None
