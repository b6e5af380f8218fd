"""Vietnamese words for kinds, states and fields of producers."""

from agrimarket.households.models import HouseholdState, ProducerKind

KIND_LABELS = {
    ProducerKind.HOUSEHOLD: "Hộ gia đình",
    ProducerKind.HOUSEHOLD_BUSINESS: "Hộ kinh doanh",
    ProducerKind.GROUP: "Tổ hợp tác",
    ProducerKind.COOPERATIVE: "Hợp tác xã",
    ProducerKind.ENTERPRISE: "Doanh nghiệp",
}
STATE_LABELS = {
    HouseholdState.DRAFT: "Bản nháp",
    HouseholdState.REGISTERED: "Đã đăng ký",
}
SEX_LABELS = {"male": "Nam", "female": "Nữ"}
CHANNEL_LABELS = {"app": "Trên máy", "paper": "Bản giấy", "voice": "Bằng lời nói"}
BANK_LABELS = {
    "bank_name": "Ngân hàng",
    "bank_account": "Số tài khoản",
    "bank_holder": "Tên chủ tài khoản",
}
FIELD_LABELS = {
    "kind": "Loại",
    "head_name": "Họ và tên chủ hộ",
    "legal_name": "Tên đơn vị",
    "commune_code": "Xã, phường",
    "former_district": "Huyện trước đây",
    "hamlet": "Thôn, bản, tổ dân phố",
    "phone": "Số điện thoại",
    "phone_of": "Điện thoại của ai",
    "citizen_id": "Số căn cước",
    "tax_code": "Mã số thuế",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "crops": "Sản phẩm chính",
    "area_ha": "Diện tích",
    "latitude": "Vĩ độ",
    "longitude": "Kinh độ",
    "note": "Ghi chú",
    "bank": "Tài khoản ngân hàng",
    "consent": "Đồng ý",
    "payment_kinds": "Cách nhận tiền",
    "wish_channels": "Muốn mở gian hàng trên",
    "wish_by": "Muốn mở trước ngày",
    "wish_note": "Mong muốn khác",
}
