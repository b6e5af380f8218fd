"""The facts of each kind of diary line as rows of data: name, words, unit, need and check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from agrimarket.lots.kinds import LONGEST_WAIT


class Type(StrEnum):
    """What a fact's value is in JSON: text, number, whole number, true or false, one of a few."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Need(StrEnum):
    """`must`: no line without it. `owed`: the line is kept, and what it lacks is told."""

    MUST = "must"
    OWED = "owed"
    MAY = "may"


@dataclass(frozen=True)
class Fact:
    """One fact. `least`, `most` bound a number; `most` is a text's length.

    `counts` names the number whose unit this is: given together or not at all. `suggests` is a
    key of inputs.py. What is not `public` (names of people and shops) stays off origin pages.
    """

    name: str
    label: str
    english: str
    type: Type = Type.TEXT
    need: Need = Need.MAY
    unit: str = ""
    hint: str = ""
    least: float = 0
    most: float = 200
    counts: str = ""
    suggests: str = ""
    public: bool = True
    choices: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # Vietnamese, English


TONS = 10_000_000


def _amount(
    label: str, english: str, need: Need = Need.MAY, name: str = "quantity", hint: str = ""
) -> tuple[Fact, Fact]:
    """A number and its unit."""
    unit = "unit" if name == "quantity" else f"{name}_unit"
    return (
        Fact(name, label, english, Type.NUMBER, need, hint=hint, most=TONS),
        Fact(unit, "Đơn vị", "unit", most=40, counts=name, suggests=unit),
    )


def _treatment(what: str, english: str, target: str, target_en: str, key: str) -> tuple[Fact, ...]:
    """A drug for plants or animals: which, how much, against what, and how long to wait."""
    return (
        Fact("product", what, english, need=Need.MUST, hint="Chép tên trên nhãn.", suggests=key),
        *_amount("Liều dùng", "Dose", Need.OWED, "dose", "Ví dụ 20 ml cho một bình 16 lít."),
        Fact("target", target, target_en, need=Need.OWED, suggests=f"{key}_target"),
        Fact("waiting_days", "Số ngày cách ly", "Waiting time", Type.WHOLE, Need.MUST, "ngày",
             "Xem trên nhãn; không có thì ghi 0.", most=LONGEST_WAIT),
    )  # fmt: skip


WATERING = {
    "furrow": ("tưới rãnh", "furrow"),
    "spray": ("tưới phun", "sprinkler"),
    "drip": ("tưới nhỏ giọt", "drip"),
    "hand": ("tưới tay", "by hand"),
}
PASSED = Fact("passed", "Kết luận", "Outcome", Type.YES_NO, Need.OWED,
              choices={"yes": ("đạt", "passed"), "no": ("không đạt", "not passed")})  # fmt: skip
# What a hand-over tells of itself in the diary (lots/transfers); nobody writes these by hand.
STEP = Fact("state", "Việc giao nhận", "Hand-over", Type.CHOICE, choices={
    "proposed": ("hẹn giao", "proposed"), "in_transit": ("đã gửi đi", "sent"),
    "received": ("bên nhận đã nhận", "received"),
    "disputed": ("bên nhận không nhận", "disputed"),
    "cancelled": ("đã hủy", "cancelled"),
})  # fmt: skip
STEP_FACTS = frozenset({"transfer_id", "state", "received_quantity"})

# Decision 25/QĐ-BNNMT (2026): diaries of seed, fertiliser, feed, pesticide, veterinary drugs.
FACTS: Mapping[str, tuple[Fact, ...]] = {
    "sowing": (
        Fact("variety", "Giống", "Variety", need=Need.OWED, hint="Giống cây hoặc con giống."),
        *_amount("Lượng giống", "Amount"),
        Fact("source", "Mua giống ở đâu", "Seed from", public=False),
    ),
    "fertiliser": (
        Fact("product", "Tên phân bón", "Fertiliser", need=Need.OWED, suggests="fertiliser"),
        *_amount("Lượng bón", "Amount", Need.OWED, "dose"),
    ),
    "feed": (
        Fact("product", "Thức ăn", "Feed", need=Need.OWED, suggests="feed"),
        *_amount("Lượng cho ăn", "Amount", Need.OWED),
    ),
    "pesticide": _treatment("Tên thuốc", "Product", "Trừ sâu, bệnh gì", "Against", "pesticide"),
    "vet_drug": _treatment("Tên thuốc", "Drug", "Phòng, trị bệnh gì", "Against", "vet_drug"),
    "irrigation": (
        Fact("method", "Cách tưới", "Method", Type.CHOICE, choices=WATERING),
        Fact("source", "Nguồn nước", "Water from", suggests="water"),
    ),
    "harvest": _amount("Thu được", "Quantity", Need.OWED),
    "processing": (
        Fact("method", "Cách chế biến", "Method", need=Need.OWED, suggests="processing"),
        *_amount("Lượng đưa vào", "Amount put in"),
        Fact("temperature", "Nhiệt độ", "Temperature", Type.NUMBER, unit="°C", least=-60, most=400),
    ),
    "packing": (
        Fact("packs", "Số gói", "Packs", Type.WHOLE, Need.OWED, "gói", most=2_000_000_000),
        Fact("size", "Mỗi gói", "In each pack", Type.NUMBER, most=100_000),
        Fact("size_unit", "Đơn vị của gói", "unit", most=40, counts="size", suggests="size_unit"),
        Fact("material", "Bao bì", "Packaging", suggests="material"),
    ),
    "test": (
        Fact("what", "Kiểm tra gì", "Test of", need=Need.OWED, suggests="test"),
        Fact("laboratory", "Nơi kiểm tra", "Laboratory", need=Need.OWED),
        Fact("result", "Kết quả", "Result", hint="Chép số đo trên phiếu."),
        PASSED,
        Fact("report", "Số phiếu", "Report number", most=60),
    ),
    "transfer": (
        Fact("to", "Giao cho ai", "Handed to", need=Need.OWED, public=False),
        *_amount("Số lượng giao", "Quantity", Need.OWED),
        Fact("received_quantity", "Bên nhận đếm được", "Received", Type.NUMBER, most=TONS),
        STEP,
    ),
    "storage": (
        Fact("temperature", "Nhiệt độ", "Temperature", Type.NUMBER, Need.OWED, "°C",
             "Âm thì ghi dấu trừ, ví dụ -18.", least=-60, most=60),
        Fact("humidity", "Độ ẩm", "Humidity", Type.NUMBER, unit="%", most=100),
    ),
    "sale": (
        Fact("to", "Bán cho ai", "Sold to", need=Need.OWED, public=False),
        *_amount("Số lượng bán", "Quantity", Need.OWED),
    ),
}  # fmt: skip
PLACE_OWED = frozenset({"storage"})  # kept where? that is the line's own place


def typed_facts(kind: str) -> tuple[Fact, ...]:
    """The facts that people write for a kind; none for a kind without."""
    return tuple(fact for fact in FACTS.get(kind, ()) if fact.name not in STEP_FACTS)
