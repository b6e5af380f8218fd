"""Why a recall, its lifting, a suspension or a drill may not happen, and what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class LiftNeedsAnother(Refusal):
    """Two people lift: whoever asked does not confirm, not by a token either."""

    code = "lift_needs_another"
    kind = Kind.FORBIDDEN
    sentence = (
        "Bạn đã xin gỡ lệnh này nên không tự gỡ được. Hãy nhờ một cán bộ tỉnh khác xem lại và gỡ."
    )


class LiftAtOrigin(Refusal):
    """The lot is held by a recall that began at another lot."""

    code = "lift_at_origin"
    kind = Kind.CONFLICT
    sentence = "Lô này bị thu hồi theo lô {lot_code}. Hãy mở lệnh thu hồi của lô đó để gỡ."


class SourceRecalled(Refusal):
    """A lot it was made from, however far back, is recalled."""

    code = "source_recalled"
    kind = Kind.CONFLICT
    sentence = (
        "Lô này làm từ lô {lot_code} đang bị thu hồi. Hãy để riêng hàng, "
        "chờ gỡ lệnh thu hồi lô đó rồi làm lại."
    )


class SourceSuspended(Refusal):
    """A lot it was made from, however far back, is held back by its producer."""

    code = "source_suspended"
    kind = Kind.CONFLICT
    sentence = (
        "Lô này làm từ lô {lot_code} đang tạm dừng. Hãy chờ nơi sản xuất cho dùng lại "
        "lô đó rồi làm lại."
    )


class RecallLifted(Refusal):
    """Somebody was faster."""

    code = "recall_lifted"
    kind = Kind.CONFLICT
    sentence = "Lệnh thu hồi này đã gỡ rồi. Hãy tải lại trang để xem tình trạng mới nhất."


class NoticeSent(Refusal):
    """The receiver was told already."""

    code = "notice_sent"
    kind = Kind.CONFLICT
    sentence = "Nơi nhận này đã được báo rồi. Hãy tải lại trang để xem ai báo và lúc nào."


class NowhereToSend(Refusal):
    """Neither a mobile number nor an e-mail address of the receiver is known."""

    code = "nowhere_to_send"
    kind = Kind.CONFLICT
    sentence = (
        "Chưa có số di động hay thư điện tử của nơi nhận. Hãy gọi điện hoặc đến tận nơi, "
        "rồi đánh dấu đã báo bằng điện thoại."
    )


class LotIsSuspended(Refusal):
    """It is held back: nothing new begins."""

    code = "lot_suspended"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} đang tạm dừng. Hãy xử lý xong, chờ lô được dùng lại rồi làm tiếp."


class StateHolds(Refusal):
    """What somebody of the state stopped, its producer does not let go."""

    code = "lot_held_by_state"
    kind = Kind.FORBIDDEN
    sentence = (
        "Lô {lot_code} do {who} tạm dừng nên hộ không tự cho dùng lại được. "
        "Hãy báo cán bộ đó khi đã xử lý xong; cán bộ kiểm tra rồi cho dùng lại."
    )


class NotSuspended(Refusal):
    """There is nothing to resume."""

    code = "lot_not_suspended"
    kind = Kind.CONFLICT
    sentence = "Lô này không tạm dừng. Hãy tải lại trang để xem tình trạng mới nhất."


class SuspendReasonMissing(Refusal):
    """A suspension, or its end, without a word to those who work with it."""

    code = "suspend_reason_missing"
    sentence = "Thiếu lý do. Hãy ghi một câu để cán bộ xã hiểu chuyện gì đã xảy ra."


class NoLotToDrill(Refusal):
    """Nothing was released yet."""

    code = "no_lot_to_drill"
    kind = Kind.CONFLICT
    sentence = "Chưa có lô nào đã xuất bán để diễn tập. Hãy xuất bán một lô trước."
