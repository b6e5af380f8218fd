"""Which account an outside identity belongs to; only a keyed hash of its subject is kept."""

from sqlalchemy.orm import Session

from agrimarket.accounts import factors
from agrimarket.accounts import store_factors as store
from agrimarket.accounts.models import Account, OutsideIdentity
from agrimarket.accounts.vneid.port import Provider, Subject
from agrimarket.kit import audit
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import blind_index, blind_indexes


class OutsideUnknown(Refusal):
    """A good identity that nobody here has linked: it opens nothing and makes no account."""

    code = "outside_unknown"
    kind = Kind.CONFLICT
    sentence = (
        "Danh tính này chưa gắn với tài khoản nào. "
        "Hãy đăng nhập bằng cách khác, rồi gắn ở trang Tài khoản."
    )


class OutsideTaken(Refusal):
    """The identity is linked to another account; whose is not told."""

    code = "outside_taken"
    kind = Kind.CONFLICT
    sentence = "Danh tính này đã gắn với một tài khoản khác. Hãy báo cán bộ phụ trách."


class OutsideLinkedAlready(Refusal):
    """One account, one identity of a provider."""

    code = "outside_linked_already"
    kind = Kind.CONFLICT
    sentence = "Tài khoản này đã gắn với một danh tính khác. Hãy gỡ danh tính cũ trước."


def linked(session: Session, *, account_id: str, provider: Provider) -> OutsideIdentity | None:
    """What the account is linked to at this provider."""
    return store.identity_of(session, account_id, provider.code)


def link(
    session: Session, *, viewer: Viewer, keys: Keys, provider: Provider, subject: Subject
) -> None:
    """Link the viewer's own account; OutsideTaken, OutsideLinkedAlready. Safe to repeat."""
    account = factors.held(session, viewer)
    found = _found(session, keys, provider, subject)
    if found is not None:
        if found.account_id != account.id:
            raise OutsideTaken
        return
    if linked(session, account_id=account.id, provider=provider):
        raise OutsideLinkedAlready
    index = blind_index(keys, subject.id, purpose=_purpose(provider))
    session.add(OutsideIdentity(account_id=account.id, provider=provider.code, subject_index=index))
    _note(session, viewer, "outside_identity_linked", account.id, provider)


def unlink(session: Session, *, viewer: Viewer, provider: Provider) -> None:
    """Take the link away; NotFound without one."""
    account = factors.held(session, viewer)
    found = linked(session, account_id=account.id, provider=provider)
    if found is None:
        raise NotFound
    session.delete(found)
    _note(session, viewer, "outside_identity_unlinked", account.id, provider)


def account_of(session: Session, *, keys: Keys, provider: Provider, subject: Subject) -> Account:
    """Whose identity it is; OutsideUnknown, for closed accounts too.

    Its hash is made anew under the newest key: at no other time is the subject at hand.
    """
    found = _found(session, keys, provider, subject)
    account = session.get(Account, found.account_id) if found else None
    if account is None or not account.active:
        raise OutsideUnknown
    if found is not None:
        found.subject_index = blind_index(keys, subject.id, purpose=_purpose(provider))
    return account


def _found(
    session: Session, keys: Keys, provider: Provider, subject: Subject
) -> OutsideIdentity | None:
    """The link under whatever version of the key made it: nobody but the person can renew it."""
    indexes = blind_indexes(keys, subject.id, purpose=_purpose(provider))
    return store.identity(session, indexes.values())


def _purpose(provider: Provider) -> str:
    return f"outside.{provider.code}"


def _note(
    session: Session, viewer: Viewer, action: str, account_id: str, provider: Provider
) -> None:
    what = {"provider": provider.code}
    audit.record(session, viewer, action, kind="account", id=account_id, after=what)
