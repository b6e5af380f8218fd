"""What the rules of producers refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, NotFound, Refusal


class DuplicateHousehold(Refusal):
    """Registered already. Outside the viewer's scope neither person nor place is named."""

    code = "duplicate_household"
    kind = Kind.CONFLICT
    sentence = (
        "Hộ này đã được đăng ký ở nơi khác. Hãy xem lại số căn cước; nếu đúng, hãy nhờ cán bộ "
        "tỉnh kiểm tra giúp."
    )
    sentence_in_scope = (
        "Hộ này đã có trong danh sách của bạn. Hãy mở hộ đó để bổ sung, không đăng ký lần nữa."
    )

    @property
    def detail(self) -> str:
        """The sentence that fits: the caller may open the household, or may not know of it."""
        return self.sentence_in_scope if "household_id" in self.facts else self.sentence


class CommuneOutsideScope(Refusal):
    """The viewer works in other communes."""

    code = "commune_outside_scope"
    kind = Kind.FORBIDDEN
    sentence = (
        "Xã, phường này ngoài địa bàn bạn phụ trách. Hãy chọn xã của bạn, hoặc nhờ cán bộ tỉnh."
    )


class FieldNotYours(Refusal):
    """A producer changes what only a worker may: name, citizen number, commune and the like."""

    code = "field_not_yours"
    kind = Kind.FORBIDDEN
    sentence = "Bạn không tự sửa được mục này. Hãy nhờ cán bộ khuyến nông của xã sửa giúp."


class NoLongerDraft(Refusal):
    """A community team mends drafts; what stands in the book is a worker's."""

    code = "no_longer_draft"
    kind = Kind.FORBIDDEN
    sentence = "Hộ này đã đăng ký xong nên tổ công nghệ số không sửa được. Hãy nhờ cán bộ của xã."


class NothingToWithdraw(Refusal):
    """Nothing to withdraw."""

    code = "nothing_to_withdraw"
    kind = Kind.CONFLICT
    sentence = "Hộ này chưa ghi đồng ý nào nên không có gì để rút. Hãy tải lại trang để xem."


class HouseholdErased(Refusal):
    """The person was forgotten at their own wish."""

    code = "household_erased"
    kind = Kind.CONFLICT
    sentence = (
        "Thông tin của người này đã xóa theo yêu cầu nên không sửa được nữa. "
        "Nếu họ muốn tham gia lại, hãy đăng ký mới."
    )


class HouseholdMerged(NotFound):
    """Another record stands for this person; `household_id` is the one."""

    code = "household_merged"
    kind = Kind.MISSING
    sentence = "Hồ sơ này đã gộp vào một hồ sơ khác của cùng người. Hãy mở hồ sơ còn lại."


class HouseholdInUse(Refusal):
    """Products, lots, stamps, a booth or a sign-in stand on it: they would stand on nothing."""

    code = "household_in_use"
    kind = Kind.CONFLICT
    sentence = (
        "Hộ này đã có sản phẩm, tem, gian hàng hoặc người đăng nhập nên không xóa được. "
        "Hãy gộp với hộ khác nếu bị trùng, hoặc nhờ cán bộ tỉnh."
    )


class RemovalReasonMissing(Refusal):
    """Somebody will ask why it is gone."""

    code = "removal_reason_missing"
    sentence = "Chưa ghi lý do xóa. Hãy ghi vài chữ, ví dụ: đăng ký nhầm."


class RemovalOver(Refusal):
    """Thirty days have passed."""

    code = "removal_over"
    kind = Kind.CONFLICT
    sentence = "Đã quá 30 ngày từ khi xóa nên không lấy lại được. Hãy đăng ký hộ này lại từ đầu."
