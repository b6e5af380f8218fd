"""Every way issuing says no."""

from collections.abc import Iterable

from agrimarket.issuing.words import BLOCK_WORDS, span_words
from agrimarket.kit.errors import Kind, Refusal
from stamps import Span


class OrderNeedsProduct(Refusal):
    """Neither a product nor a lot was named."""

    code = "order_needs_product"
    sentence = "Chưa chọn sản phẩm. Hãy chọn sản phẩm hoặc lô hàng cần tem."


class LotOfOtherProduct(Refusal):
    """A lot of one product for stamps of another."""

    code = "lot_of_other_product"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} là của sản phẩm khác. Hãy chọn lô của đúng sản phẩm trên tem."


class CountOutOfRange(Refusal):
    """No stamps, or more than one order may hold."""

    code = "count_out_of_range"
    sentence = "Số tem phải từ 1 đến {most}. Hãy sửa lại số tem, hoặc chia thành nhiều đợt."
    of_none = "Số tem phải từ 1 trở lên. Hãy ghi số tem cần."

    @property
    def detail(self) -> str:
        """Of no stamps there is nothing to divide."""
        return self.of_none if self.facts["count"] < 1 else self.sentence.format_map(self.facts)


class OverrideProvinceOnly(Refusal):
    """An override reason from somebody below the province."""

    code = "override_province_only"
    kind = Kind.FORBIDDEN
    sentence = "Chỉ cán bộ tỉnh được cấp tem ngoài điều kiện. Hãy bỏ ô lý do, hoặc nhờ tỉnh cấp."


class QuotaExceeded(Refusal):
    """More than a producer takes in a year without an officer."""

    code = "quota_exceeded"
    kind = Kind.CONFLICT
    sentence = (
        "Năm nay đơn vị đã nhận {taken} tem, thêm {count} tem là quá hạn mức {quota}. "
        "Hãy giảm số tem, hoặc xin cán bộ xã duyệt thêm {over} tem rồi làm lại."
    )


class SerialsUsedUp(Refusal):
    """The 32 bits of serials end here."""

    code = "serials_used_up"
    kind = Kind.CONFLICT
    sentence = "Chỉ còn {left} số tem để cấp. Hãy giảm số tem, và báo người vận hành hệ thống."


class SerialsDisagree(Refusal):
    """Orders reach beyond the counter: the database was changed by hand, or lost a part."""

    code = "serials_disagree"
    kind = Kind.CONFLICT
    sentence = (
        "Chưa cấp được tem: bộ đếm số tem không khớp với các đợt đã cấp. "
        "Hãy báo người vận hành chạy agrimarket verify rồi sửa theo lời báo."
    )


class LotHasStamps(Refusal):
    """Stamps say what the lot says; it is not told anew under them."""

    code = "lot_has_stamps"
    kind = Kind.CONFLICT
    sentence = (
        "Lô đã có tem của đợt {order} nên không mở lại được. "
        "Hãy ghi điều mới vào nhật ký của lô, hoặc hủy hết tem đợt đó trước."
    )


class LotFixed(Refusal):
    """Labels of the order are printed, with a lot or with room for one."""

    code = "lot_fixed"
    kind = Kind.CONFLICT
    sentence = "Đợt {order} đã in nên không đổi được lô trên tem. Hãy chọn lô khi kích hoạt tem."


class RangeNotNamed(Refusal):
    """Neither positions nor codes were given whole."""

    code = "range_not_named"
    sentence = "Chưa biết dải tem nào. Hãy gửi order_id, first, last, hoặc first_code, last_code."


class RangeReversed(Refusal):
    """The first position is after the last."""

    code = "range_reversed"
    sentence = "Số đầu {first} lớn hơn số cuối {last}. Hãy đổi lại hai ô."


class RangeOutsideOrder(Refusal):
    """Positions that the order does not have."""

    code = "range_outside_order"
    kind = Kind.CONFLICT
    sentence = "Đợt {order} chỉ có tem 1–{count}, không có tem {outside}. Hãy sửa lại dải tem."


