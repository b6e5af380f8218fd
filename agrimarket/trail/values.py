"""Vietnamese words for the values that acts tell of: codes, days, places, counts."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agrimarket.accounts.agencies import AGENCIES
from agrimarket.accounts.api_scopes import BY_CODE
from agrimarket.channels.register import REGISTER
from agrimarket.channels.words import BOOTH_WORDS, SEEN_WORDS
from agrimarket.households.consenting.own_texts import LANGUAGES, PURPOSE_TITLES
from agrimarket.households.depth.kinds import (
    COUNT_UNITS,
    MEMBER_ROLES,
    PARCEL_KINDS,
    PAYMENT_LABELS,
)
from agrimarket.households.showing.labels import (
    BANK_LABELS,
    CHANNEL_LABELS,
    FIELD_LABELS,
    KIND_LABELS,
    SEX_LABELS,
    STATE_LABELS,
)
from agrimarket.issuing.words import FORMAT_WORDS, PAYERS, STATE_WORDS, STOCK_WORDS
from agrimarket.kit import audit, clock
from agrimarket.kit.access import ROLE_LABELS
from agrimarket.lots.kinds import AREA_KINDS, EVENT_KINDS
from agrimarket.lots.kinds import STATE_WORDS as LOT_STATES
from agrimarket.lots.partners.kinds import PARTNER_KINDS
from agrimarket.places.catalogue import commune
from agrimarket.places.models import CommuneRow
from agrimarket.products.checks import BEGINNINGS
from agrimarket.products.groups import SUBGROUPS
from agrimarket.products.kinds import CATEGORIES, CERTIFICATE_KINDS
from agrimarket.products.kinds import STATE_WORDS as PRODUCT_STATES
from agrimarket.teams.kinds import AUDIENCES, TOPICS

NOTHING = "chưa có"
GONE = "không còn, hoặc ngoài phạm vi xem"
_COUNTS = {
    "created": "mới", "duplicate": "trùng", "choose_commune": "cần chọn xã", "rejected": "cần sửa",
    "updated": "cập nhật", "unchanged": "không đổi",
}  # fmt: skip
_EVIDENCE = {"voice": "Bản ghi âm", "paper": "Ảnh bản giấy"}
# kit/tries.py has the kinds.
TRIED: Mapping[str, str] = {
    "password": "mật khẩu",
    "password_known": "mật khẩu, trên máy quen",
    "old_password": "mật khẩu cũ",
    "second_factor": "xác minh hai bước",
    "pin": "mã PIN của máy đi thực địa",
    "pin_life": "mã PIN của máy đi thực địa, nhiều ngày",
    "code": "mã gửi về điện thoại",
    "code_known": "mã gửi về điện thoại, trên máy quen",
    "reveal": "xem số được giữ kín",
    "citizen_search": "tìm hộ theo số căn cước",
    "trial_rows": "dò số trong danh sách xem thử",
    "elsewhere": "dò số đã đăng ký ở nơi khác",
    "elsewhere_told": "dò số đã đăng ký ở nơi khác, từng hộ",
    "code_send": "xin gửi mã",
    "code_send_address": "xin gửi mã, từ một nơi",
    "code_send_all": "xin gửi mã, cả hệ thống",
    "reset": "xin đặt lại mật khẩu",
    "reset_address": "xin đặt lại mật khẩu, từ một nơi",
    "reset_all": "xin đặt lại mật khẩu, cả hệ thống",
}
CONFLICTS: Mapping[str, str] = {
    "edit": "hai người sửa khác nhau",
    "delete": "máy xóa, hệ thống vừa sửa",
    "deleted": "máy sửa, hệ thống đã xóa",
    "merged": "máy sửa, hệ thống đã gộp",
}
# (kind of thing, field) or field > words of each value; a word may stand with its badge's kind.
_VALUES: dict[Any, Mapping[Any, Any]] = {
    ("household", "state"): STATE_LABELS,
    ("household", "kind"): {**KIND_LABELS, **_EVIDENCE, **CERTIFICATE_KINDS},
    ("household", "channel"): CHANNEL_LABELS,
    ("household_import", "outcome"): _COUNTS,
    ("product", "state"): PRODUCT_STATES,
    ("product", "kind"): CERTIFICATE_KINDS,
    ("lot", "state"): LOT_STATES,
    ("lot", "kind"): EVENT_KINDS,
    ("area", "kind"): AREA_KINDS,
    ("booth", "state"): BOOTH_WORDS,
    ("listing", "state"): SEEN_WORDS,
    "partner_kind": PARTNER_KINDS,
    "told_how": {"message": "tin nhắn, thư", "phone": "điện thoại"},
    "member_role": MEMBER_ROLES,
    "topic": TOPICS,
    "audience": AUDIENCES,
    "parcel_kind": PARCEL_KINDS,
    "count_unit": COUNT_UNITS,
    "payment_kinds": PAYMENT_LABELS,
    "wish_channels": {one.code: one.name for one in REGISTER},
    "states": STATE_WORDS,
    "from_states": STATE_WORDS,
    "level": {"0": "người sản xuất", "1": "khuyến nông", "2": "xã", "3": "tỉnh"},
    "paid_by": PAYERS,
    "mark": {"consumed": "đã báo mở", "locked": "số PIN bị khóa", "tried": "gõ sai số PIN"},
    "to_state": STATE_WORDS,
    "stock": {**STOCK_WORDS, "none": "không in ra giấy"},
    "format": FORMAT_WORDS,
    "category": CATEGORIES,
    "subgroup": SUBGROUPS,
    "shelf_life_from": BEGINNINGS,
    "sex": SEX_LABELS,
    "purposes": PURPOSE_TITLES,
    "role": ROLE_LABELS,
    "agency": {code: one.name for code, one in AGENCIES.items()},
    "scopes": {code: one.words for code, one in BY_CODE.items()},
    "language": LANGUAGES,
    "action": audit.ACTIONS,
    "field": {**FIELD_LABELS, **BANK_LABELS},
    "provider": {"vneid": "VNeID", "sandbox": "VNeID, bản thử"},
    "what": {**TRIED, **CONFLICTS},
    "choice": {"mine": "bản trên máy", "theirs": "bản trên hệ thống"},
    "how": {
        "password": "mật khẩu",
        "code": "mã gửi về điện thoại",
        "first_password": "mật khẩu cấp lần đầu",
        "pin": "mã PIN",
        "passkey": "chìa khóa trên máy",
        "vneid": "VNeID",
        "link": "đường dẫn",
    },
    "second": {
        "app": "mã ứng dụng",
        "recovery": "mã dự phòng",
        "passkey": "chìa khóa trên máy",
    },
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACES = frozenset({"commune_code", "communes", "commune_codes"})
_COMMA_LISTS = frozenset({"states", "from_states"})


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
    """An ISO day or moment as people here write it; anything else as it is."""
    if not _DAY.fullmatch(text[:10]):
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == 10:
        return f"{moment:%d/%m/%Y}"
    return f"{moment.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}" if moment.tzinfo else text


def add_words(kind: str, words: Mapping[str, Mapping[Any, Any]]) -> None:
    """Words of a kind of thing of a room above this one: field > value > words."""
    _VALUES.update({(kind, name): found for name, found in words.items()})
