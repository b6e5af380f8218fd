"""Invented people: names put together by chance, numbers that are given to nobody."""

import random
from datetime import date

from agrimarket.households.depth.tax_code import check_digit
from stamps import gs1

FAMILY = (
    "Nguyễn", "Lê", "Trần", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Trịnh", "Mai", "Cao", "Hà",
    "Lò", "Vi", "Lương", "Quách", "Trương", "Đặng",
)  # fmt: skip
MIDDLE = {
    "female": ("Thị", "Thị Thu", "Thị Minh", "Ngọc", "Thị Kim", "Thị Thanh"),
    "male": ("Văn", "Đình", "Hữu", "Xuân", "Bá", "Quang", "Đức", "Ngọc"),
}
GIVEN = {
    "female": (
        "Hạnh", "Lan", "Nhung", "Thơm", "Duyên", "Mơ", "Liên", "Thảo", "Hiền", "Xoan", "Nga",
        "Bích", "Sen", "Thoa", "Dung",
    ),
    "male": (
        "Dũng", "Tâm", "Sơn", "Lực", "Hòa", "Khánh", "Thắng", "Cường", "Tuấn", "Vinh", "Bình",
        "Toàn", "Chiến", "Hải", "Phong",
    ),
}  # fmt: skip
MARK = "(trình diễn)"
NOTE = "Dữ liệu trình diễn, không phải người thật."
NOBODYS_PROVINCE = "003"  # no province registers births under it


def person(dice: random.Random) -> tuple[str, str]:
    """A name and a sex ("male", "female")."""
    sex = dice.choice(("male", "female"))
    return f"{dice.choice(FAMILY)} {dice.choice(MIDDLE[sex])} {dice.choice(GIVEN[sex])}", sex


def marked(name: str) -> str:
    """The name of an invented firm, marked so that nobody takes it for a real one."""
    return f"{name} {MARK}"


def mobile(number: int) -> str:
    """A number of the right form; no operator hands out 0510."""
    return f"0510000{number:03d}"


def landline(number: int) -> str:
    """A number of the province's form; no exchange there begins with 0."""
    return f"0237000{number:04d}"


def citizen_id(born: date, sex: str, number: int) -> str:
    """Twelve digits that fit birth and sex, made now and kept nowhere in the code."""
    century = (born.year // 100 - 19) * 2 + (sex == "female")
    return f"{NOBODYS_PROVINCE}{century}{born.year % 100:02d}{number:06d}"


def tax_code(number: int) -> str:
    """Ten digits with their check digit; no tax office's codes begin with 99."""
    while (digit := check_digit(f"9900{number:05d}")) is None:
        number += 1000
    return f"9900{number:05d}{digit}"


def gtin(number: int) -> str:
    """A GTIN-13 of 952, which GS1 keeps for demonstrations."""
    digits = f"9520000{number:05d}"
    return digits + gs1.check_digit(digits)


def gln(number: int) -> str:
    """A location number of the same range; no product of the demo has one like it."""
    digits = f"9520001{number:05d}"
    return digits + gs1.check_digit(digits)
