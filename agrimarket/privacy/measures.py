"""What protects the data right now, in words with figures, for the dossier."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.audit import CHAINS
from agrimarket.privacy import store_measures as store


def measures(session: Session, keys: Any) -> list[tuple[str, str]]:
    """Measure and its present state; `keys` is the opened key file."""
    newest, people, gone = keys.newest_field_key, *store.person_keys(session)
    rows, last_act = store.trail(session)
    return [
        ("Mã hóa từng ô",
         f"AES-256-GCM, khóa bản {newest}; mỗi người một khóa riêng ({people} khóa, "
         f"{gone} đã hủy theo yêu cầu)"),
        ("Tìm số căn cước không cần giải mã", "Dấu băm có khóa HMAC-SHA-256"),
        ("Nhật ký kiểm toán",
         f"{rows} dòng trong {CHAINS} chuỗi nối bằng dấu băm có khóa; dòng cuối {_at(last_act)}"),
        ("Sao lưu", f"Không chứa khóa; lần gần nhất {_at(store.last_backup(session))}"),
        ("Dọn dữ liệu quá hạn", f"Mỗi ngày; lần gần nhất {_at(store.last_retention(session))}"),
        ("Che dữ liệu", "Số căn cước, tài khoản che ở mọi nơi; xem đủ phải ghi lý do"),
        ("Đăng nhập", "Mật khẩu băm chậm, mã động, chìa khóa trên máy; phiên tự hết"),
        ("Xóa thật", "Ghi đè khi xóa (secure_delete), hủy khóa riêng, dọn tệp"),
    ]  # fmt: skip


def _at(moment: datetime | None) -> str:
    if moment is None:
        return "chưa có"
    return f"{moment.astimezone(clock.VIETNAM):%H:%M ngày %d/%m/%Y}"
