"""Words of messages: titles, surnames, what ends a name, what a farm makes."""

from agrimarket.households.intake.births import Sex
from agrimarket.places import fold

TITLES: dict[str, Sex | None] = {
    "chị": "female", "bà": "female", "cô": "female", "o": "female", "mợ": "female",
    "thím": "female", "dì": "female", "anh": "male", "ông": "male", "chú": "male",
    "cậu": "male", "dượng": "male", "bác": None, "cụ": None, "em": None, "cháu": None,
    "bác gái": "female", "bác trai": "male", "cụ bà": "female", "cụ ông": "male", "bà cụ": "female",
    "ông cụ": "male", "ông bà": None, "cô chú": None, "anh chị": None, "chú thím": None,
    "mr": "male", "mrs": "female", "ms": "female", "tôi": None, "mình": None,
    "c": "female", "a": "male", "ô": "male", "b": "female", "e": None,
}  # fmt: skip
SHORT_TITLES = frozenset(
    {"tôi", "mình", "c", "a", "ô", "b", "o", "e", "em", "cháu"}
)  # need a capital after them


def folded_of(written: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Words by how they read without marks: "cam" is Cầm, and no thanks ("cảm ơn")."""
    found: dict[str, tuple[str, ...]] = {}
    for one in sorted(written):
        found[fold(one)] = (*found.get(fold(one), ()), one)
    return found


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(" ".join(one.split()) for one in text.split(","))


# The family names of the province, with those of Mường, Thái, Mông, Dao and Khơ Mú people.
SURNAMES = words(
    "Nguyễn Lê Trần Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lưu Hà "
    "Lương Trương Cao Quách Tô Tạ Đào Doãn Đoàn Đàm Chu Lại Kiều Thái La Lã Triệu Ngân Lò Lô Vi "
    "Lục Cầm Hứa Hoa Mạc Nghiêm Vàng Sùng Thao Giàng Già Lầu Lâu Mùa Hạng Hàng Xồng Và Lữ Cút "
    "Tống Tào Quế Khương Phùng Khúc Từ Uông Châu Lâm Đồng Thiều Hắc Đới Mâu Mẫn Mã Bạch Lộc Lang "
    "Sầm Lành Chẳng Phí Phó Văn Bàn Đậu Viên Quan Nông Vương Thạch Ông Cù Nghê Hồng Khổng Ninh "
    "Thịnh Tôn Trọng Yên Lường Quàng Hờ Ly Sung Thào Giàng Mua Chá Cháng Tráng Phàn Tẩn Chảo Lỳ "
    "Mông Cụt Moong Ốc Pịt Xeo"
)
MIDDLES = words("van thi huu dinh duc ngoc thanh xuan quang minh cong the trong ba")

# Given names that are other words too; behind a family or middle name they are names.
GIVEN = words("phuong nam hien lien tai dong sinh bien tinh to so ban lam duoc kinh chuyen")

# Before these a name is over; written with their marks, for "ban" may be bản or bán.
STOPS = words(
    "thôn th bản xóm làng khu phố tổ đội tdp tiểu tk xã phường huyện tỉnh thị tp tx tt số sđt sdt "
    "đt đtdđ điện dt tel zalo lh liên sn ns sinh ngày năm trồng nuôi làm sx sản chăn chuyên có "
    "bán ở tại địa đ/c dc đc nhà diện cccd cmnd cc căn đồng chưa không ko đã đang muốn xin đăng là "
    "và với cũng thuộc mới này vợ chồng nam nữ giới gđ hiện cùng cho nhé nha ạ ơi hộ mã được về "
    "gửi kinh kd chế biến gồm ngoài khoảng tầm gọi liên dùng ấp bên"
)
NO_NAMES = words(
    "danh ds cac ca em anh chi chu bac moi nguoi oi a nhe nha dang gui bao nho xem them duoc "
    "dung sach lam ay nay kia do no ban minh chung toi phu trach can bo khuyen nong xa"
)
