"""Our side of Postmart: its payload, its status words, and its rules told before sending."""

from collections.abc import Mapping
from typing import Any, ClassVar

from agrimarket.channels.content import ListingContent
from agrimarket.channels.measure import claimed_stars, claims_ocop, letters
from agrimarket.channels.port import Capabilities, Issue, Requirement, Sight
from agrimarket.channels.postmart import shop
from agrimarket.channels.sandboxes.adapter import SandboxAdapter, price_words


class Postmart(SandboxAdapter):
    """Title up to 120 letters, three pictures of 500 px, stars only with their decision."""

    words: ClassVar[Mapping[str, Sight]] = {
        shop.WAITING: Sight.PENDING_REVIEW,
        shop.SELLING: Sight.LIVE,
        shop.RETURNED: Sight.REJECTED,
        shop.STOPPED: Sight.SUSPENDED,
        shop.CLOSED: Sight.ABSENT,
    }
    fields: ClassVar[Mapping[str, str]] = {
        "ten": "title",
        "mo_ta": "description",
        "gia": "price_vnd",
        "anh": "photos",
        "ocop": "ratings",
    }

    def capabilities(self) -> Capabilities:
        return Capabilities(
            natural_key=True, idempotency=True, review=True, webhook=False, most_images=9
        )

    def requirements(self, category: str) -> list[Requirement]:
        return [
            Requirement("title", "Tên không quá 120 ký tự", "Title of at most 120 characters"),
            Requirement("price_vnd", "Có giá bán", "A price"),
            Requirement(
                "photos", "Ít nhất 3 ảnh rộng từ 500 px", "At least 3 photos of 500 px or wider"
            ),
            Requirement(
                "description",
                "Chỉ ghi sao OCOP khi có quyết định còn hạn",
                "OCOP stars only with a valid decision",
            ),
            Requirement("review", "Sàn duyệt trong 2–24 giờ", "Reviewed within 2–24 hours"),
        ]

    def check(self, listing: ListingContent) -> list[Issue]:
        issues = []
        if not 1 <= letters(listing.title) <= shop.LONGEST_NAME:
            issues.append(_title_too_long(letters(listing.title)))
        if not listing.price_vnd or listing.price_vnd <= 0:
            issues.append(PRICE_MISSING)
        wide = sum(picture.width >= shop.LEAST_WIDTH for picture in listing.photos)
        if wide < shop.LEAST_PICTURES:
            issues.append(_photos_missing(wide))
        for name, text in (("title", listing.title), ("description", listing.description)):
            given = {listing.stars.stars} if listing.stars else set()
            bare = claims_ocop(text) and not given
            if bare or claimed_stars(text) - given:
                issues.append(_stars_unproven(name))
        return issues

    def render(self, listing: ListingContent) -> dict[str, Any]:
        stars = listing.stars
        return {
            "ten": listing.title,
            "mo_ta": listing.description,
            "nganh_hang": listing.category,
            "gia": listing.price_vnd,
            "don_vi": listing.unit,
            "ma_vach": listing.gtin,
            "anh": [{"ma": photo.sha256, "rong": photo.width} for photo in listing.photos],
            "ocop": stars
            and {
                "sao": stars.stars,
                "quyet_dinh": stars.decision_number,
                "den_ngay": stars.valid_through.isoformat(),
            },
            "chung_nhan": [[paper.kind, paper.number or ""] for paper in listing.papers],
            "nguoi_ban": listing.producer,
            "dia_chi": listing.commune,
        }

    def window(self, payload: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
        ocop = payload["ocop"]
        return payload["ten"], [
            ("Giá", price_words(payload["gia"], payload["don_vi"])),
            ("Người bán", payload["nguoi_ban"]),
            ("Địa chỉ", payload["dia_chi"]),
            ("OCOP", f"{ocop['sao']} sao, quyết định {ocop['quyet_dinh']}" if ocop else ""),
            ("Mô tả", payload["mo_ta"]),
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
        f"Tên sản phẩm dài {length} ký tự, sàn chỉ nhận 1 đến {shop.LONGEST_NAME}. "
        "Hãy rút ngắn tên.",
        f"The title has {length} characters; at most {shop.LONGEST_NAME} are taken.",
    )


def _photos_missing(wide: int) -> Issue:
    return Issue(
        "photos_missing",
        "photos",
        f"Mới có {wide} ảnh rộng từ {shop.LEAST_WIDTH} px. "
        f"Hãy chụp thêm {shop.LEAST_PICTURES - wide} ảnh.",
        f"{wide} photos are {shop.LEAST_WIDTH} px wide or more; {shop.LEAST_PICTURES} are needed.",
    )


def _stars_unproven(name: str) -> Issue:
    where = "Tên" if name == "title" else "Phần mô tả"
    return Issue(
        "ocop_unproven",
        name,
        f"{where} ghi sao OCOP nhưng không có quyết định còn hạn cho số sao đó. "
        "Hãy bỏ chữ OCOP hoặc thêm quyết định.",
        "The text claims OCOP stars without a valid decision for them.",
    )
