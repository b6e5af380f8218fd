"""What each verdict says, Vietnamese first and English second; texts are data."""

from collections.abc import Mapping
from typing import NamedTuple

from agrimarket.scanning.judge import Verdict


class Said(NamedTuple):
    """A verdict's large sentence and what stands below it; {facts} are filled in."""

    title: str
    text: str


# STAMPS.md, "Scans and verdicts". A valid stamp is never called genuine goods.
VERDICTS: Mapping[str, Mapping[Verdict, Said]] = {
    "vi": {
        Verdict.VALID_FIRST: Said("Tem hợp lệ.", "Đây là lần quét đầu tiên được ghi nhận."),
        Verdict.VALID_YOURS: Said(
            "Tem hợp lệ.", "Bạn đã quét tem này ngày {mine}. Quét lại là bình thường."
        ),
        Verdict.VALID_SEEN: Said(
            "Tem hợp lệ.",
            "Tem cũng đã được quét trên {devices} điện thoại khác. "
            "Người bán hay người nhà quét trước là chuyện thường.",
        ),
        Verdict.CHECK_PACK: Said(
            "Hãy so lại tên hàng, lô, hạn dùng.",
            "Mã này được quét ở nhiều nơi. Khác thì báo cho chúng tôi.",
        ),
        Verdict.UNDER_REVIEW: Said("Đang kiểm tra, chưa có kết luận.", "Hãy giữ lại bao bì."),
        Verdict.COPIED_CONFIRMED: Said("Mã này đã bị sao chép.", "Hãy giữ lại bao bì."),
        Verdict.NOT_ACTIVATED: Said(
            "Tem chưa kích hoạt.",
            "Có thể nơi sản xuất chưa kịp cập nhật. Hãy hỏi người bán, hoặc quét lại sau.",
        ),
        Verdict.SUSPENDED: Said("Tem đang tạm khóa.", "Chưa nên dùng sản phẩm này."),
        Verdict.LOT_SUSPENDED: Said(
            "Chưa dùng lô hàng này.",
            "Nơi sản xuất tạm dừng lô {lot} từ ngày {suspended} để kiểm tra lại. "
            "Hãy giữ nguyên bao bì, xem kỹ và quét lại sau.",
        ),
        Verdict.RECALLED: Said(
            "Không sử dụng.",
            "Lô hàng {lot} bị thu hồi ngày {recalled}: {reason}. Liên hệ {phone}.",
        ),
        Verdict.EXPIRED: Said(
            "Lô hàng đã quá hạn dùng ngày {use_by}.", "Hãy xem lại hạn dùng in trên bao bì."
        ),
        Verdict.SOURCE_RECALLED: Said(
            "Làm từ lô đang bị thu hồi.",
            "Hàng này làm từ lô {source}, bị thu hồi ngày {source_day}: {source_reason}. "
            "Chưa nên dùng. Hãy giữ nguyên bao bì, xem kỹ và gọi {source_phone}.",
        ),
        Verdict.SOURCE_SUSPENDED: Said(
            "Làm từ lô đang tạm dừng.",
            "Hàng này làm từ lô {source}, nơi sản xuất tạm dừng từ ngày {source_day} để kiểm tra "
            "lại. Hãy giữ nguyên bao bì, xem kỹ và quét lại sau.",
        ),
        Verdict.CONSUMED: Said(
            "Gói này đã được báo mở ngày {opened}.",
            "Tem trên gói còn nguyên thì hãy báo cho chúng tôi.",
        ),
        Verdict.VOID: Said(
            "Tem đã hủy.",
            "Tem này không được dán trên hàng đem bán. Hãy giữ bao bì và báo cho cán bộ xã.",
        ),
        Verdict.SAMPLE: Said("Tem mẫu.", "Tem này không dùng cho hàng bán."),
        Verdict.NOT_OURS: Said(
            "Không tìm thấy mã này.",
            "So từng chữ và địa chỉ trang in trên tem. Tem của chúng tôi ghi {host}.",
        ),
        Verdict.TYPO: Said(
            "Có thể gõ nhầm một chữ.", "So lại từng chữ với tem, sửa rồi bấm kiểm tra."
        ),
    },
    "en": {
        Verdict.VALID_FIRST: Said("The stamp is valid.", "This is its first recorded scan."),
        Verdict.VALID_YOURS: Said(
            "The stamp is valid.", "You scanned it on {mine}. Scanning again is fine."
        ),
        Verdict.VALID_SEEN: Said(
            "The stamp is valid.",
            "It was also scanned on {devices} other phones. "
            "A seller or relative scanning first is normal.",
        ),
        Verdict.CHECK_PACK: Said(
            "Compare product, lot and use-by date.",
            "This code was scanned in many places. Tell us if something differs.",
        ),
        Verdict.UNDER_REVIEW: Said("Being checked, no conclusion yet.", "Please keep the pack."),
        Verdict.COPIED_CONFIRMED: Said("This code was copied.", "Please keep the pack."),
        Verdict.NOT_ACTIVATED: Said(
            "The stamp is not activated.",
            "The producer may not have updated it yet. Ask the seller, or scan again later.",
        ),
        Verdict.SUSPENDED: Said("The stamp is locked for now.", "Better not use this product yet."),
        Verdict.LOT_SUSPENDED: Said(
            "Do not use this lot yet.",
            "The producer holds lot {lot} back since {suspended} and is checking it. "
            "Keep the pack, look closer, and scan again later.",
        ),
        Verdict.RECALLED: Said(
            "Do not use.",
            "Lot {lot} was recalled on {recalled}: {reason}. Call {phone}.",
        ),
        Verdict.EXPIRED: Said(
            "This lot passed its use-by date on {use_by}.", "Check the date printed on the pack."
        ),
        Verdict.SOURCE_RECALLED: Said(
            "Made from a lot that is recalled.",
            "It was made from lot {source}, recalled on {source_day}: {source_reason}. "
            "Better not use it yet. Keep the pack, look closer, and call {source_phone}.",
        ),
        Verdict.SOURCE_SUSPENDED: Said(
            "Made from a lot that is held back.",
            "It was made from lot {source}, which its producer holds back since {source_day} and "
            "is checking. Keep the pack, look closer, and scan again later.",
        ),
        Verdict.CONSUMED: Said(
            "This pack was reported as opened on {opened}.",
            "If its stamp is untouched, please tell us.",
        ),
        Verdict.VOID: Said(
            "The stamp is void.",
            "It must not be on goods for sale. Keep the pack and tell the commune office.",
        ),
        Verdict.SAMPLE: Said("A sample stamp.", "It is not for goods on sale."),
        Verdict.NOT_OURS: Said(
            "This code was not found.",
            "Compare every letter, and the web address on the stamp. Our stamps say {host}.",
        ),
        Verdict.TYPO: Said(
            "One letter may be wrong.", "Compare every letter with the stamp, then check again."
        ),
    },
}
# Where the key of a stamp leaked: nobody scanned it in many places, but anybody may print it.
KEY_LEAK_TOLD: Mapping[str, str] = {
    "vi": "Khóa tạo mã của đợt tem này bị lộ từ ngày {leaked}, nên mã có thể bị làm giả. "
    "Khác với bao bì thì đừng dùng và báo cho cán bộ xã.",
    "en": "The key that makes these codes leaked on {leaked}, so a code may be forged. "
    "If anything differs from the pack, do not use it and tell the commune office.",
}
# Where the recall has a public text in the language asked for (lots/recalls/texts.py).
RECALL_TOLD: Mapping[str, str] = {
    "vi": "Lô hàng {lot} bị thu hồi ngày {recalled}. {told}",
    "en": "Lot {lot} was recalled on {recalled}. {told}",
}
