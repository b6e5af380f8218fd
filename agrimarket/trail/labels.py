"""Vietnamese words for the fields that acts tell of; trail/values.py has those of the values."""

from collections.abc import Mapping
from typing import Any

from agrimarket.households.showing.labels import FIELD_LABELS

FIELDS: Mapping[str, str] = {
    **FIELD_LABELS,
    "owner": "Người phụ trách",
    "columns": "Các cột",
    "filters": "Bộ lọc",
    "state": "Trạng thái",
    "states": "Trạng thái trước",
    "from_states": "Trạng thái trước",
    "to_state": "Trạng thái sau",
    "purposes": "Đồng ý cho",
    "version": "Bản đồng ý",
    "row": "Dòng số",
    "rows": "Số dòng",
    "counts": "Kết quả",
    "removed": "Số hộ đã bỏ",
    "restored": "Số hộ trả lại như cũ",
    "kept": "Số hộ giữ nguyên",
    "outcome": "Kết quả",
    "import_id": "Danh sách",
    "name": "Tên",
    "login": "Tên đăng nhập",
    "email": "Thư điện tử",
    "category": "Nhóm sản phẩm",
    "brand": "Nhãn hiệu",
    "gtin": "Mã vạch",
    "price_vnd": "Giá (đồng)",
    "unit": "Đơn vị tính",
    "description": "Mô tả",
    "shelf_life_days": "Hạn dùng (ngày)",
    "season_from": "Mùa vụ từ tháng",
    "season_to": "Mùa vụ đến tháng",
    "monthly_output": "Sản lượng mỗi tháng",
    "standards": "Tiêu chuẩn",
    "position": "Thứ tự",
    "alt": "Lời tả ảnh",
    "number": "Số",
    "issuer": "Nơi cấp",
    "scope": "Phạm vi",
    "valid_from": "Từ ngày",
    "valid_to": "Đến ngày",
    "stars": "Số sao",
    "product": "Sản phẩm",
    "product_id": "Sản phẩm",
    "lot_id": "Lô hàng",
    "lot_code": "Mã lô",
    "area_id": "Vùng, cơ sở",
    "code": "Mã",
    "harvested_on": "Ngày thu hoạch",
    "produced_on": "Ngày sản xuất",
    "packed_on": "Ngày đóng gói",
    "use_by": "Hạn dùng",
    "quantity": "Số lượng",
    "pack_count": "Số gói",
    "count": "Số tem",
    "first": "Từ tem số",
    "last": "Đến tem số",
    "stock": "Khổ giấy",
    "format": "Loại tệp",
    "copies": "Số bản",
    "household": "Hộ sản xuất",
    "household_id": "Hộ sản xuất",
    "moved": "Đã chuyển sang",
    "card": "Số thẻ",
    "channel": "Kênh",
    "documents_missing": "Giấy tờ còn thiếu",
    "successor": "Kênh thay thế",
    "role": "Vai trò",
    "communes": "Xã, phường",
    "commune_codes": "Xã, phường",
    "scopes": "Quyền của khóa kết nối",
    "agency": "Cơ quan",
    "bank": "Tài khoản ngân hàng",
    "what": "Việc",
    "choice": "Đã chọn",
    "from": "Từ ngày",
    "to": "Đến ngày",
    "kind": "Loại",
    "action": "Hoạt động",
    "how": "Cách đăng nhập",
    "second": "Bước hai",
    "codes_left": "Mã dự phòng còn lại",
    "from_account": "Người giao",
    "account": "Tài khoản",
    "elsewhere": "Số hộ đã có ở nơi khác",
    "tax_is_citizen_id": "Mã số thuế là số căn cước",
    "provider": "Nơi xác nhận",
    "field": "Ô đã xem",
    "request": "Theo yêu cầu",
    "sessions": "Số lần đăng nhập đã đóng",
    "tokens": "Số khóa kết nối đã thu hồi",
    "links": "Số đường dẫn đã hủy",
    "devices": "Số máy đi thực địa đã gỡ",
    "answer_due": "Hạn trả lời",
    "act_due": "Hạn làm xong",
    "notice_due": "Hạn báo cơ quan",
    "notice_number": "Số văn bản báo",
    "reason": "Lý do",
    "issued_at": "Cấp lúc",
    "ended_at": "Hết hiệu lực lúc",
    "end_reason": "Vì sao thay",
    "note_kind": "Loại ghi chú",
    "step_reason": "Vì sao chưa đi tiếp",
    "happened_on": "Ngày",
    "holds_until": "Có dữ liệu đến",
    "starts_on": "Từ ngày",
    "ends_on": "Đến hết ngày",
    "language": "Ngôn ngữ",
    "data_kinds": "Loại dữ liệu",
    "people": "Số người",
    "member": "Hộ thành viên",
    "leader": "Tổ trưởng",
    "topic": "Nội dung",
    "title": "Tên buổi",
    "audience": "Cho ai",
    "held_on": "Ngày",
    "place": "Nơi",
    "hours": "Số giờ",
    "held_by": "Ai tổ chức",
    "member_role": "Vai trò",
    "since": "Từ ngày",
    "until": "Đến ngày",
    "parcel_kind": "Loại thửa, chuồng trại",
    "crop": "Cây, con",
    "heads": "Số con, số cây",
    "count_unit": "Đếm bằng",
    "area_m2": "Diện tích (m²)",
}
# (kind of thing, field) > its label, where the same name means something else there.
OF_KIND: Mapping[tuple[str, str], str] = {
    ("delegation", "from"): "Người giao",
    ("delegation", "to"): "Người nhận",
    ("household", "what"): "Chỗ khác nhau",
    ("tries", "what"): "Đã thử",
    ("account", "what"): "Đã thử",
    ("account", "count"): "Số lần đăng nhập đã đóng",
}
# What stood there and stands no more, where an act tells nothing else of the field.
ENDED: Mapping[tuple[str, str], str] = {("consent_withdrawn", "purposes"): "Đã rút"}
# Fingerprints and the ids of parts that have no page: for programs, not for people.
UNTOLD = frozenset(
    {"revision", "chain", "sha256", "file_sha256", "event", "print", "photo", "certificate",
     "rating", "corrects",
     "changed", "consent", "device", "parcel", "team_member",
     "attendance", "session", "evidence", "passkey", "signature",
     "merge"}
)  # fmt: skip
# Field, or kind of thing and field > the kind of the thing that its value names.
LINKED: Mapping[Any, str] = {
    "product": "product", "product_id": "product", "lot_id": "lot", "area_id": "area",
    "household": "household", "household_id": "household", "import_id": "household_import",
    "successor": "channel", "account": "account", "request": "person_request",
    ("household", "member"): "household",
    ("delegation", "from"): "account", ("delegation", "to"): "account",
    ("booth", "channel"): "channel", ("listing", "channel"): "channel",
}  # fmt: skip


def field_label(kind: str, name: str) -> str:
    """The field in words; its own name where a newer release wrote it."""
    return OF_KIND.get((kind, name)) or FIELDS.get(name, name)


def ended_label(kind: str, action: str, name: str) -> str:
    """The label of a value that an act took away without another in its place."""
    return ENDED.get((action, name)) or f"{field_label(kind, name)} trước đó"


def linked(kind: str, name: str) -> str | None:
    """The kind of the thing that a field's value names."""
    return LINKED.get((kind, name)) or LINKED.get(name)
