"""What the rules of teams and trainings refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class TeamExists(Refusal):
    """A team of this name works in the commune."""

    code = "team_exists"
    kind = Kind.CONFLICT
    sentence = "Xã này đã có tổ tên như vậy. Hãy mở tổ đó, hoặc đặt tên khác kèm thôn, bản."


class TeamEnded(Refusal):
    """Nobody joins a team that is no more."""

    code = "team_ended"
    kind = Kind.CONFLICT
    sentence = "Tổ này đã thôi hoạt động. Hãy bỏ ngày thôi của tổ trước rồi thêm người."


class TeamAccountMissing(Refusal):
    """The account is not there, or nobody whom the viewer may steer."""

    code = "team_account_not_found"
    kind = Kind.MISSING
    sentence = "Không tìm thấy tài khoản này trong địa bàn của bạn. Hãy chọn lại, hoặc ghi họ tên."


class TeamMemberMissing(Refusal):
    """Neither an account nor a name."""

    code = "team_member_missing"
    sentence = "Hãy chọn một tài khoản, hoặc ghi họ tên."


class TeamMemberAlready(Refusal):
    """The account is in this team now."""

    code = "team_member_already"
    kind = Kind.CONFLICT
    sentence = "Người này đang ở trong tổ rồi. Hãy mở tên đó để sửa."


class AttendeeMissing(Refusal):
    """A household or member of a team that the viewer may not name."""

    code = "attendee_not_found"
    kind = Kind.MISSING
    sentence = "Có người không tìm thấy trong địa bàn của bạn. Hãy tải lại trang và chọn lại."


class NobodyNamed(Refusal):
    """Nothing ticked, nothing written."""

    code = "nobody_named"
    sentence = "Chưa có ai. Hãy chọn người trong danh sách, hoặc ghi tên, mỗi người một dòng."


class ReasonNeeded(Refusal):
    """What is taken back says why."""

    code = "removal_reason_needed"
    sentence = "Hãy ghi vì sao bỏ, ít nhất 5 chữ."


class AlreadyRemoved(Refusal):
    """It was taken back before."""

    code = "already_removed"
    kind = Kind.CONFLICT
    sentence = "Mục này đã bỏ rồi. Hãy tải lại trang để xem."
