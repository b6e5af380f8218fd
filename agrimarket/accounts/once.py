"""What counts once: a challenge or a foreign code is noted when it is spent.

The cookie that carries a challenge is the browser's own, so an old one can be put back; only
a row here says that it was spent.
"""

import hashlib
import uuid
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.accounts import store_factors as store
from agrimarket.accounts.models import OneTimeCode
from agrimarket.kit import clock
from agrimarket.kit.errors import Kind, Refusal

CHALLENGE = "challenge"
OUTSIDE_CODE = "outside_code"
PURPOSES = (CHALLENGE, OUTSIDE_CODE)


class SpentAlready(Refusal):
    """The same proof came a second time."""

    code = "spent_already"
    kind = Kind.CONFLICT
    sentence = "Lượt xác nhận này đã dùng rồi. Hãy tải lại trang rồi làm lại từ đầu."


def spend(session: Session, *, purpose: str, value: str, ends_at: datetime) -> None:
    """Note that `value` was used; SpentAlready. After `ends_at` its age must refuse it."""
    store.drop_spent(session, PURPOSES, clock.now())
    mark = hashlib.sha256(f"{purpose}\0{value}".encode()).digest()
    row = OneTimeCode(
        id=str(uuid.UUID(bytes=mark[:16])),  # the primary key refuses a second one
        purpose=purpose,
        to_index=mark.hex(),
        code_hash=mark.hex(),
        ends_at=ends_at,
        used_at=clock.now(),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise SpentAlready from None
