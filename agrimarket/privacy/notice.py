"""What the notice of a breach tells the authority, item by item."""

from agrimarket.kit import clock
from agrimarket.privacy.models import Breach
from agrimarket.privacy.words import DATA_KINDS

NO_OFFICE = "[ghi tên cơ quan]"
NO_CONTACT = "[ghi tên người hoặc bộ phận và số điện thoại]"
UNKNOWN = "Chưa rõ, sẽ bổ sung ngay khi biết."


def notice_items(row: Breach, *, office: str, contact: str) -> list[tuple[str, str]]:
    """Headings and texts in the order of the form (Law 91/2025/QH15, Decree 356/2025/NĐ-CP)."""
    local = row.noticed_at.astimezone(clock.VIETNAM)
    kinds = "; ".join(DATA_KINDS[kind] for kind in row.data_kinds)
    people = f"{row.people:,}".replace(",", ".") + " người" if row.people is not None else UNKNOWN
    return [
        ("Thời điểm phát hiện", f"{local:%H giờ %M ngày %d/%m/%Y}"),
        ("Diễn biến, tính chất của vi phạm", row.happened),
        ("Loại dữ liệu cá nhân bị ảnh hưởng", kinds or UNKNOWN),
        ("Số người bị ảnh hưởng", people),
        ("Hậu quả đã hoặc có thể xảy ra", row.consequences or UNKNOWN),
        ("Biện pháp đã làm và sẽ làm", row.measures or UNKNOWN),
        ("Thông tin kỹ thuật", row.technical or "Không có thêm."),
        ("Cơ quan báo", office or NO_OFFICE),
        ("Đầu mối liên hệ", contact or NO_CONTACT),
    ]
