"""The dated rules about papers, row by row, with law, year and article.

They were read in secondary sources: a row is mended here, and nothing else need be touched.
"""

from datetime import date

from agrimarket.products.groups import UNPROCESSED
from agrimarket.products.kinds import CATEGORIES
from agrimarket.products.required.rows import (
    DECLARATION,
    RECORD,
    SAFETY_BASIS,
    STAMPS,
    Recognisers,
    Rule,
    Suspension,
    by_stars,
)

PORTAL, POSTMART, VOSO = "portal", "postmart", "voso"
EVERYWHERE = frozenset({STAMPS, PORTAL, POSTMART, VOSO})
BASIS_FOR = frozenset({STAMPS, PORTAL})
EATEN = frozenset({"food", "drink", "herb"})
GOODS = frozenset(CATEGORIES) - EATEN
# Any one of them counts (decision 8); a commitment serves small producers alone.
BASES = ("commitment", "food_safety", "vietgap", "globalgap", "haccp", "iso22000")

_SUSPENDED = (
    Suspension(
        date(2026, 2, 4), date(2026, 4, 15),
        "Nghị quyết 09/2026/NQ-CP tạm ngưng; trong lúc ấy Nghị định 15/2018/NĐ-CP áp dụng trở lại.",
    ),
)  # fmt: skip
_BASIS_NEXT = (
    "Hộ nhỏ ký bản cam kết với ủy ban nhân dân xã. Đã có VietGAP, HACCP hoặc giấy đủ điều kiện "
    "thì ghi vào hệ thống."
)
_BASIS_WHY = "Tem và cổng của tỉnh chỉ nhận hàng có một giấy an toàn còn hạn."

RULES: tuple[Rule, ...] = (
    Rule(
        "food_safety_15_2018", SAFETY_BASIS, "Giấy an toàn thực phẩm còn hạn",
        "Nghị định 15/2018/NĐ-CP", "Điều 11, Điều 12; hộ nhỏ: Thông tư 17/2018/TT-BNNPTNT",
        since=date(2018, 2, 2), replaced_by="food_safety_46_2026", categories=EATEN,
        purposes=BASIS_FOR, any_of=BASES, blocks=True, why=_BASIS_WHY, next_step=_BASIS_NEXT,
    ),
    Rule(
        "food_safety_46_2026", SAFETY_BASIS, "Giấy an toàn thực phẩm còn hạn",
        "Nghị định 46/2026/NĐ-CP", "phần điều kiện an toàn thực phẩm của cơ sở",
        since=date(2026, 1, 26), suspensions=_SUSPENDED, categories=EATEN,
        purposes=BASIS_FOR, any_of=BASES, blocks=True, why=_BASIS_WHY, next_step=_BASIS_NEXT,
    ),
    Rule(
        "stamp_basis_goods", SAFETY_BASIS, "Giấy nói rõ cách làm, còn hạn",
        "Điều kiện cấp tem của tỉnh", "hàng không phải thực phẩm",
        since=date(2018, 2, 2), categories=GOODS,
        purposes=BASIS_FOR, any_of=BASES, blocks=True, why=_BASIS_WHY, next_step=_BASIS_NEXT,
    ),
    Rule(
        "self_declaration_15_2018", DECLARATION, "Bản tự công bố sản phẩm",
        "Nghị định 15/2018/NĐ-CP", "Điều 4, Điều 5",
        since=date(2018, 2, 2), replaced_by="applied_standard_66_13_2026",
        categories=EATEN, not_subgroups=UNPROCESSED, purposes=EVERYWHERE,
        any_of=("self_declaration",),
        why=(
            "Thực phẩm đã chế biến, bao gói sẵn phải tự công bố trước khi bán. "
            "Hàng tươi thì không."
        ),
        next_step=(
            "Lập bản tự công bố kèm phiếu kiểm nghiệm, nộp cơ quan an toàn thực phẩm của tỉnh."
        ),
    ),
    Rule(
        "applied_standard_66_13_2026", DECLARATION, "Bản công bố tiêu chuẩn áp dụng",
        "Nghị quyết 66.13/2026/NQ-CP", "Điều 6",
        since=date(2026, 1, 27), suspensions=_SUSPENDED,
        categories=EATEN, not_subgroups=UNPROCESSED, purposes=EVERYWHERE,
        any_of=("applied_standard",),
        why=(
            "Thực phẩm đã chế biến, bao gói sẵn phải công bố tiêu chuẩn áp dụng trước khi bán. "
            "Hàng tươi thì không."
        ),
        next_step=(
            "Lập bản công bố theo mẫu, kèm phiếu kiểm nghiệm trong 12 tháng, nộp cơ quan an toàn "
            "thực phẩm của tỉnh."
        ),
    ),
    Rule(
        "ten_items_02_2024", RECORD, "Mười thông tin truy xuất nguồn gốc",
        "Thông tư 02/2024/TT-BKHCN", "mười thông tin tối thiểu",
        since=date(2024, 6, 1), purposes=frozenset({STAMPS}),
        why="Người quét tem phải đọc được đủ mười thông tin.",
        next_step="Ghi đủ tên, ảnh, nơi làm, công đoạn, ngày, mã lô, hạn dùng, tiêu chuẩn.",
    ),
    Rule(
        "traceability_78_2025", RECORD, "Truy xuất nguồn gốc hàng rủi ro cao",
        "Luật 78/2025/QH15", "truy xuất nguồn gốc, hộ chiếu số của sản phẩm",
        since=date(2026, 1, 1), purposes=frozenset({STAMPS}),
        why="Hàng rủi ro cao bắt buộc truy xuất; hàng khác được khuyến khích.",
        next_step="Dán tem cho từng lô và ghi nhật ký sản xuất.",
    ),
    Rule(
        "important_produce_25_2026", RECORD, "Nông sản thực phẩm quan trọng: tem và nhật ký",
        "Quyết định 25/QĐ-BNNMT (2026)", "danh mục nông sản thực phẩm quan trọng",
        since=date(2026, 7, 1), categories=frozenset({"food", "drink"}),
        purposes=frozenset({STAMPS}),
        why="Phải nêu hộ, vùng trồng, ngày làm, ngày thu hoạch, công đoạn; tem có mã QR.",
        next_step="Ghi giống, phân bón, thuốc, thức ăn vào nhật ký của lô.",
    ),
)  # fmt: skip

# Decision 148/QĐ-TTg 2023 through 2025-07-05, Decision 1489/QĐ-TTg 2025 since (no districts left).
OCOP_RECOGNISERS: tuple[Recognisers, ...] = (
    Recognisers(
        "Quyết định 148/QĐ-TTg (2023)", date.min, date(2025, 7, 5),
        by_stars("district", "province", "centre"),
    ),
    Recognisers(
        "Quyết định 1489/QĐ-TTg (2025)", date(2025, 7, 6), date.max,
        by_stars("province", "province", "centre"),
    ),
)  # fmt: skip
OCOP_SINCE = date(2018, 5, 7)  # Decision 490/QĐ-TTg began the programme
OCOP_MONTHS = 36  # Decision 148/QĐ-TTg 2023: valid so long from the decision, to the day
