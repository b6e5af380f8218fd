"""Our side of the province's portal: its payload, its words, and its rules told before sending."""

from collections.abc import Mapping
from typing import Any, ClassVar

from agrimarket.channels.content import ListingContent
from agrimarket.channels.measure import letters
from agrimarket.channels.port import Capabilities, Issue, Requirement, Resolution, Sight
from agrimarket.channels.portal import shop
from agrimarket.channels.sandboxes.adapter import SandboxAdapter
from agrimarket.places.catalogue import is_commune


class Portal(SandboxAdapter):
    """No price; season and monthly output, a food-safety basis, households of the province."""

    words: ClassVar[Mapping[str, Sight]] = {
        shop.WAITING: Sight.PENDING_REVIEW,
        shop.SHOWN: Sight.LIVE,
        shop.RETURNED: Sight.REJECTED,
        shop.PAUSED: Sight.SUSPENDED,
        shop.REMOVED: Sight.ABSENT,
    }
    fields: ClassVar[Mapping[str, str]] = {
        "tenSanPham": "title",
        "muaVu": "season",
        "sanLuongThang": "monthly_output",
        "coSoAnToan": "certificates",
        "tinh": "commune_code",
    }

    def capabilities(self) -> Capabilities:
        return Capabilities(
            natural_key=True, idempotency=True, review=True, webhook=False, most_images=5
        )

    def requirements(self, category: str) -> list[Requirement]:
        return [
            Requirement(
                "certificates",
                "Có cơ sở an toàn thực phẩm còn hạn, ví dụ bản cam kết với xã",
                "A valid food-safety basis, such as the commitment made to the commune",
            ),
            Requirement("season", "Mùa vụ: từ tháng, đến tháng", "Season: from and to month"),
            Requirement("monthly_output", "Có sản lượng mỗi tháng", "Output per month"),
            Requirement("commune_code", "Hộ sản xuất ở trong tỉnh", "A producer of the province"),
            Requirement("review", "Cán bộ tỉnh xem rồi mới đăng", "An officer approves it"),
        ]

    def check(self, listing: ListingContent) -> list[Issue]:
        issues = []
        if not 1 <= letters(listing.title) <= shop.LONGEST_NAME:
            issues.append(TITLE)
        if not all(month in range(1, 13) for month in _season(listing)):
            issues.append(SEASON)
        if not (listing.monthly_output or "").strip():
            issues.append(OUTPUT)
        if not listing.safety_bases:
            issues.append(BASIS)
        if not is_commune(listing.commune_code):
            issues.append(OUTSIDE)
        return issues

    def render(self, listing: ListingContent) -> dict[str, Any]:
        return {
            "tenSanPham": listing.title,
            "moTa": listing.description,
            "nhom": listing.category,
            "muaVu": dict(zip(("tu", "den"), _season(listing), strict=True)),
            "sanLuongThang": (listing.monthly_output or "").strip(),
            "coSoAnToan": [
                {
                    "loai": paper.kind,
                    "so": paper.number or "",
                    "noiCap": paper.issuer or "",
                    "denNgay": paper.valid_to.isoformat() if paper.valid_to else "",
                }
                for paper in listing.safety_bases
            ],
            "saoOcop": listing.stars.stars if listing.stars else None,
            "anh": [photo.sha256 for photo in listing.photos],
            "coSoSanXuat": listing.producer,
            "maXa": listing.commune_code,
            "tinh": shop.PROVINCE if is_commune(listing.commune_code) else "",
        }

    def window(self, payload: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
        season = payload["muaVu"]
        return payload["tenSanPham"], [
            ("Cơ sở sản xuất", payload["coSoSanXuat"]),
            ("Mùa vụ", f"Tháng {season['tu']} đến tháng {season['den']}"),
            ("Sản lượng mỗi tháng", payload["sanLuongThang"]),
            ("Mô tả", payload["moTa"]),
        ]


def _season(listing: ListingContent) -> tuple[int | None, int | None]:
    """From and to month; a product without a season is there all year."""
    if listing.season_from is None and listing.season_to is None:
        return 1, 12
    return listing.season_from, listing.season_to


TITLE = Issue(
    "title_too_long",
    "title",
    f"Tên sản phẩm phải có 1 đến {shop.LONGEST_NAME} ký tự. Hãy sửa tên.",
    f"The title needs 1 to {shop.LONGEST_NAME} characters.",
)
SEASON = Issue(
    "season_missing",
    "season",
    "Chưa ghi mùa vụ. Hãy ghi có hàng từ tháng nào đến tháng nào.",
    "The season, from and to month, is missing.",
)
OUTPUT = Issue(
    "monthly_output_missing",
    "monthly_output",
    "Chưa ghi sản lượng mỗi tháng. Hãy ghi, ví dụ 200 kg.",
    "The output per month is missing.",
)
BASIS = Issue(
    "safety_basis_missing",
    "certificates",
    "Chưa có cơ sở an toàn thực phẩm còn hạn. Hãy thêm bản cam kết hoặc giấy chứng nhận.",
    "No valid food-safety basis.",
)
OUTSIDE = Issue(
    "outside_province",
    "commune_code",
    "Cổng chỉ nhận hộ sản xuất trong tỉnh. Hãy kiểm tra lại xã, phường của hộ.",
    "Only producers of the province are shown.",
    resolution=Resolution.OURS,
)
