"""The house's own texts that people agree to, and the purposes it knows what to do with."""

from dataclasses import dataclass

BY_CONSENT = "Đồng ý của người được hỏi (Luật 91/2025/QH15)"


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose a person may agree to or not, with its legal basis (Law 91/2025/QH15)."""

    code: str
    title: str
    text: str
    basis: str = BY_CONSENT


@dataclass(frozen=True, slots=True)
class Wording:
    """What is read to the person before anything is ticked, in one language."""

    version: str
    intro: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    language: str = "vi"
    audio_of: str | None = None  # id of the row whose reading aloud can be played


# ISO 639-3; Thái and Mông of the province's west by their families' codes (ISO 639-2, 639-5).
LANGUAGES = {"vi": "Tiếng Việt", "mtq": "Tiếng Mường", "tai": "Tiếng Thái", "hmn": "Tiếng Mông"}

# Texts never change: a new wording stands beside the old ones, which people agreed to.
NEWEST = Wording(
    version="2026-11",
    intro=(
        "Ủy ban nhân dân xã, phường nơi bà con ở xin ghi tên, xã, thôn, số điện thoại và sản "
        "phẩm của gia đình, để làm tem truy xuất nguồn gốc và giúp bán hàng.",
        "Nếu bà con cho thì ghi thêm: ngày sinh, giới tính, diện tích, vị trí nhà, số căn cước, "
        "mã số thuế, tài khoản ngân hàng. Số căn cước và số tài khoản được mã hóa; cán bộ chỉ "
        "xem đủ số khi có lý do, mỗi lần xem đều ghi lại. Vị trí nhà không bao giờ đưa lên mạng.",
        "Bà con tự nguyện đồng ý, chọn từng việc dưới đây. Không đồng ý vẫn được hỗ trợ như "
        "trước. Lúc nào cũng rút lại được: báo cán bộ xã, hoặc tự rút trên máy. Bà con được xem, "
        "xin sửa và xin xóa thông tin của mình.",
    ),
    purposes=(
        Purpose(
            "publication",
            "Hiện tên và xã trên trang nguồn gốc",
            "Người mua quét tem sẽ thấy tên và xã của gia đình.",
        ),
        Purpose(
            "channels",
            "Đưa sản phẩm lên các kênh bán hàng",
            "Tên, số điện thoại và sản phẩm được gửi cho kênh bán để mở gian hàng.",
        ),
        Purpose(
            "support",
            "Liên hệ để hỗ trợ, tập huấn",
            "Cán bộ gọi hoặc nhắn tin khi có lớp tập huấn, chương trình hỗ trợ.",
        ),
    ),
)

FIRST = Wording(
    version="2026-01",
    intro=(
        "Chúng tôi xin ghi tên, xã, thôn, số điện thoại và sản phẩm của gia đình để làm tem "
        "truy xuất nguồn gốc và giúp bán hàng.",
        "Bà con tự nguyện đồng ý, chọn từng việc dưới đây. Không đồng ý vẫn được hỗ trợ như "
        "trước. Lúc nào cũng rút lại được: chỉ cần báo cán bộ xã.",
        "Số căn cước được mã hóa, không hiện ở đâu. Vị trí nhà không bao giờ đưa lên mạng.",
    ),
    purposes=NEWEST.purposes,
)
OWN_TEXTS = (NEWEST, FIRST)

# The words of the consent column of the lists: "Đồng ý cung cấp dữ liệu".
LIST_VERSION = "danh-sach-2026"
OWN_VERSIONS = frozenset({*(text.version for text in OWN_TEXTS), LIST_VERSION})
ALL_PURPOSES = tuple(sorted(purpose.code for purpose in NEWEST.purposes))
PURPOSE_TITLES = {purpose.code: purpose.title for purpose in NEWEST.purposes}
