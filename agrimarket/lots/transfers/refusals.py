"""Why a hand-over does not go on, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class ReceiverNeeded(Refusal):
    """To nobody, or to two at once."""

    code = "transfer_receiver_needed"
    sentence = "Chưa rõ giao cho ai. Hãy chọn một nơi nhận: một đối tác, hoặc một hộ đã đăng ký."


class PartnerMissing(Refusal):
    """No such partner of the lot's producer."""

    code = "transfer_partner_not_found"
    sentence = "Không tìm thấy đối tác này của hộ. Hãy chọn trong danh sách, hoặc thêm đối tác."


class PartnerGone(Refusal):
    """Trade with them ended."""

    code = "transfer_partner_ended"
    kind = Kind.CONFLICT
    sentence = "Hộ đã thôi làm ăn với đối tác này. Hãy chọn đối tác khác."


class ReceiverMissing(Refusal):
    """No such registered producer in the viewer's scope, and no partner is linked to it."""

    code = "transfer_receiver_not_found"
    sentence = "Không tìm thấy hộ nhận này. Hãy chọn đối tác đã gắn với hộ, hoặc nhờ cán bộ xã."


class ToOneself(Refusal):
    """From and to the same producer."""

    code = "transfer_to_oneself"
    sentence = "Nơi nhận chính là hộ này. Hãy chọn nơi nhận khác; chuyển kho thì ghi nhật ký."


class AmountNeeded(Refusal):
    """Nothing is no delivery."""

    code = "transfer_amount_needed"
    sentence = "Số lượng giao phải lớn hơn 0. Hãy ghi ví dụ 500."


class MoreThanSent(Refusal):
    """Received more than was sent."""

    code = "transfer_more_than_sent"
    sentence = "Bên giao chỉ gửi {sent}. Hãy đếm lại; nếu thừa thật, hãy nhờ bên giao ghi lần nữa."


class StepOutOfTurn(Refusal):
    """Another step came first."""

    code = "transfer_out_of_turn"
    kind = Kind.CONFLICT
    sentence = (
        "Lần giao này đang là “{state}” nên không làm bước đó được. Hãy tải lại trang để xem."
    )


class OnTheRoad(Refusal):
    """What was sent is taken back only once the receiver said no."""

    code = "transfer_on_the_road"
    kind = Kind.CONFLICT
    sentence = "Hàng đã gửi đi nên không hủy được. Hãy chờ bên nhận trả lời rồi làm tiếp."


class ReceiverAnswers(Refusal):
    """A registered receiver speaks for itself."""

    code = "transfer_receiver_answers"
    kind = Kind.FORBIDDEN
    sentence = "Bên nhận tự trả lời trên hệ thống. Hãy nhắc bên nhận mở mục Hàng sắp nhận."


class SenderDecides(Refusal):
    """The receiver answers, and does not send or cancel."""

    code = "transfer_sender_decides"
    kind = Kind.FORBIDDEN
    sentence = "Việc này do bên giao làm. Hãy báo cho bên giao."


class DisputeReasonMissing(Refusal):
    """No without why."""

    code = "transfer_reason_missing"
    sentence = "Chưa ghi lý do. Hãy ghi một câu: thiếu hàng, hỏng, nhầm lô…"
