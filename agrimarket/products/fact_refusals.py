"""Why something told of a product, or of a size it is sold in, cannot be kept."""

from agrimarket.kit.errors import Kind, Refusal


class SubgroupUnknown(Refusal):
    """A sub-group that is not in the table."""

    code = "subgroup_unknown"
    sentence = "Không có loại sản phẩm này. Hãy chọn một loại trong danh sách, hoặc để trống."


class SubgroupUnfit(Refusal):
    """A sub-group of another group."""

    code = "subgroup_unfit"
    sentence = "Loại “{subgroup}” thuộc nhóm {group}. Hãy chọn lại nhóm, hoặc loại khác trong nhóm."


class ShelfLifeTwice(Refusal):
    """Days and months at once."""

    code = "shelf_life_twice"
    sentence = "Hạn dùng chỉ ghi theo ngày hoặc theo tháng. Hãy xóa bớt một ô."


class ShelfMonthsInvalid(Refusal):
    """Not a positive number of months, or more than twenty years of them."""

    code = "shelf_life_months_invalid"
    sentence = "Hạn dùng tính bằng tháng, từ 1 đến 240 tháng. Hãy gõ lại, ví dụ 12."


class ShelfLifeFromUnknown(Refusal):
    """A beginning that no lot has."""

    code = "shelf_life_from_unknown"
    sentence = "Hạn dùng tính từ ngày thu hoạch, ngày sản xuất hoặc ngày đóng gói. Hãy chọn một."


class PackAmountInvalid(Refusal):
    """Nothing, or less, or more than the column holds."""

    code = "pack_amount_invalid"
    sentence = (
        "Lượng trong một gói phải lớn hơn 0, tối đa ba số lẻ. Hãy gõ lại, ví dụ 500 hoặc 0,5."
    )


class PackUnitUnknown(Refusal):
    """A unit that nothing can be counted in."""

    code = "pack_unit_unknown"
    sentence = "Chưa có đơn vị này. Hãy chọn trong danh sách, ví dụ g, kg, ml hoặc hộp."


class PackTwice(Refusal):
    """The same words stand on another size of the product."""

    code = "pack_twice"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm đã có cỡ gói mang tên này. Hãy sửa cỡ đã có, hoặc đặt tên khác."


class PacksFull(Refusal):
    """More sizes than anybody chooses from."""

    code = "packs_full"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm đã có {most} cỡ gói. Hãy bỏ bớt một cỡ rồi thêm cỡ mới."
