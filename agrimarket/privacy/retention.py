"""How long each thing is kept, as data with its reason, and the daily work that follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.privacy import store_retention as store

OURS = "Nguyên tắc giữ ngắn nhất đủ dùng, Luật 91/2025/QH15"
Count = Callable[[Session, bool], int]


@dataclass(frozen=True)
class Rule:
    """One thing with its term. `work` counts (dry) or forgets; None: another job or people do it.

    `by` says who forgets it, in words, where this job does not.
    """

    code: str
    what: str
    keep: timedelta | None
    why: str
    source: str = OURS
    work: Count | None = None
    by: str = "Tự động mỗi ngày"


def _older(
    table: str, column: str, keep: timedelta, where: Mapping[str, Sequence[str]] | None = None
) -> Count:
    """Delete rows whose moment is older than the term."""

    def work(session: Session, dry: bool) -> int:
        return store.drop_older(session, table, column, clock.now() - keep, where, dry=dry)

    return work


def _cleared(
    table: str, column: str, keep: timedelta, empty: Sequence[str],
    where: Mapping[str, Sequence[str]] | None = None,
) -> Count:  # fmt: skip
    """Empty columns of rows whose moment is older than the term."""

    def work(session: Session, dry: bool) -> int:
        before = clock.now() - keep
        return store.clear_older(session, table, column, before, empty, where, dry=dry)

    return work


DAY = timedelta(days=1)
ENDED = {"state": ("done", "failed")}
CALLED = {"state": ("done", "superseded", "lost", "retried")}
CLOSED = {"state": ("done", "refused")}

RULES: Sequence[Rule] = (
    Rule("scans", "Lượt quét tem (không có vị trí, không có người)", 180 * DAY,
         "Đếm người mua thật và tìm tem bị sao chép; sau đó chỉ giữ tổng số của mỗi tem",
         work=_older("scan", "at", 180 * DAY)),
    Rule("kept_answers", "Câu trả lời đã lưu để gửi lại không làm hai lần", 30 * DAY,
         "Phần mềm gửi lại trong 30 ngày vẫn nhận đúng câu trả lời cũ",
         work=_older("kept_answer", "at", 30 * DAY)),
    Rule("jobs", "Việc chạy nền đã xong", 30 * DAY, "Tìm nguyên nhân khi có trục trặc",
         work=_older("job", "updated_at", 30 * DAY, ENDED)),
    Rule("import_cells", "Ô của danh sách chờ sửa, tệp nhập thử (đã mã hóa)", DAY,
         "Người nhập sửa và nhập lại trong ngày", by="Tự động mỗi giờ"),
    Rule("import_changes", "Ô trước và sau của hộ được danh sách cập nhật (đã mã hóa)", 30 * DAY,
         "Hoàn tác cả lần nhập trong 30 ngày", by="Tự động mỗi giờ"),
    Rule("sessions", "Phiên đăng nhập đã hết", 90 * DAY, "Trả lời “ai đã vào máy tôi”",
         work=_older("account_session", "ends_at", 90 * DAY)),
    Rule("devices", "Máy đi thực địa đã hết hạn hoặc bị gỡ", 90 * DAY,
         "Biết máy nào đã xóa dữ liệu",
         work=lambda session, dry: store.drop_devices(session, clock.now() - 90 * DAY, dry=dry)),
    Rule("codes", "Mã một lần (chỉ giữ dấu băm có khóa)", DAY, "Mã hết hạn sau 10 phút",
         work=_older("one_time_code", "ends_at", DAY)),
    Rule("links", "Đường dẫn mời, đặt lại mật khẩu đã hết hạn", 90 * DAY, "Biết ai đã mời ai",
         work=_older("account_link", "ends_at", 90 * DAY)),
    Rule("views", "Ai đã mở trang của hộ", 730 * DAY, "Người sản xuất hỏi “ai đã xem”",
         work=_older("household_view", "last_at", 730 * DAY)),
    Rule("tries", "Lượt đăng nhập sai", DAY, "Khóa người thử nhiều lần",
         by="Tự động mỗi ngày"),
    Rule("messages", "Tệp tin nhắn gửi đi trên máy chủ", 7 * DAY, "Người vận hành đọc mã giúp",
         by="Tự động mỗi ngày"),
    Rule("channel_calls", "Nội dung đã gửi sang kênh bán", 90 * DAY,
         "So với kênh khi có tranh chấp về tin đăng; giữ ngày, giờ, kết quả",
         work=_cleared("channel_outbox", "updated_at", 90 * DAY, ("content",), CALLED)),
    Rule("request_words", "Lời của yêu cầu đã khép lại", 730 * DAY,
         "Chứng minh đã trả lời đúng hạn nếu có khiếu nại",
         work=_cleared("person_request", "closed_at", 730 * DAY,
                       ("details_sealed", "answer_sealed"), CLOSED)),
    Rule("requests", "Sổ yêu cầu, không còn lời", 1825 * DAY, "Thanh tra xem việc nhiều năm",
         work=_older("person_request", "closed_at", 1825 * DAY, CLOSED)),
    Rule("removed", "Hộ đã bỏ khỏi danh sách (thông tin về người)", 30 * DAY,
         "Lấy lại được trong 30 ngày; sau đó không ai thấy, nên không giữ"),
    Rule("idle_drafts", "Bản nháp không có đồng ý, không có sản phẩm", 730 * DAY,
         "Người không tham gia thì không giữ thông tin",
         work=lambda session, dry: store.count_idle_drafts(session, clock.now() - 730 * DAY),
         by="Đếm mỗi ngày; cán bộ xem rồi xóa ở trang của hộ"),
    Rule("trace", "Lô hàng, công đoạn, đợt tem (không có người sau khi xóa)", None,
         "Truy xuất phải trả lời được khi hàng còn lưu thông: ít nhất 24 tháng từ ngày sản xuất, "
         "12 tháng sau hạn dùng", source="Thông tư 02/2024/TT-BKHCN, Nghị định 15/2018/NĐ-CP",
         by="Không tự xóa"),
    Rule("audit", "Nhật ký kiểm toán (phần về một người bị khóa khi người đó được xóa)",
         1825 * DAY, "Trả lời “ai đã xem, đã sửa”", by="Không tự xóa, không ai sửa được"),
    Rule("breaches", "Sổ sự cố", 1825 * DAY, "Thanh tra xem việc nhiều năm", by="Không tự xóa"),
)  # fmt: skip


def run(session: Session, *, dry: bool = False) -> dict[str, Any]:
    """Do what every rule says today; rule > rows. Dry: only count. A run is kept in a table."""
    counts = {rule.code: rule.work(session, dry) for rule in RULES if rule.work is not None}
    if not dry:
        store.note_run(session, clock.now(), counts)
    return counts


def in_words(keep: timedelta | None) -> str:
    """A term as people say it."""
    if keep is None:
        return "theo luật truy xuất"
    if keep.days >= 365 and keep.days % 365 == 0:
        return f"{keep.days // 365} năm"
    return "24 giờ" if keep == DAY else f"{keep.days} ngày"
