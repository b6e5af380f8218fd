"""Why something may not happen to a lot, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class ProductMissing(Refusal):
    """No such product, or not in the viewer's scope."""

    code = "product_not_found"
    sentence = "Không tìm thấy sản phẩm này. Hãy chọn sản phẩm trong danh sách của bạn."


class ProductIsWithdrawn(Refusal):
    """No new lots of what is no longer offered."""

    code = "product_withdrawn"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm đã rút nên không mở lô mới được. Hãy gửi duyệt lại sản phẩm trước."


class AreaMissing(Refusal):
    """No such area of this producer."""

    code = "area_not_found"
    sentence = "Không tìm thấy vùng này của hộ. Hãy chọn lại vùng trồng hoặc cơ sở trong danh sách."


class AreaNameMissing(Refusal):
    """An area without a name."""

    code = "area_name_missing"
    sentence = "Vùng trồng chưa có tên. Hãy gõ tên mà hộ vẫn gọi, ví dụ Vườn đồi."


class AreaKindUnknown(Refusal):
    """A kind that is not in the table."""

    code = "area_kind_unknown"
    sentence = "Không có loại vùng này. Hãy chọn vùng trồng, cơ sở chế biến hoặc kho."


class AreaInUse(Refusal):
    """Lots name it."""

    code = "area_in_use"
    kind = Kind.CONFLICT
    sentence = "Vùng này đang có lô hàng nên không xóa được. Hãy sửa tên nếu ghi nhầm."


class LotCodeInvalid(Refusal):
    """GS1 allows more, but these letters print and scan everywhere."""

    code = "lot_code_invalid"
    sentence = (
        "Mã lô gồm 1 đến 20 chữ in hoa không dấu, số, dấu chấm hoặc gạch nối, "
        "có ít nhất một chữ hoặc số. "
        "Hãy gõ lại, ví dụ BLV-1122."
    )


class LotCodeHasPhone(Refusal):
    """A lot code is printed, public and kept for years: nobody's number belongs in it."""

    code = "lot_code_has_phone"
    sentence = (
        "Mã lô này chứa số điện thoại, ai quét tem cũng thấy. Hãy đặt mã khác, ví dụ BLV-1122."
    )


class LotCodeTaken(Refusal):
    """Another lot of this product has the code."""

    code = "lot_code_taken"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm này đã có lô {lot_code}. Hãy đặt mã khác, ví dụ thêm số thứ tự ở cuối."


class DateInFuture(Refusal):
    """More than a day ahead; one day is left for clocks and night work."""

    code = "lot_date_in_future"
    sentence = "Ngày này chưa tới. Hãy ghi ngày đã làm; lô chưa thu hoạch thì để trống."


class DatesOutOfOrder(Refusal):
    """Packed before harvest, or used up before it was made."""

    code = "lot_dates_out_of_order"
    sentence = (
        "Ngày này đứng trước ngày thu hoạch, sản xuất hoặc đóng gói. Hãy xem lại các ngày của lô."
    )


class QuantityInvalid(Refusal):
    """Nothing at all, or without its unit."""

    code = "lot_quantity_invalid"
    sentence = "Số lượng phải lớn hơn 0 và kèm đơn vị. Hãy gõ lại, ví dụ 1.500 kg."


class LotClosed(Refusal):
    """Only an open lot may be edited; later facts go into the diary."""

    code = "lot_closed"
    kind = Kind.CONFLICT
    sentence = "Lô đã chốt nên không sửa được. Hãy ghi điều mới vào nhật ký của lô."


class LotLeft(Refusal):
    """Released lots are on packs and in shops."""

    code = "lot_left"
    kind = Kind.CONFLICT
    sentence = "Lô đã xuất bán nên không mở lại được. Hãy ghi điều mới vào nhật ký của lô."


class LotTakenFrom(Refusal):
    """Other lots were made from it as it stands."""

    code = "lot_taken_from"
    kind = Kind.CONFLICT
    sentence = (
        "Lô này đã được tách, gộp hoặc làm thành hàng khác nên không mở lại được. "
        "Hãy ghi điều mới vào nhật ký của lô."
    )


