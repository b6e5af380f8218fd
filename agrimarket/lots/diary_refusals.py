"""Why a diary line, its facts or its pictures are not taken, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class FactInvalid(Refusal):
    """A fact that its kind of line knows, with a value that does not fit."""

    code = "event_fact_invalid"
    sentence = "Có mục ghi chưa đúng. Hãy sửa mục được nêu rồi ghi lại."


class WithdrawalNeedsLine(Refusal):
    """ "It never happened" is said of a line."""

    code = "event_withdrawal_needs_line"
    sentence = "Chưa rõ dòng nào không có việc. Hãy mở dòng nhật ký đó rồi bấm “Không có việc này”."


class LineWithdrawn(Refusal):
    """What was taken back is not mended; what did happen gets a line of its own."""

    code = "event_withdrawn"
    kind = Kind.CONFLICT
    sentence = "Dòng này đã ghi là không có việc. Nếu việc có thật, hãy ghi một dòng mới."


class LineOfHandOver(Refusal):
    """Hand-overs write their own lines."""

    code = "event_of_hand_over"
    kind = Kind.CONFLICT
    sentence = "Dòng này do phần giao nhận ghi. Hãy mở lần giao nhận đó để làm tiếp."


class LinePhotosFull(Refusal):
    """More pictures than a line needs."""

    code = "event_photos_full"
    kind = Kind.CONFLICT
    sentence = "Dòng này đã có {most} ảnh. Hãy ghi ảnh mới vào một dòng khác."


class LinePhotoKept(Refusal):
    """A closed lot's diary loses nothing, pictures neither."""

    code = "event_photo_kept"
    kind = Kind.CONFLICT
    sentence = (
        "Lô đã chốt nên ảnh trong nhật ký được giữ lại. Hãy bấm sửa dòng này: "
        "dòng mới thay dòng cũ, người mua không thấy ảnh cũ nữa."
    )


class LinePhotoMissing(Refusal):
    """A form without a picture."""

    code = "event_photo_missing"
    sentence = "Chưa có ảnh nào. Hãy chụp hoặc chọn một ảnh."


class EventTooOld(Refusal):
    """Before the year 2000: a phone that lost its clock, or a slip of the hand."""

    code = "event_too_old"
    sentence = "Ngày này quá xa, trước năm 2000. Hãy xem lại ngày giờ rồi ghi lại."


class OverrideReasonShort(Refusal):
    """A reason that tells nobody anything."""

    code = "override_reason_short"
    sentence = (
        "Lý do quá ngắn. Hãy ghi ít nhất 10 chữ cho người mua hiểu, ví dụ: kiểm nghiệm đạt, phiếu "
        "số 12."
    )


class ReasonKept(Refusal):
    """A lot that went is not given another reason, unless something new was told of it."""

    code = "override_reason_kept"
    kind = Kind.CONFLICT
    sentence = (
        "Lô đã xuất bán từ trước; lý do đã ghi không đổi được. Hãy ghi điều mới vào nhật ký của lô."
    )


class WaitingRuns(Refusal):
    """Not harvested yet, and the waiting days still run."""

    code = "waiting_runs"
    kind = Kind.CONFLICT
    sentence = "Đừng thu hoạch trước {day}: {product} chưa hết cách ly. Hãy chờ tới ngày đó."


class HarvestDayHeld(Refusal):
    """The day of harvest is what holds the lot: only the office moves it then."""

    code = "harvest_day_held"
    kind = Kind.CONFLICT
    sentence = (
        "Ngày này đang giữ lô vì chưa hết cách ly thuốc, nên hộ không tự đổi được. "
        "Hãy nhờ cán bộ xã kiểm tra; cán bộ sửa ngày hoặc ghi lý do cho xuất."
    )
