"""What more is told of the goods: sub-groups, use-by rules, sizes, earlier stars, more papers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

# Sub-group (products/groups.py) > goods.
SUBGROUPS: Mapping[str, tuple[str, ...]] = {
    "fresh_plants": ("bưởi hoa", "bưởi đồi", "cam", "dưa lưới", "dưa sao vàng"),
    "fresh_animals": ("vịt", "trứng gà"),
    "raw_grain": ("gạo", "gạo tẻ", "hạt cau", "nếp cay nọi"),
    "raw_other": ("mật ong", "mật mía"),
    "from_grain": ("bánh gai", "chè lam", "chè lam lạc", "miến gạo", "miến dong"),
    "from_plants": ("mứt bưởi", "bưởi sấy", "măng", "khoai", "giỏ quà"),
    "from_animals": ("nem chua", "nem nướng"),
    "from_water": ("mắm chua", "mắm tôm", "mắm tép", "mực", "chả cá", "cá thu"),
    "sauces": ("nước mắm", "tương"),
    "tea": ("chè xanh",),
    "alcohol": ("rượu nếp", "rượu cần"),
    "no_alcohol": ("trà vỏ bưởi", "trà rau má", "bột rau má"),
    "dried_herb": ("trà cà gai leo", "quế"),
    "health_food": ("cà gai leo",),
    "cosmetics": ("tinh dầu quế",),
    "household_craft": ("chiếu cói", "thảm cói", "túi cói", "đũa luồng", "trống đồng",
                        "khay luồng"),
    "textile": ("thổ cẩm",),
    "plants": ("đào phai",),
    "flowers": ("hoa lan",),
    "eco_tourism": ("homestay",),
    "village_tourism": ("bản mạ",),
    "feed": ("phân giun",),
}  # fmt: skip
SUBGROUP_OF = {goods: code for code, many in SUBGROUPS.items() for goods in many}

# Goods whose use-by rule is more than so many days from making.
RULES: Mapping[str, dict[str, Any]] = {
    "mứt bưởi": {"shelf_life_from": "packing", "storage": "Nơi khô, mát; mở hộp thì để tủ lạnh"},
    "bưởi hoa": {"shelf_life_from": "harvest", "storage": "Nơi thoáng, không xếp chồng"},
    "nước mắm": {"shelf_life_days": None, "shelf_life_months": 36, "shelf_life_from": "packing",
                 "storage": "Đậy kín, tránh nắng"},
    "mật ong": {"shelf_life_days": None, "shelf_life_months": 24, "shelf_life_from": "harvest",
                "storage": "Nơi mát; kết tinh là bình thường"},
    "chè xanh": {"shelf_life_days": None, "shelf_life_months": 18, "shelf_life_from": "packing",
                 "storage": "Gói kín, xa mùi lạ"},
    "nem chua": {"shelf_life_from": "production", "storage": "2–6 °C"},
    "trứng gà": {"shelf_life_from": "harvest", "storage": "Nơi mát, đầu to hướng lên"},
}  # fmt: skip


class Size(NamedTuple):
    """A pack beside the product's own; `number` makes its GTIN of GS1's demonstration range."""

    amount: str
    unit: str
    price: int
    label: str | None = None
    number: int | None = None


SIZES: Mapping[str, tuple[Size, ...]] = {
    "mứt bưởi": (Size("300", "g", 95_000), Size("900", "g", 270_000, "Hộp quà 900 g")),
    "nước mắm": (Size("500", "ml", 120_000), Size("250", "ml", 68_000, number=901),
                 Size("5", "l", 1_050_000, "Can 5 lít", 902)),
    "mật ong": (Size("500", "ml", 220_000), Size("1", "l", 420_000, "Chai 1 lít")),
    "chè xanh": (Size("200", "g", 130_000), Size("100", "g", 70_000, "Gói thử 100 g")),
    "miến gạo": (Size("500", "g", 38_000), Size("5", "kg", 350_000, "Bao 5 kg")),
}  # fmt: skip

# Score of the recognition that ran out when the present one was given: taken up, or down.
EARLIER: Mapping[str, float] = {"nước mắm": 61.0, "chè lam": 66.5, "miến gạo": 74.0}

# Days from asking to the answer, where it was not two; and goods asked for so many days ago.
ANSWERED_AFTER: Mapping[str, int] = {"tinh dầu quế": 15, "bột rau má": 13}
ASKED_AGO: Mapping[str, int] = {"khay luồng": 24}  # nobody answered: long overdue


class Held(NamedTuple):
    """A paper of a producer, begun and ending so many days from today; `goods` it names."""

    owner: str
    kind: str
    number: str
    begun: int
    ends: int
    goods: tuple[str, ...] = ()
    group: bool = False
    covers_all: bool = False
    areas: tuple[str, ...] = ()  # owners whose places it covers
    scanned: bool = False
    by_owner: bool = False  # typed by the producer, so that an officer has it to look at


HELD = (
    # A group's paper covers bà Hoa's garden too: she is its member.
    Held("đồi xanh", "vietgap", "TD-201/VG-NHOM", 90, 1_005, ("bưởi đồi", "bưởi hoa"),
         group=True, areas=("đồi xanh", "hoa"), scanned=True),
    Held("hoa", "vietgap", "TD-202/VG", 1_073, 22, ("bưởi hoa",), areas=("hoa",)),
    Held("sóng xanh", "applied_standard", "TD-203/CBTC", 88, 1_007, covers_all=True),
    Held("phủ nhỏ", "applied_standard", "TD-204/CBTC", 87, 1_008, ("chè lam",)),
    Held("rau má", "self_declaration", "TD-205/TCB", 300, 795, ("trà rau má",)),
    Held("hoa", "commitment", "TD-206/CK-HO", 60, 1_035, covers_all=True, scanned=True),
    Held("hoa", "self_declaration", "TD-207/TCB", 2, 1_093, ("mứt bưởi",),
         scanned=True, by_owner=True),
)  # fmt: skip
