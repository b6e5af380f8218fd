"""What became of the demo's lots: parted, mixed, made into other goods, handed over."""

from typing import NamedTuple


class Out(NamedTuple):
    """A new lot: `packs` of `size` `size_unit`; a part or mixture is of the goods it came from."""

    key: str
    code: str
    amount: str
    unit: str
    packs: int | None = None
    size: str | None = None
    size_unit: str | None = None
    goods: str | None = None


class Turn(NamedTuple):
    """A step at `ago` days: (lot, how much of it) go in, released at once come the new lots.

    `kind` is split, merge or transform; `by` is the producer who does it.
    """

    kind: str
    by: str
    ago: int
    hour: int
    into: tuple[tuple[str, str], ...]
    out: tuple[Out, ...]
    loss: str = "0"
    note: str | None = None


class Handed(NamedTuple):
    """Some of a lot to a partner of its producer; `end` is the state it stands in by now.

    `got` is what the receiver counted, where it was less; a day lies between sending and answer.
    """

    key: str
    lot: str
    by: str
    to: str  # the partner's name
    ago: int
    amount: str
    end: str
    got: str | None = None
    why: str | None = None


TURNS = (
    Turn("split", "sóng xanh", 70, 8, (("bồn mắm", "2000"),), (
        Out("mắm chai", "NM-CHAI", "1200", "lít", 2_400, "500", "ml"),
        Out("mắm can", "NM-CAN", "780", "lít", 156, "5", "l")), loss="20", note="Cặn đáy bồn"),
    Turn("merge", "ong rừng", 50, 8, (("mật đợt một", "40"), ("mật đợt hai", "25")), (
        Out("mật gộp", "MOG", "64.5", "lít", 129, "500", "ml"),), loss="0.5"),
    Turn("transform", "sợi trắng", 20, 7, (("gạo tẻ", "1400"),), (
        Out("miến từ gạo", "MGT", "1100", "kg", goods="miến gạo"),),
        note="Ngâm, xay nước, tráng bánh, phơi giàn tre"),
    Turn("split", "sợi trắng", 17, 8, (("miến từ gạo", "1100"),), (
        Out("miến gói", "MGT-GOI", "700", "kg", 1_400, "500", "g"),
        Out("miến bao", "MGT-BAO", "380", "kg", 76, "5", "kg")), loss="20", note="Sợi vụn"),
    Turn("transform", "đồi xanh", 6, 8, (
        ("hoa tháng trước", "9"), ("mật gộp", "12"), ("chè xanh", "6"), ("miến gói", "30")), (
        Out("giỏ quà", "GQ", "60", "giỏ", 60, goods="giỏ quà"),),
        note="Mỗi giỏ: nửa hộp mứt, 200 ml mật, 100 g chè, một gói miến"),
    # The lorry that grew too warm: its parts are called back with the lot they came from.
    Turn("split", "phố hạc", 4, 18, (("nem thu hồi", "5500"),), (
        Out("nem xe một", "NEM-XE1", "3000", "chiếc"),
        Out("nem xe hai", "NEM-XE2", "2500", "chiếc"))),
)  # fmt: skip

HANDED = (
    Handed("gạo làm miến", "gạo tẻ", "hạt vàng", "Xưởng miến Sợi Trắng", 23, "1500", "received",
           got="1480"),
    Handed("mứt vào giỏ", "hoa tháng trước", "hoa", "Tổ bưởi Đồi Xanh", 10, "9", "received"),
    Handed("mật vào giỏ", "mật gộp", "ong rừng", "Tổ bưởi Đồi Xanh", 10, "12", "received"),
    Handed("chè vào giỏ", "chè xanh", "búp xanh", "Tổ bưởi Đồi Xanh", 9, "6", "received"),
    Handed("miến vào giỏ", "miến gói", "sợi trắng", "Tổ bưởi Đồi Xanh", 9, "30", "received"),
    Handed("miến bị trả", "miến bao", "sợi trắng", "Bếp ăn Ánh Sao", 8, "40", "disputed",
           why="Hai bao bị ướt khi dỡ hàng"),
    Handed("mắm hủy", "mắm can", "sóng xanh", "Siêu thị Vườn Nhà", 30, "200", "cancelled"),
    Handed("mắm đi đường", "mắm can", "sóng xanh", "Siêu thị Vườn Nhà", 1, "300", "in_transit"),
    Handed("giỏ đi đường", "giỏ quà", "đồi xanh", "Quầy quà Bến Xe", 1, "20", "in_transit"),
    Handed("mứt hẹn giao", "hoa mới", "hoa", "Cửa hàng Quà Quê", 1, "6", "proposed"),
    Handed("nem ga", "nem xe một", "phố hạc", "Quầy quà Nhà Ga", 4, "3000", "received"),
    Handed("nem bến", "nem xe hai", "phố hạc", "Nhà hàng Bến Cũ", 4, "2500", "in_transit"),
)  # fmt: skip

SUSPENDED = ("trứng", 1, "Một vỉ nứt khi soi đèn lại, chờ kiểm cả lô")
"""A lot held back by its own producer: lot, days ago, why."""
