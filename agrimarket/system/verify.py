"""`agrimarket verify`: is everything that must hold still so? Database, audit, ranges, lots."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from agrimarket.config import Settings
from agrimarket.households.merging.verify import verify as merge_faults
from agrimarket.issuing.log.check import verify as log_faults
from agrimarket.issuing.store_letters import letters_issued
from agrimarket.issuing.verify import verify as range_faults
from agrimarket.kit import audit, key_check
from agrimarket.kit.audit import heads
from agrimarket.kit.audit.guard import missing_triggers
from agrimarket.kit.keyfile import Keys
from agrimarket.lots.verify import verify as balance_faults
from agrimarket.system.fault_words import said
from agrimarket.trail.day_files import kept_files

NO_DATABASE = "Chưa có cơ sở dữ liệu ở {path}. Hãy chạy: agrimarket init"
UNREADABLE = (
    "Không đọc được cơ sở dữ liệu: nó bị hỏng, chưa có đủ bảng hoặc không trả lời. "
    "Hãy khôi phục từ bản sao lưu rồi chạy lại: agrimarket verify"
)
NO_GUARD = (
    "Nhật ký kiểm toán: thiếu chốt chặn sửa, xóa trong cơ sở dữ liệu ({names}). "
    "Có người đã gỡ: hãy tìm hiểu, rồi khôi phục từ bản sao lưu."
)
NO_HEADS = (
    "Tệp đầu chuỗi {path} không đọc được, hoặc không do khóa của dịch vụ này ký. "
    "Hãy dùng tệp do lệnh sau làm ra: agrimarket audit heads"
)


def no_database(settings: Settings) -> str | None:
    """What to say where SQLite has no file yet; asked first, for to connect would make one."""
    path = make_url(settings.database_url).database
    if not settings.embedded or not path or path == ":memory:" or Path(path).is_file():
        return None
    return NO_DATABASE.format(path=path)


def faults(
    session: Session,
    keys: Keys,
    data: Path,
    outside: Sequence[Path] = (),
    *,
    any_signer: bool = False,
) -> Iterator[str]:
    """One Vietnamese sentence for each thing that does not hold; none when all is well.

    `data` is the data folder, whose daily heads are compared; `outside` are exported heads.
    `any_signer` asks nothing of who signed the public log, only that it holds together.
    """
    try:
        yield from _faults(session, keys, [*kept_files(data), *outside])
        yield from log_faults(session, any_key=any_signer)
    except (DatabaseError, ValueError, TypeError):  # a damaged date, number or JSON in a row
        yield UNREADABLE


def _faults(session: Session, keys: Keys, files: Sequence[Path]) -> Iterator[str]:
    yield from _database(session)
    # Read whole before a word is said: a file without tables is unreadable, not unguarded.
    found = [*audit.verify(session, keys.audit), *heads.compare_days(session, keys.audit)]
    if missing := missing_triggers(session):
        yield NO_GUARD.format(names=", ".join(missing))
    if other := key_check.unfit(key_check.known(session), keys, letters=letters_issued(session)):
        yield other
    yield from map(said, found)
    for path in files:
        yield from _against(session, keys, path)
    yield from range_faults(session)
    yield from merge_faults(session)
    yield from balance_faults(session)


def _against(session: Session, keys: Keys, path: Path) -> Iterator[str]:
    """The present chains against heads that were kept in a file."""
    try:
        moment, kept = heads.read(keys.audit, path.read_bytes())
    except (OSError, heads.HeadsUnreadable):
        yield NO_HEADS.format(path=path)
        return
    for fault in heads.compare(session, kept):
        yield f"{said(fault)} (so với {path.name}, lúc {moment})"


def _database(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (answer,) in session.execute(text("PRAGMA integrity_check")):
        if answer != "ok":
            yield f"Cơ sở dữ liệu: {answer}."
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield f"Cơ sở dữ liệu: bảng {row[0]}, dòng {row[1]} trỏ tới dòng không có."