class CodeTypo(Refusal):
    """A code whose check letter does not fit."""

    code = "code_typo"
    sentence = "Mã tem {code} có thể gõ nhầm một chữ. Hãy so lại từng chữ, hoặc quét lại tem."


class CodeNotOurs(Refusal):
    """A code that no key of ours made, or of an order out of sight."""

    code = "code_not_ours"
    sentence = "Không tìm thấy mã tem {code}. Hãy so từng chữ và địa chỉ trang in trên tem."


class CodesOfTwoOrders(Refusal):
    """The two ends lie in different orders."""

    code = "codes_of_two_orders"
    kind = Kind.CONFLICT
    sentence = "Hai mã thuộc hai đợt tem khác nhau. Hãy quét tem đầu và tem cuối của cùng một cuộn."


class RangeBlocked(Refusal):
    """Some stamps of the range are not in a state that allows it; `blocks` names them exactly."""

    code = "range_blocked"
    kind = Kind.CONFLICT
    sentence = "Chưa làm được vì: {standing}. Hãy bỏ các tem này khỏi dải, rồi làm lại."


def blocked(blocks: Iterable[tuple[Span, str]]) -> RangeBlocked:
    """A refusal that names the positions in the way and the state each run is in."""
    stands = list(blocks)
    runs = [{"first": span.first, "last": span.last, "state": state} for span, state in stands]
    said = [f"tem {span_words(*span)} {BLOCK_WORDS[state]}" for span, state in stands]
    return RangeBlocked(blocks=runs, standing="; ".join(said))


class LotNeeded(Refusal):
    """An activation without a lot, for an order without one."""

    code = "lot_needed"
    sentence = "Chưa chọn lô hàng. Hãy chọn lô mà các tem này được dán lên."


class PrintedForOtherLot(Refusal):
    """The labels carry another lot."""

    code = "printed_for_other_lot"
    kind = Kind.CONFLICT
    sentence = "Tem đợt {order} in sẵn lô {lot_code}, chỉ dùng cho lô đó. Hãy chọn lô {lot_code}."


class MoreThanLotTakes(Refusal):
    """An order of more stamps than its lot takes, by somebody who did not say they want them."""

    code = "more_than_lot_takes"
    sentence = (
        "Lô {lot_code} đã có {have} tem, còn nhận {left} tem. Tem của lô này không dán được lên "
        "lô khác. Hãy sửa số tem, hoặc đánh dấu là vẫn xin {count} tem."
    )


class TooManyForLot(Refusal):
    """More stamps than packs and five percent."""

    code = "too_many_for_lot"
    kind = Kind.CONFLICT
    sentence = (
        "Lô {lot_code} có {packs} gói, nhận tối đa {most} tem; đã gắn {bound}, "
        "còn nhận {left}, dải này thừa {over}. Hãy giảm dải tem còn {left}, "
        "hoặc xin cán bộ xã duyệt thêm {over} tem."
    )
    of_full = (
        "Lô {lot_code} có {packs} gói, đã gắn đủ {bound} tem nên không nhận thêm. "
        "Hãy chọn lô khác, hoặc xin cán bộ xã duyệt thêm {over} tem."
    )

    @property
    def detail(self) -> str:
        """A full lot has no shorter range to offer."""
        said = self.sentence if self.facts["left"] else self.of_full
        return said.format_map(self.facts)


class OfficerApprovalOnly(Refusal):
    """More stamps than packs, approved by somebody who may not."""

    code = "officer_approval_only"
    kind = Kind.FORBIDDEN
    sentence = "Chỉ cán bộ xã hoặc tỉnh được duyệt tem vượt số gói. Hãy nhờ cán bộ kích hoạt giúp."


class ReasonNeeded(Refusal):
    """An act that is asked about later, without a reason."""

    code = "reason_needed"
    sentence = "Việc này cần lý do. Hãy ghi ngắn gọn vì sao."


class BelowIssuer(Refusal):
    """Voiding what a higher level issued."""

    code = "below_issuer"
    kind = Kind.FORBIDDEN
    sentence = "Tem do cấp trên cấp thì cấp đó mới hủy được. Hãy tạm khóa tem và nhờ cấp trên hủy."
