"""Communes of the demo with their kind of land and what smaller producers there live on."""

from typing import NamedTuple


class Place(NamedTuple):
    """A current commune by name; `land` is coast, plain or hills."""

    commune: str
    land: str
    hamlets: tuple[str, ...]
    crops: tuple[str, ...]


PLACES = (
    Place("Xã Nga An", "coast", ("Thôn 3", "Thôn 7"), ("Cói", "Ngao", "Khoai tây")),
    Place("Xã Nga Sơn", "coast", ("Thôn Hưng Long", "Tiểu khu 2"), ("Cói", "Chiếu cói")),
    Place("Xã Hoa Lộc", "coast", ("Thôn Tam Hòa", "Thôn Nam Tiến"), ("Mắm tôm", "Tôm")),
    Place("Xã Hậu Lộc", "plain", ("Khu 5", "Thôn Tân Đồng"), ("Rượu nếp", "Lúa")),
    Place("Xã Hoằng Thanh", "coast", ("Thôn Hợp Tân", "Thôn Bắc Sơn"), ("Khoai lang", "Cá khô")),
    Place("Xã Hoằng Hóa", "plain", ("Thôn Trung Tiến", "Phố Vinh Sơn"), ("Dưa lưới", "Rau")),
    Place("Phường Sầm Sơn", "coast", ("Tổ dân phố Vinh Sơn",), ("Mực khô", "Chả cá")),
    Place("Phường Quảng Phú", "plain", ("Phố Thành Mai",), ("Hoa lan", "Rau")),
    Place("Xã Tiên Trang", "coast", ("Thôn Tiên Phong", "Thôn Hòa Trường"), ("Rau má", "Lạc")),
    Place("Phường Tĩnh Gia", "coast", ("Tổ dân phố Thanh Đình",), ("Nước mắm", "Cá hấp")),
    Place("Phường Hải Bình", "coast", ("Tổ dân phố Tiền Phong",), ("Cá thu", "Mực")),
    Place("Phường Hạc Thành", "plain", ("Phố Tân An", "Phố Đông Phát"), ("Nem chua", "Bánh đa")),
    Place("Xã Lam Sơn", "plain", ("Thôn Luận Văn", "Thôn Tân Thành"), ("Bưởi", "Mía")),
    Place("Xã Sao Vàng", "plain", ("Thôn 4", "Thôn Xuân Tâm"), ("Mía", "Dưa lưới", "Ổi")),
    Place("Xã Thọ Xuân", "plain", ("Khu 3", "Thôn Hội Hiền"), ("Lúa", "Rau")),
    Place("Xã Xuân Hòa", "plain", ("Thôn Tứ Trụ", "Thôn Yên Lược"), ("Bánh gai", "Lá gai")),
    Place("Xã Vĩnh Lộc", "plain", ("Phố Phủ", "Thôn 5"), ("Chè lam", "Lúa nếp")),
    Place("Xã Yên Trường", "plain", ("Thôn Lựu Khê", "Thôn Thạc Quả"), ("Lúa", "Ớt")),
    Place("Xã Định Tân", "plain", ("Thôn Ái", "Thôn Yên Định"), ("Tương", "Đậu tương")),
    Place("Xã Thăng Bình", "plain", ("Thôn Tân Giao", "Thôn Ngọ Thượng"), ("Miến gạo", "Lúa")),
    Place("Xã Thiệu Trung", "plain", ("Thôn Trà Đông",), ("Đúc đồng", "Lúa")),
    Place("Xã Hà Long", "plain", ("Thôn Gia Miêu", "Thôn Đại Sơn"), ("Lúa nếp", "Dứa")),
    Place("Xã Hoạt Giang", "plain", ("Thôn Yên Xá",), ("Mắm tép", "Lúa")),
    Place("Xã Thọ Bình", "hills", ("Thôn Bồn Dồn", "Thôn Thoi"), ("Chè xanh", "Keo")),
    Place("Xã Triệu Sơn", "plain", ("Phố Giắt",), ("Rau", "Giun quế")),
    Place("Xã Vân Du", "hills", ("Khu phố Phượng", "Thôn Tân Sơn"), ("Cam", "Mía")),
    Place("Xã Cẩm Thạch", "hills", ("Thôn Bình Sơn", "Thôn Én"), ("Dong riềng", "Miến dong")),
    Place("Xã Ngọc Lặc", "hills", ("Làng Cao Thượng", "Thôn Hưng Sơn"), ("Gà đồi", "Mía")),
    Place("Xã Hóa Quỳ", "hills", ("Thôn Làng Gió", "Thôn Mơ"), ("Mật ong", "Keo")),
    Place("Xã Như Xuân", "hills", ("Thôn Thắng Sơn",), ("Cà gai leo", "Dứa")),
    Place("Xã Xuân Du", "hills", ("Thôn 8", "Thôn 11"), ("Đào phai", "Lạc")),
    Place("Xã Thường Xuân", "hills", ("Bản Mạ", "Thôn Thanh Long"), ("Quế", "Cá lồng")),
    Place("Xã Vạn Xuân", "hills", ("Thôn Hang Cáu", "Bản Ná Mén"), ("Rượu cần", "Quế")),
    Place("Xã Cổ Lũng", "hills", ("Bản Khuyn", "Bản Lác"), ("Vịt Cổ Lũng", "Lúa nương")),
    Place("Xã Pù Luông", "hills", ("Bản Đôn", "Bản Hiêu"), ("Homestay", "Thổ cẩm")),
    Place("Xã Đồng Lương", "hills", ("Bản Quắc", "Thôn Chiềng Khạt"), ("Luồng", "Đũa tre")),
    Place("Xã Na Mèo", "hills", ("Bản Bo", "Bản Cha Khót"), ("Măng khô", "Vầu")),
    Place("Xã Mường Chanh", "hills", ("Bản Ngố", "Bản Cang"), ("Nếp Cay Nọi", "Khoai mán")),
)
