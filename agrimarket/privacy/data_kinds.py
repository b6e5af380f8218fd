"""The words in which the inventory speaks: kinds of data, purposes, bases, terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Data(StrEnum):
    """What a column holds, by how near it comes to a person (Law 91/2025/QH15)."""

    NONE = "none"  # no person in it
    STAFF = "staff"  # who did it, in office
    CONTACT = "contact"  # name, telephone, hamlet, free words about a family
    IDENTITY = "identity"  # citizen number, birth, sex, tax code
    SENSITIVE = "sensitive"  # position, bank, voice, behaviour
    TRACE = "trace"  # what traceability owes: goods, dates, codes
    SECRET = "secret"  # keys and hashes: opens or finds, tells nothing  # noqa: S105


DATA_LABELS: Mapping[Data, str] = {
    Data.NONE: "Không gắn với người",
    Data.STAFF: "Cán bộ làm việc",
    Data.CONTACT: "Cơ bản: tên, liên hệ",
    Data.IDENTITY: "Định danh",
    Data.SENSITIVE: "Nhạy cảm",
    Data.TRACE: "Truy xuất nguồn gốc",
    Data.SECRET: "Khóa, dấu băm",
}
CONSENT = "Đồng ý của người đó (Luật 91/2025/QH15)"
DUTY = "Nhiệm vụ của cơ quan nhà nước"
TRACING = "Nghĩa vụ truy xuất: Thông tư 02/2024/TT-BKHCN, Luật 78/2025/QH15"
SECURITY = "An toàn hệ thống: Luật 91/2025/QH15, trách nhiệm bảo vệ dữ liệu"
STANDING = "khi người đó còn tham gia; xóa khi được yêu cầu"


@dataclass(frozen=True)
class Kept:
    """One table. Columns not named in `columns` are of the kind `rest`."""

    room: str
    label: str
    rest: Data
    purpose: str
    basis: str
    term: str  # a rule of retention.py by its code, or words
    columns: Mapping[str, Data] = field(default_factory=dict)

    def kind_of(self, column: str) -> Data:
        return self.columns.get(column, COMMON.get(column, self.rest))


# The same everywhere.
COMMON: Mapping[str, Data] = {
    "id": Data.NONE, "created_at": Data.NONE, "updated_at": Data.NONE, "revision": Data.NONE,
    "is_demo": Data.NONE,
}  # fmt: skip


def all_of(kind: Data, names: str) -> dict[str, Data]:
    """The same kind for each of the names, which stand with spaces between."""
    return dict.fromkeys(names.split(), kind)


N, STAFF, CONTACT, IDENTITY = Data.NONE, Data.STAFF, Data.CONTACT, Data.IDENTITY
SENSITIVE, TRACE, SECRET = Data.SENSITIVE, Data.TRACE, Data.SECRET
SIGN_IN = "Đăng nhập an toàn"
TRAIL = "Chứng minh ai đã làm gì"
SELL = "Đưa hàng lên kênh bán khi người sản xuất đồng ý"
LABEL = "Cấp tem, cho người mua biết hàng từ đâu"
