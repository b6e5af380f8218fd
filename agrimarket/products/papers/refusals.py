"""Why a certificate, what it covers or its scan cannot be kept, in words that say what to do."""

from agrimarket.kit.errors import Kind, Refusal


class PaperOfAnother(Refusal):
    """A paper is mended by those who see its holder; a member only reads its group's."""

    code = "paper_of_another"
    kind = Kind.FORBIDDEN
    sentence = "Giấy này của nhóm hoặc đơn vị khác. Hãy nhờ bên đứng tên giấy, hoặc cán bộ xã, sửa."


class GroupPaperNeedsGroup(Refusal):
    """One household holds no group certificate."""

    code = "group_paper_needs_group"
    sentence = (
        "Giấy chung của nhóm chỉ do tổ hợp tác, hợp tác xã hoặc doanh nghiệp đứng tên. "
        "Hãy bỏ chọn ô này."
    )


class CoversAllOrNamed(Refusal):
    """All of the holder's products, or some by name: not both."""

    code = "certificate_covers_all_or_named"
    sentence = "Giấy cho mọi sản phẩm thì không kể tên từng sản phẩm. Hãy chọn một trong hai."


class CoveredProductMissing(Refusal):
    """A product that is not the holder's nor of a member of the group today."""

    code = "covered_product_not_found"
    sentence = (
        "Có sản phẩm không phải của bên đứng tên giấy, cũng không của thành viên nhóm. "
        "Hãy chọn lại trong danh sách."
    )


class NotAScan(Refusal):
    """Neither a picture nor a PDF, whatever its name says."""

    code = "not_a_scan"
    sentence = "Tệp này không phải ảnh hay PDF. Hãy chụp lại giấy, hoặc chọn tệp PDF."


class ScanTooLarge(Refusal):
    """More than a few pages of a PDF."""

    code = "scan_too_large"
    kind = Kind.TOO_LARGE
    sentence = "Tệp PDF lớn quá 6 MB. Hãy chụp ảnh từng trang, hoặc quét lại nhỏ hơn."


class ScansFull(Refusal):
    """A certificate has enough pages."""

    code = "scans_full"
    kind = Kind.CONFLICT
    sentence = "Giấy này đã có đủ {most} tệp. Hãy xóa bớt một tệp rồi thêm tệp mới."


class ScanMissing(Refusal):
    """The form came without a file."""

    code = "scan_missing"
    sentence = "Chưa chọn tệp. Hãy chụp giấy hoặc chọn tệp PDF rồi gửi lại."
