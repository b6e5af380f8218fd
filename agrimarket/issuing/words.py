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
BLOCK_WORDS: dict[str, str] = {**STATE_WORDS, RECALLED: "thuộc lô bị thu hồi"}
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
    "roll-50x30": "Cuộn 50 × 30 mm",
    "roll-30x20": "Cuộn 30 × 20 mm",
}
PRINT_STATES = {
    "queued": ("Đang tạo", "wait"),
    "ready": ("Tải được", "good"),
    "failed": ("Không tạo được", "look"),
}
EVENT_WORDS = {
    "issue": "Cấp tem",
    "print": "In",
    "activate": "Kích hoạt",
    "void": "Hủy",
    "suspend": "Tạm khóa",
    "resume": "Mở khóa",
}
FORMAT_WORDS = {
    "pdf": "PDF, in trên máy in thường",
    "zpl": "ZPL, máy in tem cuộn",
    "png": "PNG, một trang hình",
    "svg": "SVG, một trang hình nét",
    "csv": "CSV, danh sách mã cho nhà in",
}


def span_words(first: int, last: int) -> str:
    """Positions as people read them: "1.001–2.000", or "7" for a single one."""
    low, high = f"{first:,}".replace(",", "."), f"{last:,}".replace(",", ".")
    return low if first == last else f"{low}–{high}"
