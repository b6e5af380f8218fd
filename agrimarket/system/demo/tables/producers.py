"""Producers that the demo tells stories about; heads without a name get an invented one."""

from typing import NamedTuple

HOUSEHOLD, BUSINESS, GROUP, COOP, FIRM = (
    "household", "household_business", "group", "cooperative", "enterprise",
)  # fmt: skip


class Producer(NamedTuple):
    """`name` is a legal name, or for a household its head; area in hectares."""

    key: str
    kind: str
    commune: str
    name: str
    crops: tuple[str, ...]
    area: str | None = None
    phone: bool = True


PRODUCERS = (
    Producer("hoa", HOUSEHOLD, "Xã Lam Sơn", "Nguyễn Thị Hoa", ("Bưởi", "Mứt bưởi"), "0.62"),
    Producer("sóng xanh", COOP, "Phường Tĩnh Gia", "Hợp tác xã Nước mắm Sóng Xanh",
             ("Nước mắm", "Mắm chua"), "0.35"),
    Producer("phố hạc", FIRM, "Phường Hạc Thành", "Công ty TNHH Nem chua Phố Hạc",
             ("Nem chua", "Nem nướng")),
    Producer("hoa biển", COOP, "Xã Nga Sơn", "Hợp tác xã Cói Hoa Biển", ("Chiếu cói",), "14.5"),
    Producer("hương lá", BUSINESS, "Xã Xuân Hòa", "Cơ sở Bánh gai Hương Lá", ("Bánh gai",)),
    Producer("phủ nhỏ", BUSINESS, "Xã Vĩnh Lộc", "Cơ sở Chè lam Phủ Nhỏ", ("Chè lam",)),
    Producer("đồi xanh", GROUP, "Xã Lam Sơn", "Tổ hợp tác Bưởi Đồi Xanh", ("Bưởi",), "5.8"),
    Producer("nắng mới", COOP, "Xã Sao Vàng", "Hợp tác xã Nông nghiệp Nắng Mới",
             ("Dưa lưới", "Mía"), "9.2"),
    Producer("tam hòa", BUSINESS, "Xã Hoa Lộc", "Cơ sở Mắm Cửa Biển", ("Mắm tôm", "Mắm tép")),
    Producer("men quê", BUSINESS, "Xã Hậu Lộc", "Cơ sở Rượu nếp Men Quê", ("Rượu nếp",)),
    Producer("hạt vàng", COOP, "Xã Yên Trường", "Hợp tác xã Lúa gạo Hạt Vàng", ("Lúa",), "48"),
    Producer("làng ái", HOUSEHOLD, "Xã Định Tân", "", ("Tương", "Đậu tương"), "0.18"),
    Producer("sợi trắng", BUSINESS, "Xã Thăng Bình", "Cơ sở Miến gạo Sợi Trắng", ("Miến gạo",)),
    Producer("dong riềng", GROUP, "Xã Cẩm Thạch", "Tổ hợp tác Miến dong Sông Xanh",
             ("Dong riềng", "Miến dong"), "12"),
    Producer("cam đồi", COOP, "Xã Vân Du", "Hợp tác xã Cam Đồi Ngọt", ("Cam",), "21.4"),
    Producer("ong rừng", HOUSEHOLD, "Xã Hóa Quỳ", "", ("Mật ong",), "1.5"),
    Producer("lá khỏe", FIRM, "Xã Như Xuân", "Công ty TNHH Dược liệu Lá Khỏe",
             ("Cà gai leo",), "7.7"),
    Producer("quế rừng", COOP, "Xã Thường Xuân", "Hợp tác xã Quế Rừng Xanh", ("Quế",), "33"),
    Producer("bản mạ", GROUP, "Xã Thường Xuân", "Tổ du lịch Bản Mạ Ven Hồ", ("Du lịch",)),
    Producer("men lá", HOUSEHOLD, "Xã Vạn Xuân", "", ("Rượu cần",), "0.4", phone=False),
    Producer("suối mát", COOP, "Xã Cổ Lũng", "Hợp tác xã Chăn nuôi Suối Mát",
             ("Vịt Cổ Lũng",), "3.1"),
    Producer("mây trắng", COOP, "Xã Pù Luông", "Hợp tác xã Du lịch Mây Trắng", ("Homestay",)),
    Producer("sợi bông", GROUP, "Xã Pù Luông", "Tổ dệt thổ cẩm Sợi Bông", ("Thổ cẩm",)),
    Producer("luồng xanh", FIRM, "Xã Đồng Lương", "Công ty Cổ phần Luồng Xanh",
             ("Đũa luồng", "Khay luồng")),
    Producer("măng bản", HOUSEHOLD, "Xã Na Mèo", "", ("Măng khô",), "2.3", phone=False),
    Producer("nếp bản", GROUP, "Xã Mường Chanh", "Tổ hợp tác Nếp Bản Xa", ("Nếp Cay Nọi",), "6"),
    Producer("đào phai", HOUSEHOLD, "Xã Xuân Du", "", ("Đào phai",), "0.9"),
    Producer("lửa đồng", BUSINESS, "Xã Thiệu Trung", "Cơ sở Đúc đồng Lửa Hồng", ("Đồ đồng",)),
    Producer("búp xanh", COOP, "Xã Thọ Bình", "Hợp tác xã Chè Búp Xanh", ("Chè xanh",), "18"),
    Producer("đất tơi", FIRM, "Xã Triệu Sơn", "Công ty TNHH Đất Tơi Xốp", ("Phân giun quế",)),
    Producer("biển gọi", FIRM, "Phường Sầm Sơn", "Công ty TNHH Hải sản Biển Gọi",
             ("Mực khô", "Chả cá")),
    Producer("rau má", FIRM, "Xã Tiên Trang", "Công ty TNHH Trà Lá Nhỏ", ("Rau má",), "4.4"),
    Producer("khoai bãi", GROUP, "Xã Hoằng Thanh", "Tổ hợp tác Khoai Bãi Cát", ("Khoai",), "8"),
    Producer("nhà màng", COOP, "Xã Hoằng Hóa", "Hợp tác xã Rau quả Nhà Màng", ("Dưa lưới",), "2"),
    Producer("gà đồi", HOUSEHOLD, "Xã Ngọc Lặc", "", ("Gà đồi", "Trứng gà"), "1.1"),
    Producer("vườn lan", HOUSEHOLD, "Phường Quảng Phú", "", ("Hoa lan",), "0.2"),
    Producer("hạt cau", COOP, "Xã Hà Long", "Hợp tác xã Nếp Hạt Cau", ("Lúa nếp",), "25"),
    Producer("mắm tép", HOUSEHOLD, "Xã Hoạt Giang", "", ("Mắm tép",), "0.3"),
    Producer("cá nướng", HOUSEHOLD, "Phường Hải Bình", "", ("Cá thu nướng",)),
    Producer("túi cói", HOUSEHOLD, "Xã Nga An", "", ("Túi cói",), "0.25"),
)  # fmt: skip

DRAFT = Producer("chưa đồng ý", HOUSEHOLD, "Xã Lam Sơn", "", ("Bưởi",), "0.3", phone=False)
"""Registered in the field; consent still has to be asked for."""

SMALL_BUSINESSES = ("Cơ sở", "Hộ kinh doanh")  # first words of invented businesses' names
