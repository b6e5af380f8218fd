"""The registration form ("mẫu đăng ký"): a list to fill in, made for one worker's communes."""

from agrimarket.households.intake.sheet import EXAMPLE, EXAMPLE_NAME, EXAMPLE_NOTE, EXAMPLE_PHONE
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import Viewer
from agrimarket.kit.marked_sheets import Choice, SheetPlan, marked_book
from agrimarket.places import communes

# Heading and width in letters; the headings are those the reader knows.
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("STT", 8), ("Họ và tên chủ hộ", 28), ("Số CCCD", 16), ("Ngày sinh", 12), ("Giới tính", 10),
    ("Số điện thoại", 15), ("Thôn/Bản", 18), ("Xã/Phường", 24), ("Huyện (cũ)", 20),
    ("Sản phẩm chính", 24), ("Diện tích (ha)", 13), ("Đồng ý cung cấp dữ liệu", 16),
    ("Ghi chú", 30),
)  # fmt: skip
COLUMN_WORDS = tuple(name for name, _width in _COLUMNS)
SHEET, GUIDE = "Mẫu đăng ký", "Hướng dẫn"
_ROWS = 2000  # rows that have drop-downs
_TEXT = frozenset({2, 3, 5})  # numbers that begin with 0, and days as people write them
_SEX, _COMMUNE, _CROP, _CONSENT = 4, 7, 9, 11
_CROPS = (
    "Lúa", "Ngô", "Mía", "Cói", "Lạc", "Khoai lang", "Sắn", "Rau an toàn", "Ớt", "Dưa", "Cam",
    "Bưởi", "Dứa", "Ổi", "Nhãn", "Chè", "Quế", "Luồng", "Gà", "Vịt", "Lợn", "Bò", "Dê", "Tôm",
    "Cá", "Ngao", "Mật ong", "Nước mắm", "Nem chua", "Miến",
)  # fmt: skip
_GUIDE = (
    "Mỗi hộ một dòng, ghi từ dòng dưới dòng ví dụ. Dòng ví dụ có sẵn không được nhập.",
    "Bắt buộc: họ và tên chủ hộ; xã, phường (bấm vào ô, chọn trong danh sách).",
    "Số CCCD đủ 12 chữ số, chép đúng như trên thẻ. Chưa có thì để trống.",
    "Ngày sinh ghi ngày/tháng/năm, ví dụ 05/11/1980. Không rõ thì để trống.",
    "Số điện thoại 10 chữ số bắt đầu bằng 0. Hộ chưa có thì để trống.",
    "Nhiều sản phẩm thì cách nhau bằng dấu phẩy: Lúa, Cói. Không có trong danh sách thì tự ghi.",
    "Diện tích ghi bằng héc-ta: 5 sào Trung Bộ là 0,25.",
    "Đồng ý: chỉ ghi x khi chủ hộ đã nghe đọc và đồng ý. Để trống thì hộ được lưu nháp.",
    "Gửi tệp ở trang Nhập danh sách hộ. Bạn xem trước từng dòng, chưa có gì được lưu.",
    "Gửi lại cùng một tệp không làm hộ bị thêm hai lần.",
)


def register_form(viewer: Viewer) -> bytes:
    """An xlsx with drop-downs of the communes in which this viewer may register."""
    names = [one.name for one in communes() if may_write_in(viewer, one.code)]
    names = names or [one.name for one in communes()]
    example = (
        EXAMPLE, EXAMPLE_NAME, "", "05/11/1980", "Nữ", EXAMPLE_PHONE, "Thôn 3",
        names[0], "", "Lúa, Cói", "0,25", "x", EXAMPLE_NOTE,
    )  # fmt: skip
    form = SheetPlan(
        title=SHEET,
        header=COLUMN_WORDS,
        rows=[example],
        choices=_choices(names),
        as_text=_TEXT,
        faint=frozenset({0}),
        widths=dict(enumerate(width for _name, width in _COLUMNS)),
    )
    guide = SheetPlan(title=GUIDE, header=["Cách ghi mẫu đăng ký"], rows=[[one] for one in _GUIDE])
    return marked_book([form, guide])


def _choices(names: list[str]) -> list[Choice]:
    say = "Hãy chọn xã, phường trong danh sách, hoặc ghi tên xã cũ kèm huyện cũ."
    return [
        Choice(options=("Nam", "Nữ"), column=_SEX, last=_ROWS, strict=True,
               hint="Hãy chọn Nam hoặc Nữ, hoặc để trống."),
        Choice(options=names, column=_COMMUNE, last=_ROWS, hint=say),
        Choice(options=_CROPS, column=_CROP, last=_ROWS),
        Choice(options=("x",), column=_CONSENT, last=_ROWS, strict=True,
               hint="Chỉ ghi x khi chủ hộ đã đồng ý, chưa thì để trống."),
    ]  # fmt: skip
