"""How the states of stamps are said to people."""

from agrimarket.issuing.models import StampState

STATE_WORDS: dict[str, str] = {
    StampState.ISSUED.value: "chưa in",
    StampState.PRINTED.value: "đã in, chưa kích hoạt",
    StampState.DELIVERED.value: "đã giao, chưa kích hoạt",
    StampState.SAMPLE.value: "tem mẫu",
    StampState.ACTIVE.value: "đã kích hoạt",
    StampState.SUSPENDED.value: "đang tạm khóa",
    StampState.VOID.value: "đã hủy",
}
RECALLED = "recalled"  # never a state of a segment: read from its lot
HELD_ABOVE = "suspended_above"  # locked by a level above whoever asks
BLOCK_WORDS: dict[str, str] = {
    **STATE_WORDS,
    RECALLED: "thuộc lô bị thu hồi",
    HELD_ABOVE: "do cấp trên tạm khóa",
}
STATE_KINDS = {  # badge kinds of kit/states.html
    StampState.ISSUED.value: "neutral",
    StampState.PRINTED.value: "wait",
    StampState.DELIVERED.value: "wait",
    StampState.SAMPLE.value: "info",
    StampState.ACTIVE.value: "good",
    StampState.SUSPENDED.value: "look",
    StampState.VOID.value: "stop",
}
STOCK_WORDS = {
    "a4-40": "A4, 40 tem",
    "a4-65": "A4, 65 tem",
    "a4-24": "A4, 24 tem",
    "a4-21": "A4, 21 tem",
    "roll-50x30": "Cuộn 50 × 30 mm",
    "roll-30x20": "Cuộn 30 × 20 mm",
    "roll-35x22x3": "Cuộn ba hàng 35 × 22 mm",
}
PRINT_STATES = {
    "queued": ("Đang tạo", "wait"),
    "ready": ("Tải được", "good"),
    "failed": ("Không tạo được", "look"),
    "cancelled": ("Đã dừng", "neutral"),
    "expired": ("Tệp hết hạn", "neutral"),
}
EVENT_WORDS = {
    "issue": "Cấp tem",
    "print": "In",
    "deliver": "Nhận cuộn",
    "sample": "Dành làm mẫu",
    "activate": "Kích hoạt",
    "void": "Hủy",
    "suspend": "Tạm khóa",
    "resume": "Mở khóa",
}
APPROVAL_KINDS = {"packs": "Tem vượt số gói của lô", "quota": "Tem vượt hạn mức năm"}
APPROVAL_STATES = {
    "asked": ("Chờ cán bộ duyệt", "wait"),
    "granted": ("Đã duyệt", "good"),
    "denied": ("Không duyệt", "stop"),
    "withdrawn": ("Đã rút lại", "neutral"),
}
PAYERS = {
    "producer": "Người sản xuất",
    "commune": "Ngân sách xã",
    "province": "Ngân sách tỉnh",
    "programme": "Chương trình, dự án",
}
FILE_WORDS = {"zip": "gói mã", "csv": "danh sách mã"}  # what a print is called; else tờ tem
FORMAT_WORDS = {
    "pdf": "PDF, in trên máy in thường",
    "zpl": "ZPL, máy in tem cuộn",
    "tspl": "TSPL, máy in tem cuộn",
    "png": "PNG, một trang hình",
    "svg": "SVG, một trang hình nét",
    "csv": "CSV, danh sách mã",
    "zip": "Gói mã có chữ ký, giao nhà in",
}


def dotted(number: int) -> str:
    """A number as people read it: 33.130"""
    return f"{number:,}".replace(",", ".")


def span_words(first: int, last: int) -> str:
    """Positions as people read them: "1.001–2.000", or "7" for a single one."""
    low, high = dotted(first), dotted(last)
    return low if first == last else f"{low}–{high}"
