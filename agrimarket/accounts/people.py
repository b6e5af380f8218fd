"""The people below somebody: found, opened and closed, helped in again, given other places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.accounts import (
    api_keys,
    devices,
    ends,
    factors,
    reset,
    rules,
    store_factors,
    store_people,
)  # fmt: skip
from agrimarket.accounts.agencies import agency_name
from agrimarket.accounts.communes import read_communes
from agrimarket.accounts.models import Account, AccountCommune, FieldDevice, Token
from agrimarket.accounts.ranks import OF_COMMUNES
from agrimarket.accounts.scope import holds_whole
from agrimarket.kit import audit, clock
from agrimarket.kit.access import ROLE_LABELS, Role, Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.paging import Page, paged
from agrimarket.places import commune, is_commune


class NotAllYours(Refusal):
    """The person also works where the viewer does not."""

    code = "person_not_all_yours"
    kind = Kind.FORBIDDEN
    sentence = "Người này còn phụ trách địa bàn khác. Hãy nhờ cán bộ tỉnh làm việc này."


class PlacesNotYours(Refusal):
    """A commune is given or taken that is not the viewer's."""

    code = "places_not_yours"
    kind = Kind.FORBIDDEN
    sentence = "Có xã, phường không thuộc địa bàn của bạn. Hãy nhờ cán bộ tỉnh đổi giúp."


class RoleWithoutPlaces(Refusal):
    """A role that sees the whole province, or one producer alone."""

    code = "role_without_places"
    kind = Kind.CONFLICT
    sentence = "Vai trò này không gắn với xã, phường. Hãy để trống."


class NoContact(Refusal):
    """A link can be sent nowhere, and the operator may not see it."""

    code = "person_without_contact"
    kind = Kind.CONFLICT
    sentence = (
        "Tài khoản chưa có điện thoại hay thư điện tử. Hãy dùng lệnh account reset ở máy chủ."
    )


def has_account(session: Session, household_id: str) -> bool:
    """Whether somebody signs in for a producer that the asker may see."""
    return store_people.has_account(session, household_id)


@dataclass(frozen=True, slots=True)
class Person:
    """An account as this viewer may see it: the operator sees a sign-in and no more."""

    row: Account
    viewer: Viewer

    @property
    def bare(self) -> bool:
        return self.viewer.role is Role.OPERATOR

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def name(self) -> str:
        return self.row.login if self.bare else self.row.name

    @property
    def role_label(self) -> str:
        return ROLE_LABELS[Role(self.row.role)]

    @property
    def contact(self) -> str:
        """How one reaches this person."""
        return "" if self.bare else (self.row.phone or self.row.email or "")

    @property
    def agency(self) -> str:
        return "" if self.bare else agency_name(self.row.agency)

    @property
    def where(self) -> str:
        """The communes by name; the whole province for those who work in all of it."""
        if self.bare:
            return ""
        if Role(self.row.role) in {Role.PROVINCE_OFFICER, Role.AUDITOR}:
            return "Cả tỉnh"
        codes = [row.commune_code for row in self.row.communes]
        return ", ".join(sorted(commune(code).name for code in codes if is_commune(code)))

    @property
    def active(self) -> bool:
        return self.row.active

    @property
    def last_seen(self) -> datetime | None:
        return None if self.bare else self.row.last_sign_in_at


def search(
    session: Session,
    *,
    viewer: Viewer,
    page: int,
    page_size: int,
    q: str = "",
    role: str = "",
    commune: str = "",
    active: str = "",
) -> Page[Person]:
    """People below the viewer by name; q ignores tone marks. The operator finds by sign-in."""
    if viewer.role is Role.OPERATOR:
        query = store_people.by_logins(viewer, login=q.strip().lower(), active=active)
    else:
        query = store_people.search(viewer, q=q, role=role, commune=commune, active=active)
    found = paged(session, query, page=page, page_size=page_size)
    shown = [Person(row, viewer) for row in found.items]
    return Page(shown, found.total, found.page, found.page_size)


def find(session: Session, *, viewer: Viewer, account_id: str, lock: bool = False) -> Account:
    """Somebody below the viewer; NotFound for anybody else, there or not."""
    account = store_people.one(session, viewer, account_id, lock=lock)
    if account is None:
        raise NotFound
    return account


def held_whole(session: Session, viewer: Viewer, account_id: str) -> Account:
    """Somebody below, all of whose places are the viewer's, held. NotFound, NotAllYours."""
    account = find(session, viewer=viewer, account_id=account_id, lock=True)
    if not holds_whole(viewer, account):
        raise NotAllYours
    return account


