"""Why a listing people want must be absent all the same: read from the facts each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agrimarket.channels.facts import Facts
from agrimarket.channels.models import Booth, Channel
from agrimarket.channels.port import Issue
from agrimarket.products.models import ProductState

# Lifting the cause restores the listing: nothing of this is ever written into the wish.
HOLDS: Mapping[str, str] = {
    "consent_withdrawn": "Chủ hộ đã rút lời đồng ý. Hãy hỏi lại chủ hộ nếu muốn bán tiếp.",
    "channel_consent_missing": "Chủ hộ chưa đồng ý bán trên kênh. Hãy hỏi và ghi lời đồng ý.",
    "product_withdrawn": "Sản phẩm đã được rút. Muốn bán lại, hãy gửi duyệt sản phẩm.",
    "product_not_approved": "Sản phẩm đang chờ duyệt lại. Duyệt xong, hàng tự lên kênh.",
    "recalled": "Hàng đang bị thu hồi. Dỡ thu hồi hoặc có lô mới thì hàng tự lên lại.",
    "lot_suspended": "Hộ đang tạm dừng lô. Cho lô dùng lại hoặc có lô mới thì hàng tự lên lại.",
    "basis_expired": "Giấy an toàn thực phẩm hết hạn. Hãy thêm giấy còn hạn.",
    "channel_closed": "Kênh đã đóng. Hãy chọn kênh khác.",
    "booth_not_open": "Gian hàng chưa mở. Hãy theo dõi việc mở gian hàng.",
    "booth_suspended": "Gian hàng đang tạm dừng. Hãy nhờ cán bộ mở lại.",
    "booth_closed": "Gian hàng đã đóng. Hãy nhờ cán bộ mở lại.",
}
_BOOTH_HOLDS = {"suspended": "booth_suspended", "closed": "booth_closed"}
_EXPIRED = "safety_basis_missing"  # the check that a lapsed paper brings down


@dataclass(frozen=True)
class Hold:
    """A cause that keeps a listing off, with its sentence."""

    code: str

    @property
    def sentence(self) -> str:
        return HOLDS[self.code]


def hold(
    facts: Facts, *, channel: Channel, booth: Booth | None, issues: Sequence[Issue], on: date
) -> Hold | None:
    """The first cause that holds on a day, gravest first; None when the wish may stand."""
    state = facts.product.state
    causes = (
        ("recalled", facts.recalled_lots > 0 and facts.other_lots == 0),
        ("lot_suspended", facts.suspended_lots > 0 and facts.other_lots == 0),
        ("consent_withdrawn", not facts.consents),
        ("channel_consent_missing", not facts.sells),
        ("product_withdrawn", state == ProductState.WITHDRAWN),
        ("product_not_approved", state != ProductState.APPROVED),
        ("basis_expired", any(issue.code == _EXPIRED for issue in issues)),
        ("channel_closed", not channel.open_on(on)),
        (_booth_hold(booth), booth is None or booth.state != "open"),
    )
    return next((Hold(code) for code, holds in causes if holds), None)


def _booth_hold(booth: Booth | None) -> str:
    return _BOOTH_HOLDS.get(booth.state, "booth_not_open") if booth else "booth_not_open"