class LotDateMissing(Refusal):
    """Neither harvested nor produced; `told` names the harvest that its diary knows."""

    code = "lot_date_missing"
    kind = Kind.CONFLICT
    sentence = (
        "Lô chưa có ngày thu hoạch hoặc ngày sản xuất{told}. "
        "Hãy ghi một trong hai ngày rồi làm lại."
    )


class LotExpired(Refusal):
    """Past its use-by."""

    code = "lot_expired"
    kind = Kind.CONFLICT
    sentence = (
        "Lô đã quá hạn dùng ngày {day}. Hãy kiểm tra lại ngày của lô; hàng quá hạn không bán."
    )


class WaitingDays(Refusal):
    """Harvested before the waiting days of an input had passed (Decision 25/QĐ-BNNMT 2026)."""

    code = "waiting_days"
    kind = Kind.CONFLICT
    sentence = (
        "Thu hoạch ngày {harvest} khi chưa hết thời gian cách ly của {product} "
        "(đến hết ngày {until}).{mended} Hãy nhờ cán bộ xã kiểm tra; cán bộ ghi lý do thì lô mới "
        "xuất được."
    )


class OverrideByOfficer(Refusal):
    """Only an officer may release in spite of waiting days."""

    code = "override_by_officer"
    kind = Kind.FORBIDDEN
    sentence = (
        "Chỉ cán bộ xã hoặc tỉnh mới được cho xuất lô còn trong thời gian cách ly. Hãy nhờ cán bộ."
    )


class LotNotReleased(Refusal):
    """Not on sale yet, so there is nothing to activate or to recall."""

    code = "lot_not_released"
    kind = Kind.CONFLICT
    sentence = "Lô chưa xuất bán. Hãy mở trang của lô, làm đủ các mục còn thiếu rồi bấm xuất bán."


class LotRecalledNow(Refusal):
    """Recalled lots stand still."""

    code = "lot_recalled"
    kind = Kind.CONFLICT
    sentence = "Lô đang bị thu hồi. Hãy liên hệ cán bộ tỉnh; chỉ tỉnh mới gỡ lệnh thu hồi được."


class NotRecalled(Refusal):
    """There is no recall to lift."""

    code = "lot_not_recalled"
    kind = Kind.CONFLICT
    sentence = "Lô này không bị thu hồi. Hãy tải lại trang để xem tình trạng mới nhất."


class ReasonMissing(Refusal):
    """A recall or its lifting without words for the public."""

    code = "recall_reason_missing"
    sentence = "Thiếu lý do. Hãy ghi một câu cho người mua hiểu chuyện gì đã xảy ra."


class PhoneInvalid(Refusal):
    """A recall without a number that can be called."""

    code = "recall_phone_invalid"
    sentence = "Thiếu số điện thoại để người mua gọi. Hãy gõ số máy trực, ví dụ 0237 385 2246."


class EventKindUnknown(Refusal):
    """A kind that is not in the table."""

    code = "event_kind_unknown"
    sentence = "Không có loại công đoạn này. Hãy chọn một công đoạn trong danh sách."


class EventInFuture(Refusal):
    """Later than the server's clock, with ten minutes of grace."""

    code = "event_in_future"
    sentence = "Thời điểm này chưa tới. Hãy ghi việc đã làm; xem lại ngày giờ trên máy."


class InputFactsMissing(Refusal):
    """A treatment without its product and waiting days."""

    code = "event_input_missing"
    sentence = "Hãy ghi tên thuốc và số ngày cách ly in trên nhãn (không có thì ghi 0)."


class FactsTooMany(Refusal):
    """More than a diary line holds."""

    code = "event_facts_too_long"
    sentence = "Phần ghi thêm quá dài. Hãy rút gọn dưới 4.000 ký tự."


class CorrectedMissing(Refusal):
    """The event to correct is not in this lot's diary."""

    code = "event_not_found"
    sentence = "Không tìm thấy dòng nhật ký cần sửa trong lô này. Hãy tải lại trang rồi chọn lại."


class CorrectedAlready(Refusal):
    """Corrections form one line: correct the newest one."""

    code = "event_corrected_already"
    kind = Kind.CONFLICT
    sentence = "Dòng nhật ký này đã được sửa. Hãy sửa tiếp trên dòng mới nhất."
