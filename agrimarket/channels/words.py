"""The words people read about channels: states, badges, and why a listing is stuck."""

from collections.abc import Mapping, Sequence
from typing import Any

from agrimarket.channels.models import Listing
from agrimarket.channels.port import Sight

# Word and badge kind (kit/states.html).
SEEN_WORDS: Mapping[str, tuple[str, str]] = {
    "unknown": ("Chưa xem kênh", "neutral"),
    "absent": ("Không có trên kênh", "neutral"),
    "pending_review": ("Kênh đang duyệt", "wait"),
    "live": ("Đang bán", "good"),
    "rejected": ("Kênh từ chối", "look"),
    "suspended": ("Kênh tạm dừng", "look"),
    "locked": ("Kênh khóa", "look"),
}
SYNC_WORDS: Mapping[str, tuple[str, str]] = {
    "in_sync": ("Khớp", "good"),
    "queued": ("Chờ gửi", "wait"),
    "in_flight": ("Đang gửi", "wait"),
    "uncertain": ("Đang xem lại", "wait"),
    "backoff": ("Sẽ tự thử lại", "wait"),
    "blocked": ("Cần người xử lý", "look"),
    "dead": ("Đã ngừng thử", "stop"),
}
BOOTH_WORDS: Mapping[str, tuple[str, str]] = {
    "applied": ("Đã nộp đơn", "wait"),
    "supplement_needed": ("Cần bổ sung giấy tờ", "look"),
    "open": ("Đang mở", "good"),
    "suspended": ("Tạm dừng", "look"),
    "closed": ("Đã đóng", "stop"),
}
ACTION_WORDS: Mapping[str, str] = {
    "fetch": "Xem trên kênh",
    "submit": "Đăng mới",
    "update": "Gửi bản sửa",
    "withdraw": "Rút khỏi kênh",
}
CALL_WORDS: Mapping[str, str] = {
    "queued": "Chờ gửi",
    "in_flight": "Đang gửi",
    "done": "Xong",
    "superseded": "Bỏ, có bản mới hơn",
    "lost": "Không rõ kết quả",
    "rejected": "Kênh từ chối",
    "dead": "Đã ngừng thử",
    "retried": "Đã thử lại",
}
# The page's filter.
BOARD_STATES: Mapping[str, str] = {
    "live": "Đang bán",
    "pending": "Đang chờ",
    "stuck": "Cần người xử lý",
    "held": "Tạm không bán",
    "withdrawn": "Đã rút",
    "none": "Chưa đăng",
}
STUCK = ("blocked", "dead")

CALM = "Kênh chưa trả lời. Hệ thống sẽ tự thử lại."
DEAD = "Đã thử {tries} lần mà kênh không nhận. Hãy bấm Thử lại, hoặc báo người vận hành."
NO_ADAPTER = "Chưa kết nối được với kênh này. Hãy báo người vận hành."
WITHDRAWN = "Đã rút theo yêu cầu."
_BLOCKED: Mapping[str, str] = {
    Sight.SUSPENDED: "Kênh đã tạm dừng sản phẩm này. Hãy hỏi kênh vì sao.",
    Sight.LOCKED: "Kênh đã khóa sản phẩm này khi kiểm tra. Hãy hỏi kênh vì sao.",
    Sight.UNKNOWN: "Kênh báo trạng thái lạ “{status}”. Hãy mở kênh để xem.",
    Sight.REJECTED: "Kênh từ chối nội dung này. Hãy sửa sản phẩm rồi đăng lại.",
}


def blocked_sentence(listing: Listing, issues: Sequence[Mapping[str, Any]]) -> str:
    """Why a listing waits for a person: its issues where there are any, else what is seen."""
    if issues:
        return " ".join(str(issue["message_vi"]) for issue in issues)
    sentence = _BLOCKED.get(listing.observed_state, _BLOCKED[Sight.REJECTED])
    return sentence.format(status=listing.observed_status)


def overall(listing: Listing) -> tuple[str, str]:
    """The one word and badge kind that says most about a listing."""
    if listing.sync_state in STUCK:
        return SYNC_WORDS[listing.sync_state]
    if listing.observed_state in {Sight.UNKNOWN, Sight.ABSENT}:
        if listing.desired_state == "absent":
            return "Đã rút", "neutral"
        if listing.hold:
            return "Tạm không bán", "look"
        return SYNC_WORDS["queued" if listing.sync_state == "in_sync" else listing.sync_state]
    return SEEN_WORDS[listing.observed_state]
