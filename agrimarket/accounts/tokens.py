"""Listing and revoking bearer tokens."""

from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.accounts import store
from agrimarket.accounts.models import Token
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.ids import is_id


class TokenUnknown(Refusal):
    """No token has this id."""

    code = "token_unknown"
    kind = Kind.MISSING
    sentence = "Không có khóa kết nối nào mang số này. Hãy xem lại bằng: agrimarket token list."


def listed(session: Session, *, everything: bool = False) -> list[Token]:
    """Tokens, oldest first; those that still work unless everything is asked for."""
    now = clock.now()
    return [row for row in store.tokens(session) if everything or works(row, now)]


def works(token: Token, now: datetime) -> bool:
    """Whether it was neither revoked nor ended."""
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now)


def revoke(session: Session, *, viewer: Viewer, token_id: str) -> None:
    """Stop a token from this commit on; again is no fault. TokenUnknown."""
    row = store.token_by_id(session, token_id) if is_id(token_id) else None
    if row is None:
        raise TokenUnknown
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        audit.record(
            session, viewer, "token_revoked", kind="token", id=row.id, person=row.household_id
        )
