"""The sentences of a buyer who scratched a stamp and says the pack opened; texts are data."""

from collections.abc import Mapping
from types import MappingProxyType

_VI = {
    "fold": "Đã mua và mở gói này?",
    "label": "Cào lớp bạc, gõ 6 số để báo gói này đã mở",
    "hint": "Chỉ cào khi bạn đã mua. Ai quét tem này về sau sẽ thấy gói đã mở.",
    "button": "Báo đã mở",
    "back": "Xem trang của tem",
    "opened": "Đã ghi: gói này mở hôm nay.",
    "opened_text": "6 số đúng với tem. Hãy so tên hàng, lô, hạn dùng với bao bì. "
    "Ai quét tem này về sau sẽ thấy gói đã mở.",
    "wrong": "6 số chưa đúng.",
    "wrong_text": "Hãy so lại từng số dưới lớp bạc rồi gõ lại. Còn thử được {left} lần.",
    "locked": "Tem này tạm khóa việc gõ 6 số.",
    "locked_text": "Đã gõ sai 5 lần. Trang của tem vẫn xem được như thường. "
    "Hãy giữ bao bì, chụp ảnh 6 số và nhờ cán bộ {commune} mở lại.",
    "already": "Gói này đã báo mở rồi.",
    "already_text": "Báo lúc {moment}. Chính bạn vừa gõ thì không sao. Nếu lúc mua lớp bạc còn "
    "nguyên, hãy giữ bao bì và báo cho cán bộ {commune}.",
    "slip": "Cần đủ 6 số.",
    "slip_text": "Hãy cào nhẹ lớp bạc rồi gõ lại cả 6 số. Lần này không tính là gõ sai.",
}
_EN = {
    "fold": "Bought and opened this pack?",
    "label": "Scratch the silver layer and type the 6 digits to say this pack is open",
    "hint": "Scratch it only after buying. Whoever scans this stamp later sees it was opened.",
    "button": "Say it is open",
    "back": "See the stamp's page",
    "opened": "Noted: this pack was opened today.",
    "opened_text": "The 6 digits belong to this stamp. Compare product, lot and use-by date with "
    "the pack. Whoever scans this stamp later sees it was opened.",
    "wrong": "These are not its 6 digits.",
    "wrong_text": "Compare each digit below the silver layer and type them again. "
    "Tries left: {left}.",
    "locked": "The 6 digits of this stamp are locked for now.",
    "locked_text": "They were mistyped 5 times. The stamp's page can be read as before. Keep the "
    "pack, photograph the digits and ask the office of {commune} to unlock them.",
    "already": "This pack was reported as opened before.",
    "already_text": "On {moment}. If that was you just now, all is well. If the silver layer was "
    "whole when you bought it, keep the pack and tell the office of {commune}.",
    "slip": "All 6 digits are needed.",
    "slip_text": "Scratch the layer gently and type all 6 digits. This did not count as a try.",
}
OPENING: Mapping[str, Mapping[str, str]] = MappingProxyType({"vi": _VI, "en": _EN})
