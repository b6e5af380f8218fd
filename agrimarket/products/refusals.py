"""Why something may not happen to a product, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class HouseholdMissing(Refusal):
    """No such producer, or not in the viewer's scope."""

    code = "household_not_found"
    sentence = "Không tìm thấy hộ sản xuất này. Hãy chọn hộ trong danh sách của bạn."


class NotADraft(Refusal):
    """A community team describes drafts; what was handed in is a worker's."""

    code = "product_not_a_draft"
    kind = Kind.FORBIDDEN
    sentence = "Sản phẩm này không còn là bản nháp. Hãy nhờ cán bộ khuyến nông của xã sửa giúp."


class NameMissing(Refusal):
    """A product without a name."""

    code = "product_name_missing"
    sentence = "Sản phẩm chưa có tên. Hãy gõ tên như ghi trên bao bì."


class CategoryUnknown(Refusal):
    """A category that is not in the table."""

    code = "category_unknown"
    sentence = "Không có nhóm sản phẩm này. Hãy chọn một nhóm trong danh sách."


class PriceInvalid(Refusal):
    """A negative price or a part of a đồng."""

    code = "price_invalid"
    sentence = "Giá phải là số nguyên từ 0 đồng trở lên. Hãy gõ lại, ví dụ 125.000."


class ShelfLifeInvalid(Refusal):
    """Not a positive number of days."""

    code = "shelf_life_invalid"
    sentence = "Hạn dùng tính bằng ngày, từ 1 đến 7.300 ngày. Hãy gõ lại, ví dụ 30."


class SeasonInvalid(Refusal):
    """A month outside 1–12, or only one end of the season."""

    code = "season_invalid"
    sentence = "Mùa vụ cần cả tháng đầu và tháng cuối, từ 1 đến 12. Quanh năm thì để trống cả hai."


class GtinInvalid(Refusal):
    """The GS1 check digit does not fit."""

    code = "gtin_invalid"
    sentence = (
        "Mã vạch (GTIN) chưa đúng: số cuối không khớp. Hãy gõ lại đủ 8, 12, 13 hoặc 14 số; "
        "chưa có mã vạch thì để trống."
    )


class GtinRestricted(Refusal):
    """A number that a company or shop gives out for its own use."""

    code = "gtin_restricted"
    sentence = (
        "Số này chỉ dùng trong nội bộ cửa hàng (đầu 02, 04 hoặc 20 đến 29), như tem cân. Hãy gõ "
        "mã vạch được cấp cho sản phẩm, ví dụ đầu 893; chưa có thì để trống."
    )


class GtinForCoupons(Refusal):
    """A number of coupons and refund receipts."""

    code = "gtin_for_coupons"
    sentence = (
        "Số này dành cho phiếu giảm giá, phiếu hoàn tiền (đầu 05, 98 hoặc 99). Hãy gõ mã vạch "
        "được cấp cho sản phẩm, ví dụ đầu 893; chưa có thì để trống."
    )


class GtinTaken(Refusal):
    """Another product that is not withdrawn has this GTIN."""

    code = "gtin_taken"
    kind = Kind.CONFLICT
    sentence = (
        "Mã vạch này đang dùng cho sản phẩm khác. Mỗi loại hàng có một mã riêng: "
        "hãy xem lại số trên bao bì."
    )


class WrongState(Refusal):
    """The step does not follow from the present state."""

    code = "product_wrong_state"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm đang ở bước “{state}” nên chưa làm được việc này. {next_step}"


class ReasonMissing(Refusal):
    """A decision without its reason."""

    code = "reason_missing"
    sentence = "Thiếu lý do. Hãy ghi một câu để người khác hiểu và làm theo."


class ConsentMissing(Refusal):
    """The producer is a draft: closed to publication."""

    code = "consent_missing"
    kind = Kind.CONFLICT
    sentence = (
        "Hộ sản xuất chưa đồng ý cung cấp thông tin nên chưa công khai được sản phẩm. "
        "Hãy ghi lời đồng ý ở trang của hộ rồi làm lại."
    )


class ProductNotApproved(Refusal):
    """Stamps and releases need an approved product."""

    code = "product_not_approved"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm chưa được duyệt. Hãy gửi duyệt ở trang sản phẩm, rồi làm lại."


class SafetyBasisMissing(Refusal):
    """No valid certificate of a kind that counts as safety basis."""

    code = "safety_basis_missing"
    kind = Kind.CONFLICT
    sentence = (
        "Sản phẩm chưa có giấy an toàn còn hạn. Hãy thêm bản cam kết an toàn thực phẩm, VietGAP "
        "hoặc giấy đủ điều kiện ở trang sản phẩm, rồi làm lại."
    )


class SafetyBasisExpired(SafetyBasisMissing):
    """There was a safety basis, and its last day is over."""

    code = "safety_basis_expired"
    sentence = (
        "{paper} đã hết hạn từ ngày {day}. Hãy gia hạn, thêm giấy mới ở trang sản phẩm, "
        "rồi làm lại."
    )


class SafetyBasisUnchecked(SafetyBasisMissing):
    """A paper of an authority was noted by its producer, and nobody of the state saw it yet."""

    code = "safety_basis_unchecked"
    sentence = (
        "{paper} đã ghi, còn chờ cán bộ xem giấy. Hãy đưa giấy cho cán bộ xã hoặc khuyến nông xem, "
        "rồi làm lại."
    )


class PhotosFull(Refusal):
    """More pictures than anybody looks at."""

    code = "photos_full"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm đã có {most} ảnh. Hãy xóa bớt một ảnh rồi thêm ảnh mới."


class PhotoMissing(Refusal):
    """The form came without a file."""

    code = "photo_missing"
    sentence = "Chưa chọn ảnh. Hãy chụp hoặc chọn một ảnh rồi gửi lại."
