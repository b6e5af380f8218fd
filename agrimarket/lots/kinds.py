"""Event kinds, area kinds, units and states as rows of data, with the words people read."""

from collections.abc import Mapping
from dataclasses import dataclass

from agrimarket.lots.models import LotState


@dataclass(frozen=True)
class EventKind:
    """One stage of a lot's life; facts/kinds.py has what it tells.

    With `waits`, a harvest must wait as its fact `waiting_days` says. With `takes_back` it is no
    stage: it says of the line it corrects that it never happened.
    """

    label: str
    icon: str = "leaf"
    waits: bool = False
    takes_back: bool = False


LONGEST_WAIT = 365  # days


# Diaries of Decision 25/QĐ-BNNMT (2026): seed, fertiliser, feed, pesticide, veterinary drugs.
EVENT_KINDS: Mapping[str, EventKind] = {
    "sowing": EventKind("Gieo trồng, thả giống", "sprout"),
    "fertiliser": EventKind("Bón phân", "sack"),
    "feed": EventKind("Cho ăn", "bowl"),
    "pesticide": EventKind("Phun thuốc bảo vệ thực vật", "spray", waits=True),
    "vet_drug": EventKind("Dùng thuốc thú y", "syringe", waits=True),
    "irrigation": EventKind("Tưới nước", "drop"),
    "harvest": EventKind("Thu hoạch", "basket"),
    "processing": EventKind("Chế biến", "pot"),
    "packing": EventKind("Đóng gói", "box"),
    "test": EventKind("Kiểm tra, xét nghiệm", "flask"),
    "transfer": EventKind("Chuyển giao", "truck"),
    "storage": EventKind("Lưu kho", "home"),
    "sale": EventKind("Bán ra", "shop"),
    "withdrawn": EventKind("Không có việc này", "undo", takes_back=True),
}
STAGES: Mapping[str, EventKind] = {
    code: kind for code, kind in EVENT_KINDS.items() if not kind.takes_back
}
WITHDRAWN = "withdrawn"
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
# Beside the state: held back by its own producer, derived as the status of a lot.
SUSPENDED = "suspended"
SUSPENDED_WORDS = ("Tạm dừng", "look")
