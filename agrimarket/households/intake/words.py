"""What the reading of a list says to people: every code with a sentence that says what to do."""

ERROR_WORDS = {
    "name_missing": "Chưa có họ tên. Hãy ghi họ và tên chủ hộ.",
    "name_invalid": (
        "Họ tên quá ngắn hoặc có ký tự lạ. Hãy chỉ dùng chữ cái, dấu cách và các dấu ' . -"
    ),
    "citizen_id_invalid": (
        "Số căn cước phải đủ 12 chữ số, bắt đầu bằng mã tỉnh từ 001 đến 096. "
        "Hãy xem lại trên thẻ; chưa có thì để trống."
    ),
    "citizen_id_mismatch": (
        "Số căn cước không khớp với giới tính hoặc năm sinh. Hãy xem lại ba ô này theo thẻ."
    ),
    "birth_date_invalid": (
        "Ngày sinh chưa đúng. Hãy ghi ngày/tháng/năm, ví dụ 05/11/1980; không rõ thì để trống."
    ),
    "phone_invalid": (
        "Số điện thoại chưa đúng. Hãy ghi 10 chữ số bắt đầu bằng 0; chưa có thì để trống."
    ),
    "commune_unknown": (
        "Không tìm thấy xã, phường này trong tỉnh. Hãy xem lại tên xã và huyện cũ."
    ),
    "commune_ambiguous": (
        "Có nhiều xã, phường tên này. Hãy ghi thêm huyện cũ và viết đủ dấu."
    ),
}  # fmt: skip

# Only where a list updates households: what it says does not go with what is known.
UPDATE_REFUSED = "update_refused"
UPDATE_REFUSED_WORDS = (
    "Thông tin trong dòng này không khớp với thông tin đã có của hộ. Hãy mở trang của hộ để sửa."
)

# The number is another person's as far as the names tell.
UPDATE_NAME = "update_name_differs"
UPDATE_NAME_WORDS = (
    "Số căn cước này đã đăng ký cho hộ có chủ hộ tên khác. Hãy xem lại số và tên theo thẻ; nếu "
    "vẫn là một người thì mở trang của hộ để sửa tên."
)

# Only for uploaders of some communes: a list is no place to try out numbers (decision 20).
NUMBER_UNCHECKED = "number_unchecked"
NUMBER_UNCHECKED_WORDS = (
    "Hôm nay đã gặp quá nhiều số căn cước có ở xã khác nên số này chưa được dò. Hãy gửi lại dòng "
    "này sau 24 giờ, hoặc nhờ cán bộ tỉnh nhập giúp."
)

OLD_PHONE_WORDS = "Số 11 chữ số này đã đổi đầu số từ năm 2018. Hãy sửa thành {number}."

WARNING_WORDS = {
    "former_commune_mapped": "Tên xã cũ đã đổi sang xã mới. Hãy xem lại xã mới có đúng không.",
    "citizen_id_zero_restored": "Đã thêm lại số 0 ở đầu số căn cước mà Excel làm mất.",
    "phone_zero_restored": "Đã thêm lại số 0 ở đầu số điện thoại.",
    "phone_absent": "Hộ chưa có số điện thoại. Khi nào có thì bổ sung.",
    "hamlet_shortened": (
        "Tên thôn, bản dài quá nên chỉ giữ phần đầu; cả câu ở ô ghi chú. Hãy sửa ở trang của hộ."
    ),
    "consent_missing": (
        "Chưa ghi đồng ý cung cấp dữ liệu. Hộ được lưu nháp, chưa đăng bán; hãy hỏi ý kiến chủ hộ."
    ),
}

OUTCOME_WORDS = {
    "created": "Thêm mới",
    "duplicate": "Đã có",
    "choose_commune": "Cần chọn xã",
    "rejected": "Cần sửa",
    "updated": "Cập nhật",
    "unchanged": "Không đổi",
}

DUPLICATE_OF_SHEET_ROW_WORDS = "Trùng với dòng {row} của trang {sheet} nên không thêm lần nữa."
DUPLICATE_OF_ROW_WORDS = "Trùng với dòng {row} của danh sách này nên không thêm lần nữa."
DUPLICATE_OF_HOUSEHOLD_WORDS = "Hộ này đã được đăng ký. Không cần nhập lại."
