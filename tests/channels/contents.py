"""Builds what channels are told, fit for all of them unless told otherwise."""

from datetime import date
from typing import Any

from agrimarket.channels.content import ListingContent, Paper, Picture, Stars

COMMITMENT = Paper("commitment", "12/CK", "UBND xã Nga An", None, True)
ORGANIC = Paper("organic", "HC-7", "Trung tâm chứng nhận", date(2027, 1, 1), False)
THREE_STARS = Stars(3, "512/QĐ-UBND", date(2028, 5, 1))


def pictures(count: int = 3, width: int = 900) -> tuple[Picture, ...]:
    return tuple(
        Picture(f"{number:064d}", width, 600, "Quả bưởi") for number in range(1, count + 1)
    )


def a_content(**over: Any) -> ListingContent:
    """Bưởi Luận Văn as any channel takes it."""
    values: dict[str, Any] = {
        "product_id": "01930000-0000-7000-8000-000000000001",
        "title": "Bưởi Luận Văn",
        "description": "Quả đỏ, chín vào Tết.",
        "category": "food",
        "price_vnd": 45_000,
        "unit": "kg",
        "gtin": None,
        "photos": pictures(),
        "season_from": 9,
        "season_to": 12,
        "monthly_output": "2 tấn",
        "papers": (COMMITMENT,),
        "stars": None,
        "producer": "Nguyễn Thị Hoa",
        "commune_code": "16144",
        "commune": "Xã Nga An",
    }
    return ListingContent(**(values | over))
