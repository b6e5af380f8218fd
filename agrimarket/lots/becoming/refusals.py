"""Why lots may not become other lots, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class InputMissing(Refusal):
    """No such lot in the viewer's scope, and none handed over to the producer who makes."""

    code = "lot_input_not_found"
    sentence = "Không tìm thấy lô này. Hãy chọn lô của mình, hoặc lô đã nhận bàn giao xong."


class InputTwice(Refusal):
    """One lot named twice."""

    code = "lot_input_twice"
    sentence = "Lô này được chọn hai lần. Hãy gộp thành một dòng với tổng số lượng."


class InputOpen(Refusal):
    """Still being described."""

    code = "lot_input_open"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} chưa chốt. Hãy mở lô đó, ghi đủ rồi bấm chốt, sau đó làm lại."


class InputSuspended(Refusal):
    """Its producer stopped it until something is sorted out."""

    code = "lot_input_suspended"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} đang tạm dừng. Hãy chờ chủ lô bỏ tạm dừng, hoặc chọn lô khác."


class InputRecalled(Refusal):
    """Nothing new is made of what was called back."""

    code = "lot_input_recalled"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} đang bị thu hồi nên không làm thành lô mới được. Hãy chọn lô khác."


class AmountUntold(Refusal):
    """Nobody said how much there is, so nothing can be taken from it."""

    code = "lot_amount_untold"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} chưa ghi số lượng. Hãy mở lô đó, ghi số lượng rồi làm lại."


class NotEnough(Refusal):
    """More than is left of it."""

    code = "lot_not_enough"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} chỉ còn {left}, cần {wanted}. Hãy ghi ít hơn."


class OutputAmountNeeded(Refusal):
    """A new lot without its quantity."""

    code = "lot_output_amount_needed"
    sentence = "Lô mới cần số lượng lớn hơn 0 và đơn vị. Hãy ghi ví dụ 500 kg."


class UnitsDiffer(Refusal):
    """Boxes do not add up to kilograms."""

    code = "lot_units_differ"
    sentence = "Không đổi được {given} sang {wanted}. Hãy ghi số lượng bằng {wanted}."


class TooFine(Refusal):
    """Less than a thousandth of the lot's own unit."""

    code = "lot_amount_too_fine"
    sentence = "Lượng này quá nhỏ so với đơn vị {unit} của lô. Hãy làm tròn, ví dụ 0,001 {unit}."


class SumsDiffer(Refusal):
    """What came out and what was lost is not what went in."""

    code = "lot_sums_differ"
    sentence = (
        "Lấy vào {taken}, làm ra {made}, hao hụt {loss}: chưa khớp. "
        "Hãy sửa số lượng hoặc ghi đúng phần hao hụt."
    )


class MergeTooFew(Refusal):
    """One lot is no mixture."""

    code = "lot_merge_too_few"
    sentence = "Gộp cần từ hai lô trở lên. Hãy chọn thêm lô, hoặc dùng mục tách lô."


class MergeOfProducts(Refusal):
    """Different products make something else."""

    code = "lot_merge_of_products"
    sentence = "Chỉ gộp các lô của một sản phẩm. Hãy dùng mục làm hàng mới cho sản phẩm khác nhau."


class AddedUntold(Refusal):
    """More came out than went in, and nobody said what was added."""

    code = "lot_added_untold"
    sentence = (
        "Lấy vào {taken}, làm ra {made}: nhiều hơn lượng lấy vào. "
        "Hãy ghi đã cho thêm gì, ví dụ: thêm 300 kg gạo, nước, đường."
    )


class OutOfNothing(Refusal):
    """More than a hundred times what went in: a slip of a unit or of a nought."""

    code = "lot_out_of_nothing"
    sentence = (
        "Lấy vào {taken}, làm ra {made}: hơn {times} lần lượng lấy vào. "
        "Hãy xem lại số lượng và đơn vị."
    )


class SameProduct(Refusal):
    """Nothing else was made."""

    code = "lot_transform_same_product"
    sentence = "Hàng làm ra vẫn là sản phẩm cũ. Hãy chọn sản phẩm khác, hoặc dùng tách lô, gộp lô."


class MakersDiffer(Refusal):
    """One act has one maker."""

    code = "lot_makers_differ"
    sentence = "Các lô làm ra phải của cùng một hộ. Hãy chọn sản phẩm của một hộ thôi."


class StepInFuture(Refusal):
    """More than a day ahead of the server's clock."""

    code = "lot_step_in_future"
    sentence = "Thời điểm này chưa tới. Hãy ghi lúc đã làm; xem lại ngày giờ trên máy."


class StepTooEarly(Refusal):
    """Before what it is made of was there."""

    code = "lot_step_too_early"
    sentence = "Thời điểm này đứng trước ngày lô {lot_code} có hàng. Hãy xem lại ngày giờ."
