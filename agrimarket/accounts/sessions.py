"""How long one stays signed in, where one is signed in, and ending that."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Update
from sqlalchemy.orm import Session

from agrimarket.accounts import sessions_store
from agrimarket.accounts.models import Account, AccountSession, FieldDevice
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import is_id


@dataclass(frozen=True)
class Term:
    """A session ends after `idle` without a request, and after `most` in any case."""

    idle: timedelta
    most: timedelta
    kept: bool  # the browser keeps the cookie when it is closed


STAFF = Term(timedelta(minutes=30), timedelta(hours=12), kept=False)
PRODUCER = Term(timedelta(hours=12), timedelta(days=30), kept=True)
# The phone itself stays known for 30 days (devices.py); its PIN opens a day's work.
DEVICE = Term(timedelta(minutes=30), timedelta(hours=12), kept=True)
SEEN_EVERY = timedelta(minutes=1)

# Edge and Opera also call themselves Chrome, Chrome also Safari: the first that fits is meant.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("coc_coc_browser", "Cốc Cốc"), ("CriOS", "Chrome"), ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "máy Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def term_of(role: str, device_id: str | None = None) -> Term:
    """The term of a session by who signed in and on what."""
    if device_id is not None:
        return DEVICE
    return PRODUCER if role == Role.PRODUCER.value else STAFF


def secret_hash(secret: str) -> str:
    """SHA-256, hex: the secret has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(
    session: Session, account: Account, *, how: str, label: str, device_id: str | None = None
) -> tuple[AccountSession, str]:
    """A new session and the secret that its cookie holds; `how` as in AccountSession."""
    now, secret = clock.now(), secrets.token_urlsafe(32)
    ends_at = now + term_of(account.role, device_id).most
    if device_id is not None:
        ends_at = min(ends_at, session.get_one(FieldDevice, device_id).ends_at)
    row = AccountSession(
        account_id=account.id,
        secret_hash=secret_hash(secret),
        how=how,
        device_id=device_id,
        label=label[:80],
        seen_at=now,
        ends_at=ends_at,
    )
    session.add(row)
    session.flush()
    sessions_store.note_sign_in(session, account.id, now)
    return row, secret


def is_live(row: AccountSession, account: Account, now: datetime) -> bool:
    """True while neither ended, too old, idle, nor its account closed."""
    idle = term_of(account.role, row.device_id).idle
    return (
        account.active
        and row.ended_at is None
        and row.ends_at > now
        and row.seen_at > now - idle
    )  # fmt: skip


def touch(row: AccountSession, now: datetime) -> Update | None:
    """The write that notes a use, at most once a minute; None when it is not due."""
    due = now - SEEN_EVERY
    return sessions_store.seen(row.id, now, due) if row.seen_at < due else None


def mine(session: Session, viewer: Viewer) -> list[AccountSession]:
    """Where the viewer is signed in now."""
    now = clock.now()
    rows = sessions_store.open_ones(session, viewer.account_id or "", now)
    idle = {row.id: term_of(viewer.role.value, row.device_id).idle for row in rows}
    return [row for row in rows if row.seen_at > now - idle[row.id]]


def end_one(session: Session, *, viewer: Viewer, session_id: str) -> None:
    """End one of the viewer's own sessions; NotFound."""
    row = None
    if viewer.account_id and is_id(session_id):
        row = sessions_store.one_of(session, viewer.account_id, session_id)
    if row is None:
        raise NotFound
    if row.ended_at is None:
        row.ended_at = clock.now()
        audit.record(
            session,
            viewer,
            "session_ended",
            kind="account",
            person=viewer.household_id,
            id=row.account_id,
        )


def end_others(session: Session, *, viewer: Viewer, besides: str | None) -> int:
    """End the viewer's sessions but the present one; how many."""
    account_id = viewer.account_id
    if account_id is None:
        return 0
    count = sessions_store.end_all(session, account_id, besides, clock.now())
    audit.record(
        session,
        viewer,
        "sessions_ended",
        kind="account",
        person=viewer.household_id,
        id=account_id,
        kept={"count": count},
    )
    return count


def label_of(user_agent: str) -> str:
    """A browser as people call it: "Chrome, Android"; "Máy khác" for what is not known."""
    browser = next((name for mark, name in BROWSERS if re.search(mark, user_agent)), "")
    system = next((name for mark, name in SYSTEMS if re.search(mark, user_agent)), "")
    return ", ".join(filter(None, (browser, system))) or "Máy khác"
