"""What the rules of personal data refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class RequestWrongState(Refusal):
    """The request is past this step."""

    code = "request_wrong_state"
    kind = Kind.CONFLICT
    sentence = "Yêu cầu này đang ở bước “{state}”. Hãy tải lại trang để xem bước tiếp theo."


class ExtendedOnce(Refusal):
    """A term is extended once and no more."""

    code = "extended_once"
    kind = Kind.CONFLICT
    sentence = "Yêu cầu này đã gia hạn một lần. Luật không cho gia hạn nữa, hãy làm xong sớm."


class WhyMissing(Refusal):
    """An act that needs a reason came without."""

    code = "why_missing"
    sentence = "Hãy ghi lý do, để sau này người khác đọc cũng hiểu."


class WhoAsks(Refusal):
    """Neither a producer nor a commune says whose office the request is for."""

    code = "who_asks"
    sentence = "Hãy chọn hộ sản xuất, hoặc ghi người yêu cầu và xã, phường của họ."


class PlaceOutsideScope(Refusal):
    """A commune that this officer does not work in."""

    code = "place_outside_scope"
    kind = Kind.FORBIDDEN
    sentence = "Xã, phường này ngoài địa bàn của bạn. Hãy chọn xã của bạn, hoặc nhờ cán bộ tỉnh."


class ReceivedInFuture(Refusal):
    """A request cannot have come tomorrow."""

    code = "received_in_future"
    sentence = "Ngày nhận ở tương lai. Hãy ghi ngày thật đã nhận yêu cầu."


class ConsentStands(Refusal):
    """A producer is forgotten after the consents were withdrawn."""

    code = "consent_stands"
    kind = Kind.CONFLICT
    sentence = "Lời đồng ý của hộ vẫn còn. Hãy ghi rút lời đồng ý trước, rồi xóa thông tin."


class NotTheRequest(Refusal):
    """The request named is not one of this producer that asks for erasure and is open."""

    code = "not_the_request"
    sentence = "Yêu cầu được nêu không phải yêu cầu xóa còn mở của hộ này. Hãy chọn lại yêu cầu."


class BreachWrongState(Refusal):
    """The breach is past this step."""

    code = "breach_wrong_state"
    kind = Kind.CONFLICT
    sentence = "Sự cố này đang ở bước “{state}”. Hãy tải lại trang để xem bước tiếp theo."


class NotTechnical(Refusal):
    """The operator may say what the machine did, and no more."""

    code = "technical_only"
    kind = Kind.FORBIDDEN
    sentence = "Người vận hành chỉ ghi phần kỹ thuật. Hãy nhờ cán bộ tỉnh ghi các phần khác."
