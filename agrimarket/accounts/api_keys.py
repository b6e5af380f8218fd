"""Keys of programs: made by a province officer for the scopes of the table, until a day."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from agrimarket.accounts import agencies, api_scopes, rules, store_people
from agrimarket.accounts.models import Token
from agrimarket.kit import audit, clock
from agrimarket.kit.access import PROVINCE, Role, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound, Refusal
from agrimarket.places import tidy

LONGEST_DAYS = 366


class KeyUnnamed(Refusal):
    """Nobody knows later which program it is."""

    code = "api_key_unnamed"
    sentence = "Hãy ghi tên phần mềm và đơn vị dùng khóa này."


class KeyWithoutScopes(Refusal):
    """It would open nothing."""

    code = "api_key_without_scopes"
    sentence = "Hãy chọn ít nhất một quyền cho khóa này."


class KeyDays(Refusal):
    """In the past, or further than a year."""

    code = "api_key_days"
    sentence = "Hãy chọn ngày hết hạn sau hôm nay và trong vòng một năm."


@dataclass(frozen=True, slots=True)
class Key:
    """A program's key as its list shows it."""

    row: Token
    maker: str
    stands: bool

    @property
    def last_day(self) -> date | None:
        return last_day_of(self.row)


def make(
    session: Session,
    *,
    viewer: Viewer,
    name: str,
    scopes: Iterable[str],
    commune_codes: Iterable[str],
    last_day: date | None,
) -> tuple[Token, str]:
    """A key and its secret, told this once; it also stops when its maker is disabled.

    Without communes it sees the whole province. NotAllowed, KeyUnnamed, KeyWithoutScopes,
    ScopeUnknown, ScopeNotYours, KeyDays, CommuneUnknown, CommuneUnclear.
    """
    if not viewer.is_one_of(PROVINCE) or viewer.account_id is None:
        raise NotAllowed
    if not tidy(name):
        raise KeyUnnamed(fields={"name": [KeyUnnamed.sentence]})
    chosen = api_scopes.check_scopes(scopes, writes=viewer.writes)
    if not chosen:
        raise KeyWithoutScopes(fields={"scopes": [KeyWithoutScopes.sentence]})
    today = clock.today()
    if last_day is None or not today < last_day <= today + timedelta(days=LONGEST_DAYS):
        raise KeyDays(fields={"last_day": [KeyDays.sentence]})
    return rules.create_token(
        session,
        viewer=viewer,
        name=tidy(name)[:120],
        role=Role.API_CLIENT,
        commune_codes=commune_codes,
        scopes=chosen,
        account_id=viewer.account_id,
        expires_at=clock.start_of_day(last_day + timedelta(days=1)),
    )


def listed(session: Session, *, viewer: Viewer) -> list[Key]:
    """Keys of programs: an officer who steers people sees all, any other the own ones."""
    rows = store_people.client_tokens(session, None if _all(viewer) else viewer.account_id or "")
    makers = store_people.by_ids(session, {row.made_by for row in rows if row.made_by})
    return [
        Key(row, makers[row.made_by].name if row.made_by in makers else "", stands(row))
        for row in rows
    ]


def revoke(session: Session, *, viewer: Viewer, token_id: str) -> Token:
    """Stop a key for good; NotFound for one that is not on the viewer's list."""
    row = store_people.token(session, token_id)
    if row is None or row.role != Role.API_CLIENT.value or not viewer.is_one_of(PROVINCE):
        raise NotFound
    if not _all(viewer) and row.made_by != viewer.account_id:
        raise NotFound
    stop(session, viewer=viewer, row=row)
    return row


def stop(session: Session, *, viewer: Viewer, row: Token) -> None:
    """Stop any token; the caller looked after the scope. Safe to repeat."""
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        audit.record(session, viewer, "token_revoked", kind="token", id=row.id)


def stands(row: Token, now: datetime | None = None) -> bool:
    """Whether a key still opens anything."""
    moment = now or clock.now()
    return row.revoked_at is None and (row.expires_at is None or row.expires_at > moment)


def last_day_of(row: Token) -> date | None:
    """The Vietnamese day at whose end a key stops."""
    if row.expires_at is None:
        return None
    return (row.expires_at - timedelta(seconds=1)).astimezone(clock.VIETNAM).date()


def year_ahead() -> date:
    """The last day that is offered: a year from today, on a day that exists."""
    today = clock.today()
    days = calendar.monthrange(today.year + 1, today.month)[1]
    return today.replace(year=today.year + 1, day=min(today.day, days))


def _all(viewer: Viewer) -> bool:
    return viewer.is_one_of(PROVINCE) and agencies.whole(viewer.agency)
