"""The six OCOP groups and everything else, each with its sub-groups, as rows of data.

Groups and sub-groups as Decision 148/QĐ-TTg (24 February 2023) sorts products for rating; read in
secondary sources. Confirmed there: the six groups, and food with its sub-groups from fresh to
coffee and cocoa. Not confirmed word for word: the sub-groups of herbs, crafts, ornamental things
and tourism. `other` is no OCOP group: farm goods that are not rated.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from agrimarket.products.kinds import CATEGORIES


@dataclass(frozen=True)
class Subgroup:
    """One sub-group. `label` says it whole; `fresh`: sold as picked, caught or slaughtered."""

    category: str
    label: str
    fresh: bool = False


SUBGROUPS: Mapping[str, Subgroup] = {
    "fresh_plants": Subgroup("food", "Rau, củ, quả, hạt tươi", fresh=True),
    "fresh_animals": Subgroup("food", "Thịt, thủy sản, trứng, sữa tươi", fresh=True),
    "raw_grain": Subgroup("food", "Gạo, ngũ cốc"),
    "raw_other": Subgroup("food", "Mật ong, nông sản sơ chế khác"),
    "ready_meals": Subgroup("food", "Đồ ăn nhanh"),
    "from_grain": Subgroup("food", "Chế biến từ gạo, ngũ cốc"),
    "from_plants": Subgroup("food", "Chế biến từ rau, củ, quả, hạt"),
    "from_animals": Subgroup("food", "Chế biến từ thịt, trứng, sữa"),
    "from_water": Subgroup("food", "Chế biến từ thủy sản"),
    "sauces": Subgroup("food", "Tương, nước mắm, gia vị lỏng"),
    "spices": Subgroup("food", "Gia vị khác"),
    "tea": Subgroup("food", "Chè tươi, chè chế biến"),
    "tea_products": Subgroup("food", "Sản phẩm khác từ chè, trà"),
    "coffee": Subgroup("food", "Cà phê"),
    "cocoa": Subgroup("food", "Ca cao"),
    "alcohol": Subgroup("drink", "Đồ uống có cồn"),
    "no_alcohol": Subgroup("drink", "Đồ uống không cồn"),
    "fresh_herb": Subgroup("herb", "Dược liệu tươi", fresh=True),
    "dried_herb": Subgroup("herb", "Dược liệu khô, sơ chế"),
    "health_food": Subgroup("herb", "Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền"),
    "cosmetics": Subgroup("herb", "Mỹ phẩm, tinh dầu, thảo dược khác"),
    "household_craft": Subgroup("handicraft", "Đồ gia dụng, trang trí"),
    "textile": Subgroup("handicraft", "Vải, may mặc"),
    "flowers": Subgroup("ornamental", "Hoa"),
    "plants": Subgroup("ornamental", "Cây cảnh"),
    "pets": Subgroup("ornamental", "Động vật cảnh"),
    "village_tourism": Subgroup("tourism", "Du lịch cộng đồng"),
    "eco_tourism": Subgroup("tourism", "Du lịch sinh thái"),
    "sight": Subgroup("tourism", "Điểm du lịch"),
    "seedlings": Subgroup("other", "Cây giống, con giống"),
    "feed": Subgroup("other", "Thức ăn chăn nuôi, phân hữu cơ"),
    "by_products": Subgroup("other", "Nguyên liệu, phụ phẩm"),
}
# What is sold as it was picked, caught or slaughtered: other papers are asked of it.
UNPROCESSED = frozenset(code for code, one in SUBGROUPS.items() if one.fresh)
UNSURE = "{group}: loại khác"

Choices = list[tuple[str, list[tuple[str, str]]]]


def choices() -> Choices:
    """Groups with their sub-groups for one list: a tap opens it, a tap chooses both.

    Each group ends with its own code, for whoever does not find the sub-group.
    """
    return [
        (
            group,
            [(code, one.label) for code, one in SUBGROUPS.items() if one.category == category]
            + [(category, UNSURE.format(group=group))],
        )
        for category, group in CATEGORIES.items()
    ]


def read_choice(code: str) -> tuple[str, str | None]:
    """(category, sub-group or None) of what was chosen there; an unknown code stays a category."""
    found = SUBGROUPS.get(code)
    return (found.category, code) if found else (code, None)


def group_words(category: str, subgroup: str | None) -> str:
    """Both as people read them: Thực phẩm, gạo, ngũ cốc."""
    group = CATEGORIES[category]
    found = SUBGROUPS.get(subgroup or "")
    return f"{group}: {found.label[0].lower()}{found.label[1:]}" if found else group
