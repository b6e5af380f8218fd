"""Why something may not be said of a partner, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class PartnerNameMissing(Refusal):
    """A partner without a name."""

    code = "partner_name_missing"
    sentence = "Đối tác chưa có tên. Hãy gõ tên người hoặc cơ sở mua, bán."


class PartnerKindUnknown(Refusal):
    """A kind that is not in the table."""

    code = "partner_kind_unknown"
    sentence = "Hãy chọn: nơi cung cấp, nơi mua, nơi vận chuyển hoặc nơi chế biến."


class PartnerPhoneInvalid(Refusal):
    """No number that can be called."""

    code = "partner_phone_invalid"
    sentence = "Số điện thoại chưa đúng. Hãy gõ lại, ví dụ 0912 345 678; chưa có thì để trống."


class PartnerEmailInvalid(Refusal):
    """No address that can be written to."""

    code = "partner_email_invalid"
    sentence = "Thư điện tử chưa đúng. Hãy gõ lại, ví dụ cuahang@tam.vn; chưa có thì để trống."


class PartnerTaxCodeInvalid(Refusal):
    """Neither 10 nor 13 digits with the check digit; a citizen number does not belong here."""

    code = "partner_tax_code_invalid"
    sentence = (
        "Mã số thuế gồm 10 chữ số, hoặc 13 chữ số của chi nhánh. Số căn cước không ghi ở đây; "
        "chưa có mã số thuế thì hãy để trống."
    )


class LinkedMissing(Refusal):
    """No such registered producer in the viewer's scope, or the producer itself."""

    code = "linked_household_not_found"
    sentence = "Không tìm thấy hộ này trong danh sách của bạn. Hãy chọn lại, hoặc để trống."


class PartnerEnded(Refusal):
    """Trade with them ended; what was kept stays as it was."""

    code = "partner_ended"
    kind = Kind.CONFLICT
    sentence = "Đối tác này đã thôi làm ăn nên không sửa được. Hãy thêm đối tác mới."
