"""Today's work: what waits for this viewer, the most pressing first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing.asked import waiting_count
from agrimarket.kit.access import (
    DESCRIBERS,
    OFFICERS,
    PRODUCERS,
    READERS,
    REGISTRARS,
    WORKERS,
    Role,
    Viewer,
)
from agrimarket.lots.kinds import SUSPENDED
from agrimarket.lots.models import LotState
from agrimarket.products.models import ProductState
from agrimarket.products.papers.ending import ending_count
from agrimarket.products.papers.unseen import unseen_count
from agrimarket.reports import today_store as store

SOON_DAYS = 90


@dataclass(frozen=True)
class Kind:
    """One kind of work: who does it, how much waits, and where."""

    key: str
    title: str
    text: str
    label: str
    endpoint: str
    count: Callable[[Viewer], store.Count]
    roles: tuple[Role, ...] = PRODUCERS
    values: dict[str, Any] = field(default_factory=dict)
    icon: str = "right"


@dataclass(frozen=True)
class Task:
    """A kind of work with how much of it waits."""

    kind: Kind
    count: int


@dataclass(frozen=True)
class Waiting:
    """What a room above reports adds to today's work; `urgent` when harm is done by waiting.

    Such rooms hand in their functions (app.py, WAITING): reports may not know them.
    """

    title: str
    text: str
    label: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    icon: str = "right"
    urgent: bool = False


Source = Callable[[Session, Viewer], Sequence[Waiting]]
EXTENSION = "agrimarket.waiting"


def _papers(viewer: Viewer) -> store.Count:
    return ending_count(viewer, SOON_DAYS)


def _in(state: ProductState) -> Callable[[Viewer], store.Count]:
    return partial(_products, state)


def _products(state: ProductState, viewer: Viewer) -> store.Count:
    return store.products_in(viewer, state)


def _lots(state: LotState, viewer: Viewer) -> store.Count:
    return store.lots_in(viewer, state)


# Danger first, then what others wait for, then one's own.
KINDS: tuple[Kind, ...] = (
    Kind(
        "listings_stuck",
        "Hàng kẹt trên kênh bán",
        "Kênh từ chối, khóa hoặc không trả lời. Xem vì sao rồi sửa.",
        "Xem hàng bị kẹt",
        "channels.index",
        store.listings_stuck,
        values={"state": "stuck"},
        icon="shop",
    ),
    Kind(
        "lots_told_late",
        "Lô có thuốc ghi sau khi xuất bán",
        "Xem ngày dùng thuốc, ngày thu hoạch. Không an toàn thì báo thu hồi.",
        "Xem các lô",
        "lots.late",
        store.lots_told_late,
        roles=WORKERS,
        icon="look",
    ),
    Kind(
        "products_to_approve",
        "Sản phẩm chờ duyệt",
        "Hộ đã gửi. Duyệt xong mới đặt tem và đăng bán được.",
        "Duyệt sản phẩm",
        "products.approvals",
        _in(ProductState.SUBMITTED),
        roles=OFFICERS,
        icon="leaf",
    ),
    Kind(
        "stamps_asked",
        "Xin thêm tem chờ duyệt",
        "Số tem vượt số gói hoặc hạn mức. Xem lý do rồi trả lời, hộ mới kích hoạt tiếp được.",
        "Xem đề nghị",
        "issuing.approvals_list",
        waiting_count,
        roles=OFFICERS,
        values={"state": "asked"},
        icon="qr",
    ),
    Kind(
        "papers_to_check",
        "Giấy chờ xem",
        "Hộ tự ghi giấy chứng nhận. Xem giấy thật rồi người mua mới đọc được.",
        "Xem giấy",
        "products.held",
        unseen_count,
        roles=WORKERS,
        values={"checked": "no"},
        icon="file",
    ),
    Kind(
        "rows_to_choose",
        "Dòng trong danh sách chờ chọn xã",
        "Xã cũ nay thuộc vài xã mới. Chọn một lần là xong.",
        "Mở danh sách đã nhập",
        "households.upload",
        store.rows_to_choose,
        roles=WORKERS,
        icon="list",
    ),
    Kind(
        "products_to_mend",
        "Sản phẩm cần bổ sung",
        "Cán bộ đã ghi còn thiếu gì. Bổ sung rồi gửi lại.",
        "Xem sản phẩm",
        "products.index",
        _in(ProductState.NEEDS_SUPPLEMENT),
        roles=DESCRIBERS,
        values={"state": "needs_supplement"},
        icon="leaf",
    ),
    Kind(
        "goods_coming",
        "Hàng sắp nhận",
        "Hàng đang trên đường tới. Nhận xong thì bấm nhận, thiếu thì ghi số đếm được.",
        "Xem hàng sắp nhận",
        "lots.incoming",
        store.goods_coming,
        icon="truck",
    ),
    Kind(
        "papers_ending",
        "Giấy sắp hết hạn",
        "Trong 90 ngày tới. Hết hạn thì sao và giấy không hiện nữa.",
        "Xem giấy sắp hết hạn",
        "reports.expiring",
        _papers,
        roles=READERS,
        values={"within": str(SOON_DAYS)},
        icon="calendar",
    ),
    Kind(
        "lots_suspended",
        "Lô đang tạm dừng",
        "Hộ dừng để kiểm tra. Hỏi xem đã rõ chưa, rồi cho dùng lại hoặc báo tỉnh thu hồi.",
        "Xem các lô",
        "lots.index",
        store.lots_suspended,
        values={"state": SUSPENDED},
        icon="look",
    ),
    Kind(
        "lots_to_release",
        "Lô đã chốt, chờ xuất bán",
        "Xuất bán rồi mới kích hoạt được tem.",
        "Xem các lô",
        "lots.index",
        partial(_lots, LotState.SEALED),
        values={"state": "sealed"},
        icon="box",
    ),
    Kind(
        "lots_open",
        "Lô đang mở",
        "Ghi nhật ký cho đủ, rồi chốt lô và cho xuất bán.",
        "Xem các lô",
        "lots.index",
        partial(_lots, LotState.OPEN),
        values={"state": "open"},
        icon="box",
    ),
    Kind(
        "stamps_to_activate",
        "Đợt tem chưa kích hoạt",
        "Dán tem xong thì kích hoạt, người mua quét mới thấy tem thật.",
        "Xem các đợt tem",
        "issuing.index",
        store.orders_to_activate,
        icon="qr",
    ),
    Kind(
        "drafts",
        "Hộ chưa có lời đồng ý",
        "Chưa đồng ý thì chưa công khai và chưa đăng bán được.",
        "Xem các hộ",
        "households.index",
        store.drafts,
        roles=DESCRIBERS,
        values={"state": "draft"},
        icon="users",
    ),
    Kind(
        "product_drafts",
        "Sản phẩm còn là bản nháp",
        "Bổ sung cho đủ rồi gửi duyệt.",
        "Xem bản nháp",
        "products.index",
        _in(ProductState.DRAFT),
        roles=DESCRIBERS,
        values={"state": "draft"},
        icon="leaf",
    ),
    Kind(
        "jobs_failed",
        "Việc nền bị hỏng",
        "Đã thử hết số lần cho phép. Xem nhật ký của máy chủ để biết vì sao.",
        "",
        "",
        store.jobs_failed,
        roles=(Role.OPERATOR,),
        icon="gear",
    ),
)

# Where a day's work begins, by role: label, endpoint, icon.
STARTS: Sequence[tuple[tuple[Role, ...], str, str, str]] = (
    (REGISTRARS, "Đăng ký hộ sản xuất", "households.new", "plus"),
    (WORKERS, "Nhập danh sách Excel", "households.upload", "upload"),
    (DESCRIBERS, "Thêm sản phẩm", "products.new", "leaf"),
    (PRODUCERS, "Mở lô mới", "lots.new", "box"),
    (PRODUCERS, "Xin cấp tem", "issuing.new", "qr"),
)


def tasks(session: Session, viewer: Viewer) -> list[Task]:
    """What waits, the most pressing first; kinds with nothing to do are left out."""
    mine = [kind for kind in KINDS if viewer.is_one_of(kind.roles)]
    found = [Task(kind, store.run(session, kind.count(viewer))) for kind in mine]
    return [task for task in found if task.count]
