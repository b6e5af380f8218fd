"""Our side of Voso: its payload, its status words, and its rules told before sending."""

from collections.abc import Mapping
from typing import Any, ClassVar

from agrimarket.channels.content import ListingContent
from agrimarket.channels.measure import has_phone, letters
from agrimarket.channels.port import Capabilities, Issue, Requirement, Sight
from agrimarket.channels.sandboxes.adapter import SandboxAdapter, price_words
from agrimarket.channels.voso import shop


class Voso(SandboxAdapter):
    """Title up to 100 letters, prices in steps of 500 đồng, no phone number in the text."""

    words: ClassVar[Mapping[str, Sight]] = {
        shop.ACTIVE: Sight.LIVE,
        shop.LOCKED: Sight.LOCKED,
        shop.BANNED: Sight.REJECTED,
        shop.HIDDEN: Sight.ABSENT,
    }
    fields: ClassVar[Mapping[str, str]] = {"price": "price_vnd"}

    def capabilities(self) -> Capabilities:
        return Capabilities(
            natural_key=False, idempotency=True, review=False, webhook=False, most_images=12
        )

    def requirements(self, category: str) -> list[Requirement]:
        return [
            Requirement("title", "Tên không quá 100 ký tự", "Title of at most 100 characters"),
            Requirement("price_vnd", "Giá chẵn 500 đồng", "A price in whole steps of 500 đồng"),
            Requirement(
                "description",
                "Không ghi số điện thoại trong tên và mô tả",
                "No phone number in title or description",
            ),
            Requirement("review", "Lên sàn ngay; sàn kiểm tra sau", "Live at once; audited later"),
        ]

    def check(self, listing: ListingContent) -> list[Issue]:
        issues = []
        if not 1 <= letters(listing.title) <= shop.LONGEST_TITLE:
            issues.append(_title_too_long(letters(listing.title)))
        if not listing.price_vnd or listing.price_vnd <= 0:
            issues.append(PRICE_MISSING)
        elif listing.price_vnd % shop.PRICE_STEP:
            issues.append(_price_step(listing.price_vnd))
        for name, text in (("title", listing.title), ("description", listing.description)):
            if has_phone(text):
                issues.append(_phone_in(name))
        return issues

    def render(self, listing: ListingContent) -> dict[str, Any]:
        badges = [f"{paper.kind} {paper.number or ''}".strip() for paper in listing.papers]
        if listing.stars:
            badges.append(f"OCOP {listing.stars.stars} sao")
        return {
            "title": listing.title,
            "description": listing.description,
            "category": listing.category,
            "price": listing.price_vnd,
            "unit": listing.unit,
            "barcode": listing.gtin,
            "images": [photo.sha256 for photo in listing.photos],
            "badges": badges,
            "shop": listing.producer,
            "origin": listing.commune,
        }

    def window(self, payload: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
        return payload["title"], [
            ("Giá", price_words(payload["price"], payload["unit"])),
            ("Gian hàng", payload["shop"]),
            ("Xuất xứ", payload["origin"]),
            ("Mô tả", payload["description"]),
        ]


PRICE_MISSING = Issue(
    "price_missing",
    "price_vnd",
    "Chưa có giá bán. Hãy ghi giá của sản phẩm.",
    "The product has no price.",
)


def _title_too_long(length: int) -> Issue:
    return Issue(
        "title_too_long",
        "title",
        f"Tên sản phẩm dài {length} ký tự, sàn chỉ nhận 1 đến {shop.LONGEST_TITLE}. "
        "Hãy rút ngắn tên.",
        f"The title has {length} characters; at most {shop.LONGEST_TITLE} are taken.",
    )


def _price_step(price: int) -> Issue:
    lower = price - price % shop.PRICE_STEP
    near = [f"{p:,}".replace(",", ".") for p in (lower, lower + shop.PRICE_STEP) if p]
    return Issue(
        "price_step",
        "price_vnd",
        f"Giá phải chẵn 500 đồng. Hãy đặt {' hoặc '.join(near)} đồng.",
        "The price is not in whole steps of 500 đồng.",
    )


def _phone_in(name: str) -> Issue:
    where = "Tên" if name == "title" else "Phần mô tả"
    return Issue(
        "phone_in_text",
        name,
        f"{where} có số điện thoại, sàn không cho. Hãy bỏ số đi.",
        "The text holds a phone number.",
    )
