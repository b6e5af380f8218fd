"""Every way printing says no; the rest of issuing is in refusals.py."""

from agrimarket.kit.errors import Kind, Refusal, TooMany


class PrintReasonNeeded(Refusal):
    """A second print of some position, without a reason."""

    code = "print_reason_needed"
    sentence = "Tem {span} đã in rồi. In lại không sinh mã mới; hãy ghi lý do in lại."


class PrintTooLarge(Refusal):
    """More labels than one file of this format should hold."""

    code = "print_too_large"
    sentence = "Một tệp kiểu {format} tối đa {most} tem. Hãy chia thành nhiều lần in{instead}."


class PrintsWaiting(TooMany):
    """A producer or an account with enough prints that wait for their file."""

    code = "prints_waiting"
    sentence = (
        "Đã có {prints} lần in ({labels} tem) đang chờ tạo tệp; cùng lúc nhiều nhất {most} lần, "
        "{most_labels} tem. Hãy chờ xong, hoặc bấm “Dừng lần in này” ở lần không cần, "
        "rồi in tiếp."
    )


class PrintsKept(Refusal):
    """A producer whose kept files take all the room that one producer has."""

    code = "prints_kept"
    kind = Kind.CONFLICT
    sentence = (
        "Tệp in của nơi sản xuất này đã đầy chỗ giữ. Tệp cũ nhất hết hạn ngày {day}. "
        "Hãy tải tệp đang cần về máy và chờ đến ngày đó, hoặc in từng phần dưới 10.000 tem."
    )


class OnePageOnly(Refusal):
    """A picture format for more than one page."""

    code = "one_page_only"
    sentence = (
        "Kiểu {format} chỉ chứa một trang, nhiều nhất {most} tem. "
        "Hãy chọn PDF, hoặc in từng trang một."
    )


class SheetRefused(Refusal):
    """The stamp engine does not print this; its sentence says why and what to do."""

    code = "sheet_refused"
    sentence = "{why}"


class NoVouchedGtin(Refusal):
    """Labels with the trade item number of a product that has none an officer vouched for."""

    code = "no_vouched_gtin"
    sentence = (
        "Sản phẩm này chưa có mã số thương phẩm (GTIN) được duyệt. "
        "Hãy ghi mã ở trang sản phẩm và nhờ cán bộ duyệt, hoặc in tem không có GTIN."
    )


class PinNoRoom(Refusal):
    """An order with hidden PINs on a paper whose labels have no room for the box."""

    code = "pin_no_room"
    sentence = (
        "Tem khổ này không đủ chỗ cho ô PIN. Hãy chọn khổ khác ({stocks}), "
        "hoặc giao gói mã cho nhà in."
    )


class NotReady(Refusal):
    """The sheet is still being drawn."""

    code = "not_ready"
    kind = Kind.CONFLICT
    sentence = "Tờ tem đang được tạo. Hãy chờ ít phút rồi tải lại."


class PrintFailed(Refusal):
    """The sheet could not be drawn."""

    code = "print_failed"
    kind = Kind.CONFLICT
    sentence = "Tờ tem này không tạo được. Hãy in lại với lý do “lần trước lỗi”."


class SheetGone(Refusal):
    """The kept file is not there, as after a restore without files."""

    code = "sheet_gone"
    kind = Kind.CONFLICT
    sentence = (
        "Tệp in không còn trên máy chủ. Hãy bấm “Tạo lại tệp”; "
        "nếu không được thì in lại và ghi lý do “mất tệp in”."
    )


class NotPrinted(Refusal):
    """Codes are listed only after a print with format csv was recorded."""

    code = "not_printed"
    kind = Kind.CONFLICT
    sentence = (
        "Chưa có lần in kiểu csv nào. Hãy ghi một lần in với format là csv rồi tải danh sách."
    )


class ProducerErased(Refusal):
    """The producer was forgotten at their own wish: what is printed already still resolves."""

    code = "producer_erased"
    kind = Kind.CONFLICT
    sentence = (
        "Người sản xuất đã xóa thông tin nên không in thêm tem của đợt này. "
        "Tem đã dán vẫn tra được; hãy cấp đợt mới cho người sản xuất khác."
    )


class HandedToNeeded(Refusal):
    """A package for a print house without the name of the house."""

    code = "handed_to_needed"
    sentence = "Chưa ghi giao cho nhà in nào. Hãy ghi tên nhà in nhận gói mã."


class HandedToOneLine(Refusal):
    """A print house's name that would write lines of its own into what is signed for it."""

    code = "handed_to_one_line"
    sentence = "Tên nhà in phải viết trên một dòng, không có ký tự ẩn. Hãy gõ lại tên nhà in."


class SheetExpired(Refusal):
    """The file was there for its time and was removed."""

    code = "sheet_expired"
    kind = Kind.CONFLICT
    sentence = (
        "Tệp in đã hết hạn giữ nên đã xóa. Hãy bấm “Tạo lại tệp” để có lại đúng tệp cũ; "
        "đó không phải là in lần nữa."
    )


class SheetChanged(Refusal):
    """A file made again is not the one that was."""

    code = "sheet_changed"
    kind = Kind.CONFLICT
    sentence = (
        "Không tạo lại được đúng tệp cũ, vì phần mềm hoặc khóa ký đã đổi từ lần in đó. "
        "Hãy in lại và ghi lý do “mất tệp in”."
    )


class StarsEnded(Refusal):
    """Labels with stars that are not valid any more."""

    code = "stars_ended"
    kind = Kind.CONFLICT
    sentence = (
        "Hạng sao in trên tờ tem này không còn hiệu lực nên không tạo lại tệp cũ. "
        "Hãy in lại và ghi lý do “mất tệp in”; tem mới sẽ không có sao."
    )


class PrintStopped(Refusal):
    """A print that somebody stopped."""

    code = "print_stopped"
    kind = Kind.CONFLICT
    sentence = "Lần in này đã dừng nên không có tệp. Hãy in mới; không cần ghi lý do."


class NotDrawing(Refusal):
    """A print that is over cannot be stopped."""

    code = "not_drawing"
    kind = Kind.CONFLICT
    sentence = (
        "Lần in này đã xong nên không dừng được nữa. "
        "Hãy để lại tem chưa dùng; tem hỏng thì hủy theo số thứ tự."
    )
