"""Where the goods of the demo come from, and with whom their producers trade; all invented."""

from collections.abc import Mapping
from typing import NamedTuple


class Spot(NamedTuple):
    """A growing area, workshop or warehouse; `gln` numbers a key of GS1's demonstration range."""

    kind: str
    name: str
    code: str | None = None
    gln: int | None = None


SPOTS: Mapping[str, tuple[Spot, ...]] = {
    "hoa": (Spot("growing", "Vườn bưởi bờ sông Chu", "TD-VT-001"),
            Spot("workshop", "Bếp mứt nhà bà Hoa")),
    "đồi xanh": (Spot("growing", "Đồi bưởi của tổ", "TD-VT-002"),
                 Spot("workshop", "Nhà đóng gói của tổ"), Spot("warehouse", "Kho mát của tổ")),
    "sóng xanh": (Spot("workshop", "Nhà chượp Sóng Xanh", gln=1),
                  Spot("warehouse", "Kho thành phố của Sóng Xanh", gln=2)),
    "phố hạc": (Spot("workshop", "Xưởng nem Phố Hạc", gln=3),),
    "hạt vàng": (Spot("growing", "Cánh đồng mẫu Hạt Vàng", "TD-VT-003"),
                 Spot("workshop", "Nhà xay Hạt Vàng", gln=4)),
    "sợi trắng": (Spot("workshop", "Xưởng miến Sợi Trắng"),),
    "phủ nhỏ": (Spot("workshop", "Bếp chè lam Phủ Nhỏ"),),
    "ong rừng": (Spot("growing", "Bãi đặt thùng ong ven rừng"),),
    "cam đồi": (Spot("growing", "Đồi cam Vân Du", "TD-VT-004"),),
    "nhà màng": (Spot("growing", "Nhà màng số 1", "TD-VT-005"),),
    "búp xanh": (Spot("growing", "Đồi chè Búp Xanh", "TD-VT-006"),
                 Spot("workshop", "Xưởng sao chè Búp Xanh")),
    "rau má": (Spot("growing", "Ruộng rau má Lá Nhỏ", "TD-VT-007"),
               Spot("workshop", "Xưởng sấy Lá Nhỏ", gln=5)),
}  # fmt: skip


class Trade(NamedTuple):
    """A partner: a registered producer of the demo (`linked`), or an invented name."""

    kind: str
    name: str
    linked: str | None = None
    phone: int | None = None
    gln: int | None = None


PARTNERS: Mapping[str, tuple[Trade, ...]] = {
    "hoa": (Trade("buyer", "Cửa hàng Quà Quê", phone=951), Trade("supplier", "Đại lý Đường Mật",
            phone=952), Trade("buyer", "Tổ bưởi Đồi Xanh", "đồi xanh")),
    "đồi xanh": (Trade("buyer", "Quầy quà Bến Xe", phone=953),
                 Trade("supplier", "Nhà bà Hoa", "hoa")),
    "sóng xanh": (Trade("supplier", "Tàu cá Hải Âu", phone=954),
                  Trade("carrier", "Nhà xe Sao Biển", phone=955),
                  Trade("buyer", "Siêu thị Vườn Nhà", gln=11)),
    "phố hạc": (Trade("supplier", "Lò mổ Tân Tiến", phone=956),
                Trade("buyer", "Quầy quà Nhà Ga", phone=957),
                Trade("buyer", "Nhà hàng Bến Cũ", phone=958)),
    "hạt vàng": (Trade("processor", "Xưởng miến Sợi Trắng", "sợi trắng"),),
    "sợi trắng": (Trade("supplier", "HTX Hạt Vàng", "hạt vàng"),
                  Trade("buyer", "Tổ bưởi Đồi Xanh", "đồi xanh"),
                  Trade("buyer", "Bếp ăn Ánh Sao", phone=959)),
    "ong rừng": (Trade("buyer", "Tổ bưởi Đồi Xanh", "đồi xanh"),),
    "búp xanh": (Trade("buyer", "Tổ bưởi Đồi Xanh", "đồi xanh"),),
}  # fmt: skip
