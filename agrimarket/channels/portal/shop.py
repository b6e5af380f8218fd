"""The stand-in of the province's portal: an officer approves, and food safety comes first."""

from typing import Any

from agrimarket.channels.measure import letters
from agrimarket.channels.sandboxes.shop import Complaint, Turn

PROVINCE = "38"
LONGEST_NAME = 250

WAITING, SHOWN, RETURNED, PAUSED, REMOVED = (
    "Chờ cán bộ duyệt", "Đã đăng", "Trả lại", "Tạm ẩn", "Đã gỡ",
)  # fmt: skip


class PortalShop:
    """Nothing happens by itself: an officer looks at every entry."""

    code = "portal"
    prefix = "CT-"
    one_per_ref = True
    live = SHOWN
    waiting = frozenset({WAITING})
    closed = REMOVED

    def complaints(self, payload: dict[str, Any]) -> list[Complaint]:
        """What the officer's form demands."""
        found = []
        if not 1 <= letters(payload["tenSanPham"]) <= LONGEST_NAME:
            found.append(Complaint("ten", "tenSanPham", "Tên sản phẩm chưa đúng."))
        season = payload["muaVu"]
        if not all(month in range(1, 13) for month in (season["tu"], season["den"])):
            found.append(
                Complaint("mua_vu", "muaVu", "Phải ghi mùa vụ từ tháng nào đến tháng nào.")
            )
        if not payload["sanLuongThang"]:
            found.append(Complaint("san_luong", "sanLuongThang", "Phải ghi sản lượng mỗi tháng."))
        if not payload["coSoAnToan"]:
            found.append(Complaint("an_toan", "coSoAnToan", "Phải có cơ sở an toàn thực phẩm."))
        if payload["tinh"] != PROVINCE:
            found.append(Complaint("ngoai_tinh", "tinh", "Chỉ nhận hộ sản xuất trong tỉnh."))
        return found

    def arrival(self, luck: float) -> Turn:
        """Before an officer's eyes."""
        return Turn(WAITING)

    def revision(self, status: str, luck: float) -> Turn:
        """A change is looked at anew."""
        return Turn(PAUSED if status == PAUSED else WAITING)

    def entering(self, status: str, luck: float) -> Turn:
        """No status leads to another one by itself."""
        return Turn(status)
