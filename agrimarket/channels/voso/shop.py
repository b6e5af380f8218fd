"""The stand-in of Voso: it takes goods at once, and its audit may lock some of them later."""

from datetime import timedelta
from typing import Any

from agrimarket.channels.measure import has_phone, letters
from agrimarket.channels.sandboxes.shop import Complaint, Turn

LONGEST_TITLE = 100
PRICE_STEP = 500
AUDITED_SHARE = 0.02  # of items that the audit locks
SOONEST_AUDIT = timedelta(days=3)
LATEST_AUDIT = timedelta(days=30)

ACTIVE, LOCKED, BANNED, HIDDEN = "active", "locked", "banned", "hidden"


class VosoShop:
    """No review; the seller's reference is not unique here, so a sloppy caller makes doubles."""

    code = "voso"
    prefix = "VS-"
    one_per_ref = False
    live = ACTIVE
    waiting: frozenset[str] = frozenset()
    closed = HIDDEN

    def complaints(self, payload: dict[str, Any]) -> list[Complaint]:
        """What the form refuses."""
        found = []
        if not 1 <= letters(payload["title"]) <= LONGEST_TITLE:
            found.append(Complaint("title_length", "title", "Tiêu đề từ 1 đến 100 ký tự."))
        price = payload["price"]
        if not isinstance(price, int) or price <= 0:
            found.append(Complaint("price_required", "price", "Phải có giá bán."))
        elif price % PRICE_STEP:
            found.append(Complaint("price_step", "price", "Giá phải chẵn 500 đồng."))
        for name in ("title", "description"):
            if has_phone(payload[name]):
                found.append(Complaint("contact_in_text", name, "Không ghi số điện thoại."))
        return found

    def arrival(self, luck: float) -> Turn:
        """On sale at once."""
        return self.entering(ACTIVE, luck)

    def revision(self, status: str, luck: float) -> Turn:
        """A change shows at once; what is locked stays locked."""
        return self.entering(status, luck)

    def entering(self, status: str, luck: float) -> Turn:
        """The audit locks a small share of what is on sale."""
        if status != ACTIVE or luck >= AUDITED_SHARE:
            return Turn(status)
        wait = SOONEST_AUDIT + (LATEST_AUDIT - SOONEST_AUDIT) * (luck / AUDITED_SHARE)
        return Turn(ACTIVE, then=LOCKED, after=wait)
