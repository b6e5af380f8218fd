"""`agrimarket verify`: is everything that must hold still so? Database, audit, serial ranges."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from agrimarket.issuing.verify import verify as range_faults
from agrimarket.kit import audit
from agrimarket.kit.keyfile import Keys


def faults(session: Session, keys: Keys) -> Iterator[str]:
    """One Vietnamese sentence for each thing that does not hold; none when all is well."""
    yield from _database(session)
    for fault in audit.verify(session, keys.audit):
        yield f"Nhật ký kiểm toán: chuỗi {fault.chain}, dòng {fault.position}: {WORDS[fault.what]}."
    yield from range_faults(session)


WORDS = {
    "changed": "nội dung đã bị sửa",
    "missing": "thiếu dòng",
    "head": "đầu chuỗi không khớp với dòng cuối",
}


def _database(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (answer,) in session.execute(text("PRAGMA integrity_check")):
        if answer != "ok":
            yield f"Cơ sở dữ liệu: {answer}."
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield f"Cơ sở dữ liệu: bảng {row[0]}, dòng {row[1]} trỏ tới dòng không có."
