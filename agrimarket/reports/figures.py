"""The figures a province reports, as rows of a table: name, definition, source, rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial

from agrimarket.channels.register import REGISTER
from agrimarket.kit.access import Viewer
from agrimarket.reports import store, team_store
from agrimarket.reports.store import Rows


class Source(StrEnum):
    """How a figure is known."""

    COUNTED = "counted"  # from our own rows
    OBSERVED = "observed"  # as a channel showed it
    REPORTED = "reported"  # as a unit told, with its document


@dataclass(frozen=True)
class Span:
    """Up to when: the day, and the moment it ends (None: everything known)."""

    on: date
    until: datetime | None


@dataclass(frozen=True)
class Figure:
    """One figure. `by` are the ways it can be split; `opens` the kind of its rows."""

    key: str
    name_vi: str
    short_vi: str  # heads a narrow column
    definition_vi: str
    source: Source
    unit: str
    opens: str
    rows: Callable[[Viewer, Span], Rows]
    by: tuple[str, ...] = ("commune", "district", "month")
    channel: str | None = None
    share_of: str | None = None  # the key of the figure it is a part of
    weighed: bool = False  # a row adds more than one


def _until(rows: Callable[[Viewer, datetime | None], Rows]) -> Callable[[Viewer, Span], Rows]:
    return lambda viewer, span: rows(viewer, span.until)


def _on(rows: Callable[[Viewer, date], Rows]) -> Callable[[Viewer, Span], Rows]:
    return lambda viewer, span: rows(viewer, span.on)


def _live_on(code: str, viewer: Viewer, span: Span) -> Rows:
    return store.live(viewer, span.until, code)


def _stamps_in(state: str, viewer: Viewer, span: Span) -> Rows:
    return store.stamps_in(viewer, span.until, state)


CHANNELS_TOO = ("commune", "district", "channel", "month")
_WITHDRAWN = (
    "Hộ tự rút khi còn hạn thì không tính; hộ rút khi đã quá hạn tính là trả lời trễ. "
    "Hồ sơ còn chờ chưa tính."
)
_SEEN = "tính theo lần xem kênh gần nhất, không tính theo ý muốn đăng."

FIGURES: tuple[Figure, ...] = (
    Figure(
        "households",
        "Hộ sản xuất đã ghi",
        "Hộ",
        "Số hộ, tổ hợp tác, hợp tác xã, doanh nghiệp có trong sổ, kể cả bản nháp.",
        Source.COUNTED,
        "hộ",
        "household",
        _until(store.households),
    ),
    Figure(
        "households_consented",
        "Hộ đã đồng ý",
        "Đã đồng ý",
        "Số hộ có lời đồng ý cung cấp dữ liệu còn hiệu lực vào cuối ngày tính.",
        Source.COUNTED,
        "hộ",
        "household",
        _until(store.consented),
    ),
    Figure(
        "households_cashless",
        "Hộ nhận tiền không tiền mặt",
        "Không tiền mặt",
        "Số hộ đã ghi tài khoản ngân hàng hoặc ví điện tử để nhận tiền, theo điều ghi gần nhất.",
        Source.COUNTED,
        "hộ",
        "household",
        _until(store.cashless),
    ),
    Figure(
        "households_with_booth",
        "Hộ có gian hàng",
        "Có gian hàng",
        "Số hộ có ít nhất một gian hàng đang mở, mở trước hết ngày tính. Mỗi hộ tính một lần.",
        Source.COUNTED,
        "hộ",
        "household",
        _until(store.with_booth),
    ),
    Figure(
        "booths_open",
        "Gian hàng đang mở",
        "Gian hàng",
        "Số gian hàng đang mở, mở trước hết ngày tính. Một hộ mở trên hai kênh tính là hai.",
        Source.COUNTED,
        "gian hàng",
        "household",
        _until(store.booths),
        by=CHANNELS_TOO,
    ),
    Figure(
        "households_selling",
        "Hộ đang bán",
        "Hộ đang bán",
        "Số hộ có ít nhất một sản phẩm mà kênh cho thấy đang bán; " + _SEEN,
        Source.OBSERVED,
        "hộ",
        "household",
        _until(store.selling),
    ),
    Figure(
        "products_approved",
        "Sản phẩm đã duyệt",
        "Sản phẩm",
        "Số sản phẩm đang ở trạng thái đã duyệt, duyệt lần đầu trước hết ngày tính.",
        Source.COUNTED,
        "sản phẩm",
        "product",
        _until(store.approved),
    ),
    Figure(
        "approvals_answered",
        "Lần trả lời hồ sơ sản phẩm",
        "Trả lời",
        "Số lần cán bộ duyệt, yêu cầu bổ sung hoặc rút sản phẩm mà hộ đã gửi duyệt, tính theo ngày "
        "trả lời. Gửi lại rồi trả lời lại tính thêm một lần. " + _WITHDRAWN,
        Source.COUNTED,
        "lần trả lời",
        "product",
        _until(store.answered),
    ),
    Figure(
        "approvals_in_time",
        "Trả lời hồ sơ đúng hạn",
        "Đúng hạn",
        "Số lần trả lời hồ sơ sản phẩm không muộn hơn ngày cuối của hạn đã báo lúc hộ gửi duyệt; "
        "tỷ lệ tính trên mọi lần trả lời trong kỳ. " + _WITHDRAWN,
        Source.COUNTED,
        "lần trả lời",
        "product",
        _until(store.answered_in_time),
        share_of="approvals_answered",
    ),
    Figure(
        "ocop_valid",
        "Sản phẩm OCOP còn hạn",
        "OCOP",
        "Số sản phẩm có quyết định OCOP mới nhất từ 3 sao và còn trong 36 tháng.",
        Source.COUNTED,
        "sản phẩm",
        "product",
        _on(store.rated),
    ),
    Figure(
        "listings_live",
        "Lượt đăng đang bán",
        "Đang bán",
        "Số cặp sản phẩm và kênh mà kênh cho thấy đang bán; " + _SEEN,
        Source.OBSERVED,
        "lượt đăng",
        "listing",
        _until(store.live),
        by=CHANNELS_TOO,
    ),
    *(
        Figure(
            f"live_{entry.code}",
            f"Đang bán trên {entry.name}",
            entry.short_name,
            f"Số sản phẩm mà {entry.name} cho thấy đang bán; {_SEEN}",
            Source.OBSERVED,
            "sản phẩm",
            "listing",
            partial(_live_on, entry.code),
            channel=entry.code,
        )
        for entry in REGISTER
    ),
    Figure(
        "stamps_issued",
        "Tem đã cấp",
        "Tem cấp",
        "Tổng số tem của các đợt cấp trước hết ngày tính, kể cả tem sau đó bị hủy.",
        Source.COUNTED,
        "tem",
        "order",
        _until(store.stamps_issued),
        weighed=True,
    ),
    Figure(
        "stamps_active",
        "Tem đã kích hoạt",
        "Tem kích hoạt",
        "Số tem đang ở trạng thái kích hoạt, kích hoạt trước hết ngày tính.",
        Source.COUNTED,
        "tem",
        "order",
        partial(_stamps_in, "active"),
        weighed=True,
    ),
    Figure(
        "stamps_void",
        "Tem đã hủy",
        "Tem hủy",
        "Số tem đã hủy trước hết ngày tính.",
        Source.COUNTED,
        "tem",
        "order",
        partial(_stamps_in, "void"),
        weighed=True,
    ),
    Figure(
        "scans",
        "Lượt quét của người mua",
        "Lượt quét",
        "Số lượt người mua quét tem; một máy quét một tem trong mười phút tính một lượt.",
        Source.COUNTED,
        "lượt",
        "order",
        _until(store.scans),
        weighed=True,
    ),
    Figure(
        "teams",
        "Tổ công nghệ số cộng đồng",
        "Tổ công nghệ số",
        "Số tổ công nghệ số cộng đồng đang hoạt động vào cuối ngày tính.",
        Source.COUNTED,
        "tổ",
        "team",
        _on(team_store.counted("teams")),
    ),
    Figure(
        "team_members",
        "Thành viên tổ công nghệ số",
        "Thành viên tổ",
        "Số người đang ở trong các tổ đó. Ai ở hai tổ của một xã tính một lần, ở tổ lập trước.",
        Source.COUNTED,
        "người",
        "team",
        _on(team_store.counted("members")),
        weighed=True,
    ),
    Figure(
        "trainings",
        "Buổi tập huấn",
        "Buổi tập huấn",
        "Số buổi tập huấn đã mở tới hết ngày tính, không kể buổi đã bỏ.",
        Source.COUNTED,
        "buổi",
        "training",
        _on(team_store.counted("trainings")),
    ),
    Figure(
        "people_trained",
        "Người được tập huấn",
        "Người tập huấn",
        "Số người đã dự tập huấn. Ai dự nhiều buổi ở một xã tính một lần, ở buổi đầu tiên.",
        Source.COUNTED,
        "người",
        "training",
        _on(team_store.counted("people_trained")),
        weighed=True,
    ),
)
BY_KEY = {figure.key: figure for figure in FIGURES}
