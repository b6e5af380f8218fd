"""What buyers do not read of free texts, and what they still do."""

import pytest

from agrimarket.kit.public_text import MASK, public_text
from tests.builders.households import citizen_id

HIDDEN = [
    "Gọi chị Lan 0912888777 nhé", "0912 888 777", "0912.888.777", "(091) 288-8777",
    "+84 912 888 777", "84912888777", "02373 852 246", "gặp 0237.3852.246",
    "19.9777,105.4777 sau nhà", "19.97 105.47",
    "19.9777° N, 105.4777° E", "105.4777; 19.9777", "19,9777 105,4777",
    "19°58'39\"N 105°28'12\"E", "https://maps.app.goo.gl/abc123", "google.com/maps/@19.9,105.4,15z",
]  # fmt: skip
TOLD = [
    "Phun 20 ml cho 16 lít, 05/10/2026", "Ngày 05.10.2026 lúc 8 giờ", "2026-10-05 08:30",
    "Phiếu số 12/2026/KN-TH", "Mã vùng VN-THOR-0123", "Bón 1.500 kg, chia 3 lần", "NPK 16-16-8",
    "Nghị định 46/2026/NĐ-CP", "Độ ẩm 19.5 nhiệt 25.5", "8938505974194", "Lô 20261005-01", "",
]  # fmt: skip


@pytest.mark.parametrize("text", HIDDEN)
def test_numbers_of_people_and_places_are_masked(text: str) -> None:
    shown = public_text(text)
    assert MASK in shown
    assert not any(part in shown for part in ("888", "852", "97", "47", "58'", "abc123"))


@pytest.mark.parametrize("text", TOLD)
def test_doses_dates_and_papers_are_told(text: str) -> None:
    assert public_text(text) == text


def test_numbers_of_twelve_digits_are_masked() -> None:
    number = citizen_id()
    grouped = f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"
    for text in (number, grouped, f"CCCD {number}."):
        assert number[-3:] not in public_text(text)


def test_the_rest_of_the_sentence_stays() -> None:
    assert public_text("Gọi 0912888777 hay 19.97,105.47 nhé") == f"Gọi {MASK} hay {MASK} nhé"
