"""Event kinds, area kinds, units and states as rows of data, with the words people read."""

from collections.abc import Mapping
from dataclasses import dataclass

from agrimarket.lots.models import LotState


@dataclass(frozen=True)
class EventKind:
    """One stage of a lot's life. With `waits`, the facts {product, waiting_days} are owed."""

    label: str
    icon: str = "leaf"
    waits: bool = False


# Diaries of Decision 25/QĐ-BNNMT (2026): seed, fertiliser, feed, pesticide, veterinary drugs.
EVENT_KINDS: Mapping[str, EventKind] = {
    "sowing": EventKind("Gieo trồng, thả giống"),
    "fertiliser": EventKind("Bón phân, cho ăn"),
    "pesticide": EventKind("Phun thuốc bảo vệ thực vật", "look", waits=True),
    "vet_drug": EventKind("Dùng thuốc thú y", "look", waits=True),
    "irrigation": EventKind("Tưới nước"),
    "harvest": EventKind("Thu hoạch", "check"),
    "processing": EventKind("Chế biến", "gear"),
    "packing": EventKind("Đóng gói", "box"),
    "test": EventKind("Kiểm tra, xét nghiệm", "search"),
    "transfer": EventKind("Chuyển giao", "truck"),
    "storage": EventKind("Lưu kho", "home"),
    "sale": EventKind("Bán ra", "shop"),
}
WAITING_KINDS = tuple(code for code, kind in EVENT_KINDS.items() if kind.waits)

AREA_KINDS: Mapping[str, str] = {
    "growing": "Vùng trồng, nuôi",
    "workshop": "Cơ sở chế biến",
    "warehouse": "Kho",
}

# Word and badge kind (kit/states.html) of each state.
STATE_WORDS: Mapping[str, tuple[str, str]] = {
    LotState.OPEN: ("Đang làm", "neutral"),
    LotState.SEALED: ("Đã chốt", "wait"),
    LotState.RELEASED: ("Đã xuất bán", "good"),
    LotState.RECALLED: ("Bị thu hồi", "stop"),
}
