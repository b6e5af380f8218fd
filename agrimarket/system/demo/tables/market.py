"""Who sells where: listings of the demo on the three stand-in channels, and what became of them."""

from typing import NamedTuple


class Offer(NamedTuple):
    """A product on a channel; `end` says what became of it.

    live: seen live · pending: waits for review · rejected, locked, suspended: the channel said so
    · queued: asked for a moment ago · withdrawn: taken off · no_booth: its booth is not open yet.
    """

    goods: str
    channel: str
    end: str = "live"


OFFERS = (
    *(Offer(goods, "postmart") for goods in (
        "mứt bưởi", "nước mắm", "chè lam", "chè xanh", "chiếu cói", "mật ong")),
    *(Offer(goods, "voso") for goods in (
        "mứt bưởi", "nước mắm", "bánh gai", "chè lam", "gạo", "miến dong", "khoai", "túi cói",
        "trà rau má")),
    *(Offer(goods, "portal") for goods in (
        "mứt bưởi", "nước mắm", "gạo", "chè xanh", "mật ong", "vịt", "miến gạo", "rượu cần",
        "thổ cẩm", "homestay")),
    Offer("nem chua", "portal"),
    Offer("bưởi đồi", "postmart", "pending"),
    Offer("cam", "portal", "pending"),
    Offer("quế", "portal", "pending"),
    Offer("khoai", "postmart", "rejected"),
    Offer("rượu nếp", "portal", "rejected"),
    Offer("tinh dầu quế", "voso", "locked"),
    Offer("dưa lưới", "portal", "suspended"),
    Offer("dưa lưới", "voso", "queued"),
    Offer("miến gạo", "voso", "queued"),
    Offer("hạt cau", "portal", "queued"),
    Offer("mắm tép", "voso", "withdrawn"),
    Offer("trống đồng", "voso", "no_booth"),
)  # fmt: skip

BOOTHS = (
    ("măng bản", "voso", "applied"),
    ("nếp bản", "postmart", "applied"),
    ("sợi bông", "voso", "supplement_needed"),
    ("phố hạc", "voso", "suspended"),
    ("lá khỏe", "voso", "open"),
)
"""Booths without goods: (producer, channel, state)."""

PAPERS_MISSING = ["Ảnh chụp giấy đăng ký kinh doanh", "Số tài khoản nhận tiền"]
REASONS = {
    "suspended": "Chậm xác nhận ba đơn hàng liền",
    "withdrawn": "Hết hàng, chờ mẻ mới",
}
