"""The one next step of a producer: the first of a table whose time has come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from agrimarket.products.models import Product, ProductState
from agrimarket.reports.workspace.rules import Workspace
from agrimarket.reports.workspace.store import UNPRINTED

WAY = ("Thêm sản phẩm", "Mở lô", "Ghi nhật ký")  # what a new producer does first


@dataclass(frozen=True)
class Step:
    """What to do now, why, and where; `place` counts from 1 on the way of a new producer."""

    title: str
    text: str
    label: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    icon: str = "right"
    place: int = 0


def next_step(found: Workspace) -> Step | None:
    """The first step of the table that fits; None where nothing waits."""
    return next((step for rule in STEPS if (step := rule(found)) is not None), None)


def _in(found: Workspace, *states: ProductState) -> Product | None:
    return next((one for one in found.products if one.state in states), None)


def _first_product(found: Workspace) -> Step | None:
    if found.product_count:
        return None
    return Step(
        "Thêm sản phẩm đầu tiên", "Tên, nhóm và một tấm ảnh là đủ. Phần khác ghi sau.",
        "Thêm sản phẩm", "products.new", {"household": found.household.id}, "leaf", 1,
    )  # fmt: skip


def _supplement(found: Workspace) -> Step | None:
    product = _in(found, ProductState.NEEDS_SUPPLEMENT)
    if product is None:
        return None
    return Step(
        f"Bổ sung {product.name}", product.decision_reason or "Cán bộ đã ghi còn thiếu gì.",
        "Xem cần bổ sung gì", "products.show", {"id": product.id},
    )  # fmt: skip


def _first_lot(found: Workspace) -> Step | None:
    if found.lot_total:
        return None
    one = found.products[0] if found.product_count == 1 else None
    values = {"product": one.id} if one else {"household": found.household.id}
    return Step(
        "Mở lô đầu tiên", "Mỗi vụ, mỗi mẻ là một lô. Máy điền sẵn, xem lại rồi bấm.",
        "Mở lô", "lots.new", values, "box", 2,
    )  # fmt: skip


def _first_line(found: Workspace) -> Step | None:
    if not found.is_new or not found.lots:
        return None
    lot = found.lots[0].lot
    return Step(
        f"Ghi nhật ký cho lô {lot.lot_code}", "Chọn việc đã làm, chụp một tấm ảnh, bấm ghi.",
        "Ghi nhật ký", "lots.new_event", {"id": lot.id}, "edit", 3,
    )  # fmt: skip


def _submit(found: Workspace) -> Step | None:
    product = _in(found, ProductState.DRAFT)
    if product is None:
        return None
    return Step(
        f"Gửi duyệt {product.name}", "Cán bộ duyệt rồi mới xin tem và đăng bán được.",
        "Xem rồi gửi duyệt", "products.show", {"id": product.id}, "leaf",
    )  # fmt: skip


def _consent(found: Workspace) -> Step | None:
    if found.consented:
        return None
    return Step(
        "Trả lời phần đồng ý", "Chủ hộ đồng ý thì tên mới hiện cho người mua và mới đăng bán được.",
        "Xem phần đồng ý", "households.show",
        {"household_id": found.household.id, "_anchor": "dong-y"}, "check",
    )  # fmt: skip


def _papers(found: Workspace) -> Step | None:
    lack = next((one for one in found.lacks if one.for_stamps), None)
    if lack is None:
        return None
    return Step(
        f"Thêm giấy cho {lack.product.name}", "Còn thiếu giấy nên chưa xin được tem.",
        "Xem thiếu giấy gì", "products.missing", {"id": lack.product.id}, "file",
    )  # fmt: skip


def _release(found: Workspace) -> Step | None:
    if found.ready is None:
        return None
    return Step(
        f"Xuất bán lô {found.ready.lot_code}", "Lô đã đủ điều kiện. Xuất bán rồi xin tem được.",
        "Xem lô", "lots.show", {"id": found.ready.id}, "truck",
    )  # fmt: skip


def _stick(found: Workspace) -> Step | None:
    if found.stamps.waiting_id is None:
        return None
    unprinted = any(found.stamps.tally.get(state) for state in UNPRINTED)
    title = "In tem đã được cấp" if unprinted else "Dán tem rồi kích hoạt"
    text = "Có tem chưa in." if unprinted else "Người mua quét mới thấy tem thật."
    return Step(title, text, "Xem đợt tem", "issuing.show", {"id": found.stamps.waiting_id}, "qr")


def _order(found: Workspace) -> Step | None:
    if found.unstamped is None:
        return None
    return Step(
        f"Xin tem cho lô {found.unstamped.lot_code}", "Lô đã xuất bán mà chưa có tem.",
        "Xin cấp tem", "issuing.new", {"lot": found.unstamped.id}, "qr",
    )  # fmt: skip


STEPS: Sequence[Callable[[Workspace], Step | None]] = (
    _first_product, _first_lot, _first_line, _supplement, _submit, _consent, _papers, _release,
    _stick, _order,
)  # fmt: skip
