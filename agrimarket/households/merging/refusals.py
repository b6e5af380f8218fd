"""What merging and undoing refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class SameHousehold(Refusal):
    """One record twice."""

    code = "same_household"
    sentence = "Đây là một hồ sơ, không phải hai. Hãy chọn hai hồ sơ khác nhau."


class KindsDiffer(Refusal):
    """A family and a cooperative are not one producer, whoever heads them."""

    code = "merge_kinds_differ"
    kind = Kind.CONFLICT
    sentence = (
        "Một bên là hộ, một bên là đơn vị khác loại nên không gộp được. "
        "Nếu ghi nhầm loại, hãy sửa loại của một hồ sơ rồi gộp lại."
    )


class MergeAcrossCommunes(Refusal):
    """Two communes are the province's to decide between."""

    code = "merge_across_communes"
    kind = Kind.FORBIDDEN
    sentence = "Hai hồ sơ ở hai xã khác nhau. Hãy nhờ cán bộ tỉnh gộp hoặc tách."


class MergeCollides(Refusal):
    """With the values chosen the record would be known as a third producer."""

    code = "merge_collides"
    kind = Kind.CONFLICT
    sentence = (
        "Với các ô đã chọn, hồ sơ này trùng với một hộ thứ ba. "
        "Hãy chọn số điện thoại, số căn cước khác, hoặc xem hộ thứ ba trước."
    )


class MergeUndone(Refusal):
    """Undone already."""

    code = "merge_undone"
    kind = Kind.CONFLICT
    sentence = "Lần gộp này đã hoàn tác rồi. Hãy tải lại trang để xem hai hồ sơ."


class MergeTooOld(Refusal):
    """What was before is forgotten after 30 days, or with the person."""

    code = "merge_too_old"
    kind = Kind.CONFLICT
    sentence = (
        "Đã quá 30 ngày, hoặc thông tin đã xóa theo yêu cầu, nên không hoàn tác được nữa. "
        "Nếu đây là hai người, hãy đăng ký lại người kia."
    )


class MergeNotLast(Refusal):
    """A later merge stands on this one."""

    code = "merge_not_last"
    kind = Kind.CONFLICT
    sentence = "Sau lần gộp này còn một lần gộp khác. Hãy hoàn tác lần gộp sau trước."


class MergeEntangled(Refusal):
    """Something made since joins what would be parted."""

    code = "merge_entangled"
    kind = Kind.CONFLICT
    sentence = (
        "Sau khi gộp, có lô hàng đã gắn với vùng của hồ sơ kia nên không tách ra được. "
        "Hãy đổi vùng của các lô đó rồi hoàn tác lại."
    )


class MergeStuck(Refusal):
    """What was before would now collide with somebody else's record."""

    code = "merge_stuck"
    kind = Kind.CONFLICT
    sentence = (
        "Hồ sơ đã đổi nhiều từ khi gộp: trả lại như cũ thì trùng với một hộ khác. "
        "Hãy xem lại số điện thoại, số căn cước của hồ sơ này rồi hoàn tác lại."
    )
