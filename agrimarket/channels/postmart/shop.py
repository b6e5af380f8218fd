"""The stand-in of Postmart: what the marketplace itself accepts, and how long its review takes."""

from datetime import timedelta
from typing import Any

from agrimarket.channels.measure import claimed_stars, claims_ocop, letters
from agrimarket.channels.sandboxes.shop import Complaint, Turn

LONGEST_NAME = 120
LEAST_PICTURES = 3
LEAST_WIDTH = 500
SHORTEST_REVIEW = timedelta(hours=2)
LONGEST_REVIEW = timedelta(hours=24)

WAITING, SELLING, RETURNED, STOPPED, CLOSED = (
    "CHO_DUYET", "DANG_BAN", "TU_CHOI", "TAM_NGUNG", "DA_GO",
)  # fmt: skip


class PostmartShop:
    """New and changed content waits 2–24 hours for review; nothing else happens by itself."""

    code = "postmart"
    prefix = "PM-"
    one_per_ref = True
    live = SELLING
    waiting = frozenset({WAITING})
    closed = CLOSED

    def complaints(self, payload: dict[str, Any]) -> list[Complaint]:
        """The catalogue's entry rules."""
        found = []
        if not 1 <= letters(payload["ten"]) <= LONGEST_NAME:
            found.append(Complaint("ten_qua_dai", "ten", "Tên sản phẩm tối đa 120 ký tự."))
        if not isinstance(payload["gia"], int) or payload["gia"] <= 0:
            found.append(Complaint("thieu_gia", "gia", "Sản phẩm phải có giá bán."))
        wide = [picture for picture in payload["anh"] if picture["rong"] >= LEAST_WIDTH]
        if len(wide) < LEAST_PICTURES:
            found.append(Complaint("thieu_anh", "anh", "Cần ít nhất 3 ảnh rộng từ 500 px."))
        found.extend(self._about_stars(payload))
        return found

    def _about_stars(self, payload: dict[str, Any]) -> list[Complaint]:
        """Stars only with the decision that gave them, and only that many."""
        ocop = payload["ocop"]
        if ocop is not None and not ocop["quyet_dinh"]:
            return [Complaint("ocop_thieu_quyet_dinh", "ocop", "Sao OCOP cần số quyết định.")]
        given = {ocop["sao"]} if ocop else set()
        found = []
        for name in ("ten", "mo_ta"):
            bare = claims_ocop(payload[name]) and ocop is None
            if bare or claimed_stars(payload[name]) - given:
                text = "Nội dung ghi OCOP nhưng không khớp quyết định công nhận."
                found.append(Complaint("ocop_khong_khop", name, text))
        return found

    def arrival(self, luck: float) -> Turn:
        """Into the review queue."""
        return self.entering(WAITING, luck)

    def revision(self, status: str, luck: float) -> Turn:
        """A change is reviewed anew."""
        return self.entering(STOPPED if status == STOPPED else WAITING, luck)

    def entering(self, status: str, luck: float) -> Turn:
        """A waiting item is on sale after its review."""
        if status != WAITING:
            return Turn(status)
        review = SHORTEST_REVIEW + (LONGEST_REVIEW - SHORTEST_REVIEW) * luck
        return Turn(WAITING, then=SELLING, after=review)
