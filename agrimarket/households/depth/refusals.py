"""What the rules of members, heads and parcels refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class MemberMissing(Refusal):
    """Neither a household nor a name, or both."""

    code = "member_missing"
    sentence = "Hãy chọn một hộ đã đăng ký, hoặc ghi họ tên: một trong hai."


class MemberHouseholdMissing(Refusal):
    """The household to link is not there, or not the viewer's to see."""

    code = "member_household_not_found"
    kind = Kind.MISSING
    sentence = "Không tìm thấy hộ này trong địa bàn của bạn. Hãy tìm lại, hoặc ghi họ tên."


class MemberIsItself(Refusal):
    """A producer as its own member, or two as members of each other."""

    code = "member_is_itself"
    kind = Kind.CONFLICT
    sentence = "Đơn vị không thể là thành viên của chính mình. Hãy chọn hộ khác."


class MemberAlready(Refusal):
    """The household is a member now."""

    code = "member_already"
    kind = Kind.CONFLICT
    sentence = "Hộ này đang là thành viên rồi. Hãy mở thành viên đó để sửa."


class HeadStays(Refusal):
    """Whoever heads the producer now cannot just leave it."""

    code = "head_stays"
    kind = Kind.CONFLICT
    sentence = "Người này đang đứng đầu. Hãy đổi người đứng đầu trước, rồi ghi người này đã thôi."


class HeadSame(Refusal):
    """The head is the head already."""

    code = "head_same"
    kind = Kind.CONFLICT
    sentence = "Người này đang đứng đầu rồi. Hãy chọn người khác; gõ sai tên thì sửa ở trang hộ."
