"""Vietnamese words for the fields and values that acts tell of."""

from collections.abc import Mapping
from typing import Any

from agrimarket.channels.words import BOOTH_WORDS, SEEN_WORDS
from agrimarket.households.consent_texts import PURPOSE_TITLES
from agrimarket.households.labels import (
    CHANNEL_LABELS,
    FIELD_LABELS,
    KIND_LABELS,
    SEX_LABELS,
    STATE_LABELS,
)
from agrimarket.issuing.words import FORMAT_WORDS, STATE_WORDS, STOCK_WORDS
from agrimarket.kit.access import ROLE_LABELS
from agrimarket.lots.kinds import AREA_KINDS, EVENT_KINDS
from agrimarket.lots.kinds import STATE_WORDS as LOT_STATES
from agrimarket.places.catalogue import commune
from agrimarket.places.models import CommuneRow
from agrimarket.products.kinds import CATEGORIES, CERTIFICATE_KINDS
from agrimarket.products.kinds import STATE_WORDS as PRODUCT_STATES

NOTHING = "chưa có"
FIELDS: Mapping[str, str] = {
    **FIELD_LABELS,
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
    "outcome": "Kết quả",
    "import_id": "Danh sách",
    "name": "Tên",
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
    "channel": "Kênh",
    "documents_missing": "Giấy tờ còn thiếu",
    "successor": "Kênh thay thế",
    "role": "Vai trò",
    "communes": "Xã, phường",
    "commune_codes": "Xã, phường",
    "scopes": "Quyền của mã kết nối",
    "agency": "Cơ quan",
    "bank": "Tài khoản ngân hàng",
    "what": "Việc",
    "from": "Từ ngày",
    "to": "Đến ngày",
    "kind": "Loại",
    "action": "Hoạt động",
    "how": "Cách đăng nhập",
    "from_account": "Người giao",
    "starts_on": "Từ ngày",
    "ends_on": "Đến hết ngày",
    "language": "Ngôn ngữ",
    "data_kinds": "Loại dữ liệu",
    "people": "Số người",
}
# Fingerprints and the ids of parts that have no page: for programs, not for people.
UNTOLD = frozenset(
    {"sha256", "file_sha256", "event", "print", "photo", "certificate", "rating", "corrects",
     "changed", "consent", "device", "session"}
)  # fmt: skip
# field > the kind of the thing that its value names.
LINKED: Mapping[str, str] = {
    "product": "product", "product_id": "product", "lot_id": "lot", "area_id": "area",
    "household": "household", "household_id": "household", "import_id": "household_import",
    "successor": "channel",
}  # fmt: skip
_COUNTS = {
    "created": "mới", "duplicate": "trùng", "choose_commune": "cần chọn xã", "rejected": "cần sửa",
}  # fmt: skip
# (kind of thing, field) or field > words of each value; a word may stand with its badge's kind.
_VALUES: Mapping[Any, Mapping[Any, Any]] = {
    ("household", "state"): STATE_LABELS,
    ("household", "kind"): KIND_LABELS,
    ("household", "channel"): CHANNEL_LABELS,
    ("household_import", "outcome"): _COUNTS,
    ("product", "state"): PRODUCT_STATES,
    ("product", "kind"): CERTIFICATE_KINDS,
    ("lot", "state"): LOT_STATES,
    ("lot", "kind"): EVENT_KINDS,
    ("area", "kind"): AREA_KINDS,
    ("booth", "state"): BOOTH_WORDS,
    ("listing", "state"): SEEN_WORDS,
    "states": STATE_WORDS,
    "from_states": STATE_WORDS,
    "to_state": STATE_WORDS,
    "stock": STOCK_WORDS,
    "format": FORMAT_WORDS,
    "category": CATEGORIES,
    "sex": SEX_LABELS,
    "purposes": PURPOSE_TITLES,
    "role": ROLE_LABELS,
    "how": {
        "password": "mật khẩu",
        "code": "mã gửi về điện thoại",
        "passkey": "khóa đăng nhập",
        "vneid": "VNeID",
        "link": "đường dẫn",
    },
}
_PLACES = frozenset({"commune_code", "communes", "commune_codes"})
_COMMA_LISTS = frozenset({"states", "from_states"})


def field_label(name: str) -> str:
    """The field in words; its own name where a newer release wrote it."""
    return FIELDS.get(name, name)


def value_words(kind: str, name: str, value: Any) -> str:
    """A value as people read it: lists joined, codes and dates in words."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return ", ".join(f"{_COUNTS.get(key, key)} {one}" for key, one in value.items())
    if name in _COMMA_LISTS and isinstance(value, str):
        value = value.split(",")
    if isinstance(value, list):
        return ", ".join(_word(kind, name, one) for one in value)
    return _word(kind, name, value)


def _word(kind: str, name: str, value: Any) -> str:
    if name in _PLACES:
        return _place(str(value))
    words = _VALUES.get((kind, name)) or _VALUES.get(name, {})
    word = words.get(value, value)
    word = word[0] if isinstance(word, tuple) else getattr(word, "label", word)
    return _dated(str(word)) if word is value else str(word)


def _place(code: str) -> str:
    try:
        found: CommuneRow | Any = commune(code)
    except KeyError:
        return code
    return str(found.name)


def _dated(text: str) -> str:
    """An ISO day as people here write it; anything else as it is."""
    parts = text.split("-")
    if len(text) == 10 and len(parts) == 3 and all(part.isdigit() for part in parts):
        return "/".join(reversed(parts))
    return text
