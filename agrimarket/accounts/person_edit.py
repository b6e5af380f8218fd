"""An officer mends how somebody below is called and reached."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.accounts import ends_store, people, store, store_people
from agrimarket.accounts.contacts import read_email, read_phone
from agrimarket.accounts.invite import LONGEST_NAME
from agrimarket.accounts.invite_refusals import NameUnclear
from agrimarket.accounts.models import Account
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import InvalidFields, Kind, NotFound, Refusal
from agrimarket.kit.ids import is_id, new_id
from agrimarket.places import tidy


class PhoneTaken(Refusal):
    """Another officer signs in by this number."""

    code = "phone_taken"
    kind = Kind.CONFLICT
    sentence = "Số này đã có người khác dùng để đăng nhập. Hãy ghi số khác."


class EmailTaken(Refusal):
    """Another account has this address."""

    code = "email_taken"
    kind = Kind.CONFLICT
    sentence = "Thư điện tử này đã có người khác dùng. Hãy ghi địa chỉ khác."


class WayInNeeded(Refusal):
    """Without it the person could not sign in any more."""

    code = "way_in_needed"
    sentence = "Người này đăng nhập bằng số điện thoại hoặc thư điện tử. Hãy ghi ít nhất một thứ."


@dataclass(frozen=True)
class Typed:
    """What the form holds, read: tidy name, ten digits, address in small letters."""

    name: str
    phone: str | None
    email: str | None


def edit(
    session: Session, *, viewer: Viewer, account_id: str, name: str, phone: str, email: str
) -> list[str]:
    """Mend name, phone and e-mail of somebody below; the names of the fields that changed.

    Links for a new password that went to the old phone or address end. NotFound, NotAllYours,
    InvalidFields with all that is wrong, PhoneTaken, EmailTaken, WayInNeeded.
    """
    if viewer.role is Role.OPERATOR:
        raise NotFound
    account = people.held_whole(session, viewer=viewer, account_id=account_id)
    wanted = _read(name, phone, email)
    _check_free(session, account, wanted)
    login = _login(session, account, wanted)
    told = {"name": wanted.name, "phone": wanted.phone, "email": wanted.email, "login": login}
    changed = [field for field, value in told.items() if getattr(account, field) != value]
    if not changed:
        return []
    for field in changed:
        setattr(account, field, told[field])
    account.updated_at = clock.now()
    session.flush()
    if changed != ["name"]:
        ends_store.revoke_links(session, account.id, clock.now())
    audit.record(
        session, viewer, "account_edited", kind="account", id=account.id,
        person=account.household_id, after={"changed": changed},
    )  # fmt: skip
    return changed


def _read(name: str, phone: str, email: str) -> Typed:
    """InvalidFields telling at once all that is to be mended."""
    faults: dict[str, list[str]] = {}
    called, digits, address = tidy(name), None, None
    if not 2 <= len(called) <= LONGEST_NAME or not called.isprintable():
        faults["name"] = [NameUnclear.sentence]
    try:
        digits = read_phone(phone)
    except Refusal as refusal:
        faults |= refusal.fields
    try:
        address = read_email(email)
    except Refusal as refusal:
        faults |= refusal.fields
    if faults:
        raise InvalidFields(fields=faults)
    return Typed(called, digits, address)


def _check_free(session: Session, account: Account, wanted: Typed) -> None:
    """PhoneTaken, EmailTaken; a family's producers share a phone."""
    if wanted.email and wanted.email != account.email:
        known = store_people.by_contact(
            session, login=wanted.email, email=wanted.email, phone=None, besides=account.id
        )
        if known is not None:
            raise EmailTaken(fields={"email": [EmailTaken.sentence]})
    if wanted.phone and wanted.phone != account.phone:
        known = store_people.by_contact(
            session, login=wanted.phone, email=None, phone=wanted.phone, besides=account.id
        )
        if known is not None and Role.PRODUCER not in (Role(account.role), Role(known.role)):
            raise PhoneTaken(fields={"phone": [PhoneTaken.sentence]})


def _login(session: Session, account: Account, wanted: Typed) -> str:
    """The sign-in name: it follows a phone or address that it was; WayInNeeded."""
    was_contact = account.login in (account.phone, account.email)
    own_name = not was_contact and not is_id(account.login)
    reachable = wanted.phone or (account.password_hash and (wanted.email or own_name))
    if not reachable and (account.phone or account.email):
        raise WayInNeeded(fields={"phone": [WayInNeeded.sentence]})
    if not was_contact or account.login in (wanted.phone, wanted.email):
        return account.login
    login = wanted.email or wanted.phone or ""
    other = store.by_login(session, login)
    return login if other is None or other.id == account.id else new_id()
