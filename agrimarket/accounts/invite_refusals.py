"""Why an invitation is not made or not taken."""

from agrimarket.kit.errors import Kind, Refusal


class InviteNotYours(Refusal):
    """A role, agency or place beside or above the inviter's own."""

    code = "invite_not_yours"
    kind = Kind.FORBIDDEN
    sentence = "Bạn không mời được vai trò hoặc địa bàn này. Hãy nhờ cán bộ cấp trên mời."


class InviteOver(Refusal):
    """Unknown, used, revoked, late, or its maker may no longer make it: one answer."""

    code = "invite_over"
    kind = Kind.MISSING
    sentence = "Lời mời này không còn dùng được. Hãy xin người mời gửi lời mời mới."


class NameUnclear(Refusal):
    """No name, or none that can be shown."""

    code = "name_unclear"
    sentence = "Hãy ghi họ tên từ 2 đến 80 chữ, như trong giấy tờ."


class ContactUnclear(Refusal):
    """Neither a mobile number nor an e-mail address."""

    code = "contact_unclear"
    sentence = "Hãy ghi số di động 10 số, hoặc một địa chỉ thư điện tử."
