"""What the rules of producers refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, Refusal


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
