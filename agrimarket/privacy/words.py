"""Vietnamese words of requests and breaches, and the step that each request leads to."""

from collections.abc import Mapping

from agrimarket.privacy.models import BreachState, RequestKind, RequestState

KIND_LABELS: Mapping[str, str] = {
    RequestKind.ACCESS: "Xem, nhận dữ liệu của mình",
    RequestKind.CORRECT: "Sửa thông tin",
    RequestKind.WITHDRAW: "Rút lời đồng ý",
    RequestKind.RESTRICT: "Hạn chế sử dụng",
    RequestKind.ERASE: "Xóa thông tin",
    RequestKind.OBJECT: "Phản đối việc sử dụng",
}
# What each right means, under its name on the form.
KIND_HINTS: Mapping[str, str] = {
    RequestKind.ACCESS: "Nhận một tệp có mọi điều hệ thống ghi về mình.",
    RequestKind.CORRECT: "Có chỗ ghi sai hoặc thiếu, cần sửa lại.",
    RequestKind.WITHDRAW: "Không cho dùng vào một việc, hoặc mọi việc, đã đồng ý.",
    RequestKind.RESTRICT: "Tạm ngừng dùng, chưa xóa.",
    RequestKind.ERASE: "Xóa hẳn, không lấy lại được. Tem đã dán vẫn tra được lô và xã.",
    RequestKind.OBJECT: "Không đồng tình với một cách dùng; cơ quan phải xem lại.",
}
CHANNEL_LABELS: Mapping[str, str] = {
    "web": "Trên trang này",
    "paper": "Đơn giấy",
    "phone": "Điện thoại",
    "in_person": "Đến gặp",
}
STATE_WORDS: Mapping[str, tuple[str, str]] = {
    RequestState.RECEIVED: ("Mới nhận", "look"),
    RequestState.ANSWERED: ("Đã trả lời", "wait"),
    RequestState.DONE: ("Đã xong", "good"),
    RequestState.REFUSED: ("Từ chối", "neutral"),
}
# A request that nobody refused and that is closed all the same: reason > what the page says.
TAKEN_BACK = "Người yêu cầu tự rút lại."
ERASED_TOO = "Thông tin đã xóa hết theo yêu cầu của chính người này."
CLOSED_OTHERWISE: Mapping[str | None, tuple[str, str]] = {
    TAKEN_BACK: ("Đã rút lại", "neutral"),
    ERASED_TOO: ("Khép lại khi xóa", "neutral"),
}
BREACH_WORDS: Mapping[str, tuple[str, str]] = {
    BreachState.OPEN: ("Chưa báo", "stop"),
    BreachState.NOTIFIED: ("Đã báo cơ quan", "wait"),
    BreachState.CLOSED: ("Đã khép lại", "good"),
}
# Which of the person's data a breach can touch (inventory.py has the columns).
DATA_KINDS: Mapping[str, str] = {
    "contact": "Họ tên, điện thoại, địa chỉ",
    "identity": "Số căn cước, ngày sinh, mã số thuế",
    "position": "Vị trí nhà",
    "bank": "Tài khoản ngân hàng",
    "voice": "Giọng nói, bản ghi lời đồng ý",
    "account": "Tài khoản đăng nhập",
    "trade": "Sản phẩm, lô hàng, nhật ký sản xuất",
}
# kind > (what to do, text of the button, endpoint of another page; "" when nothing is opened).
NEXT_STEPS: Mapping[str, tuple[str, str, str]] = {
    RequestKind.ACCESS: (
        "Tải tệp tất cả dữ liệu của người này và giao cho họ.",
        "Mở trang tải dữ liệu",
        "privacy.everything",
    ),
    RequestKind.CORRECT: (
        "Sửa thông tin của hộ theo lời người yêu cầu.", "Mở trang sửa", "households.edit",
    ),
    RequestKind.WITHDRAW: (
        "Ghi rút lời đồng ý ở trang của hộ. Tên không hiện nữa, hàng tự xuống kênh.",
        "Mở trang hộ", "households.show",
    ),
    RequestKind.RESTRICT: (
        "Rút các lời đồng ý mà người này không muốn dùng nữa ở trang của hộ.",
        "Mở trang hộ", "households.show",
    ),
    RequestKind.ERASE: (
        "Ghi rút lời đồng ý trước, rồi xóa thông tin. Tem đã dán vẫn tra được.",
        "Mở trang xóa thông tin", "privacy.erase_page",
    ),
    RequestKind.OBJECT: (
        "Xem việc bị phản đối, dừng lại nếu không có căn cứ, rồi ghi kết quả.",
        "Mở trang hộ", "households.show",
    ),
}  # fmt: skip
