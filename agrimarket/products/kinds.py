"""Categories, certificate kinds and states as rows of data, with the words people read."""

from collections.abc import Mapping
from dataclasses import dataclass

from agrimarket.households.models import ProducerKind
from agrimarket.products.models import ProductState

# The six groups of OCOP (Decision 148/QĐ-TTg 2023) and one for everything else.
CATEGORIES: Mapping[str, str] = {
    "food": "Thực phẩm",
    "drink": "Đồ uống",
    "herb": "Dược liệu và sản phẩm từ dược liệu",
    "handicraft": "Thủ công mỹ nghệ",
    "ornamental": "Sinh vật cảnh",
    "tourism": "Du lịch cộng đồng, sinh thái",
    "other": "Khác",
}

SMALL_PRODUCERS = frozenset(ProducerKind) - {ProducerKind.ENTERPRISE}


@dataclass(frozen=True)
class CertificateKind:
    """One kind of paper: its name and whom it serves; required/ says what it is good for."""

    label: str
    serves: frozenset[ProducerKind] = frozenset(ProducerKind)
    hint: str = ""
    own_word: bool = False  # by law what its producer says; it counts before anybody saw it


# The small producer's commitment: Circular 17/2018/TT-BNNPTNT. Which of these are a safety basis
# on a day stands in required/data.py; organic papers attest a way of growing.
CERTIFICATE_KINDS: Mapping[str, CertificateKind] = {
    "commitment": CertificateKind(
        "Bản cam kết an toàn thực phẩm",
        SMALL_PRODUCERS,
        "Ký với xã, cho cơ sở nhỏ.",
        own_word=True,
    ),
    "food_safety": CertificateKind("Giấy đủ điều kiện an toàn thực phẩm"),
    "vietgap": CertificateKind("VietGAP"),
    "globalgap": CertificateKind("GlobalG.A.P."),
    "haccp": CertificateKind("HACCP"),
    "iso22000": CertificateKind("ISO 22000"),
    "organic": CertificateKind("Hữu cơ"),
    "gi": CertificateKind("Chỉ dẫn địa lý"),
    "area_code": CertificateKind("Mã số vùng trồng"),
    "self_declaration": CertificateKind("Bản tự công bố sản phẩm", own_word=True),
    "applied_standard": CertificateKind("Bản công bố tiêu chuẩn áp dụng", own_word=True),
}
OWN_WORD = frozenset(code for code, kind in CERTIFICATE_KINDS.items() if kind.own_word)

# Word and badge kind (kit/states.html) of each state.
STATE_WORDS: Mapping[str, tuple[str, str]] = {
    ProductState.DRAFT: ("Bản nháp", "neutral"),
    ProductState.SUBMITTED: ("Chờ duyệt", "wait"),
    ProductState.NEEDS_SUPPLEMENT: ("Cần bổ sung", "look"),
    ProductState.APPROVED: ("Đã duyệt", "good"),
    ProductState.WITHDRAWN: ("Đã rút", "stop"),
}

ISSUER_LEVELS: Mapping[str, str] = {
    "district": "Cấp huyện (đến 05/7/2025)",
    "province": "Cấp tỉnh",
    "centre": "Cấp trung ương",
}
