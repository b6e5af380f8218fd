"""Roles of members, kinds of parcels, ways to be paid, as rows of tables: words by code."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

MEMBER_ROLES: Mapping[str, str] = {
    "member": "Thành viên",
    "spouse": "Vợ, chồng",
    "child": "Con, dâu, rể",
    "parent": "Cha, mẹ",
    "relative": "Người thân khác",
    "deputy": "Phó trưởng nhóm, phó giám đốc",
    "board": "Hội đồng quản trị, ban quản lý",
    "supervisor": "Kiểm soát",
    "accountant": "Kế toán, thủ quỹ",
    "technician": "Kỹ thuật",
    "worker": "Người làm",
}
PARCEL_KINDS: Mapping[str, str] = {
    "field": "Ruộng",
    "garden": "Vườn",
    "hill": "Đồi, rừng",
    "pond": "Ao, đầm, lồng bè",
    "barn": "Chuồng, trại",
    "greenhouse": "Nhà lưới, nhà màng",
    "workshop": "Xưởng, nơi chế biến",
    "other": "Nơi khác",
}
COUNT_UNITS: Mapping[str, str] = {
    "head": "con", "tree": "cây", "clump": "bụi, khóm", "hive": "đàn, tổ", "cage": "lồng",
    "bag": "bịch, phôi", "pot": "chậu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaymentKind:
    """A way to be paid; `cashless` ones make the province's figure of cashless accounts."""

    label: str
    cashless: bool = True


NO_ACCOUNT = "none"
PAYMENT_KINDS: Mapping[str, PaymentKind] = {
    "bank": PaymentKind("Tài khoản ngân hàng"),
    "viettel_money": PaymentKind("Viettel Money"),
    "vnpt_money": PaymentKind("VNPT Money"),
    "momo": PaymentKind("Ví MoMo"),
    "zalopay": PaymentKind("Ví ZaloPay"),
    "other_wallet": PaymentKind("Ví điện tử khác"),
    NO_ACCOUNT: PaymentKind("Chưa có tài khoản nào, chỉ nhận tiền mặt", cashless=False),
}
PAYMENT_LABELS = {code: one.label for code, one in PAYMENT_KINDS.items()}


def is_cashless(codes: Collection[str]) -> bool:
    """Whether one of the ways is an account that money can be sent to."""
    return any(PAYMENT_KINDS[code].cashless for code in codes if code in PAYMENT_KINDS)
