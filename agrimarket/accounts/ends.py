"""Ending what somebody may do: sessions, tokens and phones of a person, at once."""

import secrets

from sqlalchemy.orm import Session

from agrimarket.accounts import ends_store, sessions_store
from agrimarket.accounts.events import DevicesStopped
from agrimarket.accounts.models import Account
from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Kind, Refusal


class CloseYourself(Refusal):
    """Nobody locks himself out by mistake."""

    code = "close_yourself"
    kind = Kind.CONFLICT
    sentence = "Bạn không thể khóa tài khoản của chính mình. Hãy nhờ một cán bộ khác."


def end_sessions(session: Session, account_id: str, besides: str | None = None) -> int:
    """End every session of an account, but the one whose id is `besides`; how many were open."""
    return sessions_store.end_all(session, account_id, besides, clock.now())


def disable(session: Session, viewer: Viewer, account: Account) -> None:
    """Close an account: its sessions, tokens, links and phones stop with this commit.

    CloseYourself. The account was found within the viewer's scope by the caller.
    """
    if account.id == viewer.account_id:
        raise CloseYourself
    now = clock.now()
    account.active, account.disabled_at = False, now
    account.session_stamp = secrets.token_urlsafe(32)
    session.flush()
    phones = ends_store.revoke_devices(session, account.id, now)
    events.publish(session, DevicesStopped(phones))
    stopped = {
        "sessions": end_sessions(session, account.id),
        "tokens": ends_store.revoke_tokens(session, account.id, now),
        "links": ends_store.revoke_links(session, account.id, now),
        "devices": len(phones),
    }
    audit.record(
        session,
        viewer,
        "account_disabled",
        kind="account",
        person=account.household_id,
        id=account.id,
        kept=stopped,
    )


def enable(session: Session, viewer: Viewer, account: Account) -> None:
    """Open a closed account again; what was stopped stays stopped, its owner signs in anew."""
    account.active, account.disabled_at = True, None
    audit.record(
        session,
        viewer,
        "account_enabled",
        kind="account",
        person=account.household_id,
        id=account.id,
    )