def close(session: Session, *, viewer: Viewer, account_id: str) -> Account:
    """Disable: sessions, tokens, devices stop with this commit. NotFound, NotAllYours."""
    account = held_whole(session, viewer, account_id)
    if account.active:
        ends.disable(session, viewer, account)
    return account


def reopen(session: Session, *, viewer: Viewer, account_id: str) -> Account:
    """Let a closed account sign in again. NotFound, NotAllYours."""
    account = held_whole(session, viewer, account_id)
    if not account.active:
        ends.enable(session, viewer, account)
    return account


def help_in(
    session: Session, *, viewer: Viewer, account_id: str, base: str
) -> tuple[str | None, str]:
    """A link for a new password: its address to hand over, and where it was sent ("" nowhere).

    None to the operator, who never sees one, or any officer's account were his. NotFound,
    NotAllYours, AccountClosed, NoContact.
    """
    account = held_whole(session, viewer, account_id)
    if viewer.role is not Role.OPERATOR:
        address = base + reset.reset_by_officer(session, viewer, account)
        return address, reset.send_address(session, account, login="", address=address)
    if not (account.email or account.phone):
        raise NoContact
    if not account.active:
        raise reset.AccountClosed
    return None, reset.send_link(session, viewer, account, login="", base=base)


def set_communes(
    session: Session, *, viewer: Viewer, account_id: str, commune_codes: Iterable[str]
) -> Account:
    """Give somebody these of the viewer's communes; those elsewhere stay as they are.

    NotFound, PlacesNotYours, RoleWithoutPlaces, CommuneNeeded, CommuneUnknown, CommuneUnclear.
    """
    account = find(session, viewer=viewer, account_id=account_id, lock=True)
    if viewer.role is Role.OPERATOR:
        raise NotFound
    if Role(account.role) not in OF_COMMUNES:
        raise RoleWithoutPlaces
    before = {row.commune_code for row in account.communes}
    wanted = set(read_communes(commune_codes))
    mine = before if viewer.whole_province else before & viewer.commune_codes
    if not viewer.whole_province and not wanted <= viewer.commune_codes:
        raise PlacesNotYours(fields={"communes": [PlacesNotYours.sentence]})
    after = (before - mine) | wanted
    if not after:
        raise rules.CommuneNeeded(fields={"communes": [rules.CommuneNeeded.sentence]})
    if after != before:
        account.communes = [row for row in account.communes if row.commune_code in after] + [
            AccountCommune(commune_code=code) for code in sorted(after - before)
        ]
        account.updated_at = clock.now()
        session.flush()
        audit.record(
            session, viewer, "account_places_set", kind="account", id=account.id,
            before={"communes": sorted(before)}, after={"communes": sorted(after)},
        )  # fmt: skip
    return account


def devices_of(session: Session, *, viewer: Viewer, account: Account) -> list[FieldDevice]:
    """The phones somebody found by `find` uses in the field; none for the operator."""
    return [] if viewer.role is Role.OPERATOR else devices.devices_of(session, account.id)


def stop_device(session: Session, *, viewer: Viewer, account_id: str, device_id: str) -> None:
    """Revoke a lost phone of somebody below; it empties itself. NotFound, NotAllYours."""
    account = held_whole(session, viewer, account_id)
    mine = devices_of(session, viewer=viewer, account=account)
    if device_id not in {device.id for device in mine}:
        raise NotFound
    device = store_factors.device_by_id(session, device_id, hold=True)
    assert device is not None
    devices.revoke_device(session, viewer, device, reason="cán bộ gỡ máy")


def drop_proofs(session: Session, *, viewer: Viewer, account_id: str) -> None:
    """Take away all second proofs of somebody below who lost the phone. NotFound, NotAllYours.

    Not for the operator: with a link for a new password he could then be anybody.
    """
    if viewer.role is Role.OPERATOR:
        raise NotFound
    account = held_whole(session, viewer, account_id)
    factors.drop_factors(session, viewer=viewer, account=account)


def tokens_of(session: Session, *, viewer: Viewer, account: Account) -> list[Token]:
    """Keys that speak for, or were made by, somebody found by `find`; none for the operator."""
    return [] if viewer.role is Role.OPERATOR else store_people.tokens_of(session, account.id)


def stop_token(session: Session, *, viewer: Viewer, account_id: str, token_id: str) -> None:
    """Revoke a key of somebody below. NotFound, NotAllYours."""
    account = held_whole(session, viewer, account_id)
    for row in tokens_of(session, viewer=viewer, account=account):
        if row.id == token_id:
            return api_keys.stop(session, viewer=viewer, row=row)
    raise NotFound
