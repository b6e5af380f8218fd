"""Topics of trainings and for whom they are, as rows of tables: words by code."""

from collections.abc import Mapping

TOPICS: Mapping[str, str] = {
    "booth": "Mở và quản lý gian hàng",
    "stamp": "Tem truy xuất, ghi nhật ký lô hàng",
    "photo": "Chụp ảnh, viết lời giới thiệu",
    "livestream": "Bán hàng trực tiếp trên mạng",
    "payment": "Thanh toán không tiền mặt",
    "packing": "Đóng gói, giao hàng",
    "safety": "An toàn thực phẩm, VietGAP",
    "ocop": "Hồ sơ OCOP",
    "skills": "Kỹ năng số cơ bản",
    "security": "An toàn trên mạng, bảo vệ dữ liệu",
    "field_app": "Dùng ứng dụng đăng ký hộ",
    "other": "Nội dung khác",
}
AUDIENCES: Mapping[str, str] = {"producers": "Hộ sản xuất", "team": "Tổ công nghệ số"}
SEXES: Mapping[str, str] = {"female": "Nữ", "male": "Nam"}
