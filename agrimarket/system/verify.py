"""`agrimarket verify`: is everything that must hold still so? Database, audit, serial ranges."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from agrimarket.config import Settings
from agrimarket.issuing.verify import verify as range_faults
from agrimarket.kit import audit
from agrimarket.kit.keyfile import Keys

NO_DATABASE = "Chưa có cơ sở dữ liệu ở {path}. Hãy chạy: agrimarket init"
UNREADABLE = (
    "Không đọc được cơ sở dữ liệu: nó bị hỏng, chưa có đủ bảng hoặc không trả lời. "
    "Hãy khôi phục từ bản sao lưu rồi chạy lại: agrimarket verify"
)


def no_database(settings: Settings) -> str | None:
    """What to say where SQLite has no file yet; asked first, for to connect would make one."""
    path = make_url(settings.database_url).database
    if not settings.embedded or not path or path == ":memory:" or Path(path).is_file():
        return None
    return NO_DATABASE.format(path=path)


def faults(session: Session, keys: Keys) -> Iterator[str]:
    """One Vietnamese sentence for each thing that does not hold; none when all is well."""
    try:
        yield from _faults(session, keys)
    except (DatabaseError, ValueError):  # ValueError: a damaged date or JSON in a row
        yield UNREADABLE


def _faults(session: Session, keys: Keys) -> Iterator[str]:
    yield from _database(session)
    for fault in audit.verify(session, keys.audit):
        yield f"Nhật ký kiểm toán: chuỗi {fault.chain}, dòng {fault.position}: {WORDS[fault.what]}."
    yield from range_faults(session)


WORDS = {
    "changed": "nội dung đã bị sửa",
    "missing": "thiếu dòng",
    "head": "đầu chuỗi bị thiếu hoặc không khớp với dòng cuối",
}


def _database(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (answer,) in session.execute(text("PRAGMA integrity_check")):
        if answer != "ok":
            yield f"Cơ sở dữ liệu: {answer}."
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield f"Cơ sở dữ liệu: bảng {row[0]}, dòng {row[1]} trỏ tới dòng không có."
