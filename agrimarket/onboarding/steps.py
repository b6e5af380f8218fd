"""The steps from a name to a first order, in their order, and what helps at each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `todo` is what the next person does, `endpoint` where."""

    key: str
    title: str
    waiting: str  # the producers who wait for it
    short: str  # for narrow columns
    todo: str
    endpoint: str


@dataclass(frozen=True)
class Wanted:
    """Which producers are asked for; empty words do not filter."""

    step: str = ""
    commune: str = ""
    kind: str = ""
    reason: str = ""


STEPS = (
    Step("registered", "Đã đăng ký", "Chưa đăng ký", "Đăng ký", "", "households.show"),
    Step("consent", "Đã đồng ý", "Chưa có sự đồng ý", "Đồng ý",
         "Hỏi và ghi sự đồng ý", "households.show"),
    Step("product", "Đã khai sản phẩm", "Chưa khai sản phẩm", "Sản phẩm",
         "Khai sản phẩm", "products.new"),
    Step("papers", "Đủ giấy tờ", "Thiếu giấy tờ", "Giấy tờ",
         "Bổ sung giấy tờ, gửi duyệt", "products.index"),
    Step("booth_applied", "Đã xin gian hàng", "Chưa xin gian hàng", "Xin gian", "Xin mở gian hàng",
         "products.index"),
    Step("booth_open", "Gian hàng đã mở", "Chờ mở gian hàng", "Mở gian", "Bổ sung hồ sơ cho kênh",
         "households.show"),
    Step("listing_live", "Đã có hàng trên kênh", "Chưa có hàng trên kênh",
         "Hàng lên", "Đăng bán hoặc sửa lỗi",
         "products.index"),
    Step("first_order", "Đã có đơn đầu tiên", "Chưa có đơn đầu tiên", "Đơn đầu", "Ghi khi có đơn",
         "onboarding.show"),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}
DONE = "done"

# Why nothing moves, as workers say it.
REASONS = {
    "not_met": "Chưa gặp được chủ hộ",
    "not_wanted": "Chủ hộ chưa muốn bán trên mạng",
    "no_phone": "Không có điện thoại thông minh",
    "no_papers": "Chưa xin được giấy tờ",
    "no_goods": "Chưa đến vụ, chưa có hàng",
    "channel_slow": "Kênh chưa trả lời",
    "other": "Lý do khác",
}


def stage_of(reached: set[str]) -> str:
    """The first step that is not reached; `done` where all are."""
    return next((step.key for step in STEPS if step.key not in reached), DONE)
