"""Identifiers: UUIDv7 strings that sort by the moment they were made, ours or a phone's."""

import secrets
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.errors import Refusal

MOST_FUTURE = timedelta(days=2)
MOST_AHEAD_MS = 5000  # a clock set back further than this is believed

_lock = threading.Lock()
_last = (0, 0)
_any_clock: ContextVar[bool] = ContextVar("any_clock", default=False)


class IdInvalid(Refusal):
    """The client's own id is no UUIDv7."""

    code = "id_invalid"
    sentence = "Mã id phải là UUIDv7. Hãy bỏ ô id để hệ thống tự cấp."


class IdFromFuture(Refusal):
    """A phone whose clock runs more than two days ahead."""

    code = "id_from_future"
    sentence = "Đồng hồ của máy chạy nhanh hơn hai ngày. Hãy chỉnh lại ngày giờ rồi gửi lại."


class IdTaken(Refusal):
    """The id stands for something else already."""

    code = "id_taken"
    sentence = "Mã id này đã dùng cho nội dung khác. Hãy tạo mã id mới rồi gửi lại."


def new_id(at: datetime | None = None) -> str:
    """A UUIDv7 (RFC 9562 5.7), 36 characters; ids of one process grow while its clock does."""
    global _last
    millis = int((at or clock.now()).timestamp() * 1000)
    with _lock:
        if at is None and millis <= _last[0] <= millis + MOST_AHEAD_MS:
            millis, tail = _last[0], _last[1] + 1
        else:
            tail = secrets.randbits(73)
        if at is None:
            _last = (millis, tail)
    low = tail & ((1 << 62) - 1)
    high = (tail >> 62) & 0xFFF
    return str(uuid.UUID(int=millis << 80 | 7 << 76 | high << 64 | 2 << 62 | low))


def made_at(text: str) -> datetime:
    """The moment a UUIDv7 says it was made, aware, in UTC."""
    return datetime.fromtimestamp((uuid.UUID(text).int >> 80) / 1000, UTC)


def accept_id(text: str) -> str:
    """A client's id in canonical form; IdInvalid, IdFromFuture."""
    try:
        value = uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        raise IdInvalid from None
    if value.version != 7:
        raise IdInvalid
    if not _any_clock.get() and made_at(str(value)) > clock.now() + MOST_FUTURE:
        raise IdFromFuture
    return str(value)


def take_id(session: Session, row: Any, id: str) -> None:
    """Give a new row the id a client made; IdInvalid, IdFromFuture, IdTaken."""
    row.id = accept_id(id)
    if session.get(type(row), row.id) is not None:
        raise IdTaken


@contextmanager
def of_any_clock() -> Iterator[None]:
    """Take ids made by a clock that was wrong: a phone offline cannot ask, and its work counts."""
    token = _any_clock.set(True)
    try:
        yield
    finally:
        _any_clock.reset(token)


def is_id(text: str) -> bool:
    """True when the text can be a row's id at all."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
