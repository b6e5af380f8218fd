"""Vietnamese words for every table and column that a person is told of."""

from collections.abc import Mapping
from typing import Any

from agrimarket.privacy.inventory import INVENTORY

WORDS: Mapping[str, str] = {
    "id": "Mã", "created_at": "Ghi lúc", "updated_at": "Sửa lần cuối", "revision": "Lần sửa",
    "is_demo": "Dữ liệu minh họa", "kind": "Loại", "state": "Trạng thái", "name": "Tên",
    "name_folded": "Tên không dấu",
    "head_name": "Họ và tên", "legal_name": "Tên đơn vị", "search_text": "Chữ để tìm",
    "commune_code": "Xã, phường", "communes": "Xã, phường",
    "former_district": "Huyện trước đây", "hamlet": "Thôn, bản",
    "phone": "Số điện thoại", "phone_of": "Điện thoại của", "citizen_id": "Số căn cước",
    "bank": "Tài khoản ngân hàng", "account_number": "Số tài khoản", "holder": "Chủ tài khoản",
    "tax_code": "Mã số thuế", "tax_is_citizen_id": "Mã số thuế là số căn cước",
    "birth_date": "Ngày sinh", "sex": "Giới tính", "crops": "Sản phẩm chính",
    "purposes": "Mục đích đã đồng ý", "area_ha": "Diện tích (ha)", "latitude": "Vĩ độ",
    "longitude": "Kinh độ", "note": "Ghi chú", "import_id": "Lần nhập danh sách",
    "erased_at": "Xóa thông tin lúc", "household_id": "Mã hộ", "version": "Phiên bản",
    "channel": "Cách thức", "given_at": "Đồng ý lúc", "withdrawn_at": "Rút lúc",
    "collected_by": "Người ghi", "row": "Dòng", "outcome": "Kết quả", "errors": "Lỗi",
    "warnings": "Lưu ý", "commune_codes": "Các xã, phường", "duplicate_row": "Trùng với dòng",
    "chosen": "Đã chọn xã", "who": "Ai", "day": "Ngày", "who_name": "Tên cán bộ",
    "role": "Vai trò", "first_at": "Lần đầu", "last_at": "Lần cuối", "times": "Số lần",
    "login": "Tên đăng nhập", "email": "Thư điện tử", "agency": "Cơ quan", "active": "Đang dùng",
    "disabled_at": "Khóa lúc", "must_change_password": "Phải đổi mật khẩu",
    "totp_confirmed_at": "Bật mã động lúc", "last_sign_in_at": "Đăng nhập lần cuối",
    "made_by": "Ai lập", "account_id": "Mã tài khoản", "how": "Cách đăng nhập",
    "device_id": "Mã máy", "label": "Máy", "seen_at": "Thấy lần cuối", "ends_at": "Hết hạn lúc",
    "ended_at": "Kết thúc lúc", "offer": "Lời mời", "used_at": "Dùng lúc",
    "revoked_at": "Gỡ lúc", "wiped_at": "Xóa máy lúc", "provider": "Nơi xác nhận",
    "from_account_id": "Người giao", "to_account_id": "Người nhận", "starts_on": "Từ ngày",
    "ends_on": "Đến ngày", "reason": "Lý do", "scopes": "Quyền", "expires_at": "Hết hạn lúc",
    "payload": "Nội dung việc", "run_at": "Chạy lúc", "lease_until": "Giữ đến lúc",
    "tries": "Số lần thử", "most_tries": "Thử nhiều nhất", "done": "Đã làm", "total": "Tổng",
    "result": "Kết quả", "error": "Lỗi", "unique_key": "Khóa việc", "category": "Nhóm",
    "brand": "Nhãn hiệu", "gtin": "Mã vạch", "price_vnd": "Giá (đồng)", "unit": "Đơn vị",
    "description": "Mô tả", "shelf_life_days": "Hạn dùng (ngày)", "season_from": "Mùa từ tháng",
    "season_to": "Mùa đến tháng", "monthly_output": "Sản lượng tháng", "standards": "Tiêu chuẩn",
    "approved_at": "Duyệt lúc", "decided_at": "Quyết định lúc", "decided_by": "Người quyết định",
    "decision_reason": "Lý do quyết định", "product_id": "Mã sản phẩm", "position": "Thứ tự",
    "sha256": "Dấu của tệp", "width": "Rộng", "height": "Cao", "widths": "Các cỡ",
    "alt": "Ảnh có gì", "score": "Điểm", "stars": "Sao", "decision_number": "Số quyết định",
    "decided_on": "Ngày quyết định", "issuer_level": "Cấp công nhận", "issuer": "Nơi cấp",
    "certificate_number": "Số giấy", "valid_through": "Hết hạn ngày", "removed_at": "Bỏ lúc",
    "removed_reason": "Lý do bỏ", "number": "Số", "scope": "Phạm vi", "valid_from": "Từ ngày",
    "valid_to": "Đến ngày", "code": "Mã số", "lot_code": "Mã lô", "area_id": "Mã vùng",
    "harvested_on": "Ngày thu hoạch", "produced_on": "Ngày sản xuất", "packed_on": "Ngày đóng gói",
    "use_by": "Hạn dùng", "quantity": "Số lượng", "pack_count": "Số gói",
    "released_at": "Xuất bán lúc", "release_override": "Lý do xuất sớm",
    "recalled_at": "Thu hồi lúc", "recalled_by": "Người thu hồi",
    "recall_reason": "Lý do thu hồi", "recall_phone": "Điện thoại hỏi", "lot_id": "Mã lô hàng",
    "happened_at": "Xảy ra lúc", "recorded_at": "Ghi nhận lúc", "place": "Nơi", "text": "Nội dung",
    "facts": "Chi tiết", "corrects_id": "Sửa cho dòng", "first_serial": "Số tem đầu",
    "last_serial": "Số tem cuối", "count": "Số lượng", "key_version": "Bộ khóa",
    "issuer_role": "Cấp bởi", "override_reason": "Lý do cấp thêm", "order_id": "Mã đợt tem",
    "since": "Từ lúc", "event_id": "Mã việc", "from_states": "Trước đó", "to_state": "Sau đó",
    "at": "Lúc", "first": "Từ số", "last": "Đến số", "stock": "Khổ giấy", "format": "Dạng tệp",
    "skip": "Bỏ qua", "copies": "Số bản", "offset_x_mm": "Lệch ngang (mm)",
    "offset_y_mm": "Lệch dọc (mm)", "bytes": "Cỡ tệp", "job_id": "Mã việc nền",
    "channel_code": "Kênh", "applied_at": "Đăng ký lúc", "opened_at": "Mở lúc",
    "helped_by": "Người giúp", "documents_missing": "Giấy còn thiếu",
    "desired_state": "Mong muốn", "desired_hash": "Dấu mong muốn", "observed_state": "Trên kênh",
    "observed_hash": "Dấu trên kênh", "observed_status": "Lời của kênh", "observed_at": "Xem lúc",
    "live_since": "Bán từ", "remote_id": "Mã trên kênh", "remote_url": "Địa chỉ trên kênh",
    "sync_state": "Đồng bộ", "sync_since": "Đồng bộ từ", "issues": "Vướng mắc", "hold": "Đang giữ",
    "failing_since": "Hỏng từ", "next_try_at": "Thử lại lúc", "planned_at": "Tính lúc",
    "listing_id": "Mã tin đăng", "action": "Việc", "content_hash": "Dấu nội dung",
    "content": "Nội dung đã gửi", "until": "Đến lúc", "serial": "Số tem", "slot": "Khoảng 10 phút",
    "place_code": "Vùng", "received_at": "Nhận lúc", "third_parties": "Có bên thứ ba",
    "answer_due": "Hạn trả lời", "act_due": "Hạn làm xong", "answered_at": "Trả lời lúc",
    "extended_at": "Gia hạn lúc", "extend_reason": "Lý do gia hạn", "closed_at": "Khép lại lúc",
    "refusal_reason": "Lý do từ chối", "filed_by": "Người ghi", "asker": "Người yêu cầu",
    "contact": "Liên hệ", "answer": "Trả lời", "before": "Trước", "after": "Sau",
    "duplicate": "Trùng", "sealed": "Phần mã hóa", "client_id": "Mã do máy đặt",
    "language": "Ngôn ngữ", "ended": "Mục đích đã rút", "consent_id": "Mã lời đồng ý",
    "media_type": "Dạng tệp", "size": "Cỡ tệp",
}  # fmt: skip


def words_in(rooms: Mapping[str, Mapping[str, list[dict[str, Any]]]]) -> dict[str, str]:
    """Words for the tables and columns that occur, by their names."""
    found: dict[str, str] = {}
    for tables in rooms.values():
        for table, rows in tables.items():
            found[table] = INVENTORY[table].label
            for row in rows:
                inner = (one for one in row.values() if isinstance(one, dict))
                names = {*row, *(name for one in inner for name in one if name in WORDS)}
                found |= {name: WORDS.get(name, name) for name in names}
    return found
